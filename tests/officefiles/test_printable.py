"""What no office file can hold is taken out, and every line end is one newline."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.printable import code_points, printable, printable_text
from jianyou.officefiles.writing.spots import Spot
from jianyou.terms.place import Place
from tests.officefiles.papers import ANY_TEXT, paper


@given(ANY_TEXT)
def test_printable_text_survives_xml(text: str) -> None:
    shown = printable_text(text)
    root = etree.Element("t")
    root.text = shown
    parsed = etree.fromstring(etree.tostring(root))
    assert (parsed.text or "") == shown


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"])))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert printable_text(text) == text


def test_line_ends_are_newlines() -> None:
    assert printable_text("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h\n") == "a\nb\nc\nd\ne\nf\ng\nh\n"


def test_a_clean_paper_is_not_copied() -> None:
    whole = paper()
    assert printable(whole, _nowhere)[0] is whole


def test_a_line_end_alone_is_no_finding() -> None:
    sheet = SheetPaper("表", [PaperColumn("栏\r\n目")], [("a\rb",)])
    mended, findings = printable(sheet, _nowhere)
    assert (mended.columns[0].title, list(map(list, mended.rows)), findings) == ("栏\n目", [["a\nb"]], [])


def test_code_points_are_named_once_and_at_most_eight() -> None:
    assert code_points("\x00\x01\x00") == "U+0000、U+0001"
    assert code_points("abcdefghij").endswith("U+0068…")


def _nowhere(_spot: Spot) -> Place:
    return Place("")
