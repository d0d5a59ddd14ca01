"""Many at once through the real server: none fails, none is lost, each gets one receipt."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.site.browsing import Http, Visitor
from benchmarks.site.journey import Way, ask_for_upload, crowd, declare, look_at_call, take_receipt, upload
from jianyou.store.models import Filing, LogRow
from tests.site.acknowledged import check_acknowledged, check_published
from tests.site.public import form, opened_city
from tests.site.serving import database_url, served

CLIENTS = 32
EACH = 4
DOUBLE = 8


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with served(site, database_url()) as url:
        yield url


@pytest.mark.slow
def test_thirty_two_clients_file_at_once(address: str, tmp_path: Path) -> None:
    call = opened_city()
    outcome = crowd(address, call.slug, form(), clients=CLIENTS, going=lambda: True, most=EACH)
    assert outcome.failures == Counter()
    assert len(outcome.receipts) == CLIENTS * EACH
    check_acknowledged(call, outcome.receipts)
    check_published(address, call, outcome.receipts, tmp_path)


def twice(address: str, slug: str, data: bytes) -> list[Way]:
    """The same checked form filed from two windows at the same moment."""
    ways = [Way(Visitor(Http(address)), slug, data) for _ in range(2)]
    for step in (look_at_call, ask_for_upload, upload):
        step(ways[0])
    ways[1].token = ways[0].token
    ways[1].page = ways[1].visitor.get(ways[1].token, "3 hand in")
    together = threading.Barrier(2)

    def file(way: Way) -> None:
        together.wait(30)
        declare(way)
        take_receipt(way)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(file, ways))
    for way in ways:
        way.visitor.close()
    return ways


@pytest.mark.slow
def test_filed_from_two_windows_at_once_it_is_filed_once(address: str) -> None:
    call, data = opened_city(), form()
    pairs = [twice(address, call.slug, data) for _ in range(DOUBLE)]
    told = [{(way.number, way.code) for way in pair} for pair in pairs]
    assert [len(each) for each in told] == [1] * DOUBLE
    assert [first.receipt == second.receipt for first, second in pairs]
    numbers = sorted(number for each in told for number, _ in each)
    assert sorted(Filing.objects.values_list("number", flat=True)) == numbers
    assert LogRow.objects.filter(kind="receipt").count() == DOUBLE
