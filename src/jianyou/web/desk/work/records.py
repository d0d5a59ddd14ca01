"""What the pages are shown: frozen views of the work, made afresh for each request."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from jianyou.terms.finding import Severity, gravest
from jianyou.terms.message import Message


class FileState(StrEnum):
    """Where a file stands; each file is in exactly one state, the first that fits."""

    SET_ASIDE = "set_aside"
    LOCKED = "locked"
    REJECTED = "rejected"
    SEALED_SCAN = "sealed_scan"
    ERRORS = "errors"
    WARNINGS = "warnings"
    CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as a page shows it. `key` names it in `confirm`; `note` is what a person said of it.

    `entry` is 0 for the whole file, `column` empty for no particular column. An error can be
    confirmed too: the clerk takes it on herself, with a note.
    """

    key: str
    code: str
    severity: Severity
    text: str
    place: str
    entry: int = 0
    column: str = ""
    confirmed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CellView:
    """A value of an entry or of the header line. `was` is what the sender wrote, None if untouched.

    `words` is its length in 字 where the column has a `limit`; `missing` says that the form lacks
    the column altogether.
    """

    key: str
    title: str
    text: str
    place: str
    was: str | None = None
    words: int | None = None
    limit: int | None = None
    missing: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The gravest severity still open, None where there is none."""
        return worst(self.remarks)


@dataclass(frozen=True, slots=True)
class EntryView:
    """One nominee of a file; `remarks` are those that belong to no single cell."""

    number: int
    name: str
    cells: tuple[CellView, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file in the list. Counts are of findings still open; `nominees` are all its names."""

    id: str
    name: str
    state: FileState
    department: str = ""
    nominees: tuple[str, ...] = ()
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    corrected: int = 0
    reviewed: bool = False
    has_scan: bool = False

    @property
    def folder(self) -> str:
        """The name without its last part."""
        return self.name.rpartition("/")[0]

    @property
    def base(self) -> str:
        """The last part of the name."""
        return self.name.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class FileView:
    """A file opened. `reason` says why it couldn't be read; `scans` and `scan_of` are other files.

    `viewable` says that a browser can show the original (image, PDF).
    """

    line: FileLine
    header: tuple[CellView, ...] = ()
    entries: tuple[EntryView, ...] = ()
    remarks: tuple[Remark, ...] = ()
    reason: str = ""
    scans: tuple[FileLine, ...] = ()
    scan_of: FileLine | None = None
    pairing: str = ""
    set_aside_note: str = ""
    received: str = ""
    viewable: bool = False
    annotated: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is; `current` is the name being read, empty when nothing runs."""

    done: int = 0
    total: int = 0
    current: str = ""
    running: bool = False

    @property
    def percent(self) -> int:
        """0 to 100."""
        return 100 if not self.total else 100 * self.done // self.total


@dataclass(frozen=True, slots=True)
class Counts:
    """The work in numbers: files by state, entries that go into the master table, open findings."""

    files: dict[FileState, int]
    entries: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    senders: int = 0


@dataclass(frozen=True, slots=True)
class FirmLine:
    """One nominee, over all files that name it. `files` hold its forms first, then its scans."""

    key: str
    name: str
    files: tuple[FileLine, ...]
    district: str = ""
    industry: str = ""
    errors: int = 0
    warnings: int = 0
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class ReminderView:
    """A text to paste into a message to one sender, and whom it goes to; `file` leads to the form."""

    file: FileLine
    to: str
    contact: str
    phone: str
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """A file made for taking away. `told` is what could not be put into it exactly."""

    key: str
    path: Path
    made: str
    size: int
    told: tuple[str, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What came of taking files in: how many are new, known already, or refused with the reason."""

    new: int = 0
    known: int = 0
    refused: tuple[tuple[str, Message], ...] = ()


def worst(remarks: tuple[Remark, ...]) -> Severity | None:
    """The gravest severity among remarks not confirmed."""
    return gravest(remark.severity for remark in remarks if not remark.confirmed)
