"""The sealed log as pages: what is shown and when, how it is searched, and that it stays quick."""

import json
import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.sealing import seal
from jianyou.domain.ledger.entries import entry_from
from jianyou.queries.public_ledger import get_ledger
from jianyou.store.models import LogRow, TreeHead
from jianyou.terms.display import in_groups
from tests.site.kit import moved_deadline, opened
from tests.site.open_world import file_at, many, sealed
from tests.site.public import browser, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

LEDGER = "/calls/city/ledger/"
OTHER = "2222-3333-4444"


def test_nothing_is_told_before_the_head_is_published() -> None:
    call = opened_city()
    number = file_at("city", "渝北区")
    seal(call_slug="city")
    head = TreeHead.objects.get()
    for seconds, words in ((3600, "过后封存"), (-1, "正在封存")):
        moved_deadline(call, seconds)
        for query in ({}, {"q": number}, {"page": "1"}):
            answer = browser().get(LEDGER, query)
            assert words in text_of(answer)
            assert (number in text_of(answer), head.root[:8] in text_of(answer)) == (False, False)


def test_the_pages_hold_the_log_and_its_heads() -> None:
    call = opened_city()
    number = file_at("city", "渝北区", "示例轴承有限公司")
    seal(call_slug="city")
    first = TreeHead.objects.get()
    sealed(call)
    view = get_ledger(slug="city")
    rows = list(LogRow.objects.order_by("place"))
    written = [entry_from(json.loads(bytes(row.body))) for row in rows]
    assert [entry.commitment for entry in view.page.items] == [each.commitment for each in written if each]
    assert [(entry.place, entry.receipt) for entry in view.page.items] == [(1, False), (2, True), (3, False)]
    signed = {entry.place: entry.head.head.root for entry in view.page.items if entry.head}
    assert signed == {first.size: first.root, 3: TreeHead.objects.get(final=True).root}
    told = text_of(browser().get(LEDGER))
    assert in_groups(TreeHead.objects.get(final=True).root, " ", 8) in told
    assert f"回执 {number}" in told
    assert "示例轴承有限公司" not in told
    assert "submit" not in told


def test_a_receipt_is_found_by_its_number_and_by_its_commitment() -> None:
    call = opened_city()
    many(call, 120)
    number = file_at("city", "渝北区")
    sealed(call)
    place = LogRow.objects.get(filing__number=number).place
    assert place is not None
    (entry,) = [each for each in get_ledger(slug="city", sought=number).page.items if each.subject == number]
    assert entry.place == place + 1
    grouped = in_groups(entry.commitment, " ", 8).upper()
    for sought in (number, number.lower().replace("-", " "), entry.commitment, grouped):
        view = get_ledger(slug="city", sought=sought)
        assert (view.found, entry in view.page.items) == ((place + 1,), True), sought
    page = browser().get(LEDGER, {"q": number}).content.decode()
    assert re.findall(r'<tr id="entry-(\d+)" class="found" aria-current="true">', page) == [str(place + 1)]


@pytest.mark.parametrize(
    ("sought", "words"),
    [
        (OTHER, "账本里没有这个编号的回执"),
        ("0" * 64, "账本里没有这个编号的回执"),
        ("x", "这不是报送编号"),
        ("7" * 400, "这不是报送编号"),
        ("'; DROP TABLE store_call", "这不是报送编号"),
        ("<b>", "这不是报送编号"),
    ],
)
def test_what_is_not_in_the_log_is_said_beside_the_field_and_on_top(sought: str, words: str) -> None:
    sealed(opened_city())
    answer = browser().get(LEDGER, {"q": sought})
    page = answer.content.decode()
    assert (answer.status_code, text_of(answer).count(words)) == (200, 2)
    assert re.findall(r'href="#(q)"', page) == ["q"]
    assert 'aria-describedby="q-hint q-error" aria-invalid="true"' in page
    assert "<b>" not in page


def test_another_calls_number_is_as_unknown_as_none() -> None:
    opened("call-1")
    number = file_at("call-1", "渝北区")
    seal(call_slug="call-1")
    sealed(opened_city())

    def told(sought: str) -> str:
        return text_of(browser().get(LEDGER, {"q": sought}))

    assert "账本里没有这个编号的回执" in told(number)
    key = get_ledger(slug="city").newest.key
    assert key in told(number).replace(" ", "")
    assert get_ledger(slug="city", sought=number).found == get_ledger(slug="city", sought=OTHER).found == ()


@pytest.mark.parametrize("count", [1, 3, pytest.param(3000, marks=pytest.mark.slow)])
def test_a_page_takes_the_same_statements_however_long_the_log(count: int) -> None:
    call = opened_city()
    many(call, count)
    sealed(call)
    client = browser()
    with CaptureQueriesContext(connection) as captured:
        page = client.get(LEDGER).content.decode()
    assert len(captured) == 5
    assert page.count('id="entry-') == min(50, count + 2)


def test_pages_that_there_are_none_of() -> None:
    call = opened_city()
    many(call, 60)
    sealed(call)
    for asked, number in {"0": 1, "-3": 1, "2": 2, "999": 2, "9" * 40: 1, "x": 1}.items():
        assert f"第 {number} 页，共 2 页" in text_of(browser().get(LEDGER, {"page": asked}))


@pytest.mark.slow
def test_a_page_of_ten_thousand_is_there_at_once() -> None:
    call = opened_city()
    many(call, 10_000)
    sealed(call)
    client = browser()
    client.get(LEDGER)
    taken = []
    for page in ("1", "100", "200"):
        start = time.perf_counter()
        assert client.get(LEDGER, {"page": page}).status_code == 200
        taken.append(time.perf_counter() - start)
    assert sorted(taken)[1] < 0.15
