"""What a counter is told: its calls, who waits, what was registered; moments are in the site's zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Means, act_of
from jianyou.domain.lifecycle.deadline import elapsed
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.terms.media import Handed, Medium


@dataclass(frozen=True, slots=True)
class CounterCall:
    """A call as its counter sees it at one moment of the database's clock, in the site's zone.

    `late` is how long the deadline is past, None while there is time. `takes` tells whether the viewer may
    register anything in it; `waiting` counts arrivals whose papers aren't registered.
    """

    slug: str
    title: str
    issuer: str
    status: CallStatus
    file: CallFile
    deadline: datetime
    counts: bool
    completes_on: str
    late_admission: bool
    now: datetime
    late: timedelta | None
    takes: bool
    waiting: int

    @property
    def taking(self) -> bool:
        """Whether papers are expected: it is open, or somebody who was stamped waits."""
        return self.status is CallStatus.OPEN or self.waiting > 0

    @property
    def left(self) -> timedelta:
        """The time left, negative where the deadline is past."""
        return elapsed(self.now, self.deadline)

    @property
    def paper_completes(self) -> bool:
        """Whether a sealed paper completes a filing, or is kept as a copy only."""
        return act_of(Means.PAPER, self.completes_on, in_time=True) is not Act.ADD_COPY


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """An arrival: its number, its moment, and how long after the deadline that is (None: in time).

    Of a handwritten slip `at` is the moment on it and `entered_at` that of entering it. `filing` and `filer`
    are empty while its papers aren't registered; `void` tells that the number was one too many. `waited` is
    told of a queue: how long ago it was.
    """

    number: int
    at: datetime
    late: timedelta | None
    slip: str
    entered_at: datetime | None
    by: str
    filing: str
    filer: str
    void: bool
    waited: timedelta | None = None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A filing in a list, with the names of its nominees, and what was handed in on paper."""

    number: str
    filer: str
    names: tuple[str, ...]
    status: FilingStatus
    channel: str
    sent_at: datetime
    handed: Handed


@dataclass(frozen=True, slots=True)
class Registered:
    """A paper that was registered: when, by whom, of which moment (`decisive`), late by how much.

    `commitment` is the fingerprint of its receipt's content, `placed` whether it has a place in the log.
    """

    paper: PaperLine
    act: Act
    at: datetime
    decisive: datetime
    late: timedelta | None
    by: str
    arrivals: tuple[int, ...]
    commitment: str
    placed: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the counter: the queue, as far as it is shown, and the last papers of the day."""

    call: CounterCall
    waiting: tuple[ArrivalLine, ...]
    recent: tuple[Registered, ...]


class Fit(StrEnum):
    """How the fingerprint on a paper compares with what was sent: with its newest version, an older, none."""

    CURRENT = "current"
    OLDER = "older"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MarkRead:
    """A paper's square code beside its filing: `version` is the one printed, 0 where it is none of them."""

    fit: Fit
    version: int
    newest: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, what waits for its paper first; `more`: there is more than is told.

    `mark` compares the square code that was read. `draft` is the number typed where it is that of a draft
    that wasn't filed, `elsewhere` slug and title of another call of the office that has that number.
    """

    lines: tuple[PaperLine, ...] = ()
    more: bool = False
    mark: MarkRead | None = None
    draft: str = ""
    elsewhere: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A filing as the counter sees it, without personal data.

    `coming` is the act that registering its sealed paper comes to now, None where that isn't possible.
    `registered` is its last registration at the counter, `version` the newest one's number, `scanned` whether
    a sealed scan came with it. `mark` is the text of the newest version's square code.
    """

    line: PaperLine
    version: int
    mark: str
    scanned: bool
    filed_at: datetime | None
    admitted: bool
    coming: Act | None
    registered: Registered | None
    arrivals: tuple[ArrivalLine, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on the label of a registered paper; `mark` is the text of its square code."""

    registered: Registered
    mark: str


@dataclass(frozen=True, slots=True)
class OutageLine:
    """A time in which slips were written by hand."""

    began: datetime
    ended: datetime
    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Day:
    """What was stamped and registered on a day, in the order of the clock."""

    call: CounterCall
    on: date
    arrivals: tuple[ArrivalLine, ...]
    registered: tuple[Registered, ...]

    @property
    def papers(self) -> tuple[PaperLine, ...]:
        """The papers of the day, each once."""
        return tuple({one.paper.number: one.paper for one in self.registered}.values())

    @property
    def statuses(self) -> tuple[tuple[FilingStatus, int], ...]:
        """How many papers stand where, in the order of the states; none that has none."""
        counts = ((status, sum(one.status is status for one in self.papers)) for status in FilingStatus)
        return tuple((status, count) for status, count in counts if count)

    @property
    def media(self) -> tuple[tuple[Medium, int], ...]:
        """How many papers came on each medium."""
        counts = ((medium, sum(medium in one.handed.media for one in self.papers)) for medium in Medium)
        return tuple((medium, count) for medium, count in counts if count)

    @property
    def copies(self) -> int:
        """All copies that were counted."""
        return sum(one.handed.copies or 0 for one in self.papers)

    @property
    def uncounted(self) -> int:
        """Papers of which nobody told the copies."""
        return sum(one.handed.copies is None for one in self.papers)
