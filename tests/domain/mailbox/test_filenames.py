import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes.names import name_key
from jianyou.domain.mailbox.filenames import is_idle, sender_in, short_names, tell
from tests.domain.mailbox.samples import SCHEMA


@pytest.mark.parametrize(
    ("name", "rest", "number", "digits"),
    [
        ("012-重庆砚青齿轮有限公司盖章扫描件.pdf", "重庆砚青齿轮有限公司", 12, 3),
        ("编号12 砚青齿轮(1).jpg", "砚青齿轮", 12, 2),
        ("附件2 推荐质量领域优质组织和个人信息汇总表.docx", "", 0, 0),
        ("附件2：汇总表（渝北区经济信息委）最终版.docx", "渝北区经济信息委", 0, 0),
        ("012.jpg", "", 12, 3),
        ("（７）砚青齿轮.jpg", "砚青齿轮", 7, 1),
        ("汇总表（12）.docx", "", 12, 2),
        ("砚青齿轮（1）.docx", "砚青齿轮", 0, 0),
        ("IMG_20240219_101112.jpg", "", 0, 0),
        ("2024年2月19日 砚青齿轮 第3页.jpg", "砚青齿轮", 0, 0),
        ("重庆砚青齿轮有限公司 - 副本 (2).docx", "重庆砚青齿轮有限公司", 0, 0),
        ("砚青齿轮_1.docx", "砚青齿轮", 0, 0),
        ("砚青齿轮.docx.pdf", "砚青齿轮", 0, 0),
        ("2023砚青齿轮.doc", "2023砚青齿轮", 0, 0),
        ("", "", 0, 0),
    ],
)
def test_a_name_is_taken_apart(name: str, rest: str, number: int, digits: int) -> None:
    told = tell(name, SCHEMA)
    assert (told.rest, told.number, told.digits) == (rest, number, digits)


def test_pieces_keep_their_writing() -> None:
    told = tell("003_砚青（重庆）齿轮有限公司-盖章.PDF", SCHEMA)
    assert told.parts == ("砚青(重庆)齿轮有限公司",)
    assert told.pieces == ("砚青重庆齿轮有限公司",)
    assert told.whole == "003砚青重庆齿轮有限公司盖章"


@given(st.text(max_size=60))
def test_any_name_is_told_and_its_pieces_stand_in_it(name: str) -> None:
    told = tell(name, SCHEMA)
    assert told.rest == "".join(told.pieces)
    assert all(name_key(piece) == piece != "" for piece in told.pieces)
    assert (told.number == 0) or told.digits > 0


@pytest.mark.parametrize(
    "idle", ["盖章件", "扫描件", "Word版", "2024-02-19", "PDF", "附件", "电子版（最终）"]
)
def test_folders_that_name_nobody(idle: str) -> None:
    assert is_idle(idle, SCHEMA)


@pytest.mark.parametrize("telling", ["渝北区", "重庆砚青齿轮有限公司", "砚青", "甲", "01", "01渝北区"])
def test_folders_that_name_a_sender(telling: str) -> None:
    assert not is_idle(telling, SCHEMA)


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        ("重庆市砚青（集团）齿轮有限公司", ("砚青集团齿轮", "砚青齿轮")),
        ("砚青(重庆)齿轮股份有限公司", ("砚青重庆齿轮", "砚青齿轮")),
        ("重庆市渝北区砚青齿轮厂", ("砚青齿轮厂",)),
        ("重庆有限公司", ()),
    ],
)
def test_short_names(name: str, shorter: tuple[str, ...]) -> None:
    assert short_names(name) == shorter


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("来件/037_重庆砚青（集团）齿轮有限公司盖章.docx", "重庆砚青(集团)齿轮有限公司"),
        ("来件/渝北区经济信息委/附件2.docx", "渝北区经济信息委"),
        ("重庆砚青齿轮有限公司（加密）.docx", "重庆砚青齿轮有限公司"),
        ("（渝北区经济信息委）.docx", "渝北区经济信息委"),
        ("来件/037_letter.docx", ""),
        ("情况说明.docx", ""),
    ],
)
def test_who_sent_a_file_by_its_name(file: str, named: str) -> None:
    assert sender_in(file, SCHEMA) == named
