"""What a choice would be made from now, before it is asked for."""

from dataclasses import dataclass
from uuid import UUID

from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.review import Choice as Declared
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.queries.calls import file_of
from jianyou.queries.choice_basis import check_closed, declared_for, left_out, standing_for
from jianyou.queries.choice_told import Aside, Named
from jianyou.queries.collective import office_quota
from jianyou.queries.office_calls import own_call
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry
from jianyou.terms.finding import Refused

MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class AskingView:
    """`met`, `unknown` and `not_met` entries by their conditions; the last two named, the first ones.

    `open` says why nothing can be chosen yet, None where it can. `quota` is what the office may recommend.
    """

    slug: str
    title: str
    award: str
    award_name: str
    file: CallFile
    declared: Declared
    met: int
    unknown: int
    not_met: int
    unsettled: tuple[Named, ...]
    left_out: tuple[Aside, ...]
    open: Refused | None
    quota: int | None
    acts: tuple[Act, ...]


def get_asking(*, viewer: Actor, slug: str, award: str) -> AskingView:
    """What a choice for an award would be made from.

    Raises:
        Refused: the viewer's office has no such call, or it doesn't say how to choose for that award.
    """
    call = own_call(viewer, slug)
    file = file_of(call.slug, call.source)
    try:
        declared, review = declared_for(file, award)
    except Refused:
        raise Refused("choice_unknown") from None
    waits = None
    try:
        check_closed(call, review)
    except Refused as refused:
        waits = refused
    standing = standing_for(call, award)
    out = left_out(call, award, standing.not_met[:MOST_NAMED])
    names = _names([*standing.unknown[:MOST_NAMED], *(one.entry for one in out)])
    return AskingView(
        slug=call.slug,
        title=call.title,
        award=award,
        award_name=next((one.name for one in file.awards if one.key == award), award),
        file=file,
        declared=declared,
        met=len(standing.met),
        unknown=len(standing.unknown),
        not_met=len(standing.not_met),
        unsettled=tuple(names[key] for key in standing.unknown[:MOST_NAMED]),
        left_out=tuple(Aside(names[one.entry], "、".join(one.clauses)) for one in out),
        open=waits,
        quota=office_quota(file),
        acts=possible_acts(viewer, subject_at(call, database_now())),
    )


def _names(keys: list[UUID]) -> dict[UUID, Named]:
    rows = Entry.objects.filter(id__in=keys).select_related("filing")
    return {row.id: Named(row.id, row.filing.number, row.ordinal, row.name, row.district, "") for row in rows}
