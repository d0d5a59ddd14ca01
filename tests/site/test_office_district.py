"""Offices below as pages: named in two steps, put in order without scripts, reported; whose they are."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localtime

from jianyou.actions.arrivals import register_paper
from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import CallStatus, EntryStatus, FilingStatus
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, DistrictQuota, Entry, Filing, FilingVersion, LogRow
from jianyou.web.components.moments import moment_to_type
from tests.site.districts import (
    BEARINGS,
    GEARS,
    HEADER,
    JIANGBEI,
    LIFTS,
    LOWER,
    NAMES,
    YUBEI,
    accepted_below,
    offices,
    opened_below,
    ranked,
)
from tests.site.kit import clerk, counter, moved_deadline
from tests.site.office import CLERK, COUNTER, HEAD, SUPERVISOR, working
from tests.site.public import SCAN, browser, opened_city, text_of, upload
from tests.site.test_office_lists import queries

pytestmark = pytest.mark.usefixtures("site")

CITY = "/office/calls/city/districts/"
UPWARD = f"/office/calls/{LOWER}/upward/"
RANKING, REPORT = f"{UPWARD}ranking", f"{UPWARD}report"
PAGES = (UPWARD, RANKING, REPORT)


def of_yubei(role: Role = CLERK) -> Client:
    """Somebody of the district at a browser."""
    return working(role, slug=YUBEI, username=f"yubei-{role}")


def naming(until: str, **other: str) -> dict[str, str]:
    """The form that names two districts."""
    fields = {"open": "at_once"}
    for slug in (YUBEI, JIANGBEI):
        fields |= {f"take-{slug}": "yes", f"most-{slug}": "", f"until-{slug}": until}
    return fields | other


def soon(hours: float = 2) -> str:
    """A moment as it is typed."""
    return moment_to_type(localtime(database_now() + timedelta(hours=hours)))


def test_districts_are_named_in_two_steps() -> None:
    offices()
    opened_city()
    client = working(CLERK)
    assert "还没有下级部门参加" in text_of(client.get(CITY))
    form = client.get(CITY + "new")
    assert text_of(form).count("示例") >= 2
    fields = naming(soon(), **{f"most-{YUBEI}": "3"})
    answer = client.post(CITY + "new", fields)
    told = text_of(answer)
    for words in (
        "请核对",
        "示例江北区经济信息委 江北区 不限",
        "示例渝北区经济信息委 渝北区 3",
        "加入并开放 2 个下级部门",
    ):
        assert words in told, words
    assert Call.objects.count() == 1
    assert "checked" in client.post(CITY + "new", {**fields, "edit": "yes"}).content.decode()
    answer = client.post(CITY + "new", {**fields, "sure": "yes"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{CITY}?done=named")
    assert sorted(Call.objects.exclude(upper=None).values_list("slug", "status")) == [
        ("city-jiangbei", CallStatus.OPEN),
        (LOWER, CallStatus.OPEN),
    ]
    assert list(DistrictQuota.objects.values_list("of__slug", "most")) == [(YUBEI, 3)]
    again = client.post(CITY + "new", {**fields, "sure": "yes"})
    assert "没有可以加入的下级部门" in text_of(client.get(CITY + "new"))
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({f"most-{YUBEI}": "0"}, "名额“0”不认识"),
        ({f"most-{YUBEI}": "-1"}, "名额“-1”不认识"),
        ({f"most-{YUBEI}": "１２"}, "名额“１２”不认识"),
        ({f"most-{YUBEI}": "99999"}, "名额“99999”不认识"),
        ({f"until-{YUBEI}": "2020-01-01 18:00"}, "截止时间已经过了"),
        ({f"until-{YUBEI}": "2099-01-01 18:00"}, "须早于本部门的截止时间"),
        ({f"until-{YUBEI}": "x" * 3000}, "时间"),
        ({f"until-{YUBEI}": ""}, "时间"),
    ],
)
def test_what_cannot_be_named(change: dict[str, str], words: str) -> None:
    offices()
    opened_city()
    answer = working(CLERK).post(CITY + "new", {**naming(soon()), **change, "sure": "yes"})
    assert answer.status_code == 422
    assert answer.content.decode().count(words) >= 2
    assert Call.objects.count() == 1


def test_nobody_is_named_or_it_is_too_late() -> None:
    offices()
    call = opened_city()
    client = working(HEAD)
    answer = client.post(CITY + "new", {"take-nobody": "yes", "sure": "yes"})
    assert (answer.status_code, "还没有选下级部门" in text_of(answer)) == (422, True)
    moved_deadline(call, -1)
    answer = client.post(CITY + "new", {**naming(soon()), "sure": "yes"})
    assert "不能再加入" in text_of(answer)
    assert Call.objects.count() == 1


def test_a_district_opens_its_call_by_its_page() -> None:
    opened_below(at_once=False)
    client = of_yubei()
    assert "开放 1 次征集" in text_of(client.get(UPWARD))
    assert "草稿" in text_of(client.get(f"/office/calls/{LOWER}/"))
    assert client.get(f"/office/calls/{LOWER}/districts/").headers["Location"] == UPWARD
    assert browser().get(f"/calls/{LOWER}/").status_code == 404
    assert client.post(UPWARD).headers["Location"] == f"{UPWARD}?done=opened"
    assert Call.objects.get(slug=LOWER).status == CallStatus.OPEN
    told = text_of(browser().get(f"/calls/{LOWER}/"))
    assert "这里只收 渝北区 的申报，由 示例渝北区经济信息委 受理" in told
    assert "渝北区 示例渝北区经济信息委 · 截止" in text_of(browser().get("/calls/city/"))
    assert client.post(UPWARD).status_code == 409


def fields_of(keys: list[EntryKey], *ranks: str) -> dict[str, str]:
    """The numbers as they were typed."""
    return {f"rank-{key.text}": rank for key, rank in zip(keys, ranks, strict=True)}


def order_on(answer: Any) -> list[tuple[str, str]]:
    """Whom the page lists in which order, with the numbers that stand in the fields."""
    html = answer.content.decode()
    names = re.findall(r'<span class="name" lang="zh-Hans">([^<]+)</span></a>', html)
    return list(zip(names, re.findall(r'name="rank-[^"]+" value="(\d*)"', html), strict=True))


def test_the_order_by_numbers_and_by_moving() -> None:
    opened_below()
    keys = accepted_below(BEARINGS, GEARS, LIFTS)
    client = of_yubei()
    page = client.get(RANKING)
    assert order_on(page) == [(BEARINGS, ""), (GEARS, ""), (LIFTS, "")]
    stamp = re.findall(r'name="stamp" value="(\w+)"', page.content.decode())[0]
    filled = fields_of(keys, "2", "1", "3") | {"stamp": stamp}
    moved = client.post(RANKING, {**filled, "move": f"up:{keys[2].text}"})
    assert order_on(moved) == [(GEARS, "1"), (LIFTS, "2"), (BEARINGS, "3")]
    assert "名额线：以上 2 条上报，以下 1 条在名额之外" in text_of(moved)
    assert "还没有存" in text_of(moved)
    assert Entry.objects.filter(rank__isnull=False).count() == 0
    for command, found in {
        f"down:{keys[1].text}": [(BEARINGS, "1"), (GEARS, "2"), (LIFTS, "3")],
        f"out:{keys[1].text}": [(BEARINGS, "1"), (LIFTS, "2"), (GEARS, "")],
        f"up:{keys[1].text}": [(GEARS, "1"), (BEARINGS, "2"), (LIFTS, "3")],
        "up:AAAA-AAAA.1": [(GEARS, "1"), (BEARINGS, "2"), (LIFTS, "3")],
        "x" * 5000: [(GEARS, "1"), (BEARINGS, "2"), (LIFTS, "3")],
    }.items():
        assert order_on(client.post(RANKING, {**filled, "move": command})) == found, command
    part = fields_of(keys, "", "9", "") | {"stamp": stamp}
    assert order_on(client.post(RANKING, {**part, "move": "all"})) == [
        (GEARS, "1"),
        (BEARINGS, "2"),
        (LIFTS, "3"),
    ]
    assert client.post(RANKING, filled).headers["Location"] == f"{RANKING}?done=ranked"
    assert order_on(client.get(RANKING)) == [(GEARS, "1"), (BEARINGS, "2"), (LIFTS, "3")]
    stale = client.post(RANKING, filled)
    assert (stale.status_code, "又有变化" in text_of(stale)) == (409, True)


@pytest.mark.parametrize(
    ("ranks", "words"),
    [
        (("1", "1"), "第 1 名写了不止一家：示例轴承有限公司、示例齿轮厂"),
        (("x", ""), "的名次“x”不认识"),
        (("0", ""), "的名次“0”不认识"),
        (("10000", ""), "的名次“10000”不认识"),
        (("²", ""), "的名次“²”不认识"),
    ],
)
def test_numbers_that_make_no_order(ranks: tuple[str, str], words: str) -> None:
    opened_below()
    keys = accepted_below(BEARINGS, GEARS)
    answer = of_yubei().post(RANKING, fields_of(keys, *ranks))
    assert answer.status_code == 422
    assert answer.content.decode().count(words) == 2
    assert LogRow.objects.filter(act="rank_entries").count() == 0


def table_on(answer: Any) -> dict[str, str]:
    """The signed names of the table, and its header line filled."""
    found = re.findall(r'name="table" value="([^"]+)"', answer.content.decode())
    return {"table": found[0]} | {f"head-{key}": text for key, text in HEADER.items()}


def ready() -> list[EntryKey]:
    """Three in order, of which two are within the quota."""
    opened_below()
    keys = accepted_below(BEARINGS, GEARS, LIFTS)
    ranked({key: at for at, key in enumerate(keys, 1)})
    return keys


def test_a_table_is_looked_at_and_reported() -> None:
    ready()
    client = of_yubei()
    form = client.get(REPORT)
    assert "名额之外 1 条，不上报（名额 2 条） 3 示例电梯厂" in text_of(form)
    fields = table_on(form)
    preview = client.post(REPORT, fields)
    told = text_of(preview)
    assert "上报 2 条" in told
    assert "名额之外 1 条不上报。 名单在本页最后。" in told.replace("。名单", "。 名单")
    assert preview.content.decode().count('src="data:image/png;base64,') == 1
    number = re.findall(r'<span class="code">([-0-9A-Z]+)</span>', preview.content.decode())[0]
    assert Filing.objects.filter(call__slug="city").count() == 0
    answer = client.post(REPORT, {**fields, "sure": "yes"})
    assert answer.headers["Location"] == f"{UPWARD}?done=reported"
    assert client.post(REPORT, {**fields, "sure": "yes"}).status_code == 302
    filing = Filing.objects.get(call__slug="city")
    assert (filing.number, filing.status) == (number, FilingStatus.PREFILLED)
    assert [entry.name for entry in filing.entries.order_by("ordinal")] == [BEARINGS, GEARS]
    assert "已经上报" in text_of(client.get(REPORT))


def test_the_district_goes_on_with_what_it_reported() -> None:
    ready()
    client = of_yubei(HEAD)
    client.post(REPORT, {**table_on(client.get(REPORT)), "sure": "yes"})
    html = client.get(UPWARD).content.decode()
    number, code = re.findall(r'<dd class="code">([^<]+)</dd>', html)
    opened = client.post("/filings/", {"number": number, "code": code}, follow=True)
    assert opened.status_code == 200
    assert number in text_of(opened)
    address = opened.redirect_chain[-1][0]
    key = address.partition("?")[2]
    annex = client.get(f"/filings/{number}/annex.pdf?{key}")
    assert annex.content.startswith(b"%PDF")
    client.post(f"/filings/{number}/scan?{key}", {"scan": upload("盖章件.pdf", SCAN)})
    assert Filing.objects.get(number=number).status == FilingStatus.FILED
    assert "盖章件已到" in text_of(client.get(UPWARD))
    due = database_now() + timedelta(days=3)
    remarks = [Remark("profile", "请写明成立时间。")]
    return_entry(actor=clerk(), looked=Looked(number, 1, 2), remarks=remarks, due=due)
    told = text_of(client.get(UPWARD))
    assert "上级部门退回补正 1 条 示例轴承有限公司" in told
    assert "请写明成立时间。" in told
    supervisor = text_of(of_yubei(SUPERVISOR).get(UPWARD))
    assert (number in supervisor, code in supervisor) == (True, False)


def test_a_table_that_cannot_be_reported_says_why() -> None:
    ready()
    client = of_yubei()
    fields = table_on(client.get(REPORT))
    missing = client.post(REPORT, {**fields, "head-phone": " "})
    assert (missing.status_code, missing.content.decode().count("还没有填“联系电话”")) == (422, 2)
    long = client.post(REPORT, {**fields, "head-contact": "长" * 500})
    assert (long.status_code, "超过 200 个字符" in text_of(long)) == (422, True)
    for wrong in ("", "x", fields["table"][:-2], "x" * 300_000):
        assert client.post(REPORT, {**fields, "table": wrong, "sure": "yes"}).status_code == 409
    other = working(HEAD, slug=YUBEI, username="yubei-other")
    assert other.post(REPORT, {**fields, "sure": "yes"}).status_code == 409
    DistrictQuota.objects.update(most=1)
    stale = client.post(REPORT, {**fields, "sure": "yes"})
    assert (stale.status_code, "请把名额之外的（示例齿轮厂）留下" in text_of(stale)) == (409, True)
    assert Filing.objects.filter(call__slug="city").count() == 0
    moved_deadline(Call.objects.get(slug="city"), -1)
    assert "不能上报" in text_of(client.get(REPORT))


def test_the_city_sees_how_far_each_is() -> None:
    ready()
    client = of_yubei()
    city = working(CLERK)
    told = text_of(city.get(CITY))
    assert "征集中，未上报" in told
    assert "3 件 3 条 3 0 ／2" in told.replace("／ 2", "／2")
    assert "贵单位已受理 3 条，名额 2 条" in told
    assert BEARINGS not in told
    client.post(REPORT, {**table_on(client.get(REPORT)), "sure": "yes"})
    number = Filing.objects.get(call__slug="city").number
    told = text_of(city.get(CITY))
    assert "已上报，待盖章件" in told
    assert f"已收到电子表（{number}），尚缺盖章件" in told
    register_paper(actor=counter(), number=number)
    told = text_of(city.get(CITY))
    assert ("盖章件已到" in told, "催报" in told.replace("催报文字", "")) == (True, False)
    origins = text_of(city.get(f"/office/filings/{number}/provenance"))
    for words in (BEARINGS, GEARS, "渝北区", "yubei-jingban"):
        assert words in origins, words
    assert "来历：由哪个下级部门" in text_of(city.get(f"/office/filings/{number}/"))


def test_a_district_sees_nothing_of_others() -> None:
    keys = ready()
    city, yubei = working(CLERK), of_yubei()
    jiangbei = working(CLERK, slug=JIANGBEI, username="jiangbei-jingban")
    for page in PAGES:
        for stranger in (city, jiangbei):
            assert stranger.get(page).status_code == 404, page
            assert stranger.post(page, {"sure": "yes", "table": "x"}).status_code == 404, page
    for page in (CITY, CITY + "new", "/office/calls/city/", "/office/calls/city/upward/"):
        assert yubei.get(page).status_code == 404, page
    assert city.get("/office/calls/city/upward/").status_code == 404
    assert city.get(f"/office/entries/{keys[0].number}/1/").status_code == 404
    yubei.post(REPORT, {**table_on(yubei.get(REPORT)), "sure": "yes"})
    number = Filing.objects.get(call__slug="city").number
    for page in (f"/office/filings/{number}/provenance", f"/office/filings/{number}/"):
        assert [who.get(page).status_code for who in (city, yubei, jiangbei)] == [200, 404, 404]


def test_who_of_a_district_does_what() -> None:
    ready()
    reader, stamper = of_yubei(SUPERVISOR), of_yubei(COUNTER)
    for page, read in ((UPWARD, 200), (RANKING, 200), (REPORT, 403)):
        assert (reader.get(page).status_code, stamper.get(page).status_code) == (read, 403), page
        assert stamper.post(page).status_code == 403
    assert 'name="rank-' not in reader.get(RANKING).content.decode()
    assert (reader.post(RANKING).status_code, reader.post(UPWARD).status_code) == (403, 409)
    assert f'value="{NAMES[YUBEI][0]}"' in of_yubei().get(REPORT).content.decode()


COSTS = {CITY: 10, UPWARD: 12, RANKING: 12}


def accepted_many(count: int) -> None:
    """Accepted entries in the district, as many as that in all."""
    lower = Call.objects.get(slug=LOWER)
    pattern = Entry.objects.filter(call=lower).select_related("filing").earliest("id")
    told, at = pattern.filing, database_now()
    filings = [
        Filing(
            **{name: getattr(told, name) for name in ("office_id", "call_id", "status", "channel")},
            number=f"AAAA-{number:04}",
            token=uuid.uuid4(),
            code_index=str(number),
            filer=f"示例{number}厂",
            sent_at=told.sent_at,
            filed_at=told.filed_at,
        )
        for number in range(Entry.objects.filter(call=lower).count(), count)
    ]
    Filing.objects.bulk_create(filings, batch_size=500)
    FilingVersion.objects.bulk_create(
        [
            FilingVersion(office_id=each.office_id, filing=each, ordinal=1, content={}, at=at)
            for each in filings
        ],
        batch_size=500,
    )
    Entry.objects.bulk_create(
        [
            Entry(
                office_id=each.office_id,
                call_id=each.call_id,
                filing=each,
                ordinal=1,
                name=each.filer,
                name_key=each.filer,
                status=EntryStatus.ACCEPTED,
            )
            for each in filings
        ],
        batch_size=500,
    )


@pytest.mark.parametrize("counts", [(1, 3), pytest.param((1, 3, 3000), marks=pytest.mark.slow)])
def test_pages_cost_the_same_for_many(counts: tuple[int, ...]) -> None:
    opened_below(names=(YUBEI, JIANGBEI))
    accepted_below(BEARINGS)
    clients = {CITY: working(CLERK), UPWARD: of_yubei(), RANKING: of_yubei()}
    clients[CITY].get("/office/")
    asked = {}
    for count in counts:
        accepted_many(count)
        asked[count] = {page: queries(client, page) for page, client in clients.items()}
    assert asked == dict.fromkeys(counts, COSTS)
    assert Entry.objects.filter(call__slug=LOWER).count() == counts[-1]
