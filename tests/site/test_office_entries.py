"""The list of entries as a page: filters with counts, columns, kept lists, and what it costs."""

import re
from typing import Any

import pytest
from django.test import Client

from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.filing import submit
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.store.models import Entry, SavedView
from tests.site.kit import clerk
from tests.site.office import CLERK, HEAD, SUPERVISOR, filed_city, sent_city, typed, working
from tests.site.public import opened_city, text_of
from tests.site.test_office_lists import many, queries

pytestmark = pytest.mark.usefixtures("site")

LIST = "/office/calls/city/entries/"
BEARINGS, GEARS, LIFTS = "示例轴承有限公司", "示例齿轮厂", "示例电梯厂"


@pytest.fixture
def number() -> str:
    """Three entries in two filings, and one only prefilled; the number of the first filing."""
    opened_city()
    first = filed_city(typed(BEARINGS, feature="一轴一档"), typed(GEARS))
    filed_city(typed(LIFTS, location_industry="江北区，教育"))
    submit(actor=PUBLIC, call_slug="city", sent=sent_city(typed("示例锅炉厂")))
    return first


def names_on(answer: Any) -> list[str]:
    """Whom the list names, in its order."""
    return re.findall(r'class="entry-name"[^>]*>([^<]+)</a>', answer.content.decode())


def test_what_an_address_shows(number: str) -> None:
    client = working(CLERK)
    for query, found in {
        "": [BEARINGS, GEARS, LIFTS],
        "?state=accepted": [],
        "?state=pending&state=accepted&found=errors": [GEARS, LIFTS],
        "?filing=prefilled": ["示例锅炉厂"],
        "?filing=all": [BEARINGS, GEARS, LIFTS, "示例锅炉厂"],
        "?q=slclc": [GEARS],
        "?district=江北区&section=P": [LIFTS],
        "?sort=newest": [LIFTS, BEARINGS, GEARS],
        "?state=x&filing=x&found=x&section=xx&award=%00&verdict=x&channel=x&from=%27&since=x&sort=x&page=x": [
            BEARINGS,
            GEARS,
            LIFTS,
        ],
        "?q=%00%25": [],
        "?since=2020-01-01&until=2099-12-31": [],
        "?until=9999-12-31": [BEARINGS, GEARS, LIFTS],
        "?code=over_limit%22": [BEARINGS, GEARS, LIFTS],
        "?q=" + "长" * 5000: [],
    }.items():
        assert names_on(client.get(LIST + query)) == found, query
    assert number


def test_filters_tell_how_many_they_show(number: str) -> None:
    accept_entry(actor=clerk(), looked=Looked(number, 1, 1))
    told = text_of(working(CLERK).get(LIST))
    for words in (
        "全部状态 待审查 2 已受理 1",
        "江北区（1）",
        "P 教育（1）",
        "有错误（2）",
        "无问题（1）",
        "3 条",
    ):
        assert words in told, words
    narrowed = text_of(working(CLERK).get(LIST + "?district=江北区&q=示例"))
    for words in ("全部状态 待审查 1", "区县 江北区 （去掉）", "渝北区（2）", "1 条"):
        assert words in narrowed, words
    assert "没有符合条件的申报" in text_of(working(CLERK).get(LIST + "?q=没有"))


def test_columns_stay_in_the_address(number: str) -> None:
    client = working(CLERK)
    html = client.get(LIST + "?cols=-&cols=uscc&cols=rank&sort=name").content.decode()
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', html) == [
        "推荐对象",
        "状态",
        "统一社会信用代码",
        "下级排序",
    ]
    assert f'href="/office/entries/{number}/1/?sort=name&amp;cols=uscc%2Crank"' in html
    none = client.get(LIST + "?cols=-").content.decode()
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', none) == ["推荐对象", "状态"]


def kept_lists(client: Client) -> list[tuple[str, str]]:
    """Address and name of the lists that are kept."""
    html = client.get(LIST).content.decode()
    part = html.split('id="views"')[1].split("</details>")[0]
    return re.findall(r'<a href="([^"]+)" lang="zh-Hans">([^<]+)</a>', part)


def test_lists_are_kept_shared_and_deleted(number: str) -> None:
    client, address = working(CLERK), LIST + "views"
    answer = client.post(
        address, {"query": "?state=pending&district=江北区&page=3&x=1", "name": " 江北  待审 "}
    )
    end = "?state=pending&district=%E6%B1%9F%E5%8C%97%E5%8C%BA&page=3"
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{LIST}{end}&done=kept#views")
    client.post(address, {"query": "?sort=name", "name": "按名称", "shared": "yes"})
    client.post(address, {"query": "?sort=errors", "name": "按名称", "shared": "yes"})
    own = [(f"{LIST}{end.replace('&', '&amp;')}", "江北 待审"), (f"{LIST}?sort=errors", "按名称")]
    assert sorted(kept_lists(client)) == sorted(own)
    other = working(HEAD)
    assert kept_lists(other) == [(f"{LIST}?sort=errors", "按名称")]
    shared = SavedView.objects.get(name="按名称")
    assert "没有这个列表" in text_of(other.post(address, {"delete": shared.id.hex}))
    assert "没有这个列表" in text_of(other.post(address, {"delete": "x"}))
    assert client.post(address, {"delete": shared.id.hex}).status_code == 302
    assert (kept_lists(other), SavedView.objects.count()) == ([], 1)
    assert number


def test_lists_that_cannot_be_kept(number: str) -> None:
    client, address = working(CLERK), LIST + "views"
    for name, words in {"": "请给这个列表起个名字", "长" * 61: "名字最多 60 个字符"}.items():
        answer = client.post(address, {"query": "", "name": name})
        assert answer.status_code == 422
        assert answer.content.decode().count(words) == 2
    assert working(CLERK, slug="elsewhere").post(address, {"query": "", "name": "x"}).status_code == 404
    assert (SavedView.objects.count(), bool(number)) == (0, True)


def test_who_only_reads_decides_nothing(number: str) -> None:
    html = working(SUPERVISOR).get(LIST).content.decode()
    assert 'name="entry"' not in html
    assert "formaction" not in html
    assert number


AWARD = "china_quality"
PAGES = {
    LIST: 13,
    LIST + "?q=示例&state=pending&sort=name&district=渝北区": 13,
    LIST + f"?award={AWARD}&willing=yes&found=errors&code=over_limit": 14,
}


@pytest.mark.parametrize("counts", [(1, 3), pytest.param((1, 3, 3000), marks=pytest.mark.slow)])
def test_it_costs_the_same_however_long_it_is(counts: tuple[int, ...]) -> None:
    opened_city()
    filed_city()
    client = working(CLERK)
    client.get("/office/")
    asked = {}
    for count in counts:
        many(count)
        asked[count] = {path: queries(client, path) for path in PAGES}
    assert asked == dict.fromkeys(counts, PAGES)
    assert Entry.objects.count() == counts[-1]
