"""What the pages of offices below send: who takes part until when, places in an order, a table's names."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.signing import BadSignature, dumps, loads
from django.http import QueryDict

from jianyou.actions.district import MOST_QUOTA, Part
from jianyou.actions.ranking import MOST_RANK
from jianyou.actions.reporting_up import Compiling, names_for_table
from jianyou.domain.annexes.typed import fit_text
from jianyou.queries.district import Candidate, Districts, OfficeBelow, Upward
from jianyou.queries.entry_wanted import EntryKey
from jianyou.terms.finding import Refused
from jianyou.web.components.moments import moment_to_type, moment_typed

TAKE, MOST, UNTIL, RANK = "take-", "most-", "until-", "rank-"
AT_ONCE = "at_once"
_SALT = "jianyou.office.table"
_LASTS = 8 * 3600
_LONGEST = 40
_DAYS_TO_COMPILE = 3

Problems = dict[str, Refused]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An office below in the form: whether it takes part, its quota and deadline as typed."""

    office: OfficeBelow
    taken: bool
    most: str
    until: str
    problems: Mapping[str, Refused]


@dataclass(frozen=True, slots=True)
class Naming:
    """The form in which offices below are named."""

    lines: tuple[Chosen, ...]
    at_once: bool
    parts: tuple[tuple[OfficeBelow, Part], ...]
    problems: Problems

    @property
    def named(self) -> tuple[Part, ...]:
        """The parts alone."""
        return tuple(part for _, part in self.parts)


def naming_started(view: Districts) -> Naming:
    """The form before anything was typed: nobody, and three days for compiling."""
    until = view.deadline - timedelta(days=_DAYS_TO_COMPILE)
    start = moment_to_type(until) if until > view.now else ""
    lines = tuple(Chosen(one, taken=False, most="", until=start, problems={}) for one in view.others)
    return Naming(lines, at_once=False, parts=(), problems={})


def naming_sent(view: Districts, posted: QueryDict) -> Naming:
    """What was typed, understood, and what must be mended."""
    lines, parts = [], []
    problems: Problems = {}
    for one in view.others:
        taken = f"{TAKE}{one.slug}" in posted
        most = fit_text(posted.get(f"{MOST}{one.slug}", "")[: 2 * _LONGEST], lines=False)
        until = fit_text(posted.get(f"{UNTIL}{one.slug}", "")[: 2 * _LONGEST], lines=False)
        own: Problems = {}
        if taken:
            part = _part(one, most, until, view, own)
            if part is not None:
                parts.append((one, part))
        problems |= own
        lines.append(Chosen(one, taken, most, until, own))
    if not parts and not problems:
        problems["named"] = Refused("district_nothing_named")
    return Naming(tuple(lines), posted.get("open") == AT_ONCE, tuple(parts), problems)


def _part(one: OfficeBelow, most: str, until: str, view: Districts, problems: Problems) -> Part | None:
    if most and not (most.isdecimal() and most.isascii() and 1 <= int(most) <= MOST_QUOTA):
        problems[f"{MOST}{one.slug}"] = Refused("district_most_wrong", text=most[:20], most=MOST_QUOTA)
    try:
        deadline = moment_typed(until)
    except Refused as refused:
        problems[f"{UNTIL}{one.slug}"] = refused
        return None
    wrong = _wrong_moment(one, deadline, view)
    if wrong is not None:
        problems[f"{UNTIL}{one.slug}"] = wrong
    return None if problems else Part(one.slug, int(most) if most else None, deadline)


