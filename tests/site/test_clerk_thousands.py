"""The clerk's desk with ten thousand entries: every page that one works with answers, and in the same time.

The times, of this process on SQLite, go to a report that is printed with `-s`; what they may be is held by
`benchmarks/site/desk.py`.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, expect

from jianyou.store.models import Entry
from tests.site.at_home import apart
from tests.site.clerk_papers import taken_out
from tests.site.clerk_world import World, at_work, filled_to_the_brim, staffed
from tests.site.kit import copied_site
from tests.site.office import CLERK, working
from tests.site.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("story")]

ENTRIES = 10_000
ROUNDS = 5
CALL = "/office/calls/city/"
MOST_QUERIES = 45
PAGES = {
    "call": "",
    "filings": "filings/",
    "entries": "entries/",
    "entries by initials": "entries/?q=slqh",
    "entries with errors": "entries/?found=errors",
    "entries, last page": "entries/?page=200",
    "arrivals": "arrivals/",
    "letters": "letters/",
    "clearance": "clearance/",
    "clearance matrix": "clearance/matrix",
    "decisions": "decisions/",
    "imports": "imports/",
    "out": "out/",
    "contacts": "out/contacts",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A call with ten thousand entries of all states."""
    with copied_site(tmp_path_factory.mktemp("brim") / "site") as home:
        staffed(second_person=False)
        filled_to_the_brim(ENTRIES)
        connections.close_all()
        with served(home) as url:
            yield World(url, home)


@pytest.fixture(scope="module")
def address(world: World) -> str:
    """Where the site is served."""
    return world.address


def measured(client: Client, address: str) -> tuple[float, int]:
    """The median of the milliseconds of work of an answer, the first one aside, and its queries.

    Work rather than waiting: other processes must not decide."""
    taken = []
    for _ in range(ROUNDS + 1):
        with CaptureQueriesContext(connection) as queries:
            began = time.process_time()
            assert client.get(address).status_code == 200, address
            taken.append(1000 * (time.process_time() - began))
    return statistics.median(taken[1:]), len(queries)


def report(client: Client) -> list[tuple[str, float, int]]:
    """What each page costs the server."""
    some = Entry.objects.order_by("id")[ENTRIES // 2]
    key = (some.filing.number, some.ordinal)
    pages = {name: CALL + end for name, end in PAGES.items()}
    pages |= {
        "pane": f"/office/entries/{key[0]}/{key[1]}/",
        "next": f"/office/entries/{key[0]}/{key[1]}/?q=slqh",
    }
    return [(name, *measured(client, address)) for name, address in pages.items()]


def test_what_each_page_costs(world: World) -> None:
    assert world.home.is_dir()
    found = apart(lambda: report(working(CLERK, username="shizhong")))
    for name, milliseconds, queries in found:
        sys.stdout.write(f"{name:24}{milliseconds:8.0f} ms{queries:5} queries\n")
    assert {name for name, _, queries in found if queries > MOST_QUERIES} == set()


def test_ten_thousand_are_worked_with(chromium: Browser, world: World) -> None:
    clerk = at_work(chromium, world.address, CLERK)
    clerk.goto(world.entries)
    expect(clerk.locator("#found")).to_have_text("10000 条")
    clerk.keyboard.press("/")
    clerk.keyboard.type("slqhzc")
    clerk.keyboard.press("Enter")
    expect(clerk.locator(".entry-name").first).to_contain_text("示例青禾轴承")
    clerk.keyboard.press("j")
    clerk.keyboard.press("Enter")
    clerk.wait_for_url("**/office/entries/**")
    first = clerk.locator("h1").inner_text()
    clerk.keyboard.press("n")
    expect(clerk.locator("h1")).not_to_have_text(first)
    clerk.goto(f"{world.entries}?state=pending&district=渝北区")
    clerk.locator("#which").check()
    clerk.get_by_role("button", name="受理…", exact=True).click()
    count = clerk.locator(".which > summary").first.inner_text()
    expect(clerk.get_by_role("button", name=count.replace("可以办理", "受理"), exact=True)).to_be_visible()
    expect(clerk.locator(".which-list").first.locator("> li")).to_have_count(201)
    clerk.goto(world.of_call("arrivals/"))
    expect(clerk.locator("main svg").first).to_be_visible()
    clerk.goto(world.of_call("out/contacts"))
    expect(clerk.locator("main table").first).to_be_visible()


def test_the_master_table_of_all(chromium: Browser, world: World, tmp_path: Path) -> None:
    clerk = at_work(chromium, world.address, CLERK)
    table = taken_out(clerk, world, tmp_path, "xlsx", "all")
    assert rows_of(table) == ENTRIES - refused()


def rows_of(table: Path) -> int:
    """The firms that a workbook lists, by their names."""
    with closing(openpyxl.load_workbook(table, read_only=True)) as book:
        rows = book.worksheets[0].iter_rows(values_only=True)
        return sum(any(str(cell).startswith("示例") for cell in row[:3]) for row in rows)


def refused() -> int:
    """How many of them are refused, which no table lists."""
    return int(apart(lambda: Entry.objects.filter(status="refused").count()))
