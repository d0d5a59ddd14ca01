"""排序: an office below puts its accepted entries in order, without ties."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Q

from jianyou.actions.acting import check_act
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.district import Candidate, accepted_in, quotas_of, stamp_of, upper_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_alone
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Entry
from jianyou.terms.finding import Refused

MOST_RANK = 9999
"""The largest number that may be typed; the order counts, and gaps close."""


def rank_entries(*, actor: Actor, call_slug: str, ranks: Mapping[EntryKey, int], stamp: str) -> None:
    """Keeps the order of the accepted entries; those without a rank aren't put forward. Logs `rank_entries`.

    Gaps between the ranks close. `stamp` is that of the list that was looked at.

    Raises:
        NotAllowed: the actor may not, or the call is over.
        Refused: the call is collected for no office above, two have the same rank, or the list was changed
            meanwhile.
    """
    with transaction.atomic():
        lock_call_alone(call_slug)
        call, at = call_named(call_slug), database_now()
        check_act(actor, Act.RANK_ENTRIES, subject_at(call, at), call)
        accepted = accepted_in(call)
        if stamp_of(accepted, quotas_of(upper_of(call)).get(call.office_id)) != stamp:
            raise Refused("rank_changed")
        placed = in_order(accepted.rows, ranks)
        _keep(call, placed)
        content: dict[str, Plain] = {
            "order": [{"number": one.key.number, "ordinal": one.key.ordinal} for one in placed],
            "unranked": accepted.total - len(placed),
        }
        log_act(call=call, act=Act.RANK_ENTRIES, actor=actor, at=at, content=content)


def in_order(rows: Sequence[Candidate], ranks: Mapping[EntryKey, int]) -> list[Candidate]:
    """The candidates that have a rank, in that order.

    Raises:
        Refused: a rank can't be, two have the same, or a ranked entry is none of these.
    """
    by_key = {row.key: row for row in rows}
    by_rank: dict[int, list[Candidate]] = {}
    for key, rank in ranks.items():
        if key not in by_key:
            raise Refused("rank_changed")
        if not 1 <= rank <= MOST_RANK:
            raise Refused("rank_unread", name=by_key[key].name, text=str(rank), most=MOST_RANK)
        by_rank.setdefault(rank, []).append(by_key[key])
    for rank in sorted(by_rank):
        if len(by_rank[rank]) > 1:
            raise Refused("rank_tie", rank=rank, names="、".join(one.name for one in by_rank[rank])[:500])
    return [by_rank[rank][0] for rank in sorted(by_rank)]


def _keep(call: Call, placed: list[Candidate]) -> None:
    """Writes the places; who isn't among them, or is accepted no more, has none."""
    places = {one.key: at for at, one in enumerate(placed, 1)}
    numbers = {key.number for key in places}
    listed = Entry.objects.filter(call=call).select_related("filing")
    changed = []
    for row in listed.filter(Q(rank__isnull=False) | Q(filing__number__in=numbers)):
        place = places.get(EntryKey(row.filing.number, row.ordinal))
        if row.rank != place:
            row.rank = place
            changed.append(row)
    Entry.objects.bulk_update(changed, ["rank"], batch_size=500)
