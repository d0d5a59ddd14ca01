"""What an office is told of an import and of its files; moments are in the site's zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from jianyou.domain.annexes.reading import Reading
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.lifecycle.completion import Means
from jianyou.domain.mailbox.importing import WORKING, FileStatus, ImportStatus
from jianyou.queries.office_calls import OfficeCall
from jianyou.terms.message import Message


class Group(StrEnum):
    """What the files of an import are told apart by, the most urgent first."""

    ASK = "ask"
    ERRORS = "errors"
    READ = "read"
    SCAN = "scan"
    WAITING = "waiting"
    REJECTED = "rejected"
    TWIN = "twin"
    ENTERED = "entered"
    LEFT_OUT = "left_out"


class Twin(NamedTuple):
    """Which file has the same bytes: the filing's number, or an import's number with the file's name."""

    filing: str
    batch: int
    name: str


class Same(NamedTuple):
    """A filing that names the same nominee."""

    number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """An import in the list; `counts` are its files by their status, moments are in the site's zone."""

    number: int
    status: ImportStatus
    note: str
    made_by: str
    made_at: datetime
    counts: Mapping[FileStatus, int]

    @property
    def files(self) -> int:
        """How many files it has."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """An import opened. `done` of `total` files are through the step that is going on.

    `groups` counts its files, `chosen` forms are to be entered and `entries` nominees in them, `asked` are
    still to be chosen. `means` is how the forms came by and large, `offered` what may be said of that,
    `came` how many of those that are or were to be entered came how. `may_import` and `may_undo` tell what
    the viewer may do with it now.
    """

    call: OfficeCall
    number: int
    status: ImportStatus
    note: str
    means: Means
    offered: tuple[Means, ...]
    came: Mapping[Means, int]
    completes_on: str
    made_by: str
    made_at: datetime
    entered_by: str
    entered_at: datetime | None
    undone_by: str
    undone_at: datetime | None
    reason: str
    total: int
    done: int
    groups: Mapping[Group, int]
    chosen: int
    left: int
    entries: int
    asked: int
    may_import: bool
    may_undo: bool

    @property
    def running(self) -> bool:
        """Whether something goes on by itself."""
        return self.status in WORKING

    @property
    def percent(self) -> int:
        """How far that is."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def files(self) -> int:
        """How many files it has."""
        return sum(self.groups.values())

    @property
    def undoing_possible(self) -> bool:
        """Whether the viewer may undo it now."""
        return self.may_undo and self.status is ImportStatus.ENTERED

    @property
    def choosing(self) -> bool:
        """Whether the viewer may choose now."""
        return self.may_import and self.status is ImportStatus.READY


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A file of an import. `within` are the other files (ordinal, name) that name one of its nominees.

    `before` is the earlier import that it was left out of, 0 for none; `reason` why it can't be read,
    `problem` why it couldn't be entered. `filing` is the number of what it became.
    """

    ordinal: int
    name: str
    status: FileStatus
    group: Group
    choice: str
    means: str
    filer: str
    names: tuple[str, ...]
    count: int
    errors: int
    warnings: int
    scans: tuple[str, ...]
    scan_of: str
    same: tuple[Same, ...]
    within: tuple[tuple[int, str], ...]
    before: int
    twin: Twin | None
    reason: Message | None
    problem: Message | None
    filing: str

    @property
    def more(self) -> int:
        """How many nominees aren't named."""
        return max(0, self.count - len(self.names))


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of an import opened; `reading` is None where it isn't a form that waits to be entered.

    `file` is what the call's file tells.
    """

    line: FileLine
    reading: Reading | None
    file: CallFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which files of an import: of that group, with those words in file name, filer or nominee."""

    group: Group | None = None
    search: str = ""
    page: int = 1
