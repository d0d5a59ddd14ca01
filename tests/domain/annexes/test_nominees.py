import pytest

from jianyou.domain.annexes.nominees import NomineeKind, kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("渝州精铸机械有限公司", NomineeKind.ORGANIZATION),
        ("巴岳重工（集团）股份有限公司", NomineeKind.ORGANIZATION),
        ("嘉陵第三中学", NomineeKind.ORGANIZATION),
        ("长江轴承厂（本部）", NomineeKind.ORGANIZATION),
        ("渝州精铸机械有限公司总装班组", NomineeKind.TEAM),
        ("星火QC小组", NomineeKind.TEAM),
        ("贺明远", NomineeKind.INDIVIDUAL),
        ("向晓岚（渝州精铸机械有限公司质量总监）", NomineeKind.INDIVIDUAL),
        ("毛珺海（渝州(重庆)线缆股份有限公司高级工程师）", NomineeKind.INDIVIDUAL),
        ("欧阳明远 江津轴承厂", NomineeKind.INDIVIDUAL),
        ("江津一中", NomineeKind.UNKNOWN),
        ("万州医院", NomineeKind.ORGANIZATION),
        ("冯行", NomineeKind.UNKNOWN),
        ("龙湾", NomineeKind.INDIVIDUAL),
        ("亿达智造", NomineeKind.UNKNOWN),
        ("", NomineeKind.UNKNOWN),
    ],
)
def test_kind_is_read_off_the_name(name: str, kind: NomineeKind) -> None:
    assert kind_of(name) is kind
