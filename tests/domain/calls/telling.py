"""What the reader tells about a call file: code, line and key of each problem."""

import pytest

from jianyou.datafiles.problems import DataFileInvalid, DataProblem
from jianyou.domain.calls.load import parse_call

Told = tuple[str, int | None, str]


def problems_of(text: str) -> list[DataProblem]:
    with pytest.raises(DataFileInvalid) as caught:
        parse_call(text, source="call.yaml")
    return caught.value.problems


def told(text: str) -> list[Told]:
    return [(problem.code, problem.line, problem.key) for problem in problems_of(text)]


def changed(old: str, new: str, text: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def line_of(words: str, text: str) -> int:
    """The one line that holds these words."""
    (line,) = [number for number, line in enumerate(text.splitlines(), 1) if words in line]
    return line
