"""Whom the pages of reviews and experts let in, and what long lists cost."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jianyou.actions.experts import ExpertTold, checked, keep_experts
from jianyou.actions.recusals import recuse
from jianyou.domain.lifecycle.roles import Role
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Expert, Panelist, Recusal, Review, Sheet
from tests.site.judging_world import judging
from tests.site.kit import clerk
from tests.site.office import CLERK, COUNTER, HEAD, SUPERVISOR, working
from tests.site.public import browser
from tests.site.test_panel import announced

pytestmark = pytest.mark.usefixtures("site")

READS, DECIDES = "clerk head supervisor", "clerk head"
TABLE = {
    "reviews/": (READS, DECIDES),
    "reviews/1/": (READS, ""),
    "reviews/1/settings": (DECIDES, DECIDES),
    "reviews/1/start": (DECIDES, DECIDES),
    "reviews/1/close": (DECIDES, DECIDES),
    "reviews/1/panel/": (READS, ""),
    "reviews/1/panel/candidates": (DECIDES, ""),
    "reviews/1/panel/add": (DECIDES, DECIDES),
    "reviews/1/recusals/": (READS, DECIDES),
    "draws/": (READS, ""),
    "draws/new": (DECIDES, DECIDES),
    "draws/1/": (READS, DECIDES),
    "draws/1/draw.json": (READS, ""),
}


def test_whom_each_page_lets_in() -> None:
    """Experts, the counter, strangers and anyone get to nothing of it."""
    world = judging(1, 1)
    announced(world.slug)
    viewers = {
        "anyone": browser(),
        "counter": working(COUNTER),
        "clerk": working(CLERK),
        "head": working(HEAD),
        "supervisor": working(SUPERVISOR),
        "expert": working(Role.EXPERT, username="expert1"),
        "stranger": working(CLERK, HEAD, slug="elsewhere"),
    }
    found = {}
    for end in TABLE:
        address = f"/office/calls/{world.slug}/{end}"
        seen = [name for name, client in viewers.items() if _in(client.get(address, follow=True))]
        did = [name for name, client in viewers.items() if _in(client.post(address, follow=True))]
        found[end] = (" ".join(seen), " ".join(did))
    assert found == TABLE
    for end in ("", "change", "retire", "account"):
        address = f"/office/experts/{world.experts[0]}/{end}"
        assert [name for name, one in viewers.items() if _in(one.get(address, follow=True))] == [
            "clerk",
            "head",
        ]


def _in(answer: object) -> bool:
    status = getattr(answer, "status_code", 0)
    chain = getattr(answer, "redirect_chain", [])
    signs_in = bool(chain) and "sign-in" in chain[-1][0]
    return status in {200, 409, 422} and not signs_in


def queries(client: Client, address: str) -> int:
    """How many statements a page takes."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def grown(world_slug: str, experts: int, entries: Sequence[Entry]) -> None:
    """So many more experts on the panel, each recused of the first entry, with a sheet of the second."""
    told = [
        checked(ExpertTold(name=f"专家{at}", industries=["C34"], phone="023-60000009"))
        for at in range(experts)
    ]
    keys = keep_experts(actor=clerk(), told=told)
    review, at = Review.objects.get(call__slug=world_slug, number=1), database_now()
    common = {"office_id": review.office_id}
    Panelist.objects.bulk_create(
        Panelist(**common, review=review, expert_id=key, state="accepted", named_by="jingban", named_at=at)
        for key in keys
    )
    Recusal.objects.bulk_create(
        Recusal(
            **common,
            call=review.call,
            expert_id=key,
            entry=entries[0],
            kind="office",
            source="office",
            by="jingban",
            at=at,
        )
        for key in keys
    )
    Sheet.objects.bulk_create(
        Sheet(**common, review=review, expert_id=key, entry=entries[1], assigned_at=at) for key in keys
    )


def test_lists_take_as_many_statements_however_long() -> None:
    """At 1, 3 and 300 experts."""
    world = judging(2, 1)
    entries = list(Entry.objects.filter(id__in=world.entries))
    recuse(
        actor=clerk(),
        call_slug=world.slug,
        review=1,
        expert=world.experts[0],
        entry=world.entries[0],
        reason="亲属",
    )
    client = working(CLERK)
    base = f"/office/calls/{world.slug}/reviews/"
    pages = {
        "/office/experts/": 8,
        base: 9,
        f"{base}1/": 12,
        f"{base}1/panel/": 21,
        f"{base}1/panel/candidates": 19,
        f"{base}1/recusals/": 21,
    }
    counts = []
    for more in (0, 2, 297):
        if more:
            grown(world.slug, more, entries)
        client.get("/office/experts/")
        counts.append({page: queries(client, page) for page in pages})
    assert Expert.objects.count() == 300
    assert counts == [pages, pages, pages]


def test_public_pages_of_draws_take_few_statements() -> None:
    """However long the list."""
    world = judging(1, 1)
    announced(world.slug)
    few = queries(browser(), f"/calls/{world.slug}/draws/1/")
    keep_experts(actor=clerk(), told=[checked(ExpertTold(name=f"专家{at}")) for at in range(200)])
    announced(world.slug)
    assert (few, queries(browser(), f"/calls/{world.slug}/draws/2/")) == (4, 4)
