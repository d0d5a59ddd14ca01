"""集体研究: the decisions taken together in a call, what stands of them, and how it came to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.timezone import localtime

from jianyou.domain.calls.awards import QuotaHolder, QuotaOp
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CorrectionStatus, EntryStatus, FilingStatus
from jianyou.domain.papers.course import Course
from jianyou.domain.papers.together import Outcome, Person, Standing, recommended_entries
from jianyou.queries.calls import file_of
from jianyou.queries.entries import EntryLine, select_entries
from jianyou.queries.entry_wanted import EntryKey, EntryWanted
from jianyou.queries.office_calls import names_of, own_call
from jianyou.queries.proposed import removed_in
from jianyou.queries.public_times import public_times
from jianyou.store.files import path_of
from jianyou.store.models import (
    Call,
    CollectiveDecision,
    Correction,
    Decided,
    Enquired,
    Enquiry,
    Entry,
    Filing,
)
from jianyou.terms.finding import Refused

_LIMITS = frozenset({QuotaOp.MAX, QuotaOp.EXACT, QuotaOp.RANGE})


class Choice(NamedTuple):
    """An entry for one award (empty: as such), to be decided on; `version` is the newest of its filing."""

    number: str
    ordinal: int
    version: int
    name: str
    filer: str
    district: str
    award: str
    award_name: str
    before: Outcome | None

    @property
    def key(self) -> tuple[str, int, str]:
        """What names it."""
        return self.number, self.ordinal, self.award


class Seats(NamedTuple):
    """How many the office may recommend (None: not told), and how many stand to be recommended."""

    most: int | None
    taken: int


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """What was decided of one entry for one award; `later` is the number of a decision that replaced it.

    `removed`: an upheld objection has removed it since.
    """

    order: int
    number: str
    ordinal: int
    name: str
    filer: str
    district: str
    industry: str
    award: str
    award_name: str
    outcome: Outcome
    reason: str
    later: int
    removed: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in the list; counts are of entries and awards."""

    number: int
    held_on: date
    minutes: str
    subject: str
    counts: Mapping[Outcome, int]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision opened; `file_name` is empty where no minutes were kept."""

    number: int
    held_on: date
    minutes: str
    subject: str
    participants: tuple[Person, ...]
    note: str
    over_quota: str
    file_name: str
    by: str
    at: datetime
    lines: tuple[DecidedLine, ...]

    def of(self, outcome: Outcome) -> tuple[DecidedLine, ...]:
        """Its lines of that outcome, in order."""
        return tuple(line for line in self.lines if line.outcome is outcome)


def list_choices(
    *, viewer: Actor, slug: str, wanted: EntryWanted | Iterable[EntryKey] | None
) -> tuple[Choice, ...]:
    """A selection as it can be decided on: a line for each award that it is willing or was decided on for.

    None: all that are accepted and were never decided on.

    Raises:
        Refused: the viewer's office has no such call, or too many are chosen.
    """
    call = own_call(viewer, slug)
    standing = standing_in(call)
    every = EntryWanted(states=frozenset({EntryStatus.ACCEPTED})) if wanted is None else wanted
    decided = {key[:2] for key in standing}
    awards = award_names(call)
    choices: list[Choice] = []
    for line in select_entries(viewer=viewer, slug=slug, wanted=every):
        if wanted is None and (line.number, line.ordinal) in decided:
            continue
        named = {one.award for one in line.candidacies if one.willing}
        named |= {award for award in ("", *awards) if (line.number, line.ordinal, award) in standing}
        own = [award for award in ("", *awards) if award in named]
        choices += [_choice(line, award, awards, standing) for award in own or [""]]
    return tuple(choices)


def _choice(line: EntryLine, award: str, awards: Mapping[str, str], standing: Standing) -> Choice:
    return Choice(
        number=line.number,
        ordinal=line.ordinal,
        version=line.version,
        name=line.name,
        filer=line.filer,
        district=line.district,
        award=award,
        award_name=awards.get(award, ""),
        before=standing.get((line.number, line.ordinal, award)),
    )


def award_names(call: Call) -> dict[str, str]:
    """The names of a call's awards by their keys."""
    return {award.key: award.name for award in file_of(call.slug, call.source).awards}


def standing_in(call: Call) -> dict[tuple[str, int, str], Outcome]:
    """What stands decided in a call: of each entry and award the newest decision's."""
    rows = Decided.objects.filter(decision__call=call).order_by("decision__number")
    told = rows.values_list("entry__filing__number", "entry__ordinal", "award", "outcome")
    return {(number, ordinal, award): Outcome(outcome) for number, ordinal, award, outcome in told}


def still_standing(call: Call) -> dict[tuple[str, int, str], Outcome]:
    """The same without what an upheld objection removed since: it takes no seat."""
    gone = removed_in(call)
    return {key: outcome for key, outcome in standing_in(call).items() if key not in gone}


def recommended_now(call: Call, number: int) -> list[Entry]:
    """Whom a decision recommends, in its order, without those whom an upheld objection removed since."""
    rows = Decided.objects.filter(
        decision__call=call, decision__number=number, outcome=Outcome.RECOMMENDED
    ).select_related("entry__filing")
    gone = removed_in(call)
    stay = (
        row.entry
        for row in rows.order_by("order", "id")
        if (row.entry.filing.number, row.entry.ordinal, row.award) not in gone
    )
    return list({entry.id: entry for entry in stay}.values())


