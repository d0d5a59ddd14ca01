"""预填: a draft is filled from an earlier table, as it was shown; what changed meanwhile stays as it is."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jianyou.actions.drafting import MOST_EDITS, RowAct, begin_draft, save_draft
from jianyou.domain.annexes.drafting import Drafted, Edit
from jianyou.domain.annexes.prefill import Change, Plan
from jianyou.domain.lifecycle.roles import PUBLIC, Actor, filer_of
from jianyou.queries.drafts import get_draft


class Prefilled(NamedTuple):
    """The draft, and the fields that weren't filled, since they were changed at this moment."""

    number: str
    left: tuple[Change, ...]


class Origin(NamedTuple):
    """Who begins a draft: language, organization (None without one), and the network address that asks."""

    lang: str
    organization: uuid.UUID | None
    address: str


def begin_prefilled(*, call_slug: str, plan: Plan, origin: Origin) -> Prefilled:
    """Begins a draft with all that the plan for an empty one fills.

    Raises:
        Refused: the call takes nothing (any more), or too much was begun or typed.
    """
    edits = list(_edits(plan.changes))
    begun = begin_draft(
        actor=PUBLIC,
        call_slug=call_slug,
        lang=origin.lang,
        edits=edits[:MOST_EDITS],
        organization=origin.organization,
        origin=origin.address,
    )
    return fill_draft(actor=filer_of(begun.number), number=begun.number, plan=plan)


def fill_draft(*, actor: Actor, number: str, plan: Plan) -> Prefilled:
    """Fills a draft with the plan's changes, each only where the draft still says what the plan had seen.

    Raises:
        Refused: there is no such draft (any more), or too much stands in it.
        NotAllowed: who asks may not.
    """
    for _ in range(plan.rows - len(_content(number).rows)):
        save_draft(actor=actor, number=number, row=RowAct.ADD)
    saved: set[str] = set()
    for edits in _in_pieces(list(_edits(plan.changes))):
        saved.update(save_draft(actor=actor, number=number, edits=edits).saved)
    return Prefilled(number, tuple(each for each in plan.changes if each.name not in saved))


def _content(number: str) -> Drafted:
    return get_draft(number=number).content


def _edits(changes: Iterable[Change]) -> Iterator[Edit]:
    for each in changes:
        yield Edit(each.name, each.text, each.was)


def _in_pieces(edits: Sequence[Edit]) -> Iterator[Sequence[Edit]]:
    for begin in range(0, len(edits), MOST_EDITS):
        yield edits[begin : begin + MOST_EDITS]
