"""A form on its way to a file: what stands where, before it becomes Word or Excel, and its truth."""

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from examples.forms.content import COLUMN_KEYS, Entry, Form

LABEL = "附件2"
TITLE = "推荐质量领域优质组织和个人信息汇总表"
NOTE = (
    "注：“组织（个人）简况”栏重点填写组织或个人的基本情况（若是组织需包括涉及成立时间、经济类型、"
    "业务范围、员工数量等），原则上不超过300个字。"
)
HEADINGS = {
    "serial": "序号",
    "name": "组织（个人）名称",
    "location_industry": "所在区县及所属行业",
    "profile": "组织（个人）简况",
    "feature": "请用一句话概括组织或个人的质量工作特色（不超过25个字）",
    "honors": "近五年所获的国家级或省部级质量荣誉",
    "contact": "联系人姓名、职务及联系电话",
    "willing": "是否有意愿申报中国质量奖",
}
SHARES = (0.5, 1.4, 1.2, 3.2, 1.8, 1.8, 1.4, 0.9)
LABELS = {"department": "填报部门", "contact": "联系人", "phone": "联系电话"}


class Column(NamedTuple):
    """A column of the annex, or one that the sender added; `share` is its share of the width."""

    key: str
    heading: str
    share: float


@dataclass(slots=True)
class Box:
    """A cell. `across` columns wide; `down` rows deep, 0 for what a cell above has swallowed."""

    text: str = ""
    key: str = ""
    across: int = 1
    down: int = 1


@dataclass(slots=True)
class Row:
    """A row of a table; its role is title, header, heading, entry, blank or note.

    `skip` grid columns before the first cell have no cell at all.
    """

    boxes: list[Box]
    role: str = "entry"
    skip: int = 0


@dataclass(slots=True)
class Table:
    """Rows over a grid whose columns have `shares` of the width."""

    rows: list[Row]
    shares: list[float]


class Line(NamedTuple):
    """A line outside the table; its role is label, title, header, note or text."""

    role: str
    text: str


@dataclass(slots=True)
class Draft:
    """The body in order, and the truth: what an exact reader must find."""

    rng: Random
    form: Form
    columns: list[Column]
    body: list[Line | Table]
    rows: list[dict[str, str]] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        """The first table that has headings, or is yet to be laid out."""
        tables = (part for part in self.body if isinstance(part, Table))
        return next(
            part for part in tables if not part.rows or any(row.role == "heading" for row in part.rows)
        )

    def line(self, role: str) -> Line:
        """The first line of that role."""
        return next(part for part in self.body if isinstance(part, Line) and part.role == role)

    def position(self, part: Line | Table) -> int:
        """Where `part` stands in the body."""
        return next(index for index, other in enumerate(self.body) if other is part)

    def remove(self, role: str) -> Line:
        """Take the first line of that role out of the body."""
        line = self.line(role)
        del self.body[self.position(line)]
        return line

    def entry_rows(self) -> list[Row]:
        """The rows of all tables that hold entries."""
        tables = (part for part in self.body if isinstance(part, Table))
        return [row for table in tables for row in table.rows if row.role == "entry"]

    def relay(self) -> None:
        """Lay the single table out anew, after `columns` or the entries have changed."""
        table = self.table
        table.shares = [column.share for column in self.columns]
        table.rows = [heading_row(self.columns)]
        for number, entry in enumerate(self.form.entries, 1):
            table.rows.append(entry_row(self.columns, number, entry))
        self.rows = truth_rows(self.columns, self.form.entries)


def start(form: Form, rng: Random) -> Draft:
    """The annex as printed: label, title, header line, table, note."""
    columns = [Column(key, HEADINGS[key], share) for key, share in zip(COLUMN_KEYS, SHARES, strict=True)]
    body: list[Line | Table] = [
        Line("label", LABEL),
        Line("title", TITLE),
        Line("header", header_line(form.header, rng)),
        Table([], []),
        Line("note", NOTE),
    ]
    draft = Draft(rng, form, columns, body, header=dict(form.header))
    draft.relay()
    return draft


def header_line(header: dict[str, str], rng: Random, labels: dict[str, str] | None = None) -> str:
    """填报部门, 联系人 and 联系电话 on one line, spaced as people do."""
    gap = rng.choice(("      ", "          ", "　　　", "    "))
    labels = labels or LABELS
    return gap.join(f"{labels[key]}：{header[key]}" for key in LABELS)


def heading_row(columns: list[Column]) -> Row:
    """The row of headings."""
    return Row([Box(column.heading, column.key) for column in columns], "heading")


def entry_row(columns: list[Column], number: int, entry: Entry) -> Row:
    """A row with one nominee."""
    return Row([Box(_cell_text(column.key, number, entry), column.key) for column in columns])


def blank_row(columns: list[Column], serial: str = "") -> Row:
    """A row left empty, or with its number only, as forms are handed out."""
    return Row([Box(serial if column.key == "serial" else "", column.key) for column in columns], "blank")


def wide_row(columns: list[Column], text: str, role: str) -> Row:
    """One cell over the whole width."""
    return Row([Box(text, across=len(columns))], role)


def truth_rows(columns: list[Column], entries: list[Entry]) -> list[dict[str, str]]:
    """What a reader must find of the entries: the eight columns, outer white space aside."""
    keys = {column.key for column in columns}
    return [
        {key: _cell_text(key, number, entry).strip() if key in keys else "" for key in COLUMN_KEYS}
        for number, entry in enumerate(entries, 1)
    ]


def _cell_text(key: str, number: int, entry: Entry) -> str:
    return str(number) if key == "serial" else entry.get(key, "")
