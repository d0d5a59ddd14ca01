"""Clearance: what words mean, how returned tables are read, and what replies together settle."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec, FactType
from jianyou.domain.papers.clearance import (
    ANSWER_WORDS,
    AskedRow,
    EnquiryTold,
    Question,
    RowKey,
    enquiry_letter,
    enquiry_table,
    preset,
    questions_for,
    reminder_text,
)
from jianyou.domain.papers.clearance_answers import Answer, Asked, Overall, Told, overall, settle, understood
from jianyou.domain.papers.clearance_returned import (
    Match,
    ReturnedRow,
    match_rows,
    read_returned,
    row_key,
)
from jianyou.domain.papers.letters import letter_docx
from jianyou.officefiles.paper import Paper, PaperColumn
from jianyou.officefiles.read import read_file
from jianyou.officefiles.writing.choices import with_choices
from jianyou.officefiles.writing.render import render_table
from jianyou.terms.finding import Refused

QUESTIONS = tuple(
    question for question in questions_for(COMMON_FACTS) if question.key in {"accidents.safety", "violations"}
)
ROWS = (
    AskedRow("ABCD-2345", 1, "示例轴承有限公司", "91500112MA00000018", "渝北区"),
    AskedRow("ABCD-2345", 2, "示例齿轮厂", "", "江北区"),
    AskedRow("EFGH-6789", 1, "示例阀门有限公司", "91500105MA00000026", ""),
)
TOLD = EnquiryTold(
    office="示例市经济信息化委员会",
    call="关于征集示例优质组织的通知",
    number=3,
    department="示例市应急管理局",
    questions=QUESTIONS,
    rows=ROWS,
    due=date(2026, 3, 20),
    text="联系人另行告知。",
)
NONE = Answer(Told.NONE)


def returned(paper: Paper, folder: Path, kind: str = "xlsx") -> tuple[ReturnedRow, ...]:
    """The rows that are read of a table as a department sends it back."""
    path = folder / f"复函.{kind}"
    path.write_bytes(render_table(path, paper).written.data)
    return read_returned(read_file(path), QUESTIONS)


def filled(*answers: tuple[str, ...]) -> Paper:
    """The table with these last cells: safety, violations, details, remark."""
    table = enquiry_table(TOLD)
    rows = [[*row[:4], *cells] for row, cells in zip(table.rows, answers, strict=False)]
    return replace(table, rows=rows)


@pytest.mark.parametrize(
    ("cell", "details", "answer"),
    [
        ("", "", None),
        ("  \n", "说明", None),
        ("无", "", NONE),
        ("无。", "", NONE),
        ("未发现", "", NONE),
        ("否", "", NONE),
        ("有", "", Answer(Told.SOME, "")),
        ("是", "列入", Answer(Told.SOME, "列入")),
        ("有", "2023年5月1日 一般事故", Answer(Told.SOME, "2023年5月1日 一般事故")),
        ("有，罚款2万元", "2023年", Answer(Told.SOME, "罚款2万元;2023年".replace(";", "；"))),
        ("有行政处罚", "", Answer(Told.SOME, "有行政处罚")),
        ("/", "", Answer(Told.UNCLEAR, "/")),
        ("—", "", Answer(Told.UNCLEAR, "—")),
        ("无异议", "", Answer(Told.UNCLEAR, "无异议")),
        ("有无待查", "", Answer(Told.UNCLEAR, "有无待查")),
        ("同意", "", Answer(Told.UNCLEAR, "同意")),
        ("2023年被罚", "", Answer(Told.UNCLEAR, "2023年被罚")),
        ("不清楚", "", Answer(Told.UNCLEAR, "不清楚")),
    ],
)
def test_only_plain_words_are_answers(cell: str, details: str, answer: Answer | None) -> None:
    assert understood(cell, details) == answer


def test_all_answers_together() -> None:
    some, unclear = Answer(Told.SOME), Answer(Told.UNCLEAR)
    assert overall({}, "ab") is None
    assert overall({"a": NONE, "b": NONE}, "ab") is Overall.NONE
    assert overall({"a": NONE}, "ab") is Overall.PARTIAL
    assert overall({"a": NONE, "b": unclear}, "ab") is Overall.UNCLEAR
    assert overall({"a": some, "b": unclear}, "ab") is Overall.SOME


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_table_comes_back_as_it_went(tmp_path: Path, kind: str) -> None:
    paper = filled(("无", "无", "", ""), ("有", "无", "2023年5月1日 较大事故", "已结案"), ("", "", "", ""))
    rows = returned(paper, tmp_path, kind)
    assert [(row.key, row.name, row.uscc, dict(row.answers), row.remark) for row in rows] == [
        (
            RowKey(3, "ABCD-2345", 1),
            ROWS[0].name,
            ROWS[0].uscc,
            {"accidents.safety": NONE, "violations": NONE},
            "",
        ),
        (
            RowKey(3, "ABCD-2345", 2),
            ROWS[1].name,
            "",
            {"accidents.safety": Answer(Told.SOME, "2023年5月1日 较大事故"), "violations": NONE},
            "已结案",
        ),
        (RowKey(3, "EFGH-6789", 1), ROWS[2].name, ROWS[2].uscc, {}, ""),
    ]
    matched = match_rows(3, rows, ROWS)
    assert [(one.match, one.entry) for one in matched] == [(Match.KEY, row) for row in ROWS]


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    paper = filled(("无", "无", "", ""))
    assert [row.place for row in returned(paper, tmp_path)] == ["工作表“征求意见表”第 4 行"]
    assert [row.place for row in returned(paper, tmp_path, "docx")] == ["第 1 张表第 2 行"]


def test_columns_may_move_and_rows_go_or_come(tmp_path: Path) -> None:
    paper = filled(("无", "有，2023年", "", ""), ("无", "无", "", ""), ("无", "无", "", ""))
    order = [5, 1, 7, 4, 2, 0]
    extra = ["", "示例外来公司", "", "", "", ""]
    moved = replace(
        paper,
        columns=[paper.columns[at] for at in order],
        rows=[extra, [paper.rows[2][at] for at in order], [paper.rows[0][at] for at in order]],
    )
    matched = match_rows(3, returned(moved, tmp_path), ROWS)
    assert [(one.match, one.entry) for one in matched] == [
        (Match.UNKNOWN, None),
        (Match.KEY, ROWS[2]),
        (Match.KEY, ROWS[0]),
    ]
    assert matched[2].row.answers == {
        "accidents.safety": NONE,
        "violations": Answer(Told.SOME, "2023年"),
    }


def test_without_keys_code_then_name_find_a_row(tmp_path: Path) -> None:
    paper = filled(("无", "无", "", ""), ("无", "无", "", ""), ("无", "无", "", ""))
    bare = replace(paper, columns=paper.columns[1:], rows=[row[1:] for row in paper.rows])
    matched = match_rows(3, returned(bare, tmp_path), ROWS)
    assert [(one.match, one.entry) for one in matched] == [
        (Match.CODE, ROWS[0]),
        (Match.NAME, ROWS[1]),
        (Match.CODE, ROWS[2]),
    ]


def row(name: str = "", uscc: str = "", key: str = "", **answers: str) -> ReturnedRow:
    """A row as it was read; `safety` and `law` are its answers."""
    asked = {"safety": "accidents.safety", "law": "violations"}
    told = {asked[one]: answer for one, cell in answers.items() if (answer := understood(cell))}
    return ReturnedRow("第 1 行", row_key(key), name, uscc, told, "", "")


def test_what_is_doubtful_is_asked() -> None:
    twin = AskedRow("JKLM-2345", 1, ROWS[0].name, "", "")
    rows = (
        row(name=ROWS[0].name, safety="无"),
        row(name=ROWS[1].name, key="3/ABCD-2345.1", safety="无"),
        row(name=ROWS[1].name, key="4/ABCD-2345.2", safety="无"),
        row(name="别家", key="3/ZZZZ-2345.2", safety="无"),
        row(name=ROWS[1].name, uscc=ROWS[2].uscc, safety="无"),
    )
    matched = match_rows(3, rows, (*ROWS, twin))
    assert [(one.match, one.entry, one.candidates) for one in matched] == [
        (Match.AMBIGUOUS, None, (ROWS[0], twin)),
        (Match.AMBIGUOUS, None, (ROWS[0], ROWS[1])),
        (Match.OTHER_LETTER, None, ()),
        (Match.UNKNOWN, None, ()),
        (Match.AMBIGUOUS, None, (ROWS[2], ROWS[1])),
    ]
    picked = match_rows(3, rows, (*ROWS, twin), {0: ("JKLM-2345", 1), 1: ("EFGH-6789", 1)})
    assert [(one.match, one.entry) for one in picked[:2]] == [(Match.CHOSEN, twin), (Match.AMBIGUOUS, None)]


def test_rows_that_contradict_each_other_are_left_aside() -> None:
    same = row(key="3/ABCD-2345.1", safety="无")
    other = row(key="3/ABCD-2345.1", safety="有")
    assert [one.match for one in match_rows(3, (same, same), ROWS)] == [Match.KEY, Match.KEY]
    assert [(one.match, one.entry) for one in match_rows(3, (same, other), ROWS)] == [(Match.TWICE, None)] * 2


def test_none_with_a_tale_beside_it_is_unclear(tmp_path: Path) -> None:
    paper = filled(("无", "无", "2023年5月被处罚", ""), ("无", "无", "无", "截至3月1日"))
    told = [dict(row.answers) for row in returned(paper, tmp_path)]
    unclear = Answer(Told.UNCLEAR, "写了“无”，又写：2023年5月被处罚")
    assert told == [
        {"accidents.safety": unclear, "violations": unclear},
        {"accidents.safety": NONE, "violations": NONE},
    ]


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = Paper("别的表", [PaperColumn("名称"), PaperColumn("电话")], [["示例", "无"]])
    with pytest.raises(Refused) as refused:
        returned(other, tmp_path)
    assert refused.value.code == "clearance_no_table"


ACCIDENTS, VIOLATIONS = COMMON_FACTS["accidents"], COMMON_FACTS["violations"]
KINDS = ("quality", "safety", "environment")
DAY = date(2026, 3, 1)


def asked(answer: Answer | None, key: str = "violations", department: str = "甲局") -> Asked:
    """A department that answered so."""
    return Asked(department, key, answer, DAY if answer else None)


def test_silence_is_never_consent() -> None:
    assert settle(VIOLATIONS, [asked(None)]) is None
    assert settle(VIOLATIONS, [asked(NONE), asked(None, department="乙局")]) is None
    assert settle(VIOLATIONS, [asked(NONE), asked(Answer(Told.UNCLEAR, "/"), department="乙局")]) is None
    both = settle(VIOLATIONS, [asked(NONE), asked(NONE, department="乙局")])
    assert both
    assert (both.value, both.departments, both.on, both.note) == (
        [],
        ("甲局", "乙局"),
        DAY,
        "甲局：无；乙局：无",
    )


def test_accidents_are_none_only_if_every_kind_was_asked() -> None:
    parts = [asked(NONE, f"accidents.{kind}", kind) for kind in KINDS]
    assert settle(ACCIDENTS, parts[:2]) is None
    whole = settle(ACCIDENTS, parts)
    assert whole
    assert whole.value == []


def test_what_is_found_counts_and_leaves_open_what_is_open() -> None:
    found = Answer(Told.SOME, "2024年5月6日发生较大事故1起")
    settled = settle(ACCIDENTS, [asked(found, "accidents.safety"), asked(None, "accidents.quality", "乙局")])
    assert settled
    assert settled.value == [
        {"on": "2024-05-06", "kind": "safety", "severity": "larger"},
        {"kind": "quality"},
        {"kind": "environment"},
    ]
    assert settled.note == "甲局：有 2024年5月6日发生较大事故1起；乙局：未答复；环境污染事故没有征求意见"


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("", {}),
        ("2024年5月6日一般事故", {"on": "2024-05-06", "severity": "general"}),
        ("2024-05-06 和 2024-06-07 重大生产安全事故", {"severity": "major"}),
        ("较大事故1起、一般事故2起", {}),
        ("未造成重大事故", {}),
        ("一般以上事故", {}),
        ("2024年13月1日", {}),
    ],
)
def test_details_are_taken_only_where_they_are_plain(text: str, record: dict[str, str]) -> None:
    answers = [asked(Answer(Told.SOME, text), f"accidents.{kind}") for kind in KINDS]
    settled = settle(ACCIDENTS, answers)
    assert settled
    assert settled.value == [{**record, "kind": kind} for kind in KINDS]


def test_a_list_is_yes_by_one_and_no_by_all() -> None:
    flag = COMMON_FACTS["on_abnormal_list"]
    yes, no = asked(Answer(Told.SOME, ""), flag.name), asked(NONE, flag.name)
    silent = asked(None, flag.name, "乙局")
    for answers, value in (([yes, silent], True), ([no], False)):
        settled = settle(flag, answers)
        assert settled
        assert settled.value is value
    assert settle(flag, [no, silent]) is None


def test_departments_are_asked_what_they_know() -> None:
    assert preset("示例市生态环境局") == ("accidents.environment", "violations")
    assert preset("市场监管") == (
        "accidents.quality",
        "violations",
        "spot_check_failures",
        "on_abnormal_list",
        "on_serious_breach_list",
    )
    assert preset("示例市应急管理局") == ("accidents.safety", "violations")
    assert preset("示例市档案局") == ("violations",)


def test_a_pack_may_bring_questions_of_its_own() -> None:
    fined = FactSpec("fined", FactType.FLAG, label="近三年被处罚")
    own = {"fined": fined, "size": FactSpec("size", FactType.NUMBER)}
    assert questions_for({**COMMON_FACTS, **own})[7:] == (Question("fined", "近三年被处罚"),)


def test_the_letter_asks_by_name_and_day() -> None:
    letter = enquiry_letter(TOLD)
    assert (letter.title, letter.addressee) == (
        "关于征求有关申报对象意见的函",
        "示例市应急管理局",
    )
    assert letter.paragraphs[1].startswith("请按职责逐一核查：生产安全事故、违法违规行为，在附表中")
    assert letter.paragraphs[2].startswith("请于2026年3月20日前书面反馈。")
    assert letter.paragraphs[3] == "联系人另行告知。"
    assert letter_docx(letter) == letter_docx(letter)


def test_a_reminder_tells_how_many_are_open() -> None:
    sent = replace(TOLD, on=date(2026, 3, 2))
    assert reminder_text(sent, silent=2, count=3, on=date(2026, 3, 10)) == (
        "示例市应急管理局：我单位2026年3月2日发出的“关于征集示例优质组织的通知”征求意见函（序号 3）"
        "共 3 个对象，尚有 2 个未收到答复，反馈期限为2026年3月20日，请按期反馈。（示例市经济信息化委员会）"
    )
    assert "反馈期限2026年3月20日已过" in reminder_text(TOLD, silent=1, count=3, on=date(2026, 3, 21))


def test_the_workbook_offers_the_answers(tmp_path: Path) -> None:
    plain = render_table(tmp_path / "表.xlsx", enquiry_table(TOLD)).written.data
    data = with_choices(plain, columns=[5, 6], rows=(4, 6), choices=ANSWER_WORDS, hint="请选“有”或“无”")
    (tmp_path / "表.xlsx").write_bytes(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count('sqref="E4:E6 F4:F6"><formula1>"无,有"</formula1>') == 1
    assert len(read_returned(read_file(tmp_path / "表.xlsx"), QUESTIONS)) == 3
    with pytest.raises(ValueError, match="comma"):
        with_choices(plain, columns=[5], rows=(4, 6), choices=['有,"无'], hint="")