def office_quota(call: CallFile) -> int | None:
    """How many entries the office may recommend in all; None where the call's file sets no plain number."""
    for quota in call.quotas:
        if quota.holder is QuotaHolder.OFFICE and quota.op in _LIMITS and not quota.who:
            return int(quota.most if quota.op is QuotaOp.RANGE and quota.most else quota.n)
    return None


def seats_of(call: Call, standing: Standing) -> Seats:
    """The seats of a call with that standing."""
    return Seats(office_quota(file_of(call.slug, call.source)), len(recommended_entries(standing)))


def get_seats(*, viewer: Actor, slug: str) -> Seats:
    """The seats of a call as it stands.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    return seats_of(call, still_standing(call))


def list_decisions(*, viewer: Actor, slug: str) -> tuple[DecisionLine, ...]:
    """The decisions of a call, the newest first.

    Raises:
        Refused: the viewer's office has no such call.
    """
    counted = {one.value: Count("entries", filter=Q(entries__outcome=one)) for one in Outcome}
    rows = list(CollectiveDecision.objects.filter(call=own_call(viewer, slug)).annotate(**counted))
    names = names_of(viewer, [row.by for row in rows])
    return tuple(
        DecisionLine(
            number=row.number,
            held_on=row.held_on,
            minutes=row.minutes,
            subject=row.subject,
            counts={one: getattr(row, one.value) for one in Outcome},
            by=names[row.by],
            at=localtime(row.at),
        )
        for row in sorted(rows, key=lambda row: -row.number)
    )


def get_decision(*, viewer: Actor, slug: str, number: int) -> DecisionView:
    """A decision of a call.

    Raises:
        Refused: the viewer's office has no such call, or it no such decision.
    """
    call = own_call(viewer, slug)
    row = _decision(call, number)
    return DecisionView(
        number=row.number,
        held_on=row.held_on,
        minutes=row.minutes,
        subject=row.subject,
        participants=tuple(Person(one["name"], one["post"]) for one in row.participants),
        note=row.note,
        over_quota=row.over_quota,
        file_name=row.file_name,
        by=names_of(viewer, [row.by])[row.by],
        at=localtime(row.at),
        lines=tuple(_lines(call, row)),
    )


def get_minutes(*, viewer: Actor, slug: str, number: int) -> tuple[str, Path]:
    """The minutes of a decision: the file's name as it was sent, and where its bytes lie.

    Raises:
        Refused: the viewer's office has no such call, it no such decision, or that no file.
    """
    row = _decision(own_call(viewer, slug), number)
    if not row.digest or not path_of(row.digest).is_file():
        raise Refused("together_file_gone")
    return row.file_name, path_of(row.digest)


def _decision(call: Call, number: int) -> CollectiveDecision:
    row = CollectiveDecision.objects.filter(call=call, number=number).first()
    if row is None:
        raise Refused("together_unknown")
    return row


def _lines(call: Call, row: CollectiveDecision) -> Iterable[DecidedLine]:
    awards = award_names(call)
    newer = Decided.objects.filter(decision__call=call, decision__number__gt=row.number)
    later: dict[tuple[object, str], int] = {}
    gone = removed_in(call)
    for key, award, number in newer.order_by("-decision__number").values_list(
        "entry_id", "award", "decision__number"
    ):
        later[key, award] = number
    for one in row.entries.select_related("entry__filing").order_by("order", "id"):
        entry = one.entry
        yield DecidedLine(
            order=one.order,
            number=entry.filing.number,
            ordinal=entry.ordinal,
            name=entry.name,
            filer=entry.filing.filer,
            district=entry.district,
            industry=entry.industry,
            award=one.award,
            award_name=awards.get(one.award, one.award),
            outcome=Outcome(one.outcome),
            reason=one.reason,
            later=later.get((one.entry_id, one.award), 0),
            removed=(entry.filing.number, entry.ordinal, one.award) in gone,
        )


def get_course(*, viewer: Actor, slug: str) -> Course:
    """How a call came to where it stands.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    filed = Filing.objects.filter(call=call, status=FilingStatus.FILED)
    states = Entry.objects.filter(filing__in=filed).values_list("status").annotate(count=Count("id"))
    counts: dict[str, int] = dict(states)
    returns = Correction.objects.filter(entry__call=call)
    sent = Enquiry.objects.filter(call=call, sent_at__isnull=False, dropped_at=None)
    asked = Enquired.objects.filter(enquiry__in=sent)
    decided = {EntryStatus.ACCEPTED, EntryStatus.REFUSED}
    return Course(
        opened_at=localtime(call.opened_at) if call.opened_at else None,
        deadline=localtime(call.deadline),
        filings=filed.count(),
        entries=sum(counts.values()),
        accepted=counts.get(EntryStatus.ACCEPTED, 0),
        refused=counts.get(EntryStatus.REFUSED, 0),
        waiting=sum(count for status, count in counts.items() if status not in decided),
        returned=returns.count(),
        corrected=returns.filter(status=CorrectionStatus.ANSWERED).count(),
        departments=tuple(dict.fromkeys(sent.order_by("number").values_list("department", flat=True))),
        letters=sent.count(),
        asked=asked.count(),
        answered=asked.exclude(answer="").count(),
        publicity=public_times(call),
    )


class Authority(NamedTuple):
    """Who asked for recommendations, empty where the call's file doesn't tell, and by which notice."""

    name: str
    notice: str


def get_authority(*, viewer: Actor, slug: str) -> Authority:
    """The authority that a call's notice acts on.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    sources = file_of(call.slug, call.source).notice.acts_on
    return Authority(sources[0].issuer, f"《{sources[0].title}》") if sources else Authority("", "")
