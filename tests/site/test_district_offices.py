"""Offices put below others, by their action and from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jianyou.actions.offices import make_office
from jianyou.queries.offices import OfficeLine, list_offices
from jianyou.queries.overview import list_site_acts
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.commands import runner
from tests.site.districts import JIANGBEI, NAMES, YUBEI, offices
from tests.site.kit import office

pytestmark = pytest.mark.usefixtures("site")


def test_an_office_below_another() -> None:
    offices()
    make_office(operator="root", slug=YUBEI, name="别的名称", upper="office", district="渝北区")
    assert list_offices() == (
        OfficeLine(JIANGBEI, *NAMES[JIANGBEI], "office"),
        OfficeLine("office", "示例市经济信息化委员会", "", ""),
        OfficeLine(YUBEI, *NAMES[YUBEI], "office"),
    )
    for slug, upper, district, why in (
        (JIANGBEI, YUBEI, "江北区", "office_upper_wrong"),
        ("office", YUBEI, "市", "office_upper_wrong"),
        ("office", "office", "市", "office_upper_wrong"),
        (YUBEI, "none", "渝北区", "site_no_office"),
        (YUBEI, "office", " ", "office_district_wrong"),
        (YUBEI, "office", "区" * 61, "office_district_wrong"),
    ):
        with pytest.raises(Refused) as raised:
            make_office(operator="root", slug=slug, name="示例局", upper=upper, district=district)
        assert raised.value.code == why


@pytest.fixture
def jianyou(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Runs `jianyou site office …`."""
    return runner(site, "office", monkeypatch, capsys)


def test_offices_by_command(jianyou: Callable[..., str]) -> None:
    office()
    name, district = NAMES[YUBEI]
    told = jianyou("add", YUBEI, "--office-name", name, "--upper", "office", "--district", district)
    assert told == f"部门 {YUBEI} 已经建立：{name}，上级是 office\n"
    assert (
        jianyou("add", "third", "--office-name", "示例三局", lang=Lang.EN)
        == "Office third stands: 示例三局\n"
    )
    assert jianyou("list") == (
        f"office　示例市经济信息化委员会\nthird　示例三局\n{YUBEI}　{name}（{district}，上级 office）\n"
    )
    made = [act for act in list_site_acts() if act.act == "office_made"]
    assert {act.subject for act in made} == {YUBEI, "third"}
