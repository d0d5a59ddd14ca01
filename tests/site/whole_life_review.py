"""The whole life, between clearance and decision: experts score, the choice follows, a meeting decides."""

import re
from decimal import Decimal
from typing import NamedTuple

from playwright.sync_api import Locator, Page, expect

from jianyou.actions.experts import ExpertTold, give_account, keep_expert
from jianyou.store.models import User
from tests.site.clerk_acts import told
from tests.site.clerk_world import shot
from tests.site.judging_evening_acts import PASSWORD, Room, at_desk, joins, pressed
from tests.site.kit import clerk
from tests.site.office import CLERK
from tests.site.whole_life_filing import recorded
from tests.site.whole_life_world import BEARINGS, GEARS, LIFTS, PUMPS, Home

REVIEW = """
review:
  stages:
    - key: material
      kind: material
      name: 材料评审
      clause: 二（二）
      per_entry: 2
      fewest: 2
      load: {least: 2, most: 4}
      formula: {kind: mean, digits: 2}
      rubric:
        - {key: method, name: 质量管理方法, most: 60, step: 0.5, clause: 一（二）}
        - {key: results, name: 质量水平, most: 40, step: 0.5, clause: 一（一）}
choices:
  - award: AWARD
    tiers: [{key: model, name: 示例优质组织, n: 3}]
    ties: [{item: method}]
"""
"""What the office below writes into its call: how experts score, and that the best three are chosen."""

EXPERTS = (("甲示例", "示例第一研究院"), ("乙示例", "示例第二研究院"), ("丙示例", "示例第三研究院"))
POINTS = {BEARINGS: ("56.5", "37"), GEARS: ("52", "35.5"), LIFTS: ("48", "33"), PUMPS: ("31", "24")}
"""What each firm is worth to whoever scores it, by the two items of the rubric."""


class Expert(NamedTuple):
    """An expert's name, and the window of his own."""

    name: str
    page: Page


def reviewed(home: Home) -> None:
    """Three experts are named and join, each entry is scored by two of them, and scores are closed."""
    room = Room(home.at(CLERK), home.address, home.call)
    page = room.of_call("reviews/")
    pressed(page, "开始准备“材料评审”")
    page.get_by_role("link", name="修改设置…").click()
    page.locator("[name=blind]").uncheck()
    page.locator("main form .button-primary").click()
    experts = _joined(home, room)
    sheets = _assigned(room)
    for at, expert in enumerate(experts):
        _scores(expert.page, "site-life-expert" if not at else "")
    page = room.at()
    page.get_by_role("link", name="结束评分…").click()
    pressed(page, f"结束评分，{sheets} 份有效")
    expect(page.get_by_role("link", name="结束评分…")).to_have_count(0)


def _joined(home: Home, room: Room) -> list[Expert]:
    """The experts are found in the pool, invited, accept, declare that they have no ties, and sign."""
    home.ask(_pool)
    page = room.at("panel/")
    page.get_by_role("link", name="从专家库选…").click()
    for name, _ in EXPERTS:
        page.get_by_label(name).check()
    pressed(page, "下一步：核对")
    page.locator("button[name=sure]").click()
    pressed(page, "邀请勾选的专家…")
    pressed(page, f"发出邀请 {len(EXPERTS)} 人")
    expect(page.get_by_role("status")).to_contain_text("邀请已登记")
    assert home.browser
    experts = []
    for at, (name, _) in enumerate(EXPERTS, 1):
        expert = Expert(name, at_desk(home.browser, room, f"expert{at}"))
        home.seen.watch(expert.page.context)
        joins(expert.page, name)
        experts.append(expert)
    return experts


def _pool() -> None:
    """The experts that the office knows, with accounts and passwords of their own."""
    for at, (name, employer) in enumerate(EXPERTS, 1):
        one = ExpertTold(name=name, employer=employer, title="高级工程师", industries=("C34",))
        key = keep_expert(actor=clerk(), told=one)
        give_account(actor=clerk(), key=key, username=f"expert{at}", password=PASSWORD)
    User.objects.filter(username__startswith="expert").update(must_change=False)


def _assigned(room: Room) -> int:
    """Ties are looked for, a plan is computed and adopted, and scoring begins; how many sheets."""
    page = room.at("recusals/")
    pressed(page, "查找回避关系")
    expect(page.get_by_role("status")).to_contain_text("已查找，新查出 0 条")
    sheets = 2 * len(POINTS)
    page = room.at("plan/")
    pressed(page, "计算方案")
    page.get_by_role("link", name="下一步：核对采用").click()
    pressed(page, f"采用：新派 {sheets} 份，收回 0 份")
    room.at().get_by_role("link", name="开始评分…").click()
    pressed(page, f"开始评分 {sheets} 份")
    expect(page.locator("main")).to_contain_text(f"已提交 0 / {sheets} 份")
    return sheets


def _scores(page: Page, picture: str) -> None:
    """An expert fills in all of his sheets, one after the other, and submits each."""
    page.goto(re.sub(r"/expert/.*", "/expert/", page.url))
    following = page.get_by_role("link", name=re.compile("^去评："))
    while following.count():
        following.click()
        points = POINTS[page.locator("h1").inner_text()]
        for at, text in enumerate(points, 1):
            page.locator(f"#c-{at}-points").fill(text)
        if picture:
            expect(page.locator("#draft-state")).to_have_text(re.compile(r"已存 \d\d:\d\d:\d\d"))
            page.evaluate("scrollTo(0, 0)")
            shot(page, picture, whole=False)
        page.locator("button[value=check]").last.click()
        pressed(page, f"提交评分表，总分 {sum(map(Decimal, points), Decimal()).normalize():f}")
        expect(page.locator("#did")).to_contain_text("评分表已经提交")
    expect(page.locator(".expert-task")).to_contain_text("都已提交")


def chosen(home: Home, names: tuple[str, ...], reserve: str) -> None:
    """The best are computed by the declared rule, a meeting takes over the list, and it is adopted so."""
    room = Room(home.at(CLERK), home.address, home.call)
    page = room.of_call("choice/")
    page.get_by_role("link", name="按规则计算…").click()
    page.locator("[name=unknown]").select_option("in")
    page.locator("[name=reason]").fill("各款都由专家评分判断，评审已经结束。")
    pressed(page, "计算")
    expect(page.locator("#ranking")).to_be_visible()
    expect(page.locator(".choose-row .choose-name")).to_contain_text([*names, reserve])
    expect(page.locator(".choose-row.choose-in")).to_have_count(len(names))
    page = room.of_call("choice/1/adopt")
    pressed(page, "记录一次集体研究…")
    for at, name in enumerate(names, 1):
        line = _line(page, name)
        expect(line.locator("select")).to_have_value("recommended")
        expect(line.locator(".decide-order")).to_have_value(str(at))
    expect(_line(page, reserve).locator("select")).to_have_value("reserve")
    _line(page, reserve).locator(".decide-reason").fill("名额有限")
    recorded(page, len(names) + 1)
    page = room.of_call("choice/1/adopt")
    page.locator("#how-collective").check()
    pressed(page, "下一步：核对名单")
    pressed(page, f"采用这 {len(names)} 条")
    told(page, "已经采用")


def _line(page: Page, name: str) -> Locator:
    return page.locator(".decide-line", has=page.locator(".name", has_text=name))
