"""到件情况: what it counts, what its pictures tell, and that its cost doesn't grow."""

import re
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from jianyou.actions.arrivals import mark_arrival
from jianyou.actions.deciding import Looked, Remark, accept_entry, return_entry
from jianyou.actions.filing import submit
from jianyou.actions.inviting import invite_one
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.queries.arrivals_desk import Corrections, Hour, get_arrivals_desk
from jianyou.queries.invited import Progress
from jianyou.store.dialect import database_now
from jianyou.store.models import Correction, Entry, Filing, LogRow
from jianyou.web.components.risings import Pair, hour_bars, risings
from jianyou.web.components.tilemap import tile_map
from tests.site.kit import clerk, counter, somewhere_else
from tests.site.office import CLERK, SUPERVISOR, filed_city, sent_city, typed, working
from tests.site.public import opened_city, text_of
from tests.site.test_office_lists import many, queries

pytestmark = pytest.mark.usefixtures("site")

PAGE = "/office/calls/city/arrivals/"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def number() -> str:
    """Three entries in two filings on paper, one only prefilled; the number of the first filing."""
    opened_city()
    first = filed_city(typed("示例轴承有限公司", feature="一轴一档"), typed("示例齿轮厂"))
    filed_city(typed("示例电梯厂", location_industry="江北区，教育"))
    submit(actor=PUBLIC, call_slug="city", sent=sent_city(typed("示例锅炉厂")))
    return first


def test_what_is_counted(number: str) -> None:
    mark_arrival(actor=counter(), call_slug="city")
    accept_entry(actor=clerk(), looked=Looked(number, 1, 1))
    remarks = [Remark("profile", "请写明成立时间。")]
    due = database_now() + timedelta(days=2)
    return_entry(actor=clerk(), looked=Looked(number, 2, 1), remarks=remarks, due=due)
    for name in ("示例轴承有限公司", "示例锅炉厂", "示例阀门厂"):
        invite_one(actor=clerk(), call_slug="city", name=name, code="", contact={})

    desk = get_arrivals_desk(viewer=clerk(), slug="city")
    assert (sum(one.paper for one in desk.hours), sum(one.web for one in desk.hours)) == (2, 0)
    assert (desk.queue.stamped, desk.queue.waiting) == (1, 1)
    assert desk.queue.oldest is not None
    assert dict(desk.filings) == {"prefilled": 1, "filed": 2}
    assert dict(desk.entries) == {"pending": 1, "returned": 1, "accepted": 1}
    assert (desk.filed, desk.undecided) == (2, 1)
    assert dict(desk.districts) == {"渝北区": 2, "江北区": 1}
    assert sum(desk.divisions.values()) == 3
    assert desk.divisions["P83"] == 1
    assert desk.codes["over_limit"] == 2
    assert dict(desk.invited) == {Progress.FILED: 1, Progress.BEGUN: 1, Progress.NOTHING: 1}
    assert desk.corrections == Corrections(overdue=0, soon=1, later=0, answered=0)
    ((name, done, _),) = desk.officers
    assert (name, dict(done)) == ("jingban", {Act.ACCEPT_ENTRY: 1, Act.RETURN_ENTRY: 1})


def test_corrections_by_the_time_left(number: str) -> None:
    remarks, now = [Remark("profile", "请写明成立时间。")], database_now()
    return_entry(actor=clerk(), looked=Looked(number, 1, 1), remarks=remarks, due=now + timedelta(days=9))
    return_entry(actor=clerk(), looked=Looked(number, 2, 1), remarks=remarks, due=now + timedelta(days=9))
    first = Correction.objects.filter(entry__ordinal=1)
    for due, told in {
        now + timedelta(days=9): (0, 0, 2, 0),
        now + timedelta(days=3): (0, 1, 1, 0),
        now - timedelta(seconds=1): (1, 0, 1, 0),
    }.items():
        first.update(due=due)
        assert get_arrivals_desk(viewer=clerk(), slug="city").corrections == told


def test_the_hours_are_those_of_the_site(number: str) -> None:
    """Moments that lie within one hour of Beijing count together, whatever the database writes."""
    early = datetime.fromisoformat("2026-02-21T23:59:59.999999+08:00")
    filings = Filing.objects.filter(status="filed").order_by("sent_at")
    for filing, moment in zip(list(filings), (early, early + timedelta(microseconds=1)), strict=True):
        Filing.objects.filter(id=filing.id).update(filed_at=moment)
    LogRow.objects.filter(filing=filings[0], kind="receipt").update(act=Act.REGISTER_SCAN)
    assert get_arrivals_desk(viewer=clerk(), slug="city").hours == (
        Hour(datetime.fromisoformat("2026-02-21T23:00:00+08:00"), 0, 1),
        Hour(datetime.fromisoformat("2026-02-22T00:00:00+08:00"), 1, 0),
    )
    assert number


def test_each_count_leads_to_what_it_counts(number: str) -> None:
    client = working(CLERK)
    html = client.get(PAGE).content.decode()
    lists = set(re.findall(r'href="(/office/calls/city/(?:entries|filings)/\?[^"]+)"', html))
    assert len(lists) > 8
    for address in lists:
        assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert "江北区" in text_of(client.get("/office/calls/city/entries/?district=江北区"))
    assert number


