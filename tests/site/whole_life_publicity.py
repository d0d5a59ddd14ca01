"""The whole life, third part: the list is public, somebody objects, it is published anew; the papers."""

import zipfile
from datetime import timedelta
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from jianyou.store.dialect import database_now
from jianyou.store.models import Publicity
from tests.site.clerk_acts import button, downloaded
from tests.site.clerk_world import shot
from tests.site.objection_world import PERSON, WHAT
from tests.site.office import CLERK
from tests.site.whole_life_filing import Filed
from tests.site.whole_life_world import AWARD, BEARINGS, GEARS, LIFTS, PUMPS, Home

ASKED, REPLY, REASONS = "请说明是否发生过质量事故。", "发生过一次，已整改。", "经核查，情况属实。"


def published(home: Home, names: tuple[str, ...], replaces: int = 0) -> None:
    """A list is prepared, looked at as everybody will see it, and made public."""
    page = home.of_call(CLERK, "publicity/new")
    if replaces:
        page.locator("#replaces").select_option(str(replaces))
    page.locator("#unit1").fill("示例区经济信息化局质量科")
    page.locator("#phone1").fill("023-60000009")
    button(page, "保存，按公开的样子核对")
    button(page, f"公布 {len(names)} 条")
    expect(page.get_by_text("已经公布。期满以后自动撤下")).to_be_visible()
    shown(home, replaces + 1, names)


def shown(home: Home, turn: int, names: tuple[str, ...]) -> None:
    """Anybody reads exactly these names, and nothing that belongs to a person."""
    page = home.at(None, f"/calls/{home.call}/publicity/{turn}/")
    told_there = page.locator("main").inner_text()
    assert [name for name in (BEARINGS, GEARS, LIFTS, PUMPS) if name in told_there] == list(names)
    assert "李示例" not in told_there
    assert "023-60000001" not in told_there


def objected(home: Home, name: str, folder: Path) -> Filed:
    """Somebody who read the list objects to a name, with evidence; number and code."""
    evidence = folder / "证据.pdf"
    evidence.write_bytes(b"%PDF-1.4\n% what shows it\n")
    page = home.at(None, f"/calls/{home.call}/publicity/1/")
    shot(page, "site-life-public-list", whole=False)
    page.get_by_role("link", name="提出异议").click()
    page.locator("#about").select_option(label=f"2. {name}（{AWARD}）")
    page.locator("#kind-substance").check()
    page.locator("#text").fill(WHAT)
    page.locator("#files").set_input_files([evidence])
    page.locator("#who-person").check()
    page.locator("#name").fill(PERSON.name)
    page.locator("#phone").fill(PERSON.phone)
    shot(page, "site-life-objection-form")
    button(page, "核对")
    button(page, "提交这 1 件异议")
    expect(page.locator("h1")).to_have_text("异议已经收到")
    return Filed(*page.locator(".keep-two dd").all_inner_texts())


def upheld(home: Home, objection: Filed, nominee: Filed) -> None:
    """It is accepted, the nominee asked and heard, then decided: the row goes."""
    act(home, objection, "accept", "受理 1 件异议")
    until = (localtime() + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
    act(home, objection, "ask", "请 1 个申报单位说明", statement=ASKED, until=until)
    answered(home, nominee)
    act(home, objection, "decide", "决定 1 件异议", result="upheld.remove", reasons=REASONS)
    shown(home, 1, (BEARINGS, LIFTS))
    page = home.of_call(CLERK, "decisions/")
    expect(page.locator("main")).to_contain_text("现在拟推荐 2 个")


def act(home: Home, objection: Filed, name: str, pressed: str, /, **fields: str) -> None:
    """An act of the office on it, through its preview."""
    page = home.of_call(CLERK, f"objections/{objection.number}/")
    page.locator(f"a[href$='/{objection.number}/{name}']").click()
    for key, value in fields.items():
        field = page.locator(f"main [name={key}]").first
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    primary = page.locator("main form .button-primary").last
    if primary.inner_text().strip() != pressed:
        primary.click()
    button(page, pressed)
    expect(page.locator("main .tone-green").first).to_be_visible()


def entered(home: Home, filed: Filed, page: Page | None = None) -> Page:
    """The page of a filing, for whoever has its number and code."""
    page = page or home.at(None)
    page.goto(f"{home.address}/filings/")
    page.locator("#number").fill(filed.number)
    page.locator("#code").fill(filed.code)
    button(page, "查看")
    expect(page.locator("#code")).to_have_count(0)
    return page


def answered(home: Home, nominee: Filed) -> None:
    """The nominee reads what is to be told, not from whom it came, and answers."""
    page = entered(home, nominee)
    page.get_by_role("link", name="查看要说明的事，提交说明").click()
    assert (PERSON.name in page.content(), WHAT in page.content()) == (False, False)
    page.locator("textarea").fill(REPLY)
    button(page, "把说明交给征集部门")
    expect(page.locator("main")).to_contain_text("说明已经交到征集部门。")


def reasons_read(home: Home, objection: Filed) -> None:
    """Who objected comes back with number and code and reads the decision."""
    page = home.at(None, "/objections/")
    page.locator("#number").fill(objection.number)
    page.locator("#code").fill(objection.code)
    button(page, "查看")
    for words in ("异议成立", REASONS):
        expect(page.locator("main")).to_contain_text(words)


def over(home: Home, turn: int) -> None:
    """The end of the period is put a minute ago: tests move ends, not clocks."""

    def move() -> None:
        past = database_now() - timedelta(minutes=1)
        rows = Publicity.objects.filter(call__slug=home.call, number=turn)
        rows.update(ends_at=past, objections_until=past)

    home.ask(move)
    page = home.at(None, f"/calls/{home.call}/publicity/{turn}/")
    expect(page.locator("main")).not_to_contain_text(BEARINGS)


def papers(home: Home, folder: Path, decision: int, turn: int) -> None:
    """Letter of recommendation, report and notice of the list, in Word and PDF: each has something on it."""
    page = home.of_call(CLERK, f"decisions/{decision}/")
    made = [downloaded(page, f"a[href$='report.{kind}']", folder) for kind in ("docx", "pdf")]
    for kind in ("docx", "pdf"):
        page.locator(f"#kind-{kind}").check()
        page.locator("#reason").fill("报局领导审定")
        made.append(downloaded(page, "button:has-text('导出推荐函')", folder))
    page = home.of_call(CLERK, f"publicity/{turn}/")
    made += [downloaded(page, f"section:has(#papers) a[href$='.{kind}']", folder) for kind in ("docx", "pdf")]
    for path in made:
        assert BEARINGS in (_words if path.suffix == ".docx" else _rendered)(path), path.name


def _words(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return parts.read("word/document.xml").decode()


def _rendered(path: Path) -> str:
    """What a PDF says; each of its pages, rendered, has ink on it."""
    said = []
    with pypdfium2.PdfDocument(path) as paper:
        for page in paper:
            dark = page.render(scale=1, grayscale=True).to_numpy() < 128
            assert dark.sum() > 200, path.name
            said.append(page.get_textpage().get_text_range())
    return "".join(said).replace("\r\n", "")
