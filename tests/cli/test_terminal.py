"""Text on a terminal: widths, wrapping, colour, and what must not reach it raw."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.cli.terminal import Terminal, prepare_streams
from jianyou.terms.display import pad, plain, width, wrap
from jianyou.terms.finding import Severity


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("质量", 4), ("（甲）", 6), ("é", 1), ("e\u0301", 1), ("\u200b", 0), ("𠮷", 2), ("", 0)],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns
    assert width(pad(text, 10)) == 10


def test_control_characters_are_shown_and_never_sent() -> None:
    assert plain("甲\x1b[31m\r\n乙\u202e\x07\x9b\t") == "甲\\x1b[31m 乙\\x202e\\x07\\x9b\\x09"
    assert plain("坏\udcb2名") == "坏\udcb2名"


@given(st.text(max_size=80), st.integers(2, 40))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, columns: int) -> None:
    lines = list(wrap(text, columns))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert [line for line in lines if width(line) > columns] == []


def test_wrapping_breaks_after_a_mark() -> None:
    assert list(wrap("简况中没有写明成立时间，请补上。", 26)) == ["简况中没有写明成立时间，", "请补上。"]


def terminal(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, **environment: str) -> Terminal:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"COLUMNS": "60", "LINES": "24", **environment}.items():
        monkeypatch.setenv(name, value)
    return Terminal(stream)


def test_colour_stands_beside_the_word_on_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert terminal(Screen(), monkeypatch).severe(Severity.ERROR, "错误") == "\x1b[1;31m错误\x1b[0m"
    assert terminal(Screen(), monkeypatch).strong("甲") == "\x1b[1m甲\x1b[0m"


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_refused(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    plainly = terminal(Screen(), monkeypatch, **environment)
    assert (plainly.severe(Severity.ERROR, "错误"), plainly.strong("甲")) == ("错误", "甲")


def test_a_pipe_gets_neither_colour_nor_wrapping(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    piped = terminal(stream, monkeypatch)
    piped.hanging(f"{piped.severe(Severity.INFO, '说明')} ", "很长" * 100, 5)
    assert stream.getvalue() == "说明 " + "很长" * 100 + "\n"


def test_a_screen_hangs_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Screen()
    terminal(stream, monkeypatch).hanging("- ", "很长" * 40, 2)
    assert stream.getvalue().splitlines() == [
        "- " + "很长" * 14 + "很",
        "  " + "长" + "很长" * 14,
        "  " + "很长" * 11,
    ]


def test_odd_characters_pass_any_console(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gbk")
    monkeypatch.setattr("sys.stdout", stream)
    prepare_streams()
    print("甲\udcb2\udcd9𠮷", end="", file=stream)
    stream.flush()
    assert raw.getvalue() == "甲".encode("gbk") + b"\xb2\xd9\\U00020bb7"
    assert os.fsdecode(b"\xb2\xd9") == "\udcb2\udcd9"
