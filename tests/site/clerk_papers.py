"""What an office does after it has looked at the entries: decides on many, writes, asks, decides together."""

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from jianyou.domain.papers.clearance import FIRST_ANSWER_COLUMN
from tests.site.clerk_acts import SLUG, button, downloaded, told
from tests.site.clerk_world import World, shot

SAID = 3
"""So many firms a department answers for; it is silent about the others."""
_FIRST_ROW = 4


def accepted_together(clerk: Page, world: World, count: int) -> None:
    """All that wait and have no finding: previewed with the number on the button, then done."""
    clerk.goto(f"{world.entries}?state=pending&found=nothing")
    clerk.locator("#which").check()
    button(clerk, "受理…")
    expect(clerk.locator(".which > summary").first).to_have_text(f"可以办理 {count} 条")
    expect(clerk.locator(".which-list > li")).to_have_count(count)
    shot(clerk, "15-成批受理以前")
    button(clerk, f"受理 {count} 条")
    told(clerk, f"办理了 {count} 条。")
    shot(clerk, "16-成批受理以后")
    clerk.goto(f"{world.entries}?state=accepted")
    expect(clerk.locator("#found")).to_have_text(f"{count + 1} 条")


def one_undone(head: Page, world: World, count: int) -> None:
    """The section head takes one of them back, with a reason."""
    head.goto(f"{world.entries}?state=accepted")
    head.locator("[name=entry]").first.check()
    button(head, "重新审查…")
    head.locator("#reason").fill("证明材料要再核实。")
    button(head, "下一步：核对")
    button(head, "重新审查 1 条")
    told(head, "办理了 1 条。")
    head.goto(f"{world.entries}?state=accepted")
    expect(head.locator("#found")).to_have_text(f"{count} 条")


def letters_sent(clerk: Page, head: Page, world: World, count: int) -> None:
    """Letters of acceptance: made by the clerk, looked at, and sent by somebody else."""
    clerk.goto(world.of_call("letters/make?kind=acceptance"))
    shot(clerk, "17-制作通知书")
    button(clerk, f"制作 {count} 份并留存")
    told(clerk, f"{count} 份")
    clerk.locator(".letter-line .line-name").first.click()
    shot(clerk, "18-一份通知书")
    pdf = clerk.request.get(clerk.url + "pdf")
    assert (pdf.ok, pdf.body()[:5]) == (True, b"%PDF-")
    clerk.go_back()
    button(clerk, "发出留存的全部…")
    expect(clerk.locator("#own")).to_have_text(f"{count} 份由您制作，须由另一位同事发出")
    head.goto(world.of_call("letters/"))
    button(head, "发出留存的全部…")
    shot(head, "19-发出以前")
    button(head, f"发出 {count} 份")
    told(head, f"发出了 {count} 份")


def departments_asked(clerk: Page, world: World, folder: Path, count: int) -> None:
    """A letter to each department; one of them sends its table back, silent about most."""
    clerk.goto(world.of_call("clearance/new"))
    clerk.locator("#due").fill("2099-04-30")
    shot(clerk, "20-征求部门意见")
    button(clerk, "下一步：核对")
    expect(clerk.locator("main")).to_contain_text(f"{count} 条申报")
    shot(clerk, "21-征求以前")
    clerk.locator("button[name=sure]").click()
    clerk.get_by_role("link", name="市场监管").click()
    expect(clerk.locator("main")).to_contain_text(f"{count} 条申报")
    clerk.locator("#how").fill("公文系统")
    button(clerk, "登记为已发出")
    told(clerk, "已登记发出")
    table = downloaded(clerk, "a:has-text('名单表（Excel）')", folder)
    answered(table)
    clerk.locator("#file").set_input_files(table)
    clerk.locator("#reply_on").fill(localtime().date().isoformat())
    button(clerk, "读出来核对")
    shot(clerk, "22-部门复函")
    button(clerk, f"登记 {SAID} 条答复")
    told(clerk, "答复已登记")
    expect(clerk.locator("#entries")).to_contain_text(f"已答复 {SAID}，未答复 {count - SAID}")
    shot(clerk, "23-复函登记以后")


