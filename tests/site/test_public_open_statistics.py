"""Figures of a call: when they are shown, what is counted, and that small numbers stay untold."""

import csv
import io
import re
import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from hypothesis import given
from hypothesis import strategies as st

from jianyou.actions.calls import extend_deadline
from jianyou.queries.calls import get_call
from jianyou.queries.statistics import LEAST, MOST_STEPS, Shares, get_statistics, shares_of, steps_of
from jianyou.store.models import Call, Filing
from jianyou.web.components.charts import Point, course
from tests.site.kit import clerk, head, opened
from tests.site.open_world import complete, file_at, many, sealed
from tests.site.public import body, browser, opened_city, text_of

PAGE, FILE = "/calls/city/statistics/", "/calls/city/statistics.csv"


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ({}, Shares(())),
        ({"甲": 2}, Shares((), few=True)),
        ({"甲": 1, "乙": 1}, Shares((), few=True)),
        ({"甲": 2, "乙": 1}, Shares((), 2, 3)),
        ({"甲": 3}, Shares((("甲", 3),))),
        ({"甲": 9, "乙": 5, "丙": 1}, Shares((("甲", 9),), 2, 6)),
        ({"甲": 9, "乙": 5, "丙": 2, "丁": 2}, Shares((("甲", 9), ("乙", 5)), 2, 4)),
        ({"甲": 9, "": 4}, Shares((("甲", 9), ("", 4)))),
        ({"乙": 4, "甲": 4}, Shares((("乙", 4), ("甲", 4)))),
    ],
)
def test_shares(counts: dict[str, int], shares: Shares) -> None:
    assert shares_of(counts) == shares


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 9), max_size=8))
def test_no_small_number_can_be_read_off(counts: dict[str, int]) -> None:
    shares = shares_of(counts)
    told = [count for _, count in shares.named] + [shares.rest] * bool(shares.others)
    assert all(count >= LEAST for count in told)
    assert shares.others != 1
    if not shares.few:
        assert sum(told) == sum(counts.values())


@given(st.integers(0, 400), st.lists(st.integers(0, 420), max_size=20))
def test_steps_hold_every_day_once(days: int, came: list[int]) -> None:
    begun = date(2026, 1, 1)
    counts = {begun + timedelta(days=each): 2 for each in came}
    steps = steps_of(counts, begun, begun + timedelta(days=days))
    assert len(steps) <= MOST_STEPS
    assert (steps[0].first, steps[-1].last) == (begun, max([begun + timedelta(days=days), *counts]))
    assert all(after.first == step.last + timedelta(days=1) for step, after in pairwise(steps))
    assert steps[-1].total == sum(step.came for step in steps) == sum(counts.values())


@pytest.mark.usefixtures("site")
def test_nothing_is_told_before_the_log_is_sealed() -> None:
    opened_city()
    for _ in range(4):
        file_at("city", "渝北区，制造业")
    complete("city")
    client = browser()
    assert "还没有公布" in text_of(client.get(PAGE))
    assert "渝北区" not in text_of(client.get(PAGE))
    assert client.get(FILE).status_code == 404


def world() -> Call:
    """Sixteen complete filings, fifteen of them from two districts, three prefillings."""
    call = opened_city()
    for place, count in {"渝北区，制造业": 8, "江北区，建筑业": 7, "万州区，制造业": 1}.items():
        for _ in range(count):
            file_at("city", place)
    complete("city", (0, 0, 0, 1))
    for _ in range(3):
        file_at("city", "城口县，采矿业")
    return call


@pytest.mark.usefixtures("site")
def test_what_is_counted() -> None:
    sealed(world())
    view = get_call(slug="city", history=True)
    figures = get_statistics(call=view)
    assert dict(figures.filings) == {"prefilled": 3, "filed": 16}
    assert dict(figures.entries) == {"pending": 19}
    assert dict(figures.channels) == {"web": 16}
    assert figures.districts == Shares((("渝北区", 8),), 2, 8)
    assert figures.industries == Shares((("C", 9), ("E", 7)))
    today = localtime(Filing.objects.latest("filed_at").filed_at).date()
    assert {step.first: step.came for step in figures.steps} == {today - timedelta(days=1): 4, today: 12}
    told = text_of(browser().get(PAGE))
    assert "万州区" not in told
    assert "城口县" not in told
    assert "其余 2 项" in told


