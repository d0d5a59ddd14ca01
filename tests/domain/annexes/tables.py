"""Small tables written as lists of words, for tests of the mapper."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from jianyou.domain.annexes.read import read_annex
from jianyou.domain.annexes.records import Form
from jianyou.domain.annexes.schema import (
    AnnexSchema,
    Column,
    ColumnKind,
    HeaderField,
    Limit,
)
from jianyou.officefiles.model import Block, Cell, Document, FileKind, Paragraph, Table
from jianyou.terms.finding import Severity

DEADLINE = datetime(2024, 2, 22, 10, tzinfo=UTC)
AS_OF = date(2024, 2, 22)

# A cell is its text, or (text, colspan), or (text, colspan, rowspan).
Written = str | tuple[str, int] | tuple[str, int, int]
Line = Sequence[Written]

TRAINING = AnnexSchema(
    title="讲师推荐表",
    label="附件1",
    header=(HeaderField("department", "推荐单位", ("填报单位",)), HeaderField("phone", "联系电话")),
    columns=(
        Column("serial", "序号", ColumnKind.SERIAL, required=None),
        Column("name", "讲师姓名", ColumnKind.NAME, ("姓名",)),
        Column("unit", "所在单位及部门", ColumnKind.TEXT, ("单位",)),
        Column("reason", "推荐理由（不超过20字）", ColumnKind.TEXT, ("理由",), limit=Limit(20)),
        Column("contact", "联系人及电话", ColumnKind.CONTACT),
        Column("willing", "是否愿意授课", ColumnKind.YES_NO, required=Severity.WARNING),
    ),
)
HEADINGS: tuple[str, ...] = (
    "序号",
    "讲师姓名",
    "所在单位及部门",
    "推荐理由（不超过20字）",
    "联系人及电话",
    "是否愿意授课",
)
FIRST: tuple[str, ...] = ("1", "贺明远", "渝北精铸厂质量部", "善讲质量工具", "贺明远 部长 19900000001", "是")
SECOND: tuple[str, ...] = ("2", "向晓岚", "江津轴承公司工艺科", "案例丰富", "向晓岚 科长 19900000002", "否")


def table(rows: Sequence[Line], *, number: int = 1, part: str = "", first_column: int = 1) -> Table:
    """A table from written rows; cells go to the first grid column that is still free."""
    taken: set[tuple[int, int]] = set()
    built: list[list[Cell]] = []
    for row, cells in enumerate(rows, 1):
        built.append([])
        column = first_column
        for written in cells:
            text, colspan, rowspan = (written, 1, 1) if isinstance(written, str) else (*written, 1)[:3]
            while (row, column) in taken:
                column += 1
            built[-1].append(Cell(text, row, column, colspan, rowspan))
            taken |= {(row + down, column + right) for down in range(rowspan) for right in range(colspan)}
            column += colspan
    return Table(built, number=number, part=part)


def document(*blocks: Block | str) -> Document:
    """A Word document of tables and paragraphs; a string is a paragraph of the body."""
    numbered = [
        Paragraph(block, number) if isinstance(block, str) else block
        for number, block in enumerate(blocks, 1)
    ]
    return Document("表.docx", FileKind.DOCX, list(numbered))


def read(*blocks: Block | str, schema: AnnexSchema = TRAINING) -> Form:
    """The form that the blocks are read as."""
    return read_annex(document(*blocks), schema)


def texts(form: Form) -> list[dict[str, str]]:
    """The rows' values without their places."""
    return [{key: value.text for key, value in row.values.items()} for row in form.rows]


def codes(form: Form) -> list[str]:
    """The codes of the form's findings, in order."""
    return [finding.code for finding in form.findings]


FIRST_ROW = dict(zip(("name", "unit", "reason", "contact", "willing"), FIRST[1:], strict=True))
SECOND_ROW = dict(zip(("name", "unit", "reason", "contact", "willing"), SECOND[1:], strict=True))
BOTH = [FIRST_ROW, SECOND_ROW]
