"""The whole life of a call over two sites at two levels: from the notice to the archive, in the browser.

With JIANYOU_PICTURES set to a folder, what the people see is kept there as pictures.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from django.db import connections
from playwright.sync_api import expect, sync_playwright

from tests.browser.driving import PATIENCE, launch
from tests.site import whole_life_archive as archive
from tests.site import whole_life_calls as calls
from tests.site import whole_life_filing as filing
from tests.site import whole_life_packages as packages
from tests.site import whole_life_publicity as publicity
from tests.site import whole_life_review as review
from tests.site import whole_life_support as support
from tests.site.kit import copied_site, pointed_at
from tests.site.serving import database_url, served
from tests.site.whole_life_filing import Filed
from tests.site.whole_life_world import (
    ABOVE,
    BEARINGS,
    BELOW,
    CITY_CALL,
    GEARS,
    LIFTS,
    OWN_CALL,
    PUMPS,
    Home,
    settled,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("story")]


class Life(NamedTuple):
    """The office above, the one below, and a folder for what people keep."""

    above: Home
    below: Home
    folder: Path


@pytest.fixture
def life(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[Life]:
    """Two served sites with people and nothing else, each on a database of its own of the same kind."""
    settled(ABOVE)
    above = Home(site, database_url(), CITY_CALL)
    with _beside(request, tmp_path / "district", above.url) as folder:
        settled(BELOW)
        below = Home(folder, database_url(), OWN_CALL)
        connections.close_all()
        with served(above.folder, above.url) as one, served(below.folder, below.url) as other:
            above.address, below.address = one, other
            kept = tmp_path / "kept"
            kept.mkdir()
            yield Life(above, below, kept)


@contextmanager
def _beside(request: pytest.FixtureRequest, folder: Path, url: str) -> Iterator[Path]:
    """A second site beside that of a test, on the same kind of database."""
    if not url:
        with copied_site(folder):
            yield folder
        return
    cluster, blank = (request.getfixturevalue(name) for name in ("cluster", "blank_postgres"))
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(cluster, autocommit=True) as plain:
        plain.execute(f'CREATE DATABASE "{name}" TEMPLATE "{blank}"')
        with pointed_at(folder, cluster.replace("/postgres?", f"/{name}?")):
            yield folder
        plain.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_the_whole_life(life: Life) -> None:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        life.above.browser = life.below.browser = browser
        called(life)
        first, second = filed_and_checked(life)
        judged_and_decided(life)
        published_and_objected(life, second)
        supported(life, first, second)
        sent_up_and_back(life)
        for home in (life.below, life.above):
            kept(life, home)
        browser.close()
    assert [(home.seen.elsewhere, home.complaints) for home in (life.above, life.below)] == [([], [])] * 2


def called(life: Life) -> None:
    """From the notice to two calls: one above, and one below under its rules."""
    calls.know_each_other(life.above, life.below, life.folder)
    calls.called(life.above)
    calls.rules_down(life.above, life.below, life.folder)


def filed_and_checked(life: Life) -> tuple[Filed, Filed]:
    """Four firms file in three ways, are checked, accepted and cleared."""
    first, second = filing.all_filed(life.below, life.folder)
    filing.checked_and_accepted(life.below, first, 4)
    filing.cleared(life.below, life.folder, 4)
    return first, second


def judged_and_decided(life: Life) -> None:
    """Three experts score; of the ranking the best three are to be recommended, as the meeting decides."""
    review.reviewed(life.below)
    review.chosen(life.below, (BEARINGS, GEARS, LIFTS), PUMPS)


def published_and_objected(life: Life, nominee: Filed) -> None:
    """The list is public; an objection is upheld, and the list published anew until its time is over."""
    publicity.published(life.below, (BEARINGS, GEARS, LIFTS))
    objection = publicity.objected(life.below, GEARS, life.folder)
    publicity.upheld(life.below, objection, nominee)
    publicity.published(life.below, (BEARINGS, LIFTS), 1)
    publicity.reasons_read(life.below, objection)
    publicity.papers(life.below, life.folder, 1, 2)
    publicity.over(life.below, 2)


def supported(life: Life, first: Filed, second: Filed) -> None:
    """A need is met; three ask for two seats."""
    support.need_met(life.below, first)
    support.opened(life.below)
    support.asked(life.below, first, second)
    support.seats_given(life.below, first, life.folder)
    support.attended(life.below)


def sent_up_and_back(life: Life) -> None:
    """The table goes up, tampered with and true; results come down, and both registers have the title."""
    package = packages.nominated(life.below, life.above, life.folder)
    packages.tampered(life.above, package, archive.key_of(life.below, life.folder))
    packages.taken(life.above, package, filing.by_web(life.above, BEARINGS, life.folder / "盖章件.pdf"))
    packages.replayed(life.above, package)
    packages.results_recorded(life.above)
    packages.conferred(life.above)
    packages.results_back(life.above, life.below, life.folder)
    packages.conferred(life.below)


def kept(life: Life, home: Home) -> None:
    """A call is closed and archived, verified elsewhere; its ledger too once what is personal is erased."""
    away = life.folder / home.call
    away.mkdir()
    key = archive.key_of(home, life.folder)
    archive.closed(home)
    archive.archive_verified(archive.archived(home, life.folder), away, key)
    archive.erased(home)
    archive.ended(home)
    archive.ledger_verified(home, away, key)
