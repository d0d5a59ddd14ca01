"""The whole life, fifth part: a need is told and met, more ask for seats than there are, somebody comes."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from jianyou.store.dialect import database_now
from jianyou.store.models import Activity
from tests.site.clerk_acts import button, downloaded
from tests.site.clerk_world import shot
from tests.site.judging_evening_acts import verified
from tests.site.office import CLERK
from tests.site.whole_life_filing import Filed
from tests.site.whole_life_publicity import entered
from tests.site.whole_life_world import BEARINGS, GEARS, LIFTS, Home

VALUE = "3 8 11 19 27 30"
NEED = "缺少三坐标检测设备，想请专家看看热处理工序。"


def need_met(home: Home, filed: Filed) -> None:
    """A nominee tells a need on its page; a department helps; the nominee reads it there."""
    page = _own_page(home, filed)
    page.locator("#kind").select_option("improvement")
    page.locator("#text").fill(NEED)
    button(page, "告知 1 项需求")
    expect(page.locator("main")).to_contain_text("需求已经记下")
    page = home.of_call(CLERK, "support/needs/1/help/new")
    expect(page.locator("main")).to_contain_text(NEED)
    for name, text in {
        "department": "示例区市场监管局",
        "resource": "检测中心三坐标设备",
        "action": "开放实验室 3 天",
        "outcome": "一次合格率提高到 98%",
    }.items():
        page.locator(f"#{name}").fill(text)
    page.locator("#status").select_option("done")
    page.locator("main form .button-primary").click()
    page = _own_page(home, filed)
    expect(page.locator("main")).to_contain_text("检测中心三坐标设备")


def _own_page(home: Home, filed: Filed) -> Page:
    page = entered(home, filed)
    page.get_by_role("link", name="看帮扶，告知需求，报名").click()
    return page


def opened(home: Home) -> None:
    """A training of two seats is planned and opened."""
    now = localtime()

    def day(days: int, hour: int) -> str:
        return datetime.combine((now + timedelta(days=days)).date(), datetime.min.time()).strftime(
            f"%Y-%m-%d {hour:02}:00"
        )

    page = home.of_call(CLERK, "support/activities/new")
    page.locator("#kind").select_option("training")
    for name, text in {
        "title": "示例卓越绩效模式培训",
        "text": "卓越绩效模式入门",
        "departments": "示例区市场监管局",
        "begins": day(10, 9),
        "ends": day(10, 17),
        "ask_until": day(5, 18),
        "place": "示例会议中心",
        "seats": "2",
        "public_value": "报名截止后第一期全国开奖号码",
    }.items():
        page.locator(f"#{name}").fill(text)
    button(page, "存为筹备中的 1 项活动")
    page.get_by_role("link", name="开放报名…").click()
    page.locator("button[name=sure]").click()
    expect(page.locator("main .tone-green").first).to_be_visible()


def asked(home: Home, *nominees: Filed) -> None:
    """Two ask for a seat on their own pages, one by telephone."""
    for filed in nominees:
        page = _own_page(home, filed)
        page.get_by_role("button", name=re.compile("^报名")).click()
        expect(page.locator("main")).to_contain_text("已经报名")
    page = home.of_call(CLERK, "support/activities/1/requests/new")
    page.locator("#q").fill(LIFTS)
    page.keyboard.press("Enter")
    page.locator("#entry").select_option(label=LIFTS)
    button(page, "登记 1 家报名")
    expect(page.locator("main .tone-green").first).to_be_visible()


def seats_given(home: Home, nominee: Filed, folder: Path) -> None:
    """The list is closed, the value told, seats given with their reasons; anyone computes them again."""
    home.ask(lambda: _moved(home, ask_until=database_now() - timedelta(minutes=1)))
    page = home.of_call(CLERK, "support/activities/1/give")
    page.locator("#public_value").fill(VALUE)
    button(page, "下一步：核对")
    page.locator("button[name=sure]").click()
    expect(page.locator("#seated")).to_contain_text("2 / 2")
    seated = page.locator("section[aria-labelledby=seated]").inner_text()
    # Who was recommended in the end comes first: the one that an objection removed waits.
    assert (BEARINGS in seated, LIFTS in seated, GEARS in seated) == (True, True, False)
    shot(page, "site-life-seats", whole=False)
    record = downloaded(page, "a[href$='seats.json']", folder)
    assert verified("verify", "seats", record.name, folder=folder).returncode == 0
    record.write_text(record.read_text("utf-8").replace(VALUE, VALUE.replace("30", "31")), "utf-8")
    assert verified("verify", "seats", record.name, folder=folder).returncode == 1
    page = _own_page(home, nominee)
    expect(page.locator("main")).to_contain_text("有席位。")


def attended(home: Home) -> None:
    """It has begun: who came, and what it was good for."""
    home.ask(lambda: _moved(home, begins_at=database_now() - timedelta(hours=1)))
    page = home.of_call(CLERK, "support/activities/1/")
    for select in page.locator("select[name^=came-]").all():
        select.select_option("yes")
    page.locator("textarea[name^=outcome-]").first.fill("制定了改进计划。")
    button(page, "登记 2 家的出席和成效")
    expect(page.locator("main .tone-green").first).to_be_visible()


def _moved(home: Home, **moments: datetime) -> None:
    """Tests move deadlines, not clocks."""
    Activity.objects.filter(call__slug=home.call, number=1).update(**moments)
