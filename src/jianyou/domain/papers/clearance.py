"""征求部门意见: what a department is asked of each nominee, and the letter and table that ask it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec, FactType
from jianyou.domain.papers.letters import Letter, LetterKind
from jianyou.domain.papers.official import written_date
from jianyou.officefiles.paper import Paper, PaperColumn, SheetPaper
from jianyou.terms.display import plain
from jianyou.terms.message import say

LONGEST_DEPARTMENT, MOST_DEPARTMENTS, MOST_QUESTIONS = 60, 20, 12
NONE_WORD, SOME_WORD = "无", "有"
ANSWER_WORDS = (NONE_WORD, SOME_WORD)
"""What the table offers; a department may write more after 有."""
ACCIDENTS = "accidents"
ACCIDENT_KINDS = ("quality", "safety", "environment")
_ASKABLE = (FactType.FLAG, FactType.RECORDS)
_TITLES = {
    "accidents.quality": "clearance_ask_quality_accidents",
    "accidents.safety": "clearance_ask_safety_accidents",
    "accidents.environment": "clearance_ask_environment_accidents",
    "violations": "clearance_ask_violations",
    "spot_check_failures": "clearance_ask_spot_checks",
    "on_abnormal_list": "clearance_ask_abnormal_list",
    "on_serious_breach_list": "clearance_ask_serious_breach_list",
}
_PRESETS = (
    (("市场监", "市监", "质监"), ("accidents.quality", "violations", *tuple(_TITLES)[4:])),
    (("生态环境", "环保", "环境保护"), ("accidents.environment", "violations")),
    (("应急", "安监", "安全生产"), ("accidents.safety", "violations")),
    (("发展改革", "发展和改革", "发改", "信用"), ("on_serious_breach_list",)),
    (("税务", "人力资源", "人力社保", "人社", "公安"), ("violations",)),
)


class Question(NamedTuple):
    """What is asked: `key` is a fact's name, of accidents with their kind; `title` heads the column."""

    key: str
    title: str

    @property
    def fact(self) -> str:
        """The fact that its answers settle, or help to."""
        return fact_of(self.key)

    @property
    def column(self) -> str:
        """The column's heading in the table that is sent."""
        return f"{self.title}（{SOME_WORD}／{NONE_WORD}）"


def fact_of(key: str) -> str:
    """The fact that a question is about."""
    return ACCIDENTS if key.startswith(f"{ACCIDENTS}.") else key


def part_of(key: str) -> str:
    """The kind of accidents that a question is about, empty for all other questions."""
    return key.removeprefix(f"{ACCIDENTS}.") if key.startswith(f"{ACCIDENTS}.") else ""


def questions_for(facts: Mapping[str, FactSpec]) -> tuple[Question, ...]:
    """All that departments can be asked in a call whose rules know these facts: yes or no, or records."""
    common = [Question(key, say(code)) for key, code in _TITLES.items()]
    own = [
        Question(name, spec.label)
        for name, spec in facts.items()
        if name not in COMMON_FACTS and spec.type in _ASKABLE and spec.label
    ]
    return (*common, *own)


def preset(department: str) -> tuple[str, ...]:
    """The questions that such a department usually answers, by its name."""
    for words, keys in _PRESETS:
        if any(word in department for word in words):
            return keys
    return ("violations",)


class RowKey(NamedTuple):
    """What finds an entry's row again: the letter's number in the call, and the entry."""

    enquiry: int
    number: str
    ordinal: int

    @property
    def text(self) -> str:
        """`3/ABCD-2345.1`, as it stands in the table."""
        return f"{self.enquiry}/{self.number}.{self.ordinal}"


@dataclass(frozen=True, slots=True)
class AskedRow:
    """An entry that a department is asked about."""

    number: str
    ordinal: int
    name: str
    uscc: str
    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryTold:
    """A letter to one department with its table; `notice` names the call, `text` is added as it stands."""

    office: str
    call: str
    number: int
    department: str
    questions: Sequence[Question]
    rows: Sequence[AskedRow]
    due: date
    text: str = ""
    on: date | None = None


