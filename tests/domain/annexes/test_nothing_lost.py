"""Whatever stands below the headings is read, or told: no text of a table vanishes in silence."""

from hypothesis import given
from hypothesis import strategies as st

from jianyou.terms.place import Place
from tests.domain.annexes.tables import HEADINGS, Line, Written, read, table

COLUMNS = len(HEADINGS)


@st.composite
def rows(draw: st.DrawFn) -> list[list[Written]]:
    """Rows of cells with unique texts, some empty, some merged, some too short or too long."""
    made: list[list[Written]] = []
    for row in range(draw(st.integers(1, 5))):
        line: list[Written] = []
        for cell in range(draw(st.integers(1, COLUMNS + 2))):
            text = f"文{row}字{cell}号" if draw(st.booleans()) else ""
            line.append((text, draw(st.sampled_from([1, 1, 1, 2, 3])), draw(st.sampled_from([1, 1, 1, 2]))))
        made.append(line)
    return made


@given(rows())
def test_every_text_is_in_a_value_or_in_a_finding(made: list[list[Written]]) -> None:
    lines: list[Line] = [HEADINGS, *made]
    given_table = table(lines)
    form = read(given_table)
    values = "\n".join(value.text for row in form.rows for value in row.values.values())
    told = {finding.place for finding in form.findings}
    quoted = "\n".join(str(value) for finding in form.findings for value in finding.params.values())
    for cells in given_table.rows[1:]:
        for cell in cells:
            place = Place("表.docx", "", 1, cell.row, cell.column)
            kept = cell.text in values or cell.text in quoted or place in told
            assert kept, (cell, [finding.code for finding in form.findings])
