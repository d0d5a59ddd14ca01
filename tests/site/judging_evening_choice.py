"""The evening at its pages, its end: the choice, the ballot, signatures, the record, letters."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.site import judging_evening_world as world
from tests.site.at_home import apart
from tests.site.clerk_world import shot
from tests.site.judging_evening_acts import Room, downloaded, pressed, verified

MEMBERS = "\n".join(f"委员{sign}，示例研究院" for sign in "甲乙丙丁戊己庚辛壬")
PRESENT = 9
PLACES = 30
"""10 and 20 of the two tiers: all of them are taken."""


def computed(room: Room) -> Page:
    """By the declared rules, from the official scores; conditions are settled by the experts' points."""
    page = room.of_call("choice/")
    page.get_by_role("link", name="按规则计算…").click()
    page.locator("[name=unknown]").select_option("in")
    page.locator("[name=reason]").fill("各款都由专家评分判断，评审已经结束。")
    pressed(page, "计算")
    expect(page.locator("#ranking")).to_be_visible()
    expect(page.locator(".choose-seats")).to_contain_text(re.compile(r"10\s*/ 10.*20\s*/ 20", re.DOTALL))
    expect(page.locator(".choose-row.choose-in")).to_have_count(PLACES)
    shot(page, "judging-choice", whole=False)
    return page


def tried(room: Room) -> None:
    """Another rule is tried: it is compared, and can't be adopted."""
    page = room.of_call("choice/1/scenario")
    page.locator("[name=title]").fill("多两个标杆名额")
    page.locator("[name=n-benchmark]").fill("12")
    pressed(page, "测算")
    expect(page.locator("#compared")).to_be_visible()
    expect(page.locator("main")).to_contain_text("这是测算，不是正式结果")
    expect(page.get_by_role("link", name="采用…")).to_have_count(0)


def voted(room: Room) -> None:
    """Nine members vote in secret: the sums are typed, the result follows."""
    page = room.of_call("choice/ballots/new?choice=1")
    page.locator("[name=title]").fill("拟推荐名单")
    page.locator("[name=held_on]").fill("2026-11-24")
    page.locator("[name=members]").fill(MEMBERS)
    expect(page.locator("[name=entry]:checked")).to_have_count(PLACES)
    pressed(page, "下一步：登记票数")
    page.locator("[name=present]").fill(str(PRESENT))
    for at, box in enumerate(page.locator("[name^=f-]").all()):
        key = (box.get_attribute("name") or "")[2:]
        against = at % 3
        box.fill(str(PRESENT - against))
        page.locator(f"[name=a-{key}]").fill(str(against))
    pressed(page, "下一步：核对结果")
    expect(page.get_by_role("heading", name=f"{PLACES} 条中通过 {PLACES} 条")).to_be_visible()
    pressed(page, f"登记这 {PLACES} 条的结果")
    expect(page.get_by_role("status")).to_contain_text("已经登记")
    shot(page, "judging-ballot", whole=False)


def adopted(room: Room) -> str:
    """On the ground of the ballot; the record's digest."""
    page = room.of_call("choice/1/adopt")
    page.locator("#how-ballot").check()
    pressed(page, "下一步：核对名单")
    for choice in page.locator("select[name^=k-]").all():
        choice.select_option(index=1)
        key = (choice.get_attribute("name") or "")[2:]
        page.locator(f"[name=r-{key}]").fill("委员会表决认为其方法更便于推广。")
    if page.get_by_role("button", name="下一步：核对名单").count():
        pressed(page, "下一步：核对名单")
    pressed(page, f"采用这 {PLACES} 条")
    expect(page.get_by_role("status")).to_contain_text("已经采用")
    digest = page.locator("[aria-labelledby=record] .choose-digest").first.inner_text()
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    return digest


def signed(head: Page, room: Room) -> None:
    """The head signs with the account, the clerk types what a leader signed on paper."""
    head.goto(f"{room.address}/office/calls/{world.SLUG}/choice/1/")
    head.locator("#post").fill("质量处处长")
    pressed(head, re.compile("签署这份记录"))
    expect(head.get_by_role("status")).to_contain_text("已经签署")
    page = room.of_call("choice/1/")
    page.get_by_text("录入纸上的签署").click()
    page.locator("#name").fill("郑示例")
    page.locator("#held").fill("副主任")
    pressed(page, "录入 1 人的签署")
    expect(page.locator(".choose-signs li")).to_have_count(2)
    page.locator("#signatures").scroll_into_view_if_needed()
    shot(page, "judging-signed", whole=False)


def recomputed(room: Room, digest: str, folder: Path) -> None:
    """In another folder the record comes to the same; with one byte changed it says what doesn't hold."""
    page = room.of_call("choice/1/")
    record = downloaded(page, re.compile("下载（.json）"), folder)
    good = verified("verify", "decision", record.name, "--digest", digest, folder=folder)
    assert (good.returncode, good.stderr) == (0, "")
    assert "记录可信：指纹相符，重新计算的结果都一致。" in good.stdout
    (folder / "call.yaml").write_text(apart(world.published), "utf-8")
    beside = verified("verify", "decision", record.name, "--call", "call.yaml", folder=folder)
    assert (beside.returncode, beside.stderr) == (0, "")
    data = record.read_bytes()
    at = data.rindex(b'"score":"') + len(b'"score":"')
    changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    (folder / "changed.json").write_bytes(changed)
    bad = verified("verify", "decision", "changed.json", "--digest", digest, folder=folder)
    assert bad.returncode == 1
    assert "“result”这一部分与所记的指纹不符，写出后被改动过。" in bad.stdout
    assert re.search(r"“result\.\w+\.\d+\.score”记的是 \"[\d.]+\"，重新计算得 \"[\d.]+\"", bad.stdout)


def letters(room: Room, head: Page) -> None:
    """Feedback for one entry, then a letter of the result for everybody, held until somebody sends it."""
    page = room.of_call("choice/1/feedback/")
    page.locator("ul.lines a.line-name").first.click()
    page.locator("[name=s0]").check()
    pressed(page, "把勾选的放入通知书")
    expect(page.locator("#strengths")).to_have_value("数据完整，方法可学。")
    pressed(page, "保存反馈")
    page.get_by_role("link", name="制作结果通知书…").click()
    pressed(page, f"制作 {world.ENTRIES} 份并留存")
    expect(page.get_by_role("status")).to_contain_text(f"制作并留存了 {world.ENTRIES} 份")
    head.goto(f"{room.address}/office/calls/{world.SLUG}/letters/")
    pressed(head, "发出留存的全部…")
    pressed(head, f"发出 {world.ENTRIES} 份")
    expect(head.get_by_role("status")).to_contain_text(f"发出了 {world.ENTRIES} 份")
