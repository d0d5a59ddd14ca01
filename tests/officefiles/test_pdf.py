"""PDF pages drawn by hand: what becomes a cell, a paragraph, a finding or a refusal."""

from pathlib import Path

import pytest

from jianyou.officefiles.guard import admit
from jianyou.officefiles.model import Document, FileKind, Paragraph
from jianyou.officefiles.pdf.reader import read_pdf
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place
from tests.corpus.pdfs import line, locked, pdf, rules, stream, table, text, write
from tests.officefiles.reading import codes, grid, rows, tables, texts

COLUMNS = (50, 100, 300, 500)
HEADING = ["序号", "名称", "简况"]
ROWS = [HEADING, ["1", "甲公司", "好"], ["2", "乙公司", "很好"]]


def read(folder: Path, *contents: str, **parts: object) -> Document:
    return read_data(folder, pdf(*contents, **parts))  # type: ignore[arg-type]


def read_data(folder: Path, data: bytes, password: str | None = None) -> Document:
    return read_pdf(admit(write(folder / "form.pdf", data)), password)


def refusal(folder: Path, data: bytes, password: str | None = None) -> str:
    with pytest.raises(Refused) as refused:
        read_data(folder, data, password)
    assert refused.value.text()
    return refused.value.code


def test_a_drawn_table_and_the_text_around_it(tmp_path: Path) -> None:
    above = text(50, 60, "填报部门：甲区经信委") + text(300, 60, "联系人：王某")
    document = read(tmp_path, above + table(COLUMNS, 100, ROWS) + text(50, 230, "注：略。"))
    assert document.kind is FileKind.PDF
    assert document.findings == [Finding("pdf_read", Severity.INFO, Place("form.pdf"), {"pages": 1})]
    assert rows(tables(document)[0]) == ROWS
    assert [block for block in document.blocks if isinstance(block, Paragraph)] == [
        Paragraph("填报部门：甲区经信委    联系人：王某", 1),
        Paragraph("注：略。", 2),
    ]


def test_merged_cells_have_their_spans(tmp_path: Path) -> None:
    lines = rules((50, 300), (100, 160)) + line(150, 100, 150, 160) + line(150, 130, 300, 130)
    lines += line(225, 130, 225, 160)
    words = text(60, 125, "甲") + text(160, 118, "乙") + text(160, 148, "丙") + text(230, 148, "丁")
    assert grid(tables(read(tmp_path, lines + words))[0]) == [
        [("甲", 1, 1, 2), ("乙", 2, 2, 1)],
        [("丙", 2, 1, 1), ("丁", 3, 1, 1)],
    ]


def test_borders_drawn_twice_thick_or_as_filled_bars_are_lines(tmp_path: Path) -> None:
    bars = "".join(f"{x} 700 1.5 60 re f\n" for x in (50, 150, 151, 250))
    bars += "".join(f"50 {y} 200 0.5 re f\n" for y in (700, 730, 760))
    words = text(60, 100, "甲") + text(160, 100, "乙") + text(60, 130, "丙")
    assert grid(tables(read(tmp_path, bars + words))[0]) == [
        [("甲", 1, 1, 1), ("乙", 2, 1, 1)],
        [("丙", 1, 1, 1), ("", 2, 1, 1)],
    ]


def test_a_table_open_at_its_sides_is_closed(tmp_path: Path) -> None:
    level = "".join(line(50, y, 350, y) for y in (100, 130, 160))
    upright = "".join(line(x, 100, x, 160) for x in (150, 250))
    words = text(60, 120, "甲") + text(160, 120, "乙") + text(260, 120, "丙") + text(60, 150, "丁")
    assert rows(tables(read(tmp_path, level + upright + words))[0]) == [["甲", "乙", "丙"], ["丁", "", ""]]


def test_a_table_within_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    outer = table(COLUMNS, 100, [["甲", "乙", ""], ["丙", "", ""]], height=100)
    inner = table((320, 380, 440), 120, [["子", "丑"], ["寅", "卯"]], height=20)
    document = read(tmp_path, outer + inner)
    assert [rows(one) for one in tables(document)] == [
        [["甲", "乙", ""], ["丙", "", ""]],
        [["子", "丑"], ["寅", "卯"]],
    ]
    assert [one.number for one in tables(document)] == [1, 2]


