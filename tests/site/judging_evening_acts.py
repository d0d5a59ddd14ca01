"""The evening at its pages, first half: the pool, the draw, the panel, ties, the plan, scores, the check."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.driving import DESKTOP, PATIENCE, context_of
from tests.site import judging_evening_world as world
from tests.site.at_home import apart
from tests.site.clerk_world import shot
from tests.site.signin import SIGN_IN

PASSWORD = "7K3M-9QXA-2BCD-4EFG"
VALUE = "03 08 11 19 27 30 05"


class Room(NamedTuple):
    """The clerk's window, the site's address, and the call's name."""

    page: Page
    address: str
    call: str = world.SLUG

    def at(self, end: str = "") -> Page:
        """The window, at a page of the call's first review."""
        return self.of_call(f"reviews/1/{end}")

    def of_call(self, end: str = "") -> Page:
        """The window, at a page of the call."""
        self.page.goto(f"{self.address}/office/calls/{self.call}/{end}")
        return self.page


def told(page: Page) -> str:
    """What stands on the page."""
    return page.locator("main").inner_text()


def pressed(page: Page, name: str | re.Pattern[str]) -> None:
    """A button, once."""
    page.get_by_role("button", name=name).click()


def verified(*arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A command of another person, in a folder of his own."""
    whole = [sys.executable, "-m", "jianyou", *arguments]
    return subprocess.run(whole, capture_output=True, text=True, timeout=120, cwd=folder, check=False)


def downloaded(page: Page, name: str | re.Pattern[str], folder: Path) -> Path:
    """What a link gives to keep."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def pool_imported(room: Room) -> None:
    """The office's list of experts, read, looked at, kept."""
    page = room.page
    page.goto(f"{room.address}/office/experts/import")
    roster: FilePayload = {"name": "专家名册.csv", "mimeType": "text/csv", "buffer": world.pool_file()}
    page.locator("#file").set_input_files(roster)
    pressed(page, "读出来核对")
    expect(page.locator("#rows")).to_have_text(f"读出 {world.POOL} 行，可导入 {world.POOL} 人")
    pressed(page, f"导入 {world.POOL} 人")
    expect(page.get_by_role("status")).to_contain_text("名册已导入专家库")
    expect(page.locator(".page-head")).to_contain_text(f"在库 {world.POOL} 人")


def begun(room: Room) -> None:
    """The stage of the call file is prepared; what is missing is named."""
    page = room.of_call("reviews/")
    pressed(page, "开始准备“材料评审”")
    page.get_by_role("link", name="修改设置…").click()
    expect(page.locator("[name=blind]")).to_be_checked()
    page.locator("main form .button-primary").click()
    expect(page.get_by_role("link", name=re.compile("评审组"))).not_to_have_count(0)
    assert page.get_by_role("link", name="开始评分…").count() == 0


def drawn(room: Room, visitor: Page, folder: Path) -> None:
    """60 of 80 by lot: announced, seen by anybody, revealed, checked elsewhere, put on the panel."""
    page = room.of_call("draws/new?purpose=experts")
    page.locator("[name=title]").fill("材料评审专家抽取")
    page.locator("[name=public_value]").fill("2026年11月24日晚公布的全国开奖号码，按开出顺序")
    page.locator("[name=take]").fill(str(world.PANEL))
    page.locator("[name=strata]").fill("\n".join(f"{code} 8-16" for code in world.CODES.values()))
    pressed(page, "下一步：核对")
    pressed(page, f"公布 {world.POOL} 项的名单")
    expect(page.get_by_role("status")).to_contain_text("名单和承诺已经公布")
    public = f"{room.address}/calls/{world.SLUG}/draws/1/"
    visitor.goto(public)
    digest = visitor.locator("dt", has_text="总指纹").locator("+ dd").inner_text().replace(" ", "")
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    expect(visitor.locator("main")).to_contain_text(f"{world.POOL} 项，抽 {world.PANEL} 项")
    page.locator("[name=public_value]").fill(VALUE)
    pressed(page, f"从 {world.POOL} 项中抽取 {world.PANEL} 项")
    expect(page.get_by_role("status")).to_contain_text("已经抽取")
    visitor.goto(public)
    shot(visitor, "judging-draw", whole=False)
    record = downloaded(visitor, "下载记录（.json）", folder)
    assert (
        verified("judging", "draw", "check", record.name, "--digest", digest, folder=folder).returncode == 0
    )
    record.write_text(record.read_text("utf-8").replace(VALUE, VALUE.replace("05", "06")), "utf-8")
    refused = verified("judging", "draw", "check", record.name, "--digest", digest, folder=folder)
    assert (refused.returncode, bool(refused.stdout or refused.stderr)) == (1, True)
    pressed(page, f"把抽中的 {world.PANEL} 人加入“材料评审”评审组")
    expect(page.get_by_role("status")).to_contain_text("已加入评审组")


def invited(room: Room) -> None:
    """Everybody who was drawn, page by page."""
    page, left = room.at("panel/"), world.PANEL
    while left:
        ticked = page.locator("[name=expert]:checked").count()
        pressed(page, "邀请勾选的专家…")
        pressed(page, f"发出邀请 {ticked} 人")
        expect(page.get_by_role("status")).to_contain_text("邀请已登记")
        left -= ticked
    expect(page.locator(".page-head")).to_contain_text(f"等答复 {world.PANEL} 人，未邀请 0 人")


def at_desk(browser: Browser, room: Room, username: str) -> Page:
    """An expert's window, signed in."""
    page = context_of(browser, DESKTOP).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(room.address + SIGN_IN)
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    expect(page.locator("[name=password]")).to_have_count(0)
    page.goto(f"{room.address}/expert/")
    return page


def joins(page: Page, name: str) -> None:
    """An expert accepts, has no ties, signs."""
    pressed(page, "接受邀请")
    page.locator("#none").check()
    pressed(page, "下一步")
    if page.get_by_role("link", name="签承诺书").count() == 0:
        page.locator("main form .button-primary").click()
    page.get_by_role("link", name="签承诺书").click()
    page.locator("#read").check()
    page.locator("#name").fill(name)
    pressed(page, "签下承诺书")
    expect(page.locator("#did")).to_contain_text("承诺书已经签下")


def ties_found(room: Room) -> int:
    """Found from the facts; one is lifted with a reason; how many block still."""
    page = room.at("recusals/")
    pressed(page, "查找回避关系")
    expect(page.get_by_role("status")).to_contain_text("已查找，新查出")
    blocking = apart(world.blocking)
    assert blocking > 1
    shot(page, "judging-ties", whole=False)
    room.at("recusals/?state=blocks")
    earlier = page.locator("tbody tr").filter(has_text="专家曾在")
    earlier.first.get_by_role("link", name=re.compile("解除…")).click()
    page.locator("[name=reason]").fill("经核实，十五年前实习两个月，此后没有往来。")
    pressed(page, "解除回避 1 条")
    expect(page.locator("main")).to_contain_text("十五年前实习")
    assert apart(world.blocking) == blocking - 1
    return int(blocking - 1)


def assigned(room: Room) -> None:
    """A plan is computed, its proof checked, adopted."""
    page = room.at("plan/")
    for name, number in (("per_entry", world.EACH), ("least", 20), ("most", 30)):
        page.locator(f"#{name}").fill(str(number))
    page.locator("#anchors").check()
    pressed(page, "计算方案")
    page.get_by_role("link", name="下一步：核对采用").wait_for()
    expect(page.locator("main")).to_contain_text("没有更好的方案")
    shot(page, "judging-plan", whole=False)
    page.get_by_role("link", name="下一步：核对采用").click()
    pressed(page, f"采用：新派 {world.ENTRIES * world.EACH} 份，收回 0 份")
    expect(page.locator("dl.counts")).to_contain_text(str(world.ENTRIES * world.EACH))


def started(room: Room) -> None:
    """All copies without names are ready, so scoring begins."""
    page = room.of_call("redactions/")
    expect(page.locator("#how-far")).to_have_text(f"{world.ENTRIES} 条申报，已备好 {world.ENTRIES} 条")
    room.at().get_by_role("link", name="开始评分…").click()
    pressed(page, f"开始评分 {world.ENTRIES * world.EACH} 份")
    expect(page.locator("main")).to_contain_text("已提交 0 / 1500 份")


def recuses(page: Page) -> None:
    """An expert finds a tie while he reads; the sheet is gone at once."""
    before = page.locator(".expert-sheets a.line-name").count()
    page.locator(".expert-sheets a.line-name").first.click()
    gone = page.url
    page.get_by_role("link", name="我应当回避…").click()
    page.locator("#reason").fill("读了材料才发现，配偶在这家单位任职。")
    pressed(page, "下一步：核对")
    pressed(page, "申报回避，收回 1 份评分表")
    expect(page.locator("#did")).to_contain_text("已申报回避")
    expect(page.locator(".expert-sheets a.line-name")).to_have_count(before - 1)
    answer = page.goto(gone)
    assert answer is not None
    assert answer.status == 404


def gap_filled(room: Room) -> None:
    """What the recusal left open is named, and given to the next best."""
    page = room.at("plan/")
    expect(page.locator("#gaps")).to_have_text("1 条申报缺专家")
    page.get_by_role("link", name=re.compile("^补派")).click()
    page.locator("[name=expert]").first.check()
    pressed(page, "派 1 份评分表")
    page.wait_for_url(re.compile("/plan/$"))
    expect(page.locator("#gaps")).to_have_count(0)


def fills(page: Page) -> None:
    """An expert types his points; they save themselves; he looks and submits."""
    page.goto(re.sub(r"/expert/.*", "/expert/", page.url))
    page.locator(".expert-sheets a.line-name").first.click()
    assert "示例" not in told(page)
    for at, points in enumerate(("31.5", "29", "15.5"), 1):
        page.locator(f"#c-{at}-points").fill(points)
    page.locator("#c-0-strengths").press_sequentially("三年数据齐全，方法讲得清。")
    expect(page.locator("#draft-state")).to_have_text(re.compile(r"已存 \d\d:\d\d:\d\d"))
    page.evaluate("scrollTo(0, 0)")
    shot(page, "judging-sheet", whole=False)
    page.locator("button[value=check]").last.click()
    pressed(page, "提交评分表，总分 76")
    expect(page.locator("#did")).to_contain_text("评分表已经提交")
