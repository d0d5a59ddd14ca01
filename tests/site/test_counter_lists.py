"""Slips that were written by hand in an outage, and the list of a day."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime

from jianyou.actions.arrivals import record_outage
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.mailbox.moment import moment_text
from jianyou.store.dialect import database_now
from jianyou.store.models import Arrival, Call, Filing, LogRow
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.at_counter import NEW, at_counter, over, prefilled, problems_on, registered, stamp
from tests.site.kit import head, moved_deadline, opened
from tests.site.public import text_of

pytestmark = pytest.mark.usefixtures("site")

SLIPS, DAY = "/counter/call-1/slips/", "/counter/call-1/day/"


def outage(call: Call, *, minutes: int = 60) -> tuple[datetime, datetime]:
    """A recorded outage that was just over, and the deadline in the midst of it."""
    ended = database_now().replace(second=0, microsecond=0) - timedelta(minutes=1)
    began = ended - timedelta(minutes=minutes)
    record_outage(actor=head(), call_slug=call.slug, began=began, ended=ended, reason="停电")
    middle = began + timedelta(minutes=minutes // 2)
    moved_deadline(call, (middle - database_now()).total_seconds())
    Call.objects.update(deadline=middle)
    return localtime(began), localtime(ended)


def entered(answer: Any) -> int:
    """The number that a slip got."""
    assert answer.status_code == 302, answer.content.decode()
    found = re.fullmatch(rf"{SLIPS}\?entered=(\d+)", answer.headers["Location"])
    assert found
    return int(found[1])


def test_a_slip_has_both_times() -> None:
    began, _ = outage(opened(completes_on="paper"))
    client = at_counter(Role.COUNTER_CLERK, Role.OFFICE_CLERK)
    in_time, late = began + timedelta(minutes=10), began + timedelta(minutes=40)
    assert entered(client.post(SLIPS, {"slip": "A-01", "written": f"{in_time:%Y-%m-%d %H:%M}"})) == 1
    page = client.post(SLIPS, {"slip": " A-02 ", "written": f"{late:%Y年%m月%d日 %H：%M：%S}"})
    assert entered(page) == 2
    told = text_of(client.get(page.headers["Location"]))
    assert re.search(r"手写单 A-02 已补录：到场 2 号，.*逾期 10 分 0 秒 登记材料", told)
    rows = Arrival.objects.order_by("number")
    assert [(row.slip, row.at) for row in rows] == [("A-01", in_time), ("A-02", late)]
    assert all(row.entered_at and row.entered_at > row.at for row in rows)
    queue = text_of(client.get("/counter/call-1/")).partition("待登记材料")[2]
    first = rf"1 {in_time:%H:%M:%S} \S+ 手写单 A-01，.* 补录 下一位 ，已等 \d+ 分 \d+ 秒 按时 登记材料 ，1 号"
    assert re.search(rf"^ 2 {first} F4 2 {late:%H:%M:%S} .*手写单 A-02，.* 逾期 10 分 0 秒", queue)
    numbers = [prefilled_late(), prefilled_late()]
    for arrival, number in enumerate(numbers, 1):
        registered(client.post(f"/counter/call-1/arrivals/{arrival}/", {"filing": number, "original": "yes"}))
    assert [Filing.objects.get(number=number).status for number in numbers] == ["filed", "late"]
    told = text_of(client.get(f"/counter/call-1/papers/{numbers[0]}/"))
    assert re.search(rf"到场 \S+{in_time:%H:%M:%S}（北京时间） 到场 1 号 手写单 A-01，.* 补录", told)


def prefilled_late() -> str:
    """A web filing of before the deadline that is past; its number."""
    call = Call.objects.get()
    Call.objects.update(deadline=database_now() + timedelta(minutes=5))
    number = prefilled()
    Call.objects.update(deadline=call.deadline)
    return number


def test_what_is_wrong_with_a_slip() -> None:
    client = at_counter()
    call = opened()
    assert "还没有登记停机时段，不能补录。" in text_of(client.get(SLIPS))
    began, ended = outage(call)
    good = f"{began:%Y-%m-%d %H:%M}"
    assert entered(client.post(SLIPS, {"slip": "A-01", "written": good})) == 1
    outside = ended + timedelta(minutes=1)
    told = moment_text(outside.replace(second=0, microsecond=0), Lang.ZH)
    unreadable, missing = (Refused(code).text() for code in ("moment_unreadable", "moment_missing"))
    for typed, problems in {
        ("", ""): {"slip": "请写明手写登记单的编号。", "written": missing},
        ("A" * 41, good): {"slip": "手写登记单的编号太长，最多 40 个字。"},
        ("A-01", good): {"slip": "手写登记单 A-01 已经补录过。"},
        ("A-02", f"{outside:%Y-%m-%d %H:%M}"): {"written": f"{told} 不在已登记的停机时段内，不能补录。"},
        ("A-02", "昨天"): {"written": unreadable},
        ("A-02", "2026-02-30 10:00"): {"written": unreadable},
        ("A-02", f"{began:%Y-%m-%d}"): {"written": unreadable},
        ("A-02", "0001-01-01 00:00"): {"written": unreadable},
        ("A-02", "9999-12-31 23:59"): {"written": unreadable},
        ("A-02\0", "\0"): {"written": unreadable},
    }.items():
        slip, written = typed
        answer = client.post(SLIPS, {"slip": slip, "written": written})
        found = dict(problems_on(answer))
        assert (answer.status_code, list(found)) == (422, list(problems)), typed
        assert all(problems[field] in found[field] for field in problems), found
    assert (Arrival.objects.count(), LogRow.objects.filter(act="enter_slip").count()) == (1, 1)


def test_the_list_of_today() -> None:
    call = opened(completes_on="paper")
    client = at_counter()
    empty = text_of(client.get(DAY))
    assert ("这一天没有登记材料。" in empty, "这一天没有到场登记。" in empty) == (True, True)
    stamp(client)
    stamp(client)
    web = prefilled()
    registered(client.post("/counter/call-1/arrivals/1/", {"filing": web, "original": "yes"}))
    over(call)
    registered(client.post("/counter/call-1/papers/", NEW))
    told = text_of(client.get(DAY))
    assert re.search(
        rf"登记的材料 2 .*{web} 示例区经济信息化局 示例轴承有限公司 已报送 \S+ \S+ 1 — — 周示例 "
        r"\S+ \S+ 示例区经济信息化局 示例轴承有限公司 等 2 个 逾期 \S+ \S+ 逾期 \d+ 秒 — — — 周示例",
        told,
    )
    assert re.search(rf"到场记录 2 .*按时 — {web} 示例区经济信息化局 周示例 2 .* 按时 — 未登记 周示例", told)


def test_another_day() -> None:
    call = opened()
    client = at_counter()
    stamp(client)
    today = localtime(database_now())
    yesterday = today - timedelta(days=1)
    Arrival.objects.update(at=yesterday)
    assert "到场记录 1 " in text_of(client.get(DAY, {"on": f"{yesterday:%Y年%m月%d日}"}))
    page = client.get(DAY).content.decode()
    assert (f'rel="prev" href="?on={yesterday:%Y-%m-%d}"' in page, 'rel="next"' in page) == (True, False)
    page = client.get(DAY, {"on": f"{yesterday:%Y-%m-%d}"}).content.decode()
    assert f'rel="next" href="?on={today:%Y-%m-%d}"' in page
    for typed in ("2026-13-01", "x", "1999-12-31", "2100-01-01", "0001-01-01", "2026-04-30 17:58", "9" * 99):
        answer = client.get(DAY, {"on": typed})
        assert (answer.status_code, [field for field, _ in problems_on(answer)]) == (422, ["on"]), typed
    for typed in ("2000-01-01", "2099-12-31", "２０２６-1-2", "2026/1/2", "2026.1.2", " "):
        assert client.get(DAY, {"on": typed}).status_code == 200, typed
    assert call.arrivals.count() == 1


def test_a_slip_of_yesterday_stands_in_both_lists() -> None:
    call = opened()
    client = at_counter()
    stamp(client)
    today = localtime(database_now())
    written = today - timedelta(days=1)
    Arrival.objects.update(at=written, entered_at=today, slip="A-01", number=4)
    for day in (today, written):
        told = text_of(client.get(DAY, {"on": f"{day:%Y-%m-%d}"}))
        assert re.search(r"到场记录 1 .* A-01 ，\S+ \S+ 补录 未登记 周示例", told)
    assert call.arrivals.count() == 1
