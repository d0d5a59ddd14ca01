"""Letters, recommendations and reports: what they say, and what they leave blank."""

from dataclasses import replace
from datetime import UTC, date, datetime

from jianyou.domain.papers.checklist import Item, Looked, Machine, checklist
from jianyou.domain.papers.course import Course, DecidedOn, Together, by_district, by_industry, subject_of
from jianyou.domain.papers.decision_letters import ColumnRemark, DecisionTold, decision_letter
from jianyou.domain.papers.letters import Letter, LetterKind, letter_docx, letter_pdf
from jianyou.domain.papers.official import or_blank, written_date
from jianyou.domain.papers.recommendation import RecommendationTold, recommendation_paper
from jianyou.domain.papers.report import ReportTold, report_paper
from jianyou.domain.papers.scanned import Outcome as ScanOutcome
from jianyou.domain.papers.together import Outcome
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place

OFFICE = "示例市经济和信息化委员会"
COURSE = Course(
    opened_at=None,
    deadline=datetime(2026, 2, 22, 10, 0, tzinfo=UTC),
    filings=3,
    entries=5,
    accepted=3,
    refused=1,
    waiting=1,
    returned=2,
    corrected=1,
    departments=(),
    letters=0,
    asked=0,
    answered=0,
)
LINES = (
    DecidedOn("示例轴承有限公司", "甲区局", "渝北区", "C3451", "示例奖", Outcome.RECOMMENDED, ""),
    DecidedOn("示例齿轮厂", "甲区局", "渝北区", "C3453", "示例奖", Outcome.RECOMMENDED, ""),
    DecidedOn("示例电梯厂", "乙区局", "", "", "示例奖", Outcome.RESERVE, "名额有限"),
)
TOGETHER = Together(held_on=date(2026, 3, 2), minutes="纪要〔2026〕3号", people=7, over_quota="", lines=LINES)


def test_dates_are_written_without_leading_zeros() -> None:
    assert (written_date(date(2026, 3, 2)), written_date(None)) == ("2026年3月2日", "")
    assert (or_blank(""), or_blank(0), or_blank("甲")) == ("〔　　　　〕", "0", "甲")


def test_a_correction_lists_its_remarks() -> None:
    told = DecisionTold(
        kind=LetterKind.CORRECTION,
        call="关于征集的通知",
        office=OFFICE,
        filer="示例区局",
        number="AAAA-BBBB",
        ordinal=2,
        name="示例\u202e厂",
        remarks=(ColumnRemark("简况", "太长，\n请精简。"), ColumnRemark("联系人", "")),
        due="2026年3月9日",
    )
    letter = decision_letter(told)
    assert letter.title == "补正通知书"
    assert letter.paragraphs[2:4] == (
        "1. “简况”栏：太长， 请精简。",
        "2. “联系人”栏：具体意见见征集网站上的补正页面。",
    )
    assert "\u202e" not in letter.paragraphs[0]
    assert letter.on is None


def test_a_letter_is_set_as_word_and_as_pdf() -> None:
    letter = Letter(
        kind=LetterKind.CLEARANCE,
        title="关于征求意见的函",
        addressee="示例局",
        paragraphs=("请予支持。",),
        signed_by=OFFICE,
    )
    assert letter_docx(letter).startswith(b"PK")
    assert letter_pdf(letter).startswith(b"%PDF-")


def test_counts_go_by_district_and_division() -> None:
    assert by_district(LINES) == "渝北区2个、未写明1个"
    assert by_industry(LINES[:2]) == "通用设备制造业2个"
    assert (by_district(LINES[2:]), by_industry(LINES[2:])) == ("", "")


def test_a_recommendation_leaves_blank_what_it_does_not_know() -> None:
    told = RecommendationTold(
        call="征集", notice="", office=OFFICE, authority="", course=COURSE, together=TOGETHER
    )
    paper = recommendation_paper(told, None)
    assert paper.addressee == "〔　　　　〕"
    assert (paper.number, paper.signer, paper.date) == ("", "", "")
    assert paper.paragraphs[0] == "根据〔　　　　〕，我单位组织开展了征集推荐工作。现将有关情况函告如下。"
    assert paper.paragraphs[2].startswith("征集于〔　　　　〕开始，2026年2月22日截止。")
    assert paper.paragraphs[4] == "征求部门意见情况：〔　　　　〕。"
    assert "推荐示例轴承有限公司、示例齿轮厂，共2个" in "".join(paper.paragraphs)
    assert "示例电梯厂" not in "".join(paper.paragraphs)


def test_silence_is_told_as_silence() -> None:
    asked = replace(COURSE, departments=("税务", "应急管理"), letters=2, asked=6, answered=4)
    paper = report_paper(ReportTold(call="征集", office=OFFICE, course=asked, together=TOGETHER))
    told = next(text for text in paper.paragraphs if "税务" in text)
    assert told == ("向税务、应急管理发函2件，征求意见6条次，收到答复4条次；未答复的2条次，没有视为无意见。")
    assert paper.annex
    assert [row[6] for row in paper.annex.rows] == ["拟推荐", "拟推荐", "备选"]


LOOKED = Looked(
    findings=(),
    ordinal=1,
    on_paper=False,
    scan=None,
    scan_agrees=False,
    proofs=0,
    bad_proofs=0,
    willing={"a": True, "b": False},
    twins=0,
)


def machine(looked: Looked) -> dict[Item, Machine]:
    return {told.item: told.machine for told in checklist(looked)}


def test_the_machine_says_only_what_it_knows() -> None:
    found = machine(LOOKED)
    assert found[Item.SEAL] is Machine.FINDING
    assert found[Item.COPY] is Machine.UNKNOWN
    assert found[Item.WILLINGNESS] is Machine.OK
    assert machine(replace(LOOKED, on_paper=True))[Item.SEAL] is Machine.UNKNOWN
    seen = replace(LOOKED, scan=ScanOutcome.SAME, scan_agrees=True)
    assert machine(seen)[Item.COPY] is Machine.OK
    assert machine(replace(seen, scan=ScanOutcome.OLDER, scan_agrees=False))[Item.COPY] is Machine.FINDING
    assert machine(replace(LOOKED, willing={"a": None}))[Item.WILLINGNESS] is Machine.FINDING
    assert machine(replace(LOOKED, willing={}))[Item.WILLINGNESS] is Machine.FINDING
    assert machine(replace(LOOKED, proofs=2, bad_proofs=1))[Item.PROOFS] is Machine.FINDING


def test_findings_go_to_their_items() -> None:
    place = Place("")
    findings = (
        Finding("over_limit", Severity.ERROR, place, {"limit": 25}, 1, "feature"),
        Finding("honor_too_old", Severity.WARNING, place, {}, 1, "honors"),
        Finding("header_missing", Severity.ERROR, place, {}, None, None),
        Finding("over_limit", Severity.ERROR, place, {}, 2, "feature"),
    )
    told = {one.item: one for one in checklist(replace(LOOKED, findings=findings))}
    assert [message.code for message in told[Item.COLUMNS].messages] == ["over_limit"]
    assert [message.code for message in told[Item.HONORS].messages] == ["honor_too_old"]
    assert [message.code for message in told[Item.HEADER].messages] == ["header_missing"]
    assert told[Item.DUPLICATES].machine is Machine.OK


def test_whom_a_call_is_about() -> None:
    assert subject_of("关于征集推荐一批质量领域优质组织和个人的通知") == "一批质量领域优质组织和个人"
    assert subject_of("示例征集") == "“示例征集”的对象"