def test_the_part_that_is_renewed_is_that_of_the_page(number: str) -> None:
    client = working(SUPERVISOR)
    whole, part = client.get(PAGE), client.get(PAGE + "?part=now")
    assert "no-store" in part.headers["Cache-Control"]
    told = re.sub(r"\s+", " ", text_of(part)).strip()
    moment = re.compile(r"\d\d:\d\d:\d\d")
    assert moment.sub("", told) in moment.sub("", re.sub(r"\s+", " ", text_of(whole)))
    assert "<html" not in part.content.decode()
    assert number


def test_pictures_are_files_that_stand_alone(number: str) -> None:
    client = working(CLERK)
    for key in ("course", "hours", "districts", "industries", "findings"):
        answer = client.get(f"{PAGE}{key}.svg")
        assert answer.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
        picture = ET.fromstring(answer.content)
        assert picture.tag == f"{SVG}svg"
        assert picture.find(f"{SVG}title") is not None
        desc = picture.find(f"{SVG}desc")
        assert desc is not None
        assert len(desc.text or "") > 20
        assert picture.find(f"{SVG}style") is not None
    assert client.get(f"{PAGE}nothing.svg").status_code == 404
    assert number


def test_the_figures_as_a_workbook(number: str) -> None:
    book = openpyxl.load_workbook(BytesIO(working(CLERK).get(f"{PAGE}figures.xlsx").content))
    tables = {sheet.title: [tuple(row) for row in sheet.values] for sheet in book}
    assert tables["区县"] == [("区县", "推荐对象数"), ("渝北区", "2"), ("江北区", "1")]
    assert tables["报送件的状态"][1:] == [("电子预填，尚未完成报送", "1"), ("已报送", "2")]
    assert number


def test_nothing_of_another_office(number: str) -> None:
    from jianyou.terms.finding import Refused

    with pytest.raises(Refused) as refused:
        get_arrivals_desk(viewer=somewhere_else(), slug="city")
    assert refused.value.code == "site_no_call"
    assert number


@pytest.mark.parametrize("count", [1, 3, pytest.param(3000, marks=pytest.mark.slow)])
def test_as_many_queries_however_many_entries(count: int) -> None:
    opened_city()
    filed_city()
    many(count)
    client = working(CLERK)
    assert Entry.objects.count() == count
    assert queries(client, PAGE) == 15


def test_tiles_have_their_places() -> None:
    for day, districts in ((date(2024, 2, 22), 38), (date(2026, 11, 1), 37)):
        drawn = tile_map({"万州区": 8, "巫溪县": 1, "": 2, "重庆高新区": 4}, "chongqing", day)
        assert len({(tile.x, tile.y) for tile in drawn.tiles}) == len(drawn.tiles) == districts + 1
        told = {tile.short: (tile.entries, tile.shade) for tile in drawn.tiles if tile.entries}
        assert told == {"万州": (8, 4), "巫溪": (1, 1), "高新区": (4, 2)}
        assert drawn.untold == 2
        by_short = {tile.short: tile for tile in drawn.tiles}
        assert by_short["城口"].y < by_short["万州"].y < by_short["黔江"].y < by_short["秀山"].y
        assert by_short["潼南"].x < by_short["北碚"].x < by_short["涪陵"].x < by_short["巫山"].x
    elsewhere = tile_map({}, "elsewhere", date(2024, 2, 22))
    assert [(tile.x // 44, tile.y // 44) for tile in elsewhere.tiles[:12]] == [
        *((column, 0) for column in range(11)),
        (0, 1),
    ]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-02-{text}+08:00")


def test_lines_end_apart_and_at_their_totals() -> None:
    series = {
        "all": [(_at("20T10:00"), 4), (_at("21T10:00"), 10)],
        "paper": [(_at("21T10:00"), 10)],
        "web": [],
    }
    drawn: Any = risings(series, begins=_at("19T09:00"), until=_at("21T12:00"), mark=_at("22T18:00"))
    assert [(line.key, line.total) for line in drawn.lines] == [("all", 10), ("paper", 10), ("web", 0)]
    highest, second, lowest = sorted(line.label_y for line in drawn.lines)
    assert second - highest >= 17
    assert lowest - second >= 17
    assert drawn.lines[0].end_y == drawn.lines[1].end_y == 34.0
    assert drawn.lines[2].end_y == drawn.bottom
    assert drawn.end_x < drawn.mark_x == drawn.right


def test_bars_are_of_the_last_hours_alone() -> None:
    pairs = [Pair(_at("20T17:00"), 9, 9), Pair(_at("20T18:00"), 1, 0), Pair(_at("22T17:00"), 1, 3)]
    drawn = hour_bars(pairs, last=_at("22T18:00"), hours=48, mark=_at("22T18:00"))
    assert [bar.total for bar in drawn.bars] == [1, 4]
    assert drawn.bars[0].x == drawn.left + 1
    assert drawn.mark_x == drawn.right
    assert hour_bars(pairs, last=_at("20T17:30"), hours=48, mark=_at("22T18:00")).mark_x is None
