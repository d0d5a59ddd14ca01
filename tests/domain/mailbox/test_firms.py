from jianyou.domain.annexes.check import Day, check_form
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.mailbox.firms import Firm, firms
from tests.domain.mailbox.samples import CALL, SCHEMA, form, rejected, row


def sealed(file: str, of: str, text: str = "") -> Form:
    return Form(file, FormStatus.SEALED_SCAN, scan_of=of, text=text)


def test_one_nominee_over_all_its_files() -> None:
    own = form("a.docx", "砚青（重庆）齿轮厂", cells={"location_industry": "渝北区"})
    district = form(
        "b.xlsx", "明远轴承厂", "砚青(重庆) 齿轮厂", cells={"location_industry": "渝北区 汽车制造业"}
    )
    for one in (own, district):
        check_form(one, SCHEMA, Day(CALL.deadline.date(), CALL.regions))
    scans = [sealed("z1.jpg", "b.xlsx", "明远轴承厂"), sealed("z2.jpg", "b.xlsx"), sealed("z3.jpg", "a.docx")]
    assert firms([scans[0], own, district, *scans[1:]], SCHEMA) == [
        Firm(
            "砚青重庆齿轮厂",
            "砚青（重庆）齿轮厂",
            ("a.docx", "b.xlsx", "z2.jpg", "z3.jpg"),
            (("a.docx", 1), ("b.xlsx", 2)),
            "渝北区",
            "汽车制造业",
            repeated=True,
        ),
        Firm(
            "明远轴承厂",
            "明远轴承厂",
            ("b.xlsx", "z1.jpg", "z2.jpg"),
            (("b.xlsx", 1),),
            "渝北区",
            "汽车制造业",
        ),
    ]


def test_repeated_inside_one_file_keeps_the_file_once() -> None:
    (firm,) = firms([form("a.docx", "甲厂", "甲 厂")], SCHEMA)
    assert (firm.files, firm.entries, firm.repeated) == (("a.docx",), (("a.docx", 1), ("a.docx", 2)), True)


def test_nameless_entries_rejected_files_and_lone_scans_are_no_firms() -> None:
    blank = form("a.docx")
    blank.rows.append(row("a.docx", 1, {"name": "", "profile": "有"}))
    assert firms([blank, rejected("b.docx", "file_empty"), sealed("c.jpg", "gone.docx")], SCHEMA) == []
