"""The evening at its pages, second half: scores are checked and looked at again, the choice is made."""

import math
import re
from collections.abc import Collection, Mapping
from decimal import Decimal

from playwright.sync_api import Page, expect

from tests.site import judging_evening_world as world
from tests.site.at_home import apart
from tests.site.clerk_world import shot
from tests.site.judging_evening_acts import Room, pressed

PLACES = 30


def checked(room: Room, name: str) -> Page:
    """The scoring check, computed beside the page."""
    page = room.at("check/")
    page.locator("#quota").fill(str(PLACES))
    pressed(page, "检查评分")
    expect(page.locator("dl.counts")).to_contain_text("离群的评分")
    expect(page.locator("[data-reading]")).to_be_hidden()
    expect(page.locator("#stale")).to_have_count(0)
    page.locator(".scoring-figures").evaluate("part => part.scrollIntoView()")
    shot(page, name, whole=False)
    return page


HARSH, NOISY = "评分明显偏严", "看法出入较大"
"""What the check says of an expert who gives too few points, and of one whose points don't fit others'."""


def named(page: Page, words: str) -> set[str]:
    """Experts of whom the check says so."""
    lines = page.locator("[aria-labelledby=flagged] li").filter(has_text=words)
    return set(lines.locator("label strong").all_inner_texts())


def wild(page: Page) -> set[str]:
    """Experts with a score that is far off."""
    return set(page.locator("[aria-labelledby=wild] label strong").all_inner_texts())


def asked_again(room: Room, names: Collection[str]) -> int:
    """Those experts, and who gave a wild score, are asked to look again; how many sheets."""
    page = room.page
    for name in names:
        page.locator("[aria-labelledby=flagged] label", has_text=name).click()
    for box in page.locator("[name=sheet]").all():
        box.check()
    pressed(page, "下一步：请专家再看…")
    shot(page, "judging-again", whole=False)
    count = int(page.locator("[name=count]").input_value())
    pressed(page, f"退给专家再看 {count} 份")
    expect(page.locator("#requests")).to_contain_text(str(count))
    return count


def looks_again(page: Page) -> None:
    """The one who gave points at random reads what the office says, and gives other points."""
    page.locator(".expert-sheets li", has_text=re.compile("再看")).locator("a").first.click()
    expect(page.locator("main")).to_contain_text("办公室请您再看一次")
    shot(page, "judging-look-again", whole=False)
    for at, points in enumerate(("31", "31", "15"), 1):
        page.locator(f"#c-{at}-points").fill(points)
    page.locator("button[value=check]").last.click()
    pressed(page, "提交评分表，总分 77")
    expect(page.locator("#did")).to_contain_text("评分表已经提交")


def closed(room: Room) -> None:
    """Every sheet is in: scores are closed."""
    page = room.at()
    page.get_by_role("link", name="结束评分…").click()
    pressed(page, f"结束评分，{world.ENTRIES * world.EACH} 份有效")
    expect(page.get_by_role("link", name="结束评分…")).to_have_count(0)


def moved(before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> int:
    """How many entries have another official score."""
    return sum(before.get(name) != score for name, score in after.items())


def strayed(scores: Mapping[str, Decimal]) -> float:
    """How far scores are from what entries deserve, in points on the average: the root of the mean square."""
    deserved = world.quality()
    squares = [(float(score) - deserved[name]) ** 2 for name, score in scores.items()]
    return math.sqrt(sum(squares) / len(squares))


def official(room: Room) -> None:
    """The page says the ranking that the query tells."""
    page = room.of_call("scores/")
    first, score = apart(world.ranking)[0]
    expect(page.locator("tbody tr").first).to_contain_text(first)
    expect(page.locator("tbody tr").first).to_contain_text(str(score))


def reported(page: Page, room: Room, asked: int) -> None:
    """The supervisor sees what was asked again, what the rule came to, and that a tie was lifted."""
    page.goto(f"{room.address}/office/calls/{world.SLUG}/reviews/1/check/report")
    expect(page.locator("dl.counts")).to_contain_text(f"请再看{asked}因此改了分")
    shot(page, "judging-report", whole=False)
    page.goto(f"{room.address}/office/supervise/")
    expect(page.locator("main")).to_contain_text("解除回避")
