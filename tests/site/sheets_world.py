"""What the tests of score sheets share: experts who have joined a review, and their sheets."""

import re
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.test import Client

from jianyou.actions.assigning import assign_by_hand
from jianyou.actions.joining import declare_ties, sign_undertaking
from jianyou.actions.reviews import start_scoring
from jianyou.actions.sheets import save_sheet, submit_sheet
from jianyou.domain.annexes.drafting import Edit
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.reviews import undertaking_sha256
from jianyou.store.models import Call, Expert, Review, Sheet, User
from tests.site.judging_world import UNDERTAKING, World, judging
from tests.site.kit import clerk, staff
from tests.site.public import browser, text_of
from tests.site.redacting_world import redact

POINTS = {"c-1-points": "35", "c-2-points": "24.5", "c-3-points": "20"}
"""Of the three items of `material`: 79.5 in all."""
TOTAL = "79.5"


class Scoring(NamedTuple):
    """A review that is scored in. `sheets` go by (place of the expert, place of the entry), from 1."""

    world: World
    review: uuid.UUID
    sheets: Mapping[tuple[int, int], uuid.UUID]
    names: tuple[str, ...]


def expert(place: int = 1) -> Actor:
    """An expert by his place."""
    return staff(Role.EXPERT, f"expert{place}")


def joined(review: uuid.UUID, place: int) -> None:
    """He declares no ties and signs."""
    name = Expert.objects.get(user__username=f"expert{place}").name
    declare_ties(actor=expert(place), review=review, ties={})
    digest = undertaking_sha256(UNDERTAKING)
    sign_undertaking(actor=expert(place), review=review, digest=digest, name=name)


def scoring(
    entries: int = 3,
    experts: int = 2,
    *,
    blind: bool = False,
    given: Mapping[int, tuple[int, ...]] | None = None,
    signs: bool = True,
) -> Scoring:
    """Each expert judges the entries that are `given` to him, the first two unless told otherwise."""
    world = judging(entries, experts, blind=blind)
    review = Review.objects.get(call__slug=world.slug).id
    sheets = {}
    for place, key in enumerate(world.experts, 1):
        if signs:
            joined(review, place)
        for at in given.get(place, ()) if given is not None else (1, 2):
            entry = world.entries[at - 1]
            sheets[place, at] = assign_by_hand(
                actor=clerk(), call_slug=world.slug, review=world.review, expert=key, entry=entry
            )
    if blind:
        redact(world)
    start_scoring(actor=clerk(), call_slug=world.slug, review=world.review)
    call = Call.objects.get(slug=world.slug)
    names = dict(call.entries.values_list("id", "name"))
    return Scoring(world, review, sheets, tuple(names[key] for key in world.entries))


def typed(texts: Mapping[str, str], was: Mapping[str, str] | None = None) -> tuple[Edit, ...]:
    """Texts typed into fields that said this before, nothing unless told."""
    return tuple(Edit(name, text, (was or {}).get(name, "")) for name, text in texts.items())


def submitted(key: uuid.UUID, place: int = 1, texts: Mapping[str, str] = POINTS) -> str:
    """A sheet filled in and submitted; the fingerprint of what it says."""
    saved = save_sheet(actor=expert(place), sheet=key, edits=typed(texts))
    return submit_sheet(actor=expert(place), sheet=key, seen=saved.revision)


def at_desk(place: int = 1) -> Client:
    """The browser of an expert who has signed in."""
    client = browser()
    client.force_login(User.objects.get(username=f"expert{place}"))
    return client


def address(key: uuid.UUID, more: str = "") -> str:
    """A sheet's own."""
    return f"/expert/sheets/{key}/{more}"


def filled(answer: Any) -> dict[str, str]:
    """The fields of the form on a sheet's page, as a browser would send them again."""
    html = answer.content.decode()
    form = html[html.index('id="draft"') :]
    found = dict(re.findall(r'<input[^>]*? name="([\w-]+)" value="([^"]*)"', form))
    return found | dict(
        re.findall(r'<textarea[^>]*? name="([\w-]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    )


def sheet_row(key: uuid.UUID) -> Sheet:
    """The row as it is now."""
    return Sheet.objects.get(id=key)


__all__ = [
    "POINTS",
    "TOTAL",
    "Scoring",
    "address",
    "at_desk",
    "expert",
    "filled",
    "joined",
    "scoring",
    "text_of",
]