def _wrong_moment(one: OfficeBelow, deadline: datetime, view: Districts) -> Refused | None:
    if deadline <= view.now:
        return Refused("district_deadline_past", name=one.name)
    if deadline >= view.deadline:
        until = moment_to_type(view.deadline)
        return Refused("district_deadline_late", name=one.name, deadline=until)
    return None


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate in the form of the order: the number in its field, and what is wrong with that."""

    candidate: Candidate
    text: str
    problem: Refused | None = None
    line_after: bool = False

    @property
    def field(self) -> str:
        """The name of its field."""
        return f"{RANK}{self.candidate.key.text}"


@dataclass(frozen=True, slots=True)
class Order:
    """The order as it was typed: the ranks understood, and what must be mended by field."""

    texts: Mapping[EntryKey, str]
    ranks: Mapping[EntryKey, int]
    problems: Mapping[str, Refused]


def order_of(view: Upward) -> Order:
    """The order as it is kept."""
    ranks = {one.key: one.rank for one in view.candidates if one.rank is not None}
    return Order({key: str(rank) for key, rank in ranks.items()}, ranks, {})


def order_sent(view: Upward, posted: QueryDict) -> Order:
    """The order as it was typed."""
    texts: dict[EntryKey, str] = {}
    ranks: dict[EntryKey, int] = {}
    problems: Problems = {}
    taken: dict[int, Candidate] = {}
    for one in view.candidates:
        name = f"{RANK}{one.key.text}"
        text = fit_text(posted.get(name, "")[:_LONGEST], lines=False)
        texts[one.key] = text
        if not text:
            continue
        if not (text.isdecimal() and text.isascii() and 1 <= int(text) <= MOST_RANK):
            problems[name] = Refused("rank_unread", name=one.name, text=text[:20], most=MOST_RANK)
            continue
        rank = int(text)
        if rank in taken:
            names = f"{taken[rank].name}、{one.name}"
            problems[name] = Refused("rank_tie", rank=rank, names=names)
        taken[rank] = one
        ranks[one.key] = rank
    return Order(texts, ranks, problems)


def moved(view: Upward, order: Order, command: str) -> Order:
    """The order with one entry a place up or down, or taken in at the end, or all taken in as they came."""
    places = [key for key, _ in sorted(order.ranks.items(), key=lambda item: item[1])]
    way, _, text = command.partition(":")
    key = EntryKey.read(text)
    if way == "all":
        places += [one.key for one in view.candidates if one.key not in order.ranks]
    elif key is not None and key in {one.key for one in view.candidates}:
        _move(places, key, way)
    ranks = {key: at for at, key in enumerate(places, 1)}
    return Order({key: str(rank) for key, rank in ranks.items()}, ranks, {})


def _move(places: list[EntryKey], key: EntryKey, way: str) -> None:
    if key not in places:
        places.append(key)
        return
    at = places.index(key)
    places.pop(at)
    if way != "out":
        places.insert(max(0, at - 1) if way == "up" else at + 1, key)


def shown(view: Upward, order: Order) -> list[Placed]:
    """The candidates as the form lists them, those with a number first; the line where the quota ends."""
    last = MOST_RANK + 1
    rows = sorted(view.candidates, key=lambda one: order.ranks.get(one.key, last))
    ranked = sum(one.key in order.ranks for one in rows)
    return [
        Placed(
            one,
            order.texts.get(one.key, ""),
            order.problems.get(f"{RANK}{one.key.text}"),
            line_after=at == view.most and ranked > at,
        )
        for at, one in enumerate(rows, 1)
    ]


def header_sent(view: Upward, posted: Mapping[str, str]) -> dict[str, str]:
    """The header line of the table as it was typed."""
    return {
        field.key: fit_text(posted.get(f"head-{field.key}", "")[:1000], lines=False)
        for field in view.schema.header
    }


def header_started(view: Upward) -> dict[str, str]:
    """The header line before anything was typed: the office's name stands in its first field."""
    fields = view.schema.header
    return {field.key: view.office if field is fields[0] else "" for field in fields}


def signed_table(view: Upward, person: str) -> str:
    """The names of a table that is about to be compiled of the list as it stands, signed for this person."""
    number, token = names_for_table()
    keys = [one.key.text for one in view.within]
    return dumps([view.slug, person, number, token.hex, view.stamp, keys], salt=_SALT, compress=True)


def table_signed(signed: str, view: Upward, person: str, header: Mapping[str, str]) -> Compiling:
    """The table that was signed so.

    Raises:
        Refused: it was signed for something else, or too long ago.
    """
    try:
        slug, whose, number, token, stamp, keys = loads(signed, salt=_SALT, max_age=_LASTS)
    except BadSignature as error:
        raise Refused("report_changed") from error
    if (slug, whose) != (view.slug, person):
        raise Refused("report_changed")
    return Compiling(entries=_keys(keys), header=header, stamp=stamp, number=number, token=uuid.UUID(token))


def _keys(texts: Sequence[str]) -> tuple[EntryKey, ...]:
    return tuple(key for key in map(EntryKey.read, texts) if key is not None)
