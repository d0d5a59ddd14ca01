"""The pages of results and titles: recorded and conferred in two steps, searched, changed, taken over."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from jianyou.domain.titles.changing import ChangeKind
from jianyou.store.models import Entry, Result, SiteAct, Title, TitleSetting, Vacancy
from tests.site.audience import BEARINGS, GEARS, kept
from tests.site.office import CLERK, COUNTER, HEAD, SUPERVISOR, done, fields_on, previewed, working
from tests.site.public import browser, text_of
from tests.site.titles_world import (
    BATCH,
    DOCUMENT,
    NAME,
    SLUG,
    USCC,
    change,
    entered,
    line,
    old_title,
    recorded,
    titled_call,
)

pytestmark = pytest.mark.usefixtures("site")

RESULTS = f"/office/calls/{SLUG}/results/"
TITLES = "/office/titles/"
HEAD_FIELDS = {"document": DOCUMENT, "on": "2026-03-01"}


def chosen(client: Any, *values: str) -> dict[str, str]:
    """The form of results with these choices, as a browser sends it."""
    return {
        **fields_on(client.get(f"{RESULTS}record/")),
        **HEAD_FIELDS,
        **{f"o{at}": value for at, value in enumerate(values, 1)},
    }


def posted(client: Any, address: str, fields: dict[str, str], **more: str) -> Any:
    """What comes of sending a form."""
    return client.post(address, {**fields, **more})


def test_results_are_recorded_in_two_steps_and_become_titles() -> None:
    entries = titled_call(2)
    recorded(*(line(entry, "") for entry in entries))
    client = working(CLERK)
    fields = chosen(client, "tier:award", "none")
    fields["v-mayor-nomination"] = "达到要求的不足。"
    preview = posted(client, f"{RESULTS}record/", fields)
    assert preview.status_code == 200
    assert "记录 2 条结果" in text_of(preview)
    assert Result.objects.filter(outcome="conferred").count() == 0
    again = {**fields_on(preview), "sure": "yes"}
    answer = client.post(f"{RESULTS}record/", again)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{RESULTS}?done=recorded")
    assert Result.objects.filter(outcome="conferred", replaced_at=None).count() == 1
    assert [(one.tier, one.empty) for one in Vacancy.objects.all()] == [("nomination", 5)]
    text = text_of(client.get(RESULTS))
    assert "授予 1 项称号…" in text
    stale = client.post(f"{RESULTS}record/", again)
    assert stale.status_code == 409
    assert "在您看过以后改了" in text_of(stale)
    confer = {**fields_on(client.get(f"{RESULTS}confer/")), "batch": BATCH}
    assert client.post(f"{RESULTS}confer/", confer).status_code == 302
    assert Title.objects.get().batch == BATCH
    assert "第 1 号称号" in text_of(client.get(RESULTS))
    assert client.post(f"{RESULTS}confer/", confer).status_code == 422


@pytest.mark.slow
def test_more_than_the_places_is_told_at_its_field() -> None:
    entries = titled_call(7)
    recorded(*(line(entry, "") for entry in entries))
    client = working(CLERK)
    answer = posted(client, f"{RESULTS}record/", chosen(client, *["tier:award"] * 7))
    assert answer.status_code == 422
    assert (
        '<a href="#over">“重庆市市长质量管理奖”有 5 个名额，授奖 7 个，多出 2 个。' in answer.content.decode()
    )


@pytest.mark.slow
def test_what_is_missing_is_told() -> None:
    (entry, *_) = titled_call(1)
    recorded(line(entry, ""))
    client = working(CLERK)
    answer = posted(client, f"{RESULTS}record/", {**chosen(client, ""), "document": "", "on": "昨天"})
    text = text_of(answer)
    assert answer.status_code == 422
    assert all(part in text for part in ("请填写依据的文件。", "没有填写任何结果。"))
    confer = client.post(f"{RESULTS}confer/", {"count": "0", "on": "2026-03-01", "batch": ""})
    assert confer.status_code == 422


def test_a_title_is_changed_in_two_steps() -> None:
    entered(uscc=USCC, valid_until=date(2026, 4, 30))
    client = working(CLERK)
    fields = {"on": "2026-04-01", "name": "示例精密轴承有限公司", "document": ""}
    preview = previewed(client, f"{TITLES}1/rename/", **fields)
    assert "更名 1 项称号" in text_of(preview)
    assert Title.objects.get().name == NAME
    assert done(client, f"{TITLES}1/rename/", **fields).status_code == 302
    assert Title.objects.get().name == "示例精密轴承有限公司"
    text = text_of(client.get(f"{TITLES}1/?done=rename"))
    assert "已办理“更名”" in text
    assert "示例轴承有限公司 → 示例精密轴承有限公司" in text


@pytest.mark.slow
def test_who_looked_before_a_change_is_refused() -> None:
    entered()
    client = working(CLERK)
    sent = {**fields_on(client.get(f"{TITLES}1/rename/")), "name": "示例甲公司", "on": "2026-04-01"}
    change(ChangeKind.RENAMED, name="示例乙公司")
    answer = client.post(f"{TITLES}1/rename/", {**sent, "sure": "yes"})
    assert answer.status_code == 409
    assert Title.objects.get().name == "示例乙公司"


@pytest.mark.slow
def test_only_a_head_revokes() -> None:
    entered()
    fields = {"on": "2026-04-01", "document": "示例发〔2026〕9号", "reason": "提供虚假材料。", "years": "5"}
    clerk = working(CLERK)
    assert "撤销…" not in text_of(clerk.get(f"{TITLES}1/"))
    assert clerk.post(f"{TITLES}1/revoke/", {**fields, "seen": "0", "sure": "yes"}).status_code == 422
    assert Title.objects.get().status == "valid"
    head = working(HEAD)
    missing = head.post(f"{TITLES}1/revoke/", {**fields, "seen": "0", "document": "", "sure": "yes"})
    assert missing.status_code == 422
    assert '<a href="#document">' in missing.content.decode()
    assert done(head, f"{TITLES}1/revoke/", **fields).status_code == 302
    assert Title.objects.get().barred_until == date(2031, 3, 31)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "fields", "field"),
    [
        ("extend", {"until": "2020-01-01", "reason": "疫情。"}, "until"),
        ("extend", {"until": "", "reason": "疫情。"}, "until"),
        ("extend", {"until": "2028-01-01", "reason": ""}, "reason"),
        ("recheck", {"until": ""}, "until"),
        ("rename", {"name": ""}, "name"),
        ("rename", {"name": "示" * 301}, "name"),
        ("rename", {"name": "示例甲", "on": "2099-01-01"}, "on"),
        ("rename", {"name": "示例甲", "on": "明天"}, "on"),
        ("fail", {"reason": "未通过。", "on": "2010-01-01"}, "on"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(name: str, fields: dict[str, str], field: str) -> None:
    entered(valid_until=date(2026, 12, 31))
    client = working(HEAD)
    answer = client.post(f"{TITLES}1/{name}/", {"on": "2026-04-01", "seen": "0", **fields})
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.content.decode()
    assert Title.objects.get().changes.count() == 0


def test_a_list_is_taken_over_in_two_steps() -> None:
    key = kept(f"{BEARINGS},,渝北区,C3451,认定,2099-12-31,王示例,023-60000001,", f"{GEARS},,江北区,,待定,,,,")
    client = working(CLERK)
    page = reverse("office:titles_take", args=[key])
    assert page in client.get(reverse("office:audience", args=[key])).content.decode()
    assert client.post(page, {"award_name": ""}).status_code == 422
    preview = previewed(client, page, award_name="示例小巨人")
    assert "状态不明 1" in text_of(preview)
    assert client.post(page, {**fields_on(preview), "sure": "yes"}).status_code == 302
    assert [(one.name, one.award_name, one.document) for one in Title.objects.all()] == [
        (BEARINGS, "示例小巨人", "示例小巨人名单")
    ]
    again = text_of(client.post(page, {"award_name": "示例小巨人"}))
    assert "没有可以登记的称号。" in again
    # What is left out tells why.
    assert "已经在登记里 1" in again


def test_the_register_is_searched_filtered_and_taken_away() -> None:
    entered(old_title(uscc=USCC), old_title("示例齿轮厂", batch="2021年", district="江北区"))
    client = working(SUPERVISOR)
    assert "示例轴承有限公司" not in text_of(client.get(f"{TITLES}?q=chilun"))
    assert "示例齿轮厂" in text_of(
        client.get(f"{TITLES}?batch=2021年&district=江北区&award=示例市市长质量管理奖")
    )
    assert "没有符合条件的称号" in text_of(client.get(f"{TITLES}?state=revoked"))
    sheet = load_workbook(BytesIO(client.get(f"{TITLES}export.xlsx?q=zhoucheng").content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[1] for row in rows if USCC in row] == [NAME]
    assert not any("示例齿轮厂" in row for row in rows)


@pytest.mark.slow
def test_a_head_says_what_is_published() -> None:
    entered(uscc=USCC)
    clerk = working(CLERK)
    assert clerk.post(f"{TITLES}settings/", {"months": "3"}).status_code == 422
    head = working(HEAD)
    assert head.post(f"{TITLES}settings/", {"months": "30", "public": "yes"}).status_code == 422
    assert head.post(f"{TITLES}settings/", {"months": "6"}).status_code == 302
    setting = TitleSetting.objects.get()
    assert (setting.public, setting.shows_uscc, setting.months) == (False, False, 6)
    assert [one.act for one in SiteAct.objects.all()] == ["titles_set"]
    assert "目前没有公开的称号" in text_of(browser().get("/titles/"))


@pytest.mark.slow
@pytest.mark.parametrize("address", [TITLES, f"{TITLES}1/", f"{TITLES}export.xlsx", f"{TITLES}settings/"])
def test_nobody_else_gets_in(address: str) -> None:
    entered()
    assert browser().get(address).status_code == 302
    assert working(COUNTER).get(address).status_code == 403
    elsewhere = working(CLERK, slug="elsewhere").get(address)
    assert "示例轴承" not in text_of(elsewhere) if elsewhere["Content-Type"].startswith("text/html") else True


def test_an_entry_tells_what_its_nominee_holds_and_lost() -> None:
    (entry, *_) = titled_call(1)
    Entry.objects.filter(id=entry.id).update(uscc=USCC)
    entered(uscc=USCC)
    change(ChangeKind.REVOKED, years=5)
    entered(old_title(entry.name))
    page = working(CLERK).get(reverse("office:entry", args=[entry.filing.number, entry.ordinal]))
    text = text_of(page)
    assert "2031-05-31 以前不得申报" in text
    assert "有 1 项只是名称相同" in text


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_register_asks_the_same_however_many(count: int) -> None:
    entered(*(old_title(f"示例{at}厂", district=f"区{at}") for at in range(count)))
    client = working(CLERK)
    client.get(TITLES)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(TITLES)
    assert len(queries) == 11