def test_a_frame_around_a_page_or_a_line_under_words_is_no_table(tmp_path: Path) -> None:
    frame = rules((20, 575), (20, 800)) + line(60, 102, 200, 102) + text(60, 100, "填报部门：甲")
    document = read(tmp_path, frame)
    assert (tables(document), texts(document)) == ([], ["填报部门：甲"])


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["一" * 19, "二" * 5], "一" * 19 + "二" * 5),
        (["一" * 6, "二" * 5], "一" * 6 + "\n" + "二" * 5),
        (["一" * 18, "二。"], "一" * 18 + "二。"),
        (["quality management for all firms of", "the city"], "quality management for all firms of the city"),
        (["phone 023-", "69220000" * 4], "phone 023-" + "69220000" * 4),
        (["a" * 38, "b" * 9], "a" * 38 + "b" * 9),
    ],
)
def test_a_line_end_is_kept_only_where_the_line_had_room(
    tmp_path: Path, lines: list[str], whole: str
) -> None:
    cell = "\n".join(lines)
    document = read(tmp_path, table((50, 100, 300), 100, [["甲", cell], ["乙", ""]], height=60))
    assert rows(tables(document)[0])[0][1] == whole


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("一" * 16 + "2021-", "年", True),
        ("一" * 18 + "-", "，好", True),
        ("一" * 16 + "023-", "69220000", False),
        ("一" * 18 + "-", "69220000", False),
        ("一" * 17 + "023", "年", False),
    ],
)
def test_a_hyphen_that_the_layout_may_have_added_is_told(
    tmp_path: Path, above: str, below: str, told: bool
) -> None:
    document = read(
        tmp_path, table((50, 100, 300), 100, [["甲", f"{above}\n{below}"], ["乙", ""]], height=60)
    )
    assert ("pdf_hyphen_unsure" in codes(document)) is told


