"""Square codes: made the same every time, and read by a reader that isn't ours."""

import io

import pytest
import zxingcpp
from PIL import Image

from jianyou.officefiles.squarecode import MOST_TEXT, codes_on, matrix_of, png_of, svg_of
from tests.officefiles.scanning import jpeg

MARK = "JY1 K7MQ-3T9V-XW2B 3fa91c2b77de0415"


def picture(text: str, pixels: int = 8) -> Image.Image:
    return Image.open(io.BytesIO(png_of(text, pixels))).convert("L")


@pytest.mark.parametrize("text", [MARK, "1", "编号 ABCD", "x" * MOST_TEXT])
def test_a_code_is_read_back(text: str) -> None:
    assert codes_on(picture(text)) == (text,)


def test_the_standard_is_kept() -> None:
    (found,) = zxingcpp.read_barcodes(picture(MARK))
    assert (str(found.format), found.ec_level, found.text) == ("QR Code", "Q", MARK)


def test_a_mark_has_33_modules_a_side_at_most() -> None:
    assert {len(row) for row in matrix_of(MARK)} == {len(matrix_of(MARK))} == {29}
    for number in ("ZZZZ-ZZZZ-ZZZZ", "2222-3333-4444"):
        sizes = {len(matrix_of(f"JY1 {number} {signs}")) for signs in ("0" * 16, "f" * 16, "a1" * 8)}
        assert sizes <= {29, 33}


def test_a_stamp_over_a_part_of_it_does_no_harm() -> None:
    stamped = picture(MARK)
    side = stamped.width
    stamped.paste(0, (side * 45 // 100, side * 45 // 100, side * 65 // 100, side * 65 // 100))
    assert codes_on(stamped) == (MARK,)


def test_the_vector_says_what_the_picture_says() -> None:
    svg = svg_of(MARK)
    size = len(matrix_of(MARK)) + 8
    drawn = Image.new("L", (size, size), 255)
    for run in svg.split(' d="')[2].split('"')[0].split("M")[1:]:
        place, length = run.split("h")[:2]
        x, y = map(int, place.split())
        drawn.paste(0, (x, y, x + int(length.split("v")[0]), y + 1))
    assert drawn.tobytes() == picture(MARK, 1).tobytes()


def test_the_same_bytes_each_time() -> None:
    first = png_of(MARK), svg_of(MARK)
    for made in (png_of, svg_of, matrix_of):
        made.cache_clear()
    assert (png_of(MARK), svg_of(MARK)) == first


@pytest.mark.parametrize("text", ["", "x" * (MOST_TEXT + 1)])
def test_what_no_code_of_ours_holds(text: str) -> None:
    with pytest.raises(ValueError, match="1 to 300"):
        matrix_of(text)


def test_several_codes_each_once_in_any_direction() -> None:
    one, other = picture("one", 4), picture("other", 4).rotate(90)
    page = Image.new("L", (900, 400), 255)
    page.paste(one, (10, 10))
    page.paste(other, (400, 60))
    page.paste(one, (640, 150))
    assert set(codes_on(page)) == {"one", "other"}
    assert len(codes_on(page)) == 2


def test_a_page_without_any() -> None:
    assert codes_on(Image.open(io.BytesIO(jpeg(Image.effect_noise((600, 800), 80))))) == ()
