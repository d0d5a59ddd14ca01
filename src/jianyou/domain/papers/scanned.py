"""盖章扫描件与数据的比对: what a sealed scan bears, beside what its filing says.

A scan is compared by its square code (number and fingerprint), and where it has a text layer with our table
in it also value by value. A contact or a phone is neither kept nor compared.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import Any, NamedTuple

from jianyou.codes.names import name_key
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.read import read_annex
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.domain.ledger.fingerprints import Mark, mark_of, read_mark
from jianyou.officefiles.guard import admit_data
from jianyou.officefiles.pdf.process import PaperKeeper, PaperLimits
from jianyou.officefiles.pdf.reader import read_pdf
from jianyou.officefiles.scans import Look, look_into
from jianyou.officefiles.signed import Signature
from jianyou.terms.finding import Refused

# A scan is looked into while somebody waits at the deadline: less than a form may cost.
_TABLE_LIMITS = PaperLimits(cpu_seconds=5, seconds=6.0, start_seconds=3.0, pages=20, page_seconds=2)
_MOST_MARKS = 20
_MOST_ROWS = 300
_LONGEST_VALUE = 4_000
_MOST_DIFFERENCES = 200

LOOKS = timedelta(seconds=60)
"""Before a deadline no scan is looked into: that takes 20 seconds at worst, and nobody may be late by it."""
WAITING = ("scan_near_deadline", "scan_busy")
"""The problems of a scan that was taken at once, to be looked into later."""

Content = Mapping[str, Any]
"""Header and rows as a filing's version keeps them: `header` by key, `rows` by column key."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen on a scan of `pages` pages, `looked` of which were looked at.

    `marks` are ours, each once, `marked` counts the pages that bear any; `others` counts other square codes.
    `table` is what could be read of the table in a text layer, contacts and phones left out. `problem` is the
    code of what kept the scan from being looked into, or from being looked at to the end.
    """

    pages: int = 0
    looked: int = 0
    marks: tuple[Mark, ...] = ()
    marked: int = 0
    others: int = 0
    signatures: tuple[Signature, ...] = ()
    table: Content | None = None
    problem: str = ""

    def as_plain(self) -> dict[str, Plain]:
        """The same for JSON."""
        return {
            "pages": self.pages,
            "looked": self.looked,
            "marks": [list(mark) for mark in self.marks],
            "marked": self.marked,
            "others": self.others,
            "signatures": [dict(one._asdict()) for one in self.signatures],
            "table": self.table,
            "problem": self.problem,
        }


def seen_of(plain: Mapping[str, Any]) -> Seen | None:
    """What was kept so by `as_plain`; None for a file that was never looked into."""
    if not plain:
        return None
    return Seen(
        pages=plain["pages"],
        looked=plain["looked"],
        marks=tuple(Mark(*each) for each in plain["marks"]),
        marked=plain["marked"],
        others=plain["others"],
        signatures=tuple(Signature(**each) for each in plain["signatures"]),
        table=plain["table"],
        problem=plain["problem"],
    )


def look_at(data: bytes, schema: AnnexSchema) -> Seen:
    """What the bytes of a scan bear; never raises for what is on it, and takes some 20 seconds at worst."""
    look = look_into(data)
    return seen_on(look, read_table(data, schema) if look.words else None)


def seen_on(look: Look, table: Content | None = None) -> Seen:
    """What a look found, its marks read."""
    marks = [(code.page, read_mark(code.text)) for code in look.codes]
    own = [(page, mark) for page, mark in marks if mark is not None]
    return Seen(
        pages=look.pages,
        looked=look.looked,
        marks=tuple(dict.fromkeys(mark for _, mark in own))[:_MOST_MARKS],
        marked=len({page for page, _ in own}),
        others=len(marks) - len(own),
        signatures=look.signatures,
        table=table,
        problem=look.problem,
    )


def read_table(data: bytes, schema: AnnexSchema) -> Content | None:
    """The table in a PDF's text layer without contacts and phones; None where none can be read."""
    keeper = PaperKeeper(_TABLE_LIMITS)
    try:
        form = read_annex(read_pdf(admit_data(data, file="scan.pdf", suffix=".pdf"), keeper=keeper), schema)
    except Refused:
        return None
    except Exception:  # noqa: BLE001  — a defect of ours met by one scan must not cost its filing
        return None
    finally:
        keeper.close()
    if not form.rows:
        return None
    header = {key: value.text for key, value in form.header.items()}
    rows = [{key: value.text for key, value in row.values.items()} for row in form.rows[:_MOST_ROWS]]
    return {
        "header": {key: _kept(header[key]) for key, _ in _header(schema) if key in header},
        "rows": [{key: _kept(row[key]) for key, _ in _columns(schema) if key in row} for row in rows],
    }


class Outcome(StrEnum):
    """What the codes on a scan say of its filing; each value is the code of its words."""

    SAME = "scan_same"
    OLDER = "scan_older"
    NEVER_FILED = "scan_never_filed"
    OTHER = "scan_other"
    WITHOUT = "scan_without_code"
    UNSEEN = "scan_unseen"


class Difference(NamedTuple):
    """A field that says something else: of the entry `row` (0: the header), `then` before and `now` now."""

    row: int
    title: str
    then: str
    now: str