@pytest.mark.usefixtures("site")
def test_the_file_has_the_same_figures() -> None:
    sealed(world())
    answer = browser().get(FILE)
    lines = list(csv.reader(io.StringIO(body(answer).decode("utf-8-sig"))))
    assert lines[0] == ["统计项", "名称", "数量"]
    assert [line for line in lines if line[0] in {"区县", "行业门类", "报送方式"}] == [
        ["报送方式", "网上报送", "16"],
        ["区县", "渝北区", "8"],
        ["区县", "其余 2 项", "8"],
        ["行业门类", "C 制造业", "9"],
        ["行业门类", "E 建筑业", "7"],
    ]
    assert answer["Content-Disposition"] == 'attachment; filename="city-statistics.csv"'


@pytest.mark.usefixtures("site")
def test_small_numbers_are_few_and_no_more() -> None:
    call = opened_city()
    file_at("city", "渝北区，制造业")
    complete("city")
    sealed(call)
    told = text_of(browser().get(PAGE))
    assert "推荐对象一共少于 3 个，不分项公布" in told
    assert "渝北区" not in told
    assert told.count("少于 3") == 6


@pytest.mark.usefixtures("site")
def test_a_call_without_filings_and_one_without_such_columns() -> None:
    sealed(opened_city())
    assert "没有报送完成的推荐对象" in text_of(browser().get(PAGE))
    sealed(opened("call-1"))
    answer = browser().get("/calls/call-1/statistics/")
    assert (answer.status_code, "推荐对象的分布" in text_of(answer)) == (200, False)


@pytest.mark.usefixtures("site")
def test_every_picture_has_title_description_and_table() -> None:
    sealed(world())
    page = browser().get(PAGE).content.decode()
    pictures = page.count('role="img"')
    assert pictures == 3
    assert [page.count(part) for part in ("<title id=", "<desc id=", "<table>")] == [pictures] * 3


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_same_statements_however_many_filings(count: int) -> None:
    call = opened_city()
    many(call, count)
    sealed(call)
    client = browser()
    with CaptureQueriesContext(connection) as captured:
        client.get(PAGE)
    assert len(captured) == 8
    with CaptureQueriesContext(connection) as captured:
        client.get(PAGE)
    assert len(captured) == 7


@pytest.mark.usefixtures("site")
def test_what_was_withdrawn_is_counted_no_more() -> None:
    call = world()
    sealed(call)
    client = browser()
    assert "报送完成的推荐对象数" in text_of(client.get(PAGE))
    Filing.objects.filter(status="filed").update(status="withdrawn")
    figures = get_statistics(call=get_call(slug="city", history=True))
    assert (figures.districts, dict(figures.channels)) == (Shares(()), {})


@pytest.mark.usefixtures("site")
def test_an_extension_moves_the_mark() -> None:
    call = opened_city()
    later = call.deadline + timedelta(days=40)
    extend_deadline(actor=clerk(), call_slug="city", deadline=later, reason="系统维护", approver=head())
    view = get_call(slug="city", history=True)
    assert get_statistics(call=view).steps[-1].last == localtime(later).date()


@pytest.mark.slow
@pytest.mark.usefixtures("site")
def test_ten_thousand_filings() -> None:
    call = opened_city()
    many(call, 10_000)
    sealed(call)
    client = browser()
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        assert client.get(PAGE).status_code == 200
        taken.append(time.perf_counter() - start)
    assert taken[0] < 3
    assert taken[1] < 0.15


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=8), st.integers(0, 60))
def test_the_line_of_time_stays_in_its_picture_and_only_rises(came: list[tuple[int, int]], mark: int) -> None:
    begun, total = date(2026, 1, 1), 0
    points = []
    for day, count in sorted(came):
        total += count
        points.append(Point(begun + timedelta(days=day), total))
    drawn = course(points, begun, begun + timedelta(days=mark))
    places = [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", drawn.line)]
    assert len(places) == len(points) + 1
    assert all(drawn.left <= x <= drawn.right and 0 < y <= drawn.bottom for x, y in places)
    assert sorted(places, key=lambda each: (each[0], -each[1])) == places
    assert (drawn.total, drawn.left < drawn.mark_x <= drawn.right) == (total, True)
