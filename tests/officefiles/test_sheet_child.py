"""The script of the reading process, in this process: its texts, its frames, its refusals."""

import datetime as dt
import io
import math
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.sheet import child
from jianyou.officefiles.sheet.child import (
    Budget,
    answer,
    cell_texts,
    letters,
    number_text,
    pack,
    serve,
    value_text,
)
from tests.corpus.sheetxml import Book, Sheet, packed, parts_of, row, rows, value


def fields(frame: bytes) -> list[str]:
    assert int.from_bytes(frame[:4], "big") == len(frame) - 4
    return frame[4:].decode().split("\0")


def answers(data: bytes, cells: int = 100, characters: int = 100) -> list[list[str]]:
    return [fields(frame) for frame in answer(python_calamine, data, Budget(cells, characters))]


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_have_no_point(number: int) -> None:
    assert number_text(float(number)) == str(number)


@given(st.floats(-1e300, 1e300))
def test_numbers_keep_fifteen_digits(number: float) -> None:
    text = number_text(number)
    assert math.isclose(float(text), number, rel_tol=1e-14, abs_tol=0)
    assert "e" not in text or not 1e-19 < abs(number) < 1e21


@given(st.decimals(Decimal("-1e6"), Decimal("1e6"), places=4))
def test_short_decimals_come_back_as_they_were(number: Decimal) -> None:
    text = number_text(float(number))
    assert Decimal(text) == number
    assert not text.endswith(".0")


def test_numbers_that_are_none() -> None:
    assert [number_text(number) for number in (math.inf, -math.inf, math.nan, -0.0)] == [
        "inf",
        "-inf",
        "nan",
        "0",
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (True, "TRUE"),
        (False, "FALSE"),
        (dt.date(2024, 2, 6), "2024-02-06"),
        (dt.datetime.fromisoformat("2024-02-06T00:00:00"), "2024-02-06"),
        (dt.datetime.fromisoformat("2024-02-06T00:00:30"), "2024-02-06 00:00:30"),
        (dt.datetime.fromisoformat("2024-02-06T17:30:00"), "2024-02-06 17:30"),
        (dt.datetime.fromisoformat("2024-02-06T17:29:59.700000"), "2024-02-06 17:30"),
        (dt.datetime.fromisoformat("9999-12-31T23:59:59.700000"), "9999-12-31 23:59:59"),
        (dt.time(8, 15), "08:15"),
        (dt.time(8, 15, 9), "08:15:09"),
        (dt.timedelta(days=1, hours=1), "25:00"),
        (dt.timedelta(minutes=61, seconds=5), "1:01:05"),
        (None, "None"),
    ],
)
def test_values_as_text(content: object, text: str) -> None:
    assert value_text(content) == text


def test_numbers_are_told_by_their_places() -> None:
    day = dt.date(2024, 2, 6)
    assert cell_texts([["甲", 1.5, True], [2, "", day]]) == (
        ["甲", "1.5", "TRUE", "2", "", "2024-02-06"],
        [1, 3],
    )


@given(st.lists(st.text(), min_size=1))
def test_frames_keep_their_fields_apart(texts: list[str]) -> None:
    expected = [text.replace("\0", "\x01").encode("utf-8", "replace").decode() for text in texts]
    assert fields(pack(texts)) == expected


def test_column_letters() -> None:
    assert [letters(column) for column in (1, 26, 27, 702, 703, 16384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_answer_tells_sheets_in_order() -> None:
    sheets = [Sheet(row(3, value("B3", "5"), value("C3", "甲", "str")), "一", ("B3:B9",)), Sheet("", "二")]
    hidden = Sheet(rows(("藏",)), "三", state="hidden")
    assert answers(packed(parts_of(Book([*sheets, hidden])))) == [
        ["sheet", "一", "3", "2", "1", "2", "3 2 9 2", "0", "5", "甲"],
        ["sheet", "二", "1", "1", "0", "0", "", ""],
        ["hidden", "三"],
        ["end"],
    ]


def test_answer_counts_cells_over_all_sheets() -> None:
    data = packed(parts_of(Book([Sheet(rows(("甲", "乙")), "一"), Sheet(rows(("丙",), ("丁",)), "二")])))
    assert answers(data, cells=4)[-1] == ["end"]
    assert answers(data, cells=3)[1:] == [
        ["refused", "sheet_too_large", "sheet", "二", "cell", "A2", "limit", "3"]
    ]
    assert answers(data, characters=4)[-1] == ["end"]
    assert answers(data, characters=3)[1:] == [["refused", "sheet_too_much_text", "sheet", "二"]]


def test_answer_to_what_is_no_workbook() -> None:
    (refused,) = answers(b"PK\x05\x06")
    assert refused[:3] == ["refused", "sheet_unreadable", "detail"]


class Locked:
    """A library that meets a password, and one that runs out of memory."""

    PasswordError = python_calamine.PasswordError

    class CalamineWorkbook:
        @staticmethod
        def from_filelike(source: io.BytesIO) -> None:
            raise MemoryError if source.read() == b"much" else python_calamine.PasswordError


def test_answer_to_a_locked_workbook_and_to_a_lack_of_memory() -> None:
    frames = [fields(frame) for data in (b"", b"much") for frame in answer(Locked, data, Budget(1, 1))]
    assert frames == [["refused", "sheet_encrypted"], ["refused", "sheet_reader_stopped"]]


def test_serving_ends_with_its_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "limit_seconds", lambda _: None)
    data = packed(parts_of(Book([Sheet(rows(("甲",)))])))
    request = pack(["9", "9", "2", str(len(data))]) + data
    sink = io.BytesIO()
    serve(python_calamine, io.BytesIO(request + request + request[:-1]), sink)
    one = pack(["sheet", "Sheet1", "1", "1", "1", "1", "", "", "甲"]) + pack(["end"])
    assert sink.getvalue() == one + one


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_computing_without_end_is_ended() -> None:
    script = (
        "import runpy, sys\n"
        "child = runpy.run_path(sys.argv[1])\n"
        "child['limit_seconds'](1)\n"
        "while True: pass\n"
    )
    path = str(Path(child.__file__))
    run = subprocess.run([sys.executable, "-c", script, path], check=False, timeout=60)
    assert run.returncode == -signal.SIGXCPU
