"""What an office does in its pages on a clerk's day, each act as the person at the browser does it."""

import re
import zipfile
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.driving import PATIENCE
from tests.domain.notices.invented import NOTICE
from tests.site.clerk_world import BY_WEB, FEATURES, FORMS, World, shot
from tests.site.public import form, row

SLUG = "quality-2099"
REMARK = "请精简到 25 字以内，一句话说明特色。"
BETTER = "一轴一档，件件可追溯"


def button(page: Page, name: str) -> None:
    """Presses the button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def told(page: Page, text: str) -> None:
    """The page says at its top what was done."""
    expect(page.locator(".told[role=status]").first).to_contain_text(text)


def downloaded(page: Page, link: str, folder: Path) -> Path:
    """What a link or button of the page brings down to the disk."""
    with page.expect_download() as coming:
        page.locator(link).first.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def begun(clerk: Page, world: World, notice: str, deadline: str) -> str:
    """A notice is uploaded and its values are marked in it; the beginning of the draft's addresses."""
    clerk.goto(f"{world.address}/office/drafts/new")
    file = FilePayload(name="通知.txt", mimeType="text/plain", buffer=notice.encode())
    clerk.locator("#file").set_input_files(files=[file])
    button(clerk, "开始起草")
    clerk.wait_for_url("**/notice")
    expect(clerk.locator("main mark", has_text=deadline).first).to_be_visible()
    return clerk.url.removesuffix("notice")


def drafted(clerk: Page, world: World) -> str:
    """The notice becomes a draft: its values marked, its questions answered; handed on to be published."""
    draft = begun(clerk, world, NOTICE, "2099年4月30日18:00")
    shot(clerk, "01-通知标出的内容")
    clerk.goto(f"{draft}answers")
    shot(clerk, "02-要回答的问题")
    clerk.locator("#call").fill(SLUG)
    clerk.locator("#awards-1-as_of").fill("2026-04-30")
    clerk.locator("#awards-1-name").fill("示例优质组织")
    clerk.get_by_label("上传盖章扫描件").check()
    button(clerk, "保存")
    clerk.goto(f"{draft}preview")
    shot(clerk, "03-预览")
    expect(clerk.locator("#publish ~ .told")).to_contain_text("须由本部门的处室负责人决定或批准")
    button(clerk, "提请发布 1 次征集")
    expect(clerk.locator("main")).to_contain_text("提请发布")
    expect(clerk.get_by_role("button", name="发布 1 次征集")).to_have_count(0)
    return draft


def published(head: Page, draft: str) -> None:
    """The section head looks at the draft and publishes it."""
    head.goto(f"{draft}preview")
    button(head, "发布 1 次征集，开放报送")
    head.wait_for_url(f"**/office/calls/{SLUG}/?done=published")
    shot(head, "04-已发布")


def filed_by_web(filer: Page, world: World, folder: Path) -> tuple[str, str]:
    """A firm files its Word form with its scan; its number and code."""
    table, scan = folder / "汇总表.docx", folder / "盖章件.pdf"
    table.write_bytes(form(row(BY_WEB, feature=FEATURES[0])))
    scan.write_bytes(form(row(BY_WEB, feature=FEATURES[0]), kind="pdf"))
    filer.goto(f"{world.address}/calls/city/file/")
    filer.locator("#form").set_input_files(table)
    filer.locator("#scan").set_input_files(scan)
    filer.locator("#filer").fill(BY_WEB)
    filer.locator("main form .button-primary").first.click()
    filer.locator("#not_classified").check()
    filer.locator("main form .button-primary").first.click()
    expect(filer.locator("h1")).to_have_text("报送回执")
    number, code = filer.locator(".keep .code").all_inner_texts()
    return number, code


def imported(clerk: Page, world: World, forms: Path) -> None:
    """A folder is read, looked at and entered; what can't be read costs only itself."""
    clerk.goto(world.of_call("imports/"))
    with clerk.expect_file_chooser() as chooser:
        button(clerk, "选择文件夹…")
    chooser.value.set_files(forms)
    clerk.wait_for_url("**/imports/*/")
    expect(clerk.locator("[data-live]")).to_have_attribute("data-running", "no", timeout=PATIENCE)
    shot(clerk, "05-导入核对")
    expect(clerk.get_by_text("还有 1 份要选择")).to_be_visible()
    clerk.locator(".import-lines .line-name", has_text="重复报送").click()
    button(clerk, "设为不登记")
    clerk.get_by_label(f"列出的全部 {FORMS} 份").check()
    button(clerk, "盖章纸质件已经在手边")
    button(clerk, f"下一步：核对要登记的 {FORMS - 2} 份")
    shot(clerk, "06-登记以前")
    button(clerk, f"登记 {FORMS - 2} 份")
    expect(clerk.locator(".record-head .pill")).to_have_text("已登记", timeout=PATIENCE)
    shot(clerk, "07-已登记")


