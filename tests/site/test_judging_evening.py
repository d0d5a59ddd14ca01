"""The committee's evening: 300 entries, 60 experts drawn from 80, 5 reviews each, one rogue, two harsh.

With JIANYOU_PICTURES set to a folder, what the people see is kept there as pictures.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.driving import DESKTOP, PATIENCE, context_of, launch
from tests.site import judging_evening_acts as acts
from tests.site import judging_evening_check as check
from tests.site import judging_evening_choice as choice
from tests.site import judging_evening_world as world
from tests.site.at_home import apart
from tests.site.clerk_world import at_work, staffed
from tests.site.office import CLERK, HEAD, SUPERVISOR
from tests.site.serving import database_url, served

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("story")]

MOST_NAMED = 9
"""Experts that the check may name: the three, and some of the other 57."""


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """A served site whose call has its entries."""
    staffed(second_person=False)
    world.filed()
    url = database_url()
    connections.close_all()
    with served(site, url) as told:
        yield told


@dataclass
class Evening:
    """Who is in the story: the clerk's room, others' windows, and the parts that experts play."""

    browser: Browser
    room: acts.Room
    folder: Path

    @cached_property
    def who(self) -> world.Parts:
        """Settled once the panel is drawn."""
        return cast("world.Parts", apart(world.parts))

    @cached_property
    def head(self) -> Page:
        """The section's head."""
        return at_work(self.browser, self.room.address, HEAD)

    def known(self, key: uuid.UUID) -> world.Known:
        """An expert by name."""
        return cast("world.Known", apart(lambda: world.known(key)))

    def desk(self, key: uuid.UUID) -> Page:
        """An expert's window."""
        return acts.at_desk(self.browser, self.room, self.known(key).username)


def test_the_evening(address: str, tmp_path: Path) -> None:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        told = Evening(browser, acts.Room(at_work(browser, address, CLERK), address), tmp_path)
        drawn(told)
        assigned_and_scored(told)
        checked(told)
        decided(told)
        browser.close()


def drawn(told: Evening) -> None:
    """From an empty pool to a panel that was drawn and has answered."""
    visitor = context_of(told.browser, DESKTOP, accept_downloads=True).new_page()
    visitor.set_default_timeout(PATIENCE)
    acts.pool_imported(told.room)
    acts.begun(told.room)
    acts.drawn(told.room, visitor, told.folder)
    acts.invited(told.room)
    apart(lambda: world.accounts(acts.PASSWORD))
    themselves = (told.who.recusing, told.who.filling)
    apart(lambda: world.answered(themselves))
    for key in themselves:
        acts.joins(told.desk(key), told.known(key).name)
    apart(lambda: world.joined(themselves))


def assigned_and_scored(told: Evening) -> None:
    """Ties, the plan, copies without names, and every sheet: one in the browser, the others by acts."""
    acts.ties_found(told.room)
    acts.assigned(told.room)
    apart(world.redacted)
    acts.started(told.room)
    acts.recuses(told.desk(told.who.recusing))
    acts.gap_filled(told.room)
    acts.fills(told.desk(told.who.filling))
    assert apart(lambda: world.scored(told.who)) == world.ENTRIES * world.EACH - 1


def checked(told: Evening) -> None:
    """The check calls the three by name; they look again; the ranking before isn't the one after."""
    before = dict(apart(world.ranking))
    rogue, harsh = told.known(told.who.rogue).name, {told.known(key).name for key in told.who.harsh}
    page = check.checked(told.room, "judging-check")
    # Of sixty experts one or two more may stand out by chance.
    assert harsh - check.named(page, check.HARSH) == set()
    assert rogue in check.named(page, check.NOISY) & check.wild(page)
    assert len(check.named(page, "")) <= MOST_NAMED
    asked = check.asked_again(told.room, {rogue, *harsh})
    check.looks_again(told.desk(told.who.rogue))
    assert apart(lambda: world.looked_again(told.who)) == asked - 1
    page = check.checked(told.room, "judging-check-after")
    assert rogue not in check.named(page, check.NOISY) | check.wild(page)
    assert harsh - check.named(page, check.HARSH) != set()
    check.closed(told.room)
    after = dict(apart(world.ranking))
    assert check.moved(before, after) > 0
    assert check.strayed(after) < check.strayed(before)
    check.official(told.room)
    check.reported(at_work(told.browser, told.room.address, SUPERVISOR), told.room, asked)


def decided(told: Evening) -> None:
    """The choice by the declared rules, tried otherwise, voted, adopted, signed, recomputed, told to all."""
    choice.computed(told.room)
    choice.tried(told.room)
    choice.voted(told.room)
    digest = choice.adopted(told.room)
    choice.signed(told.head, told.room)
    choice.recomputed(told.room, digest, told.folder)
    choice.letters(told.room, told.head)
