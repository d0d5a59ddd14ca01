"""Published lists of firms: found columns, read rows, what is wrong at its cell, what changed."""

from datetime import date
from pathlib import Path

import pytest

from jianyou.domain.screening.roster_firms import (
    Renamed,
    RosterStatus,
    Standing,
    compare_rosters,
    read_roster,
)
from jianyou.domain.screening.rosters import (
    RosterField,
    RosterSheet,
    column_letter,
    fitting_columns,
    guess_columns,
    open_roster,
)
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.xlsx import write_xlsx
from jianyou.terms.finding import Refused, Severity

ON = date(2026, 3, 1)
FIELD = RosterField


def coded(body: str) -> str:
    """A well-formed credit code that begins so."""
    from jianyou.codes import uscc

    first = "9150000020" + body
    for eighth in uscc.ALPHABET:
        for last in uscc.ALPHABET:
            if uscc.check(first + eighth + last).ok:
                return first + eighth + last
    raise AssertionError


def sheet(
    *rows: tuple[str, ...], headings: tuple[str, ...] = ("企业名称", "信用代码", "区县", "状态")
) -> RosterSheet:
    return RosterSheet(headings, tuple(enumerate(rows, 2)))


COLUMNS = {FIELD.NAME: 0, FIELD.USCC: 1, FIELD.REGION: 2, FIELD.STATUS: 3}


def test_headings_tell_the_columns() -> None:
    assert guess_columns(
        [
            "序号",
            "企业名称",
            "统一社会信用代码",
            "所在区县",
            "批次",
            "有效期至",
            "联系人",
            "联系电话",
            "电子邮箱",
        ]
    ) == {
        FIELD.NAME: 1,
        FIELD.USCC: 2,
        FIELD.REGION: 3,
        FIELD.BATCH: 4,
        FIELD.VALID_UNTIL: 5,
        FIELD.CONTACT: 6,
        FIELD.PHONE: 7,
        FIELD.MAIL: 8,
    }
    assert guess_columns(["甲", "乙"]) == {}
    assert guess_columns(["公司名称（现用）", "原企业名称"]) == {FIELD.NAME: 0, FIELD.FORMER_NAME: 1}


def test_a_title_above_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(
        "示例市第一批名单,,\n,,\n序号,企业名称,区县\n1,示例甲厂,渝北区\n,,\n2,示例乙厂,\n", "utf-8-sig"
    )
    assert open_roster(path) == RosterSheet(
        ("序号", "企业名称", "区县"), ((4, ("1", "示例甲厂", "渝北区")), (6, ("2", "示例乙厂", "")))
    )
    path.write_bytes(path.read_text("utf-8-sig").encode("gb18030"))
    assert open_roster(path).headings == ("序号", "企业名称", "区县")


def test_a_workbook_is_read_as_shown(tmp_path: Path) -> None:
    columns = [PaperColumn("企业名称"), PaperColumn("所属区县")]
    path = tmp_path / "list.xlsx"
    path.write_bytes(write_xlsx([SheetPaper("名单", columns, [["示例甲厂", "江北区"]])]).data)
    assert open_roster(path) == RosterSheet(("企业名称", "所属区县"), ((2, ("示例甲厂", "江北区")),))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.4\n", "roster_kind"),
        ("企业名称,区县\n".encode(), "roster_empty"),
        ("一句话\n".encode(), "roster_without_headings"),
        ((",".join(["企业名称"] * 61) + "\n甲厂\n").encode(), "roster_too_wide"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        open_roster(path)
    assert refused.value.code == code


def test_what_is_wrong_is_told_at_its_cell() -> None:
    code = coded("200001")
    roster = read_roster(
        sheet(
            ("示例甲厂", code, "渝北区", ""),
            ("", "", "江北区", ""),
            ("示例乙厂", "123", "火星", "复核通过"),
            ("示例甲 厂", "", "", ""),
            ("示例甲新厂", code.lower(), "", ""),
            ("示例丙厂", "", "", "待定"),
        ),
        COLUMNS,
        ON,
    )
    assert [(firm.name, firm.uscc, firm.district, firm.status) for firm in roster.firms] == [
        ("示例甲厂", code, "渝北区", RosterStatus.VALID),
        ("示例乙厂", "", "", RosterStatus.RECHECKED),
        ("示例丙厂", "", "", RosterStatus.UNCLEAR),
    ]
    assert [(one.code, one.cell, one.severity) for one in roster.problems] == [
        ("roster_name_missing", "A3", Severity.ERROR),
        ("uscc_length", "B4", Severity.WARNING),
        ("roster_region_unknown", "C4", Severity.WARNING),
        ("roster_twice", "A5", Severity.ERROR),
        ("roster_same_code", "B6", Severity.ERROR),
        ("roster_status_unclear", "D7", Severity.WARNING),
    ]
    assert roster.problems[3].params == {"name": "示例甲 厂", "row": 2}


def test_days_and_contacts() -> None:
    headings = ("企业名称", "有效期至", "联系人", "联系电话", "邮箱")
    roster = read_roster(
        sheet(
            ("示例甲厂", "2027年12月31日", "王示例", "023-60000001", "a@example.cn"),
            ("示例乙厂", "很久", "", "", ""),
            headings=headings,
        ),
        guess_columns(headings),
        ON,
    )
    assert [firm.valid_until for firm in roster.firms] == [date(2027, 12, 31), None]
    assert roster.firms[0].contact == {"contact": "王示例", "phone": "023-60000001", "mail": "a@example.cn"}
    assert roster.firms[1].contact == {}
    assert [(one.code, one.cell) for one in roster.problems] == [("roster_day_wrong", "B3")]


def test_columns_that_were_said() -> None:
    assert fitting_columns({"name": 1, "uscc": 0, "nonsense": 0}, 2) == {FIELD.NAME: 1, FIELD.USCC: 0}
    for given, code in (({"uscc": 0}, "roster_no_name_column"), ({"name": 9}, "roster_no_name_column")):
        with pytest.raises(Refused) as refused:
            fitting_columns(given, 2)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        fitting_columns({"name": 1, "uscc": 1}, 2)
    assert (refused.value.code, refused.value.params) == ("roster_column_twice", {"column": "B"})
    assert [column_letter(at) for at in (0, 25, 26, 59)] == ["A", "Z", "AA", "BH"]


def test_what_a_new_list_changes() -> None:
    code = coded("300001")
    before = [
        Standing("示例甲厂", "示例甲厂", code),
        Standing("示例乙厂", "示例乙厂", ""),
        Standing("示例丁厂", "示例丁厂", ""),
    ]
    headings = ("企业名称", "信用代码", "曾用名")
    roster = read_roster(
        sheet(
            ("示例甲集团", code, ""),
            ("示例乙厂", "", ""),
            ("示例丙厂", "", ""),
            ("示例戊厂", "", "示例丁厂"),
            headings=headings,
        ),
        guess_columns(headings),
        ON,
    )
    found = compare_rosters(before, roster.firms)
    assert found.came == ("示例丙厂",)
    assert found.gone == ()
    assert found.renamed == (Renamed("示例甲厂", "示例甲集团"), Renamed("示例丁厂", "示例戊厂"))
    assert found.same == 1
    assert compare_rosters(before, roster.firms[2:3]).gone == ("示例甲厂", "示例乙厂", "示例丁厂")
