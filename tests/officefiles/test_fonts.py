"""The faces of official papers, and what the packaged fonts have."""

from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from fontTools.ttLib import TTFont

from jianyou.officefiles.writing.coverage import Coverage, read_coverage
from jianyou.officefiles.writing.fonts import BODY, HEADING, PAGE_NUMBER, TITLE, font_folder, pdf_coverage


@pytest.mark.parametrize("path", [pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path()])
def test_coverage_is_what_another_reader_finds(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        expected = set(font.getBestCmap())
    covered = Coverage(read_coverage(path))
    assert {code for code in range(0x110000) if chr(code) in covered} == expected


def test_ranges_that_touch_or_overlap_are_one() -> None:
    covered = Coverage([(5, 9), (1, 2), (3, 4), (8, 12), (20, 20)])
    assert [code for code in range(25) if chr(code) in covered] == [*range(1, 13), 20]


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.otf"
    file.write_bytes(b"\0\1\0\0\0\0" + bytes(6))
    with pytest.raises(ValueError, match="no table b'cmap'"):
        read_coverage(file)


def test_all_common_characters_of_gb_2312_are_covered() -> None:
    codes = [bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    characters = "".join(code.decode("gb2312", "ignore") for code in codes)
    assert len(characters) == 6763
    assert [character for character in characters if character not in pdf_coverage()] == []


def test_the_packaged_fonts_are_there() -> None:
    assert sorted(path.name for path in font_folder().glob("*.otf")) == [
        "NotoSansSC-Regular.otf",
        "NotoSerifSC-Regular.otf",
    ]


def test_the_faces_are_those_of_the_standard() -> None:
    assert [face.word for face in (TITLE, BODY, HEADING, PAGE_NUMBER)] == [
        "方正小标宋简体",
        "仿宋_GB2312",
        "黑体",
        "宋体",
    ]
