"""分配方案 for the office: what was asked and computed, what adopting would change, which gaps there are."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KT
from django.utils.timezone import localtime

from jianyou.domain.judging.wishes import MOST_LOAD, Wishes
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.assigning_basis import (
    Basis,
    Chair,
    Judged,
    Pair,
    basis_of,
    live_sheets,
    wanted_of,
)
from jianyou.queries.assigning_changes import Moves, changes_of, moves_of
from jianyou.queries.office_calls import names_of
from jianyou.queries.reviewed import reviewed_entries
from jianyou.queries.reviews import ReviewView, get_review, own_review
from jianyou.queries.scoring_progress import Only, counts_of, list_of
from jianyou.store.models import AssignmentPlan, Entry, Recusal, Review
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

MOST_GAPS = 30
_MOST_NAMED = 1000


class PlanLine(NamedTuple):
    """A plan in the list of all; people are told by their names, moments in the site's zone."""

    number: int
    status: str
    made_by: str
    made_at: datetime
    settled_by: str
    settled_at: datetime | None
    pairs: int
    wishes: Wishes


class Candidate(NamedTuple):
    """An expert who could take an entry: how many he has; `best` is his place among the plan's next best.

    `why` says why he can't.
    """

    key: uuid.UUID
    name: str
    employer: str
    load: int
    best: int
    why: Message | None


class Gap(NamedTuple):
    """An entry that lacks `missing` experts, and who could take it, the best first."""

    key: uuid.UUID
    number: str
    ordinal: int
    name: str
    missing: int
    next: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class PlansView:
    """Assignment in a review: its plans, the newest first; how it stands; where experts are missing.

    `wishes` are what a new plan begins with. `gaps` are the first MOST_GAPS of `short` entries, none before
    anything was assigned.
    """

    review: ReviewView
    plans: tuple[PlanLine, ...]
    entries: int
    experts: int
    accepted: int
    sheets: int
    short: int
    gaps: tuple[Gap, ...]
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan opened. `report` is what the job found (`jobs.assigning_report`), `failure` why there is none.

    `given`, `taken` and `kept` are what adopting it would do now, `outdated` why it can't be adopted.
    """

    review: ReviewView
    line: PlanLine
    done: int
    of: int
    report: Mapping[str, Any]
    failure: Message | None
    experts: Mapping[str, Chair]
    entries: Mapping[str, Judged]
    given: Moves
    taken: Moves
    kept: Moves
    outdated: tuple[Message, ...]

    @property
    def running(self) -> bool:
        """Whether it is being computed."""
        return self.line.status == "running"

    @property
    def percent(self) -> int:
        """How far it is."""
        return round(100 * self.done / self.of) if self.of else 0


class PairRow(NamedTuple):
    """A sheet in force, for a table: its entry, its expert, and how far it is."""

    entry: Judged
    expert: str
    employer: str
    status: SheetStatus


def list_plans(*, viewer: Actor, slug: str, number: int) -> PlansView:
    """Assignment in a review of the viewer's office.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    row = own_review(viewer, slug, number)
    plans = AssignmentPlan.objects.filter(review=row).defer("report", "pairs").order_by("-number")
    lines = tuple(_plan_lines(viewer, list(plans.annotate(count=KT("report__pairs")))))
    entries, wanted = reviewed_entries(row), wanted_of(row)
    counts = counts_of(row, entries, wanted)
    missing = view.sheets.all and counts[Only.SHORT]
    load = view.stage.load
    first = _first_wishes(view, load and load.least, load and load.most)
    return PlansView(
        review=view,
        plans=lines,
        entries=counts[Only.ALL],
        experts=view.panel.all,
        accepted=view.panel.accepted,
        sheets=view.sheets.all,
        short=missing,
        gaps=tuple(_gaps(row, list_of(row, entries, wanted, Only.SHORT), wanted)) if missing else (),
        wishes=lines[0].wishes if lines else first,
    )


def get_plan(*, viewer: Actor, slug: str, number: int, plan: int, named: int = 0) -> PlanView:
    """A plan of a review of the viewer's office; of what it would change at most so many pairs are named.

    Raises:
        Refused: that office has no such call, the call no such review, or the review no such plan.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    row = own_review(viewer, slug, number)
    plans = AssignmentPlan.objects.filter(review=row, number=plan).annotate(count=KT("report__pairs"))
    found = plans.defer("pairs").first()
    if found is None:
        raise Refused("assign_no_plan", plan=plan)
    basis = basis_of(row) if found.status == "proposed" else basis_of(row, only=_named_in(found.report))
    (line,) = _plan_lines(viewer, [found])
    proposed = changes_of(found, basis) if found.status == "proposed" else None
    code, params = found.report.get("reason", ("", {}))
    return PlanView(
        review=view,
        line=line,
        done=found.done,
        of=found.of,
        report=found.report if "uncovered" in found.report else {},
        failure=Message(code, params) if code else None,
        experts=basis.experts,
        entries=basis.entries,
        given=moves_of(proposed.given, found, basis, named) if proposed else Moves(),
        taken=moves_of(proposed.taken, found, basis, named) if proposed else Moves(),
        kept=moves_of(proposed.kept, found, basis, named) if proposed else Moves(),
        outdated=proposed.outdated if proposed else (),
    )


def plan_progress(*, viewer: Actor, slug: str, number: int, plan: int) -> tuple[str, int, int]:
    """A plan's status, and how far its computing is: done, of.

    Raises:
        Refused: that office has no such call, the call no such review, or the review no such plan.
    """
    row = own_review(viewer, slug, number)
    found = AssignmentPlan.objects.filter(review=row, number=plan).values_list("status", "done", "of").first()
    if found is None:
        raise Refused("assign_no_plan", plan=plan)
    return found


def get_candidates(
    *, viewer: Actor, slug: str, number: int, entry: uuid.UUID
) -> tuple[Judged, tuple[Candidate, ...]]:
    """Everybody on the panel for one entry: who could take it, the best first, then who can't and why.

    Raises:
        Refused: that office has no such review, or the entry isn't under review.
    """
    row = own_review(viewer, slug, number)
    basis = basis_of(row, only=[entry])
    judged = basis.entries.get(entry.hex)
    if judged is None:
        raise Refused("assign_not_reviewed")
    reasons = _recusal_reasons(row, entry)
    best = _next_best(row).get(entry.hex, ())
    return judged, tuple(_candidates(basis, judged, _loads(row), best, reasons))


def list_pairs(*, viewer: Actor, slug: str, number: int) -> tuple[PairRow, ...]:
    """Who judges what now, by entry and expert.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    row = own_review(viewer, slug, number)
    entries = basis_of(row).entries
    told = live_sheets(row).order_by("entry__filing__number", "entry__ordinal", "expert__name", "expert_id")
    columns = ("entry_id", "expert__name", "expert__employer", "status")
    return tuple(
        PairRow(entries[entry.hex], name, employer, SheetStatus(status))
        for entry, name, employer, status in told.values_list(*columns)
        if entry.hex in entries
    )


