"""Automatic numbers are read as shown: a serial number that no text holds is still there."""

from pathlib import Path

import pytest

from jianyou.officefiles.word.labels import label_number
from tests.corpus.wordxml import numbering, p, styles, tbl, tc, tr
from tests.officefiles.reading import read, rows, tables, text_of, texts


def level(at: int, fmt: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listing(*levels: str, more: str = "") -> str:
    return numbering(
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>',
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        more,
    )


def listed(number: int = 1, at: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'


def item(text: str, number: int = 1, at: int = 0) -> str:
    return p(text, properties=listed(number, at))


def read_list(folder: Path, part: str, *body: str) -> list[str]:
    return texts(read(folder, *body, parts={"word/numbering.xml": part}))


def test_serial_numbers_without_text(tmp_path: Path) -> None:
    part = listing(level(0, "decimal", "%1", '<w:suff w:val="nothing"/>'))
    serial = tc(p(properties=listed()))
    table = tbl(*[tr(serial, name) for name in ("甲", "乙", "丙")])
    found = read(tmp_path, table, parts={"word/numbering.xml": part})
    assert rows(tables(found)[0]) == [["1", "甲"], ["2", "乙"], ["3", "丙"]]


@pytest.mark.parametrize(
    ("fmt", "text", "labels"),
    [
        ("decimal", "%1.", ["1. 甲", "2. 乙"]),
        ("chineseCounting", "（%1）", ["（一） 甲", "（二） 乙"]),
        ("upperRoman", "%1、", ["I、 甲", "II、 乙"]),
        ("lowerLetter", "%1)", ["a) 甲", "b) 乙"]),
        ("bullet", "•", ["• 甲", "• 乙"]),
        ("decimalEnclosedCircleChinese", "%1", ["① 甲", "② 乙"]),
        ("none", "", ["甲", "乙"]),
    ],
)
def test_labels_stand_before_the_text(tmp_path: Path, fmt: str, text: str, labels: list[str]) -> None:
    assert read_list(tmp_path, listing(level(0, fmt, text)), item("甲"), item("乙")) == labels


def test_levels_count_within_each_other(tmp_path: Path) -> None:
    part = listing(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerRoman", "%3)"))
    body = [item("a"), item("b", at=1), item("c", at=1), item("d", at=2), item("e"), item("f", at=1)]
    assert read_list(tmp_path, part, *body) == ["1. a", "1.1 b", "1.2 c", "i) d", "2. e", "2.1 f"]


def test_level_that_never_restarts_and_legal_numbers(tmp_path: Path) -> None:
    part = listing(
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'),
        level(2, "decimal", "%1.%3", "<w:isLgl/>"),
    )
    body = [item("a"), item("b", at=1), item("c"), item("d", at=1), item("e", at=2)]
    assert read_list(tmp_path, part, *body) == ["一、 a", "1. b", "二、 c", "2. d", "2.1 e"]


def test_two_lists_of_one_definition(tmp_path: Path) -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    restarted = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    part = listing(level(0, "decimal", "%1."), more=again + restarted)
    body = [item("a"), item("b", 2), item("c", 3), item("d", 3), item("e", 0), item("f", 99)]
    assert read_list(tmp_path, part, *body) == ["1. a", "2. b", "5. c", "6. d", "e", "f"]


def test_redefined_level_and_start(tmp_path: Path) -> None:
    redefined = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'upperLetter', '%1:', start=3)}</w:lvlOverride></w:num>"
    )
    part = listing(level(0, "decimal", "%1."), more=redefined)
    assert read_list(tmp_path, part, item("a", 2), item("b", 2)) == ["C: a", "D: b"]


def test_numbering_by_style(tmp_path: Path) -> None:
    sheet = styles(
        '<w:style w:type="paragraph" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>",
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="List"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="Off"><w:basedOn w:val="List"/><w:pPr><w:numPr>'
        '<w:numId w:val="0"/></w:numPr></w:pPr></w:style>',
    )
    part = listing(level(0, "decimal", "%1."), level(1, "decimal", "%1-%2", '<w:pStyle w:val="Sub"/>'))
    found = read(
        tmp_path,
        p("a", properties='<w:pStyle w:val="List"/>'),
        p("b", properties='<w:pStyle w:val="Sub"/>'),
        p("c", properties='<w:pStyle w:val="Off"/>'),
        p("d"),
        parts={"word/numbering.xml": part, "word/styles.xml": sheet},
    )
    assert texts(found) == ["1. a", "1-1 b", "c", "d"]


def test_list_style_stands_for_its_definition(tmp_path: Path) -> None:
    sheet = styles(
        '<w:style w:type="numbering" w:styleId="Line"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
    )
    linked = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Line"/></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    )
    part = listing(level(0, "decimal", "%1."), more=linked)
    found = read(
        tmp_path,
        p("a", properties=f'<w:pStyle w:val="x"/>{listed(2)}'),
        parts={"word/numbering.xml": part, "word/styles.xml": sheet},
    )
    assert texts(found) == ["1. a"]


def test_bullet_of_a_symbol_font(tmp_path: Path) -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    bullet = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0d8"/>{fonts}</w:lvl>'
    assert read_list(tmp_path, listing(bullet), item("甲")) == ["➢ 甲"]


def test_deleted_and_merged_away_items_do_not_count(tmp_path: Path) -> None:
    part = listing(level(0, "decimal", "%1"))
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    found = read(
        tmp_path,
        item("a"),
        p("b", properties=listed() + gone),
        item("c"),
        tbl(
            tr(tc(item("", 1), properties='<w:vMerge w:val="restart"/>')),
            tr(tc(item("", 1), properties="<w:vMerge/>")),
            tr(tc(item("", 1)), properties='<w:del w:id="2" w:author="a"/>'),
            tr(tc(item("", 1))),
        ),
        parts={"word/numbering.xml": part},
    )
    assert texts(found) == ["1 a", "2 bc"]
    assert rows(tables(found)[0]) == [["3"], [], ["4"]]


@pytest.mark.parametrize("start", ["2000000000", "9" * 5000, "-3", "x"])
@pytest.mark.parametrize("fmt", ["lowerLetter", "upperRoman", "chineseCountingThousand", "ordinal"])
def test_huge_starts_cost_nothing(tmp_path: Path, start: str, fmt: str) -> None:
    part = listing(level(0, fmt, "%1")).replace('w:start w:val="1"', f'w:start w:val="{start}"')
    (text,) = read_list(tmp_path, part, item("甲"))
    assert text.endswith(" 甲")
    assert len(text) < 20


def test_lists_without_definitions_are_plain_text(tmp_path: Path) -> None:
    assert text_of(tmp_path, "甲", properties=listed()) == "甲"


@pytest.mark.parametrize(
    ("number", "fmt", "text"),
    [
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (4000, "lowerRoman", "4000"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (10, "chineseCounting", "十"),
        (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1005, "chineseCountingThousand", "一千零五"),
        (12, "chineseLegalSimplified", "拾贰"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (13, "ideographZodiacTraditional", "丙子"),
        (21, "decimalEnclosedCircle", "㉑"),
        (20, "decimalEnclosedFullstop", "⒛"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (22, "ordinal", "22nd"),
        (0, "lowerLetter", "0"),
        (5, "none", ""),
        (5, "hebrew1", "5"),
    ],
)
def test_number_formats(number: int, fmt: str, text: str) -> None:
    assert label_number(number, fmt) == text
