"""Which entries of a call are wanted, in which order, and what that asks of the database."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import get_default_timezone

from jianyou.codes.names import name_key
from jianyou.codes.pinyin import sound_of
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.store.models import Candidacy, Entry
from jianyou.terms.display import code_signs, in_groups

NOT_TOLD = "-"
"""In the place of a district or a section: those whose row tells none that was understood."""
_NUMBER_SIGNS = 4
_SHORTEST_SOUND = 2
_NO_SOUND = re.compile(r"[^0-9a-z]+")
_KEY = re.compile(r"([0-9A-Z]{4}(?:-[0-9A-Z]{4}){1,4})\.([1-9][0-9]{0,5})")


class Sort(StrEnum):
    """The order of a list: as they came, by name's sound, district, most errors, newest decision."""

    ARRIVAL = "arrival"
    NEWEST = "newest"
    NAME = "name"
    DISTRICT = "district"
    ERRORS = "errors"
    DECIDED = "decided"
    RANK = "rank"


class Found(StrEnum):
    """What the formal check found in an entry's row."""

    ERRORS = "errors"
    WARNINGS = "warnings"
    NOTHING = "nothing"


class Willing(StrEnum):
    """Whether a nominee is willing to be named for an award, as far as stated."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"


class EntryKey(NamedTuple):
    """An entry as addresses and forms name it."""

    number: str
    ordinal: int

    @property
    def text(self) -> str:
        """`<number>.<ordinal>`."""
        return f"{self.number}.{self.ordinal}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The entry that a text names, None where it names none."""
        match = _KEY.fullmatch(text)
        return cls(match[1], int(match[2])) if match else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWanted:
    """Which entries, in which order; what is empty or None leaves nothing out.

    `filing` None: whatever became of the filing; only those that count by default. `section` is a letter of
    GB/T 4754. `verdict` and `willing` are those for `award`, or for any award where that is empty.
    `from_office` is the slug of an office below. Days are in the site's zone, both included.
    """

    search: str = ""
    states: frozenset[EntryStatus] = frozenset()
    filing: FilingStatus | None = FilingStatus.FILED
    district: str = ""
    section: str = ""
    found: Found | None = None
    code: str = ""
    award: str = ""
    verdict: str = ""
    willing: Willing | None = None
    channel: str = ""
    from_office: str = ""
    decided_from: date | None = None
    decided_until: date | None = None
    ranked: bool | None = None
    sort: Sort = Sort.ARRIVAL
    page: int = 1


EVERYTHING = EntryWanted()


def conditions(wanted: EntryWanted) -> dict[str, Q]:
    """What leaves entries out, by the fields of `EntryWanted`; those that leave nothing out are not in it."""
    told = {
        "search": _search(wanted.search) if wanted.search else None,
        "states": Q(status__in=sorted(wanted.states)) if wanted.states else None,
        "filing": Q(filing__status=wanted.filing) if wanted.filing else None,
        "district": Q(district=_told(wanted.district)) if wanted.district else None,
        "section": _section(wanted.section) if wanted.section else None,
        "found": _found(wanted.found) if wanted.found else None,
        "code": Q(codes_text__contains=f'"{wanted.code}"') if wanted.code else None,
        "award": _candidacy(wanted) if wanted.award or wanted.verdict or wanted.willing else None,
        "channel": Q(filing__channel=wanted.channel) if wanted.channel else None,
        "from_office": Q(filing__from_office__slug=wanted.from_office) if wanted.from_office else None,
        "decided": _decided(wanted),
        "ranked": Q(rank__isnull=not wanted.ranked) if wanted.ranked is not None else None,
    }
    return {name: condition for name, condition in told.items() if condition is not None}


def order_of(sort: Sort) -> list[Any]:
    """The columns that make an order; the last ones part whatever is alike."""
    came = [F("came_at").asc(), F("filing_id").asc(), F("ordinal").asc()]
    first: Mapping[Sort, list[Any]] = {
        Sort.ARRIVAL: [],
        Sort.NEWEST: [F("came_at").desc(), F("filing_id").desc()],
        Sort.NAME: [F("sound").asc(), F("name").asc()],
        Sort.DISTRICT: [F("district").asc()],
        Sort.ERRORS: [F("errors").desc(), F("warnings").desc()],
        Sort.DECIDED: [F("decided_at").desc(nulls_last=True)],
        Sort.RANK: [F("filing__from_office_id").asc(nulls_last=True), F("rank").asc(nulls_last=True)],
    }
    return [*first[sort], *came]


def moments_and_codes(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Adds what conditions and orders speak of beside the columns."""
    came = Coalesce("filing__filed_at", "filing__sent_at")
    return rows.annotate(came_at=came).alias(codes_text=Cast("codes", TextField()))


def all_of(each: Iterable[Q]) -> Q:
    """All the conditions together."""
    together = Q()
    for condition in each:
        together &= condition
    return together


def _told(text: str) -> str:
    return "" if text == NOT_TOLD else text


def _section(letter: str) -> Q:
    return Q(industry__startswith=letter) if letter != NOT_TOLD else Q(industry="")


def _found(found: Found) -> Q:
    return {
        Found.ERRORS: Q(errors__gt=0),
        Found.WARNINGS: Q(warnings__gt=0),
        Found.NOTHING: Q(errors=0, warnings=0),
    }[found]


def _candidacy(wanted: EntryWanted) -> Q:
    fitting = Candidacy.objects.filter(entry=OuterRef("pk"))
    if wanted.award:
        fitting = fitting.filter(award=wanted.award)
    if wanted.verdict:
        fitting = fitting.filter(verdict=wanted.verdict)
    if wanted.willing:
        told = {Willing.YES: True, Willing.NO: False, Willing.NOT_STATED: None}[wanted.willing]
        fitting = fitting.filter(willing=told) if told is not None else fitting.filter(willing__isnull=True)
    return Q(Exists(fitting))


def _decided(wanted: EntryWanted) -> Q | None:
    if not wanted.decided_from and not wanted.decided_until:
        return None
    decided = Q(decided_at__isnull=False)
    if wanted.decided_from:
        decided &= Q(decided_at__gte=_midnight(wanted.decided_from))
    if wanted.decided_until:
        decided &= Q(decided_at__lt=_midnight(wanted.decided_until + timedelta(days=1)))
    return decided


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), get_default_timezone())


def _search(text: str) -> Q:
    """Names of nominee and filer however written, their sound or initials, credit code, filing's number.

    A name is looked for by its sound as well: a character mistaken for another of the same sound is forgiven.
    """
    wanted = Q(filing__filer__icontains=text)
    if key := name_key(text):
        wanted |= Q(name_key__contains=key)
    if text.isascii():
        wanted |= _by_signs(text)
    sound = _NO_SOUND.sub("", text.lower()) if text.isascii() else sound_of(text).partition(" ")[0]
    if len(sound) >= _SHORTEST_SOUND:
        wanted |= Q(sound__contains=sound)
    return wanted


def _by_signs(text: str) -> Q:
    signs = code_signs(text)
    if len(signs) < _NUMBER_SIGNS:
        return Q()
    return Q(filing__number__startswith=in_groups(signs)) | Q(uscc__startswith=signs)