def _plan_lines(viewer: Actor, plans: list[Any]) -> Iterable[PlanLine]:
    names = names_of(viewer, [who for one in plans for who in (one.made_by, one.settled_by) if who])
    for one in plans:
        yield PlanLine(
            number=one.number,
            status=one.status,
            made_by=names[one.made_by],
            made_at=localtime(one.made_at),
            settled_by=names.get(one.settled_by, ""),
            settled_at=localtime(one.settled_at) if one.settled_at else None,
            pairs=int(one.count or 0),
            wishes=Wishes.of(one.wanted),
        )


def _first_wishes(view: ReviewView, least: int | None, most: int | None) -> Wishes:
    """As the call file says; where it leaves the load open, a little more than an even share."""
    per_entry = view.stage.per_entry
    share = -(-per_entry * view.entries // max(1, view.panel.accepted or view.panel.all))
    return Wishes(
        per_entry=per_entry,
        least=least or 0,
        most=min(MOST_LOAD, most or max(1, least or 0, share + 1)),
        answered=view.panel.accepted > 0,
    )


def _gaps(review: Review, short: QuerySet[Entry], wanted: int) -> Iterable[Gap]:
    """The first of the entries that lack experts, with who could take them."""
    keys = list(short.order_by("filing__number", "ordinal").values_list("id", flat=True)[:MOST_GAPS])
    if not keys:
        return
    basis = basis_of(review, only=keys)
    has = Counter(entry for _, entry in basis.sheets)
    load, best = _loads(review), _next_best(review)
    for key in keys:
        judged = basis.entries[key.hex]
        able = [one for one in _candidates(basis, judged, load, best.get(key.hex, ()), {}) if one.why is None]
        yield Gap(key, judged.number, judged.ordinal, judged.name, wanted - has[key.hex], tuple(able[:3]))


def _loads(review: Review) -> Counter[str]:
    """How many sheets each expert has, by keys in hex."""
    counted = live_sheets(review).values_list("expert_id").annotate(n=Count("id"))
    return Counter({key.hex: n for key, n in counted})


def _candidates(
    basis: Basis,
    judged: Judged,
    load: Counter[str],
    best: Iterable[str],
    reasons: Mapping[str, Message],
) -> list[Candidate]:
    place = {key: at for at, key in enumerate(best, 1)}
    found = []
    for key, chair in basis.experts.items():
        why = _why_not(basis, (key, judged.key), reasons)
        found.append(Candidate(uuid.UUID(key), chair.name, chair.employer, load[key], place.get(key, 0), why))
    return sorted(
        found, key=lambda one: (one.why is not None, not one.best, one.best, one.load, one.name, one.key)
    )


def _why_not(basis: Basis, pair: Pair, reasons: Mapping[str, Message]) -> Message | None:
    told = {"expert": basis.experts[pair[0]].name, "entry": basis.entries[pair[1]].name}
    if pair in basis.sheets:
        return Message("assign_given_already", told)
    if pair in basis.blocked:
        return reasons.get(pair[0]) or Message("assign_recused", told)
    return None


def _recusal_reasons(review: Review, entry: uuid.UUID) -> dict[str, Message]:
    """Why each expert is recused from an entry, as far as it is kept as a message."""
    rows = Recusal.objects.filter(call_id=review.call_id, entry=entry, blocks=True, lifted_at=None)
    return {
        expert.hex: Message(because["code"], because.get("params", {}))
        for expert, because in rows.values_list("expert_id", "because")
        if because.get("code")
    }


def _next_best(review: Review) -> Mapping[str, list[str]]:
    """Of the plan in force the next best experts of each entry."""
    adopted = AssignmentPlan.objects.filter(review=review, status="adopted").order_by("-number")
    report = adopted.values_list("report", flat=True).first() or {}
    experts = report.get("panel", [])
    return {key: [experts[at] for at in some] for key, some in report.get("next", {}).items()}


def _named_in(report: Mapping[str, Any]) -> list[uuid.UUID]:
    """The entries that a report names, the worst-served and those not covered."""
    keys = [one["entry"] for one in report.get("uncovered", ())]
    keys += [report["worst"]["entry"]] if report.get("worst") else []
    return [uuid.UUID(key) for key in keys[:_MOST_NAMED]]