def test_text_from_top_to_bottom_is_one_word(tmp_path: Path) -> None:
    stacked = "".join(text(60, 115 + 12 * number, sign) for number, sign in enumerate("是否愿意"))
    turned = text(160, 190, "区县", matrix="0 1 -1 0")
    words = stacked + turned + text(310, 120, "其余的文字要多些才行")
    document = read(tmp_path, rules(COLUMNS, (100, 200, 230)) + words)
    assert rows(tables(document)[0])[0] == ["是否愿意", "区县", "其余的文字要多些才行"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_upright(tmp_path: Path, turn: int) -> None:
    plain = table(COLUMNS, 100, ROWS)
    matrix = {90: "0 1 -1 0 842 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 595"}[turn]
    shown = read(tmp_path, plain, page=f"/MediaBox [0 0 595 842] /Rotate {turn}")
    size = "595 842" if turn == 180 else "842 595"
    drawn = read(tmp_path, f"q {matrix} cm\n{plain}Q", page=f"/MediaBox [0 0 {size}]")
    assert rows(tables(drawn)[0]) == rows(tables(shown)[0]) == ROWS
    assert codes(drawn) == codes(shown) == ["pdf_page_turned", "pdf_read"]


def test_a_crop_and_a_shifted_origin_change_nothing(tmp_path: Path) -> None:
    moved = f"q 1 0 0 1 1000 2000 cm\n{table(COLUMNS, 100, ROWS)}Q"
    document = read(tmp_path, moved, page="/MediaBox [1000 2000 1595 2842]")
    assert rows(tables(document)[0]) == ROWS


# Each drawn beside a plain table: what is told, and that the table itself stays as it is.
HIDDEN = {
    "mode 3": "q 3 Tr " + text(110, 145, "假") + "0 Tr Q\n",
    "white": "1 g " + text(130, 145, "假") + "0 g\n",
    "off the page": text(700, 145, "假"),
    "clipped": "q 0 0 10 10 re W n " + text(130, 145, "假") + "Q\n",
    "painted over": text(130, 115, "假") + "1 g 128 724 14 14 re f 0 g\n",
}


@pytest.mark.parametrize("drawn", HIDDEN.values(), ids=HIDDEN)
def test_text_that_nobody_sees_is_left_out_and_told(tmp_path: Path, drawn: str) -> None:
    document = read(tmp_path, table(COLUMNS, 100, [["1", "", "丙"], ["2", "", "丁"]]) + drawn)
    assert rows(tables(document)[0]) == [["1", "", "丙"], ["2", "", "丁"]]
    assert [(one.code, one.severity, one.params.get("text")) for one in document.findings] == [
        ("pdf_text_hidden", Severity.WARNING, "假"),
        ("pdf_read", Severity.INFO, None),
    ]


def test_white_text_on_a_dark_ground_is_read(tmp_path: Path) -> None:
    ground = "0.2 g 50 712 450 30 re f 1 g " + text(60, 120, "白") + "0 g "
    document = read(tmp_path, ground + table(COLUMNS, 100, [["", "乙", "丙"], ["1", "2", "3"]]))
    assert rows(tables(document)[0])[0] == ["白", "乙", "丙"]


def test_a_poor_mans_bold_is_read_once(tmp_path: Path) -> None:
    document = read(tmp_path, table(COLUMNS, 100, ROWS) + text(103.4, 142, "甲公司"))
    assert rows(tables(document)[0]) == ROWS
    assert codes(document) == ["pdf_read"]


# What is drawn into the second row, and the cells (row, column) that are then told of.
DOUBTS = {
    "overlap": (text(104, 143, "丙丁戊"), "pdf_text_overlaps", [(2, 2)]),
    "runs on": (text(280, 155, "一二三四五"), "pdf_text_crosses", [(2, 2), (2, 3)]),
    "too low": (text(310, 163, "压在线上"), "pdf_text_crosses", [(2, 3)]),
    "struck out": (line(103, 138, 140, 138), "pdf_text_crosses", [(2, 2)]),
    "no code": (text(310, 155, "\u0101", font="F2"), "pdf_unmapped_in_cell", [(2, 3)]),
}


@pytest.mark.parametrize(("drawn", "code", "places"), DOUBTS.values(), ids=DOUBTS)
def test_what_can_not_be_relied_on_is_told_at_its_cell(
    tmp_path: Path, drawn: str, code: str, places: list[tuple[int, int]]
) -> None:
    document = read(tmp_path, table(COLUMNS, 100, ROWS) + drawn)
    found = [(one.place.row, one.place.column) for one in document.findings if one.code == code]
    assert found == places
    assert all(one.severity is Severity.WARNING for one in document.findings if one.code == code)


def test_text_beside_a_table_and_askew_is_told(tmp_path: Path) -> None:
    drawn = text(510, 145, "旁注") + text(200, 400, "样表", 40, matrix="0.7 0.7 -0.7 0.7")
    document = read(tmp_path, table(COLUMNS, 100, ROWS) + drawn)
    assert codes(document) == ["pdf_read", "pdf_text_askew", "pdf_text_beside"]
    assert rows(tables(document)[0]) == ROWS


def test_lines_that_leave_a_cell_with_a_corner_cut_out_are_told(tmp_path: Path) -> None:
    outline = rules((50, 250), (100, 160))
    corner = line(150, 100, 150, 130) + line(150, 130, 250, 130)
    document = read(
        tmp_path, outline + corner + text(60, 115, "甲") + text(160, 115, "乙") + text(60, 145, "丙")
    )
    assert rows(tables(document)[0]) == [["甲", "乙"], ["丙", ""]]
    assert codes(document) == ["pdf_lines_unclear", "pdf_read"]


def test_a_scan_has_no_blocks_and_its_recognized_text_is_told(tmp_path: Path) -> None:
    picture = {
        100: stream(b"x", b" /Type /XObject /Subtype /Image /Width 2480 /Height 3508 /BitsPerComponent 8")
    }
    bare = read(tmp_path, "q 595 0 0 842 0 0 cm /X Do Q", extra=picture)
    assert (bare.blocks, bare.findings) == ([], [])
    layer = "q 595 0 0 842 0 0 cm /X Do Q 3 Tr " + text(50, 100, "汇总表")
    recognized = read(tmp_path, layer, extra=picture)
    assert (texts(recognized), codes(recognized)) == (["汇总表"], ["pdf_ocr_layer", "pdf_read"])


def field(words: str, flags: int = 4) -> dict[int, bytes]:
    """A form field over the second cell of the second row, with its looks."""
    looks = f"/Tx BMC BT /F1 10 Tf 2 8 Td <{words.encode('utf-16-be').hex()}> Tj ET EMC".encode()
    resources = b" /Type /XObject /Subtype /Form /BBox [0 0 200 30] /Resources << /Font << /F1 3 0 R >> >>"
    entry = b"<< /Type /Annot /Subtype /Widget /FT /Tx /V (x) /F %d /Rect [100 682 300 712] %b >>"
    return {101: entry % (flags, b"/AP << /N 102 0 R >>" if words else b""), 102: stream(looks, resources)}


PAGE = "/MediaBox [0 0 595 842] /Annots [101 0 R]"


def test_what_stands_in_form_fields_is_read(tmp_path: Path) -> None:
    drawn = table(COLUMNS, 100, [HEADING, ["1", "", "好"]])
    document = read(tmp_path, drawn, page=PAGE, extra=field("甲公司"))
    assert rows(tables(document)[0])[1] == ["1", "甲公司", "好"]
    assert codes(document) == ["pdf_fields_read", "pdf_read"]
    without_looks = read(tmp_path, drawn, page=PAGE, extra=field(""))
    assert codes(without_looks) == ["pdf_fields_unread", "pdf_read"]
    hidden = read(tmp_path, drawn, page=PAGE, extra=field("甲公司", flags=2))
    assert (rows(tables(hidden)[0])[1], codes(hidden)) == (["1", "", "好"], ["pdf_read"])


def test_layers_switched_off_are_told(tmp_path: Path) -> None:
    catalog = "/OCProperties << /OCGs [100 0 R] /D << /OFF [100 0 R] >> >>"
    document = read(tmp_path, table(COLUMNS, 100, ROWS), catalog=catalog, extra={100: b"<< /Type /OCG >>"})
    assert codes(document) == ["pdf_layers", "pdf_read"]


def test_a_radical_that_stands_for_a_character_becomes_it() -> None:
    from jianyou.officefiles.pdf.marks import plain

    written = ("⽤", "⼀", "⻋", "⺠", "⻓", "⻢", "豈", "ﬁ", "用", "①", "（")
    assert "".join(map(plain, written)) == "用一车民长马豈fi用①（"


def test_passwords(tmp_path: Path) -> None:
    content = rules(COLUMNS, (100, 130)) + "BT /F1 10 Tf 60 725 Td (secret) Tj ET"
    opened = [["secret", "", ""]]
    assert refusal(tmp_path, locked(content, "geheim")) == "pdf_locked"
    assert rows(tables(read_data(tmp_path, locked(content, "geheim"), "geheim"))[0]) == opened
    assert rows(tables(read_data(tmp_path, locked(content, "")))[0]) == opened
    assert refusal(tmp_path, locked(content, "x", handler=b"/Adobe.PubSec")) == "pdf_encryption_unknown"
    with pytest.raises(Refused) as refused:
        read_data(tmp_path, locked(content, "geheim"), "falsch")
    assert refused.value.code == "password_wrong"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n", "pdf_damaged"),
        (pdf(table(COLUMNS, 100, ROWS))[:900], "pdf_damaged"),
        (pdf(*["0 0 m 9 9 l S"] * 201), "pdf_too_many_pages"),
        (pdf(text(9, 9, "一"), page="/MediaBox [0 0 -5 0]"), "pdf_page_odd"),
        (pdf("".join(text(9, 9, "一" * 1000, 1) for _ in range(21)), compress=True), "pdf_too_much_text"),
        (pdf(line(0, 0, 9, 0) * 20_001, compress=True), "pdf_too_many_lines"),
    ],
    ids=["empty", "cut off", "pages", "size", "text", "lines"],
)
def test_what_is_damaged_or_too_much_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert refusal(tmp_path, data) == code