def listed(clerk: Page, world: World, errors: int) -> None:
    """Narrows the list down to what has errors, chooses columns, and keeps that as a list of its own."""
    clerk.goto(world.entries)
    shot(clerk, "08-申报列表")
    clerk.get_by_text("更多筛选").click()
    clerk.locator("#by-found").select_option("errors")
    button(clerk, "筛选")
    expect(clerk.locator("#found")).to_have_text(f"{errors} 条")
    clerk.locator("summary", has_text="栏目").click()
    clerk.locator("#col-willing").check()
    clerk.locator("#col-industry").uncheck()
    button(clerk, "显示这些栏目")
    expect(clerk.get_by_role("columnheader", name="申报意愿")).to_be_visible()
    clerk.locator("summary", has_text="存下的列表").click()
    clerk.locator("#view-name").fill("有错误的")
    button(clerk, "存下")
    told(clerk, "列表已存下")
    clerk.goto(world.entries)
    clerk.locator("summary", has_text="存下的列表").click()
    clerk.get_by_role("link", name="有错误的").click()
    expect(clerk.locator("#found")).to_have_text(f"{errors} 条")
    shot(clerk, "09-存下的列表")


def opened_by_keys(clerk: Page, world: World) -> None:
    """Finds the firm by its initials and opens it, the hands never leaving the keys."""
    clerk.goto(world.entries)
    clerk.keyboard.press("/")
    clerk.keyboard.type("slxhcd")
    clerk.keyboard.press("Enter")
    expect(clerk.locator(".entry-name")).to_have_text([BY_WEB])
    clerk.keyboard.press("j")
    clerk.keyboard.press("Enter")
    clerk.wait_for_url("**/office/entries/**")
    expect(clerk.locator("h1")).to_have_text(BY_WEB)


def checked(clerk: Page) -> None:
    """Goes through the list of the formal check, from the pane and back to it."""
    clerk.get_by_role("link", name="形式审查清单").click()
    for answer in clerk.locator("[name^=m-][value=ok]").all():
        answer.check()
    shot(clerk, "10-形式审查清单")
    button(clerk, "保存核对情况")
    told(clerk, "核对情况已经保存")
    clerk.get_by_role("link", name="返回").click()
    expect(clerk.locator("h1")).to_have_text(BY_WEB)


def returned(clerk: Page, folder: Path) -> None:
    """Returns the entry with a remark at its field; the firm's own Word form bears it as a comment."""
    clerk.keyboard.press("r")
    expect(clerk.locator("h1")).to_have_text("退回补正")
    clerk.locator("#column-feature").fill(REMARK)
    shot(clerk, "11-退回补正")
    clerk.get_by_role("button", name="下一步：核对").last.click()
    shot(clerk, "12-退回以前")
    button(clerk, "退回补正 1 条")
    expect(clerk.locator(".record-head .pill")).to_have_text("退回补正")
    button(clerk, "显示联系方式，打开文件")
    word = downloaded(clerk, "a:has-text('带批注的原表')", folder)
    with zipfile.ZipFile(word) as parts:
        assert REMARK in parts.read("word/comments.xml").decode()
        assert "commentReference" in parts.read("word/document.xml").decode()


def corrected(filer: Page, world: World, number: str, code: str) -> None:
    """The firm comes back with number and code and mends what was asked."""
    filer.goto(f"{world.address}/filings/")
    filer.locator("#number").fill(number)
    filer.locator("#code").fill(code)
    filer.locator("main .button-primary").click()
    expect(filer.locator("main")).to_contain_text(REMARK)
    filer.locator("main .button-primary").click()
    filer.locator("#c-1-feature").fill(BETTER)
    button(filer, "核对")
    button(filer, "提交补正")
    expect(filer.locator("main")).not_to_contain_text("提交补正")


def compared(clerk: Page, world: World, number: str) -> None:
    """What the correction changed stands beside what it was."""
    clerk.goto(f"{world.address}/office/entries/{number}/1/")
    expect(clerk.locator("#versions")).to_contain_text(BETTER)
    expect(clerk.locator("#versions")).to_contain_text(FEATURES[0])
    shot(clerk, "13-两版比较")


def fact_recorded(clerk: Page) -> None:
    """A clause is unknown until somebody tells the fact and from where."""
    clause = clerk.locator("li.clause:has(#leaf-mayor-accidents)")
    expect(clause).to_have_class(re.compile("clause-unknown"))
    clause.locator("summary").click()
    clause.get_by_role("link", name="登记…").click()
    clerk.locator("#value-none").check()
    clerk.locator("#source").fill("示例市应急管理局电话答复")
    clerk.locator("#on").fill("2024-02-01")
    button(clerk, "登记这 1 项")
    expect(clause).to_have_class(re.compile("clause-met"))
    clause.locator("summary").click()
    shot(clerk, "14-参评条件")


def accepted(clerk: Page) -> None:
    """By a key and Enter."""
    clerk.keyboard.press("a")
    expect(clerk.get_by_role("button", name="受理")).to_be_focused()
    clerk.keyboard.press("Enter")
    expect(clerk.locator(".record-head .pill")).to_have_text("已受理")
