"""Copies hold what is seen and nothing else, and what can be searched of it is handed on."""

import io

import pytest
from PIL import Image

from jianyou.officefiles.neutral import MOST_BYTES, MOST_PAGES, Part, neutral_copy
from jianyou.terms.finding import Refused
from tests.officefiles.planted import NAME, picture, planted_docx, planted_pdf, planted_xlsx, says
from tests.officefiles.scanning import CATALOG, pdf

PLANTED = {
    "pdf": planted_pdf(),
    "docx": planted_docx(),
    "xlsx": planted_xlsx(),
    "jpg": picture(),
    "png": picture("PNG"),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_nothing_of_what_a_file_bears_unseen_comes_into_its_copy(kind: str) -> None:
    assert says(PLANTED[kind])
    copy = neutral_copy(PLANTED[kind], title="证明材料")
    assert not says(copy.data)
    assert not any(NAME in part.text for part in copy.parts)
    assert copy.kind == {"jpg": "jpg", "png": "jpg"}.get(kind, "pdf")


def test_the_words_are_handed_on_with_their_places() -> None:
    found = {kind: [(one.text.strip(), one.where.text()) for one in _parts(kind)] for kind in PLANTED}
    assert found["pdf"] == [("Quality report of last year, with figures", "第 1 页")]
    assert found["docx"] == [("质量报告正文增补控件", "第 1 段")]
    assert found["xlsx"] == [("数据", "工作表名“数据”"), ("质量数据", "“数据”第 3 行第 2 列")]
    assert found["jpg"] == found["png"] == [("", "第 1 页")]


def _parts(kind: str) -> tuple[Part, ...]:
    return neutral_copy(PLANTED[kind], title="证明材料").parts


def test_what_can_only_be_looked_at_is_told() -> None:
    told = {kind: neutral_copy(data, title="证明材料") for kind, data in PLANTED.items()}
    assert {kind: one.by_eye for kind, one in told.items()} == {
        "pdf": (),
        "docx": (),
        "xlsx": (),
        "jpg": (1,),
        "png": (1,),
    }
    assert {kind: one.left_out for kind, one in told.items() if one.left_out} == {"docx": 1}


def test_a_picture_is_turned_as_its_file_said() -> None:
    copy = Image.open(io.BytesIO(neutral_copy(picture(), title="").data))
    assert (copy.size, dict(copy.getexif())) == ((200, 300), {})


def test_words_under_a_box_are_told_as_covered_and_gone_from_the_copy() -> None:
    shown = planted_pdf(f"Report by {NAME} for 2023, page one")
    hidden = planted_pdf(f"Report by {NAME} for 2023, page one", boxes="0 g 60 700 400 40 re f")
    clear, covered = (neutral_copy(data, title="").parts[0] for data in (shown, hidden))
    at = clear.text.index(NAME)
    assert clear.text == covered.text
    assert not any(start <= at < end for start, end in clear.covered)
    assert any(start <= at and at + len(NAME) <= end for start, end in covered.covered)
    assert not says(neutral_copy(hidden, title="").data)


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("file_empty", b""),
        ("redact_kind", b"words alone"),
        ("redact_kind", b"PK\x05\x06" + bytes(18)),
        ("redact_damaged", b"%PDF-1.7\nnothing"),
        ("redact_damaged", b"\xff\xd8\xff\xe0 nothing"),
        ("redact_too_large", bytes(MOST_BYTES + 1)),
    ],
)
def test_what_no_copy_is_made_of(code: str, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        neutral_copy(data, title="")
    assert refused.value.code == code


def test_no_more_pages_than_a_person_looks_at() -> None:
    kids = b" ".join(b"3 0 R" for _ in range(MOST_PAGES + 1))
    many = pdf(
        CATALOG,
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, MOST_PAGES + 1),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    )
    with pytest.raises(Refused) as refused:
        neutral_copy(many, title="")
    assert refused.value.code == "redact_too_large"


def test_the_same_file_gives_the_same_copy() -> None:
    one, other = (neutral_copy(PLANTED["pdf"], title="证明材料") for _ in range(2))
    assert one == other
