"""What is wrong with a file that somebody wrote: every problem with its line, not only the first."""

from collections.abc import Iterable
from typing import NamedTuple

from jianyou.terms.lang import Lang
from jianyou.terms.message import NO_PARAMS, Message, Param, say

MOST_PROBLEMS = 100
"""More are counted but not told one by one: nobody mends a hundred at a sitting."""

_MOST_QUOTED = 40


class DataProblem(NamedTuple):
    """One problem: its message, its line (from 1) and the path of its key.

    The items of a list count from 1: `annex.columns.3.kind`. Both are absent (None, "") where the
    file as a whole is meant.
    """

    message: Message
    line: int | None = None
    key: str = ""

    @property
    def code(self) -> str:
        """The message's stable code."""
        return self.message.code

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The problem in words, its line first: `第12行 annex.columns.3.kind：……`."""
        said = self.message.text(lang)
        if self.line is None:
            return said
        place: dict[str, Param] = {"line": self.line, "key": self.key, "said": said}
        return say("data_problem_at_key" if self.key else "data_problem_at_line", place, lang)


class DataFileInvalid(Exception):
    """A file that can't be used; `problems` are in the order of their lines."""

    def __init__(self, source: str, headline: str, problems: Iterable[DataProblem]) -> None:
        self.source = source
        self._headline = headline
        self.problems = sorted(problems, key=lambda problem: problem.line or 0)
        super().__init__(source, headline, self.problems)

    def text(self, lang: Lang = Lang.ZH) -> str:
        """One line that names the file, then one line a problem."""
        params: dict[str, Param] = {"source": self.source, "count": len(self.problems)}
        return "\n".join(
            [say(self._headline, params, lang), *(problem.text(lang) for problem in self.problems)]
        )


class Problems:
    """Gathers the problems of one file; `headline` is the code that tells what kind of file it is."""

    def __init__(self, source: str, headline: str) -> None:
        self.source = source
        self._headline = headline
        self._found: list[DataProblem] = []
        self._untold = 0

    @property
    def full(self) -> bool:
        """Whether further problems will only be counted."""
        return len(self._found) >= MOST_PROBLEMS

    def add(self, code: str, line: int | None = None, key: str = "", **params: Param) -> None:
        """Note one problem."""
        if self.full:
            self._untold += 1
        else:
            self._found.append(DataProblem(Message(code, params or NO_PARAMS), line, key))

    def raise_if_any(self) -> None:
        """Raise DataFileInvalid if there was any problem."""
        if not self._found:
            return
        found = list(self._found)
        if self._untold:
            found.append(DataProblem(Message("data_more_problems", {"count": self._untold}), found[-1].line))
        raise DataFileInvalid(self.source, self._headline, found)


def quoted(text: str) -> str:
    """Somebody's text short enough, and plain enough, to stand in a message."""
    plain = "".join(character if character.isprintable() else " " for character in text[: _MOST_QUOTED + 1])
    return plain if len(plain) <= _MOST_QUOTED else plain[:_MOST_QUOTED] + "…"
