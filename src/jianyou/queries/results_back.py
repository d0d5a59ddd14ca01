"""结果下发: what became of entries that offices below sent, by the names that they have there."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.packages.downward import ResultTold
from jianyou.queries.office_calls import own_call
from jianyou.store.models import Call, Result, TakenEntry


class ResultsReady(NamedTuple):
    """An office below with one of its calls: how many of its entries came, and how many results there are."""

    partner: UUID
    name: str
    their_call: str
    entries: int
    results: int


def results_for(call: Call, partner: UUID, their_call: str) -> tuple[ResultTold, ...]:
    """The results that stand of the entries that office sent from its call."""
    came = TakenEntry.objects.filter(
        package__call=call, package__partner=partner, package__status="taken", their_call=their_call
    )
    names = {one.entry_id: one for one in came}
    rows = Result.objects.filter(call=call, entry__in=names, replaced_at=None).select_related("entry")
    lines = [
        ResultTold(
            number=names[row.entry_id].their_number,
            ordinal=names[row.entry_id].their_ordinal,
            name=row.entry.name,
            award=row.award,
            outcome=row.outcome,
            tier=row.tier,
            note=row.note,
            document=row.document,
            on=row.on,
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda one: (one.number, one.ordinal, one.award)))


def list_ready_results(*, viewer: Actor, slug: str) -> tuple[ResultsReady, ...]:
    """The offices below whose entries came to a call, with how many results could go back to each.

    Raises:
        Refused: that office has none of that name.
    """
    call = own_call(viewer, slug)
    came = TakenEntry.objects.filter(package__call=call, package__status="taken")
    counted = came.values_list("package__partner_id", "package__partner__name", "their_call")
    told = Result.objects.filter(call=call, replaced_at=None, entry__taken__isnull=False)
    by = told.values_list("entry__taken__package__partner_id", "entry__taken__their_call")
    results = {(office, slug): count for office, slug, count in by.annotate(count=Count("id"))}
    return tuple(
        ResultsReady(partner, name, their_call, entries, results.get((partner, their_call), 0))
        for partner, name, their_call, entries in counted.annotate(count=Count("id")).order_by(
            "package__partner__name", "their_call"
        )
    )