def enquiry_letter(told: EnquiryTold) -> Letter:
    """The letter, with the table on pages of its own."""
    return Letter(
        kind=LetterKind.CLEARANCE,
        title=say("clearance_letter_title"),
        addressee=told.department,
        paragraphs=tuple(_paragraphs(told)),
        signed_by=told.office,
        on=told.on,
        attachments=(say("clearance_table_title"),),
        table=enquiry_table(told),
    )


def _paragraphs(told: EnquiryTold) -> Iterable[str]:
    asks = "、".join(question.title for question in told.questions)
    yield say("clearance_letter_opening", {"call": plain(told.call), "count": len(told.rows)})
    yield say("clearance_letter_asks", {"asks": asks})
    yield say("clearance_letter_due", {"due": written_date(told.due)})
    yield from (line.strip() for line in told.text.split("\n") if line.strip())


def enquiry_table(told: EnquiryTold) -> Paper:
    """The table that the department fills in; each row has its key, so that it is found again."""
    return Paper(
        title=say("clearance_table_title"),
        columns=_columns(told.questions),
        rows=[_cells(told, row) for row in told.rows],
        header=(
            (say("clearance_table_department"), told.department),
            (say("clearance_table_number"), str(told.number)),
            (say("clearance_table_due"), written_date(told.due)),
        ),
        note=say("clearance_table_note"),
    )


def _columns(questions: Sequence[Question]) -> list[PaperColumn]:
    return [
        PaperColumn(say("clearance_column_key"), 2.1),
        PaperColumn(say("clearance_column_name"), 2.0),
        PaperColumn(say("clearance_column_uscc"), 1.9),
        PaperColumn(say("clearance_column_district"), 0.9, centered=True),
        *(PaperColumn(question.column, 1.1, centered=True) for question in questions),
        PaperColumn(say("clearance_column_details"), 1.8),
        PaperColumn(say("clearance_column_remark"), 1.0),
    ]


FIRST_ANSWER_COLUMN = 5
"""The column of the first question in the table, from 1."""


def _cells(told: EnquiryTold, row: AskedRow) -> list[str]:
    key = RowKey(told.number, row.number, row.ordinal).text
    return [key, row.name, row.uscc, row.district, *[""] * len(told.questions), "", ""]


def reminder_text(told: EnquiryTold, *, silent: int, count: int, on: date) -> str:
    """催办: a text to paste into a message to the department; `silent` of its `count` entries are open."""
    sent = say("clearance_reminder_sent", {"on": written_date(told.on)}) if told.on else ""
    return say(
        "clearance_reminder_overdue" if on > told.due else "clearance_reminder",
        {
            "department": told.department,
            "sent": sent,
            "call": plain(told.call),
            "number": told.number,
            "silent": silent,
            "count": count,
            "due": written_date(told.due),
            "office": told.office,
        },
    )


class MatrixRow(NamedTuple):
    """An entry with a text for each department, in their order."""

    number: str
    ordinal: int
    name: str
    uscc: str
    district: str
    cells: Sequence[str]


def matrix_sheet(departments: Sequence[str], rows: Iterable[MatrixRow]) -> SheetPaper:
    """Who answered what of whom, as a plain sheet."""
    return SheetPaper(
        name=say("clearance_matrix_title"),
        columns=[
            PaperColumn(say("clearance_matrix_entry"), 1.4),
            PaperColumn(say("clearance_column_name"), 2.0),
            PaperColumn(say("clearance_column_uscc"), 1.8),
            PaperColumn(say("clearance_column_district"), 0.9),
            *(PaperColumn(department, 1.8) for department in departments),
        ],
        rows=[[f"{row.number}.{row.ordinal}", row.name, row.uscc, row.district, *row.cells] for row in rows],
    )
