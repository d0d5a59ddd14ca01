"""The clerk's day with three hundred entries: from a notice to a clean, accepted list and its papers.

With JIANYOU_PICTURES set to a folder, what the people see is kept there as pictures.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, expect

from tests.browser.driving import DESKTOP, PATIENCE, context_of
from tests.site import clerk_acts as day
from tests.site import clerk_papers as papers
from tests.site.clerk_world import World, at_work, faulty, filled, folder_of_forms, staffed
from tests.site.kit import copied_site
from tests.site.office import CLERK, HEAD, SUPERVISOR
from tests.site.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("story")]

ENTRIES = 300
ERRORS = sum(map(faulty, range(ENTRIES)))
CLEAN = ENTRIES - ERRORS


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An office that wants two people, its call with three hundred entries."""
    with copied_site(tmp_path_factory.mktemp("day") / "site") as home:
        staffed(second_person=True)
        filled(ENTRIES)
        connections.close_all()
        with served(home) as url:
            yield World(url, home)


@pytest.fixture(scope="module")
def address(world: World) -> str:
    """Where the site is served."""
    return world.address


def test_the_day(chromium: Browser, world: World, tmp_path: Path, office: Path) -> None:
    clerk, head = at_work(chromium, world.address, CLERK), at_work(chromium, world.address, HEAD)
    filer = context_of(chromium, DESKTOP).new_page()
    filer.set_default_timeout(PATIENCE)
    day.published(head, day.drafted(clerk, world))
    papers.others_see(filer, world)
    number, code = day.filed_by_web(filer, world, tmp_path)
    day.imported(clerk, world, folder_of_forms(tmp_path))
    day.listed(clerk, world, ERRORS + 1)
    day.opened_by_keys(clerk, world)
    day.checked(clerk)
    day.returned(clerk, tmp_path)
    day.corrected(filer, world, number, code)
    day.compared(clerk, world, number)
    day.fact_recorded(clerk)
    day.accepted(clerk)
    papers.accepted_together(clerk, world, CLEAN)
    papers.one_undone(head, world, CLEAN)
    papers.letters_sent(clerk, head, world, CLEAN)
    papers.departments_asked(clerk, world, tmp_path, CLEAN)
    papers.decided_together(clerk, world, tmp_path)
    for kind in ("docx", "xlsx"):
        table = papers.taken_out(clerk, world, tmp_path, kind)
        assert papers.rows_of(papers.printed(office, table)) == CLEAN
    papers.called(clerk, world)
    papers.supervised(at_work(chromium, world.address, SUPERVISOR), world)


def test_the_notice_of_2024(chromium: Browser, world: World, shared: Path) -> None:
    clerk = at_work(chromium, world.address, CLERK)
    (notice,) = (shared / "notices").glob("000_*.txt")
    draft = day.begun(clerk, world, notice.read_text("utf-8"), "2月22日")
    clerk.goto(f"{draft}answers")
    expect(clerk.locator("#open")).to_contain_text("待定")
    clerk.goto(f"{draft}preview")
    for column in ("组织（个人）名称", "请用一句话概括"):
        expect(clerk.locator("main")).to_contain_text(column)