class Version(NamedTuple):
    """A version of a filing: its ordinal and its content."""

    ordinal: int
    content: Content


@dataclass(frozen=True, slots=True)
class Compared:
    """A scan beside its filing.

    `version` is the older version that the scan is of, 0 where there is none; `changed` are the fields that
    were changed since. `read` tells whether a text layer was compared too: `unlike` are the fields that say
    something else there. `other` is the first group of the other filing's number. Lists hold 200 at most.
    """

    seen: Seen
    outcome: Outcome
    version: int = 0
    changed: tuple[Difference, ...] = ()
    read: bool = False
    unlike: tuple[Difference, ...] = ()
    other: str = ""

    @property
    def agrees(self) -> bool:
        """Whether its codes are those of what is filed now, and nothing read speaks against it."""
        return self.outcome is Outcome.SAME and not self.unlike

    @property
    def to_look_at(self) -> bool:
        """Whether somebody must look at it by eye."""
        return not self.agrees or self.seen.looked < self.seen.pages or self.seen.problem != ""


def compared(seen: Seen | None, number: str, versions: Sequence[Version], schema: AnnexSchema) -> Compared:
    """A scan beside the filing of that number; `versions` are all that it had, the newest last."""
    if seen is None:
        return Compared(Seen(), Outcome.UNSEEN)
    now = versions[-1].content
    unlike = tuple(_differences(seen.table, now, schema, spaces=False)) if seen.table else ()
    read = seen.table is not None
    others = [mark for mark in seen.marks if mark.number != number]
    if others:
        first = others[0].number.partition("-")[0]
        return Compared(seen, Outcome.OTHER, read=read, unlike=unlike, other=first)
    if not seen.marks:
        outcome = Outcome.UNSEEN if seen.problem else Outcome.WITHOUT
        return Compared(seen, outcome, read=read, unlike=unlike)
    current = mark_of(number, now)
    stray = [mark for mark in seen.marks if mark != current]
    if not stray:
        return Compared(seen, Outcome.SAME, read=read, unlike=unlike)
    found = [one for one in versions if mark_of(number, one.content) in stray]
    if len({mark_of(number, one.content) for one in found}) < len(stray):
        return Compared(seen, Outcome.NEVER_FILED, read=read, unlike=unlike)
    changed = tuple(_differences(found[0].content, now, schema, spaces=True))
    return Compared(seen, Outcome.OLDER, found[0].ordinal, changed, read, unlike)


def _differences(then: Content, now: Content, schema: AnnexSchema, *, spaces: bool) -> Iterator[Difference]:
    """Field by field, at most 200; without `spaces` white space doesn't count: pages break lines anew."""
    for count, each in enumerate(_all_differences(then, now, schema, spaces=spaces)):
        if count == _MOST_DIFFERENCES:
            return
        yield each


def _all_differences(
    then: Content, now: Content, schema: AnnexSchema, *, spaces: bool
) -> Iterator[Difference]:
    def differ(one: str, other: str) -> bool:
        return one != other if spaces else "".join(one.split()) != "".join(other.split())

    def of(row: int, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
        for key, title in _columns(schema) if row else _header(schema):
            # A column that the scan's table lacks was not read, and says nothing.
            if not spaces and key not in before:
                continue
            told = before.get(key, ""), after.get(key, "")
            if differ(*told):
                yield Difference(row, title, *told)

    name = schema.name_column
    yield from of(0, then["header"], now["header"])
    for row, before, after in _pairs(then["rows"], now["rows"], name.key):
        if before is None or after is None:
            yield Difference(
                row, name.title, (before or {}).get(name.key, ""), (after or {}).get(name.key, "")
            )
        else:
            yield from of(row, before, after)


_Row = Mapping[str, str]


def _pairs(
    then: Sequence[_Row], now: Sequence[_Row], name: str
) -> Iterator[tuple[int, _Row | None, _Row | None]]:
    """The rows of one nominee beside each other, wherever they stand; what no name joins by its order.

    The number is the row's place now, where it is gone its place then.
    """
    left: dict[str, deque[int]] = {}
    for place, row in enumerate(then):
        if key := name_key(row.get(name, "")):
            left.setdefault(key, deque()).append(place)
    joined = {
        place: left[key].popleft()
        for place, row in enumerate(now)
        if left.get(key := name_key(row.get(name, "")))
    }
    yield from ((place + 1, then[before], now[place]) for place, before in joined.items())
    found = set(joined.values())
    gone = (place for place in range(len(then)) if place not in found)
    new = (place for place in range(len(now)) if place not in joined)
    for before, after in zip_longest(gone, new):
        place = before if after is None else after
        yield (
            (place or 0) + 1,
            None if before is None else then[before],
            None if after is None else now[after],
        )


def _header(schema: AnnexSchema) -> Iterator[tuple[str, str]]:
    for field in schema.header:
        if not field.personal:
            yield field.key, field.label


def _columns(schema: AnnexSchema) -> Iterator[tuple[str, str]]:
    for column in schema.columns:
        if not column.personal and column.kind is not ColumnKind.SERIAL:
            yield column.key, column.title


def _kept(text: str) -> str:
    """A text as any database keeps it."""
    return text[:_LONGEST_VALUE].replace("\0", "").encode("utf-8", "replace").decode()