def answered(table: Path) -> None:
    """The department fills the first rows of its table in and leaves the others as they are."""
    book = openpyxl.load_workbook(table)
    sheet = book.worksheets[0]
    # After the questions stand two columns for remarks.
    for row in sheet.iter_rows(_FIRST_ROW, _FIRST_ROW + SAID - 1, FIRST_ANSWER_COLUMN, sheet.max_column - 2):
        for cell in row:
            cell.value = "无"
    book.save(table)


def decided_together(clerk: Page, world: World, folder: Path) -> None:
    """Three entries go to the meeting; what it decided is recorded, and papers are made of it."""
    clerk.goto(f"{world.entries}?state=accepted")
    for box in clerk.locator("[name=entry]").all()[:3]:
        box.check()
    button(clerk, "集体研究…")
    for name, text in {
        "held_on": "2026-01-05",
        "minutes": "示例委办公会纪要〔2026〕3号",
        "subject": "研究推荐对象",
        "participants": "张示例，主任\n李示例，副主任",
    }.items():
        clerk.locator(f"#{name}").fill(text)
    for at in (1, 2):
        clerk.locator(f"#o{at}").select_option("recommended")
        clerk.locator(f"#n{at}").fill(str(at))
    clerk.locator("#o3").select_option("reserve")
    clerk.locator("#r3").fill("名额有限")
    button(clerk, "下一步：核对")
    shot(clerk, "24-集体研究以前")
    button(clerk, "记录对 3 条的集体研究")
    told(clerk, "已经记录")
    shot(clerk, "25-集体研究")
    clerk.locator("#reason").fill("报委领导审定")
    letter = downloaded(clerk, "button:has-text('导出推荐函')", folder)
    report = downloaded(clerk, "a:has-text('下载签报（Word）')", folder)
    assert [letter.suffix, report.suffix] == [".docx", ".docx"]
    assert [path.read_bytes()[:2] for path in (letter, report)] == [b"PK", b"PK"]


def taken_out(clerk: Page, world: World, folder: Path, kind: str, which: str = "accepted") -> Path:
    """The master table of what is accepted, or of all, once its reason is told."""
    clerk.goto(world.of_call("out/"))
    clerk.locator(f"#which-{which}").check()
    clerk.locator(f"#kind-{kind}").check()
    clerk.locator("#reason").fill("报委领导审定")
    shot(clerk, "26-导出")
    return downloaded(clerk, "button:has-text('导出推荐汇总表')", folder)


def called(clerk: Page, world: World) -> None:
    """The list of whom to call; who handles the call sees it, and that is logged."""
    clerk.goto(world.of_call("out/contacts"))
    expect(clerk.locator("main")).to_contain_text("023-60000001")
    shot(clerk, "27-联系人")


def printed(office: Path, paper: Path) -> Path:
    """The paper as LibreOffice opens and prints it."""
    folder = paper.parent / f"printed-{paper.suffix[1:]}"
    profile = f"-env:UserInstallation={(paper.parent / 'profile').as_uri()}"
    whole = [str(office), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(paper)]
    subprocess.run(whole, check=True, capture_output=True, timeout=240, env={**os.environ})
    return folder / f"{paper.stem}.pdf"


def rows_of(printed_table: Path) -> int:
    """How many firms a printed table lists, as our own command reads it."""
    whole = [sys.executable, "-m", "jianyou", "form", "check", str(printed_table), "--json"]
    done = subprocess.run(whole, check=False, capture_output=True, timeout=240)
    return sum(len(file["rows"]) for file in json.loads(done.stdout)["files"])


def supervised(supervisor: Page, world: World) -> None:
    """Everything stands in the log, and the ledger is found as it was signed."""
    supervisor.goto(f"{world.address}/office/supervise/log/?call=city")
    shot(supervisor, "28-操作留痕")
    for act in ("显示名单中的联系方式", "导出推荐汇总表", "登记集体研究", "征求部门意见"):
        expect(supervisor.locator("main")).to_contain_text(act)
    supervisor.goto(f"{world.address}/office/supervise/calls/city/verify")
    button(supervisor, "核验账本")
    expect(supervisor.locator("#good")).to_contain_text("账本与现存数据一致", timeout=60_000)
    shot(supervisor, "29-核验账本")


def others_see(public: Page, world: World) -> None:
    """The new call is open to everybody."""
    public.goto(f"{world.address}/calls/{SLUG}/")
    expect(public.locator("h1")).to_contain_text("示例优质组织")
