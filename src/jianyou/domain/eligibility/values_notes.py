"""What is noted while values are read: each note at its place within the value."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from jianyou.terms.finding import Severity
from jianyou.terms.message import Message, Param

MOST_NOTES = 100


class Note(NamedTuple):
    """A note: `path` tells where (`accidents.2.severity`, records count from 1).

    A warning says that something was left unknown or doesn't fit together, an info how it was understood.
    """

    path: str
    message: Message
    severity: Severity = Severity.WARNING


class Notes:
    """The notes on one value or one nominee; of those past MOST_NOTES only the number is kept."""

    def __init__(self, path: str = "", as_of: date | None = None) -> None:
        self.as_of = as_of
        self.notes: list[Note] = []
        self.dropped = 0
        self._path = path

    def warn(self, code: str, **params: Param) -> None:
        """Note what was left unknown or doesn't fit together."""
        self.pass_on(Message(code, params), Severity.WARNING)

    def tell(self, code: str, **params: Param) -> None:
        """Note how something was understood."""
        self.pass_on(Message(code, params), Severity.INFO)

    def pass_on(self, message: Message, severity: Severity) -> None:
        """Note a message that somebody else made."""
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Note(self._path, message, severity))
        else:
            self.dropped += 1

    @contextmanager
    def within(self, name: str) -> Iterator[None]:
        """Note what follows at a place further in."""
        outer = self._path
        self._path = f"{outer}.{name}" if outer else name
        try:
            yield
        finally:
            self._path = outer
