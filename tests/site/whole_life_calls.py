"""The whole life, first part: two offices know each other, the notice becomes a call, its rules go down."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.domain.notices.invented import NOTICE
from tests.site.clerk_acts import button, downloaded, told
from tests.site.office import CLERK, HEAD
from tests.site.whole_life_review import REVIEW
from tests.site.whole_life_world import ABOVE, AWARD, BELOW, CITY_CALL, OWN_CALL, Home

PROMISES = """
publicity: {days: 7, shows: [name, column_3], places: [门户网站]}
objections: {answer_days: 15}
titles:
  - {award: AWARD, validity_years: 3, recheck_before_days: 180, barred_years: 5, cooling_years: 3}
support:
  activities:
    - {kind: training, name: 质量管理培训}
    - {kind: improvement, name: 质量诊断提升}
  priority: [recommended, nominated]
clearance: {departments: [示例区市场监管局]}
"""
"""What the notice left open and the office writes into its call."""


def know_each_other(above: Home, below: Home, folder: Path) -> None:
    """The sections' heads exchange their cards and read the fingerprints to each other."""
    cards = {}
    for home in (above, below):
        page = home.at(HEAD, "/office/partners/")
        own = page.locator("#own ~ dl .package-print").first.inner_text()
        path = folder / f"{home.folder.name}.json"
        downloaded(page, "a[href$='card.json']", folder).rename(path)
        cards[home.call] = (path, own)
    for home, other, relation in ((above, below, "lower"), (below, above, "upper")):
        path, printed = cards[other.call]
        page = home.at(HEAD, "/office/partners/")
        page.locator("#card").set_input_files(path)
        page.locator(f"#relation-{relation}").check()
        page.locator("#district").fill("示例区" if relation == "lower" else "")
        page.locator("main form .button-primary").click()
        expect(page.locator("strong.package-print").first).to_have_text(printed)
        page.locator("button[name=sure]").click()
        expect(page.locator("#known ~ table")).to_contain_text(BELOW if relation == "lower" else ABOVE)


def called(home: Home) -> None:
    """The notice becomes a draft, its questions are answered, what it promises is written; published."""
    page = home.at(CLERK, "/office/drafts/new")
    file = FilePayload(name="通知.txt", mimeType="text/plain", buffer=NOTICE.encode())
    page.locator("#file").set_input_files(files=[file])
    button(page, "开始起草")
    page.wait_for_url("**/notice")
    expect(page.locator("main mark", has_text="2099年4月30日18:00").first).to_be_visible()
    draft = page.url.removesuffix("notice")
    page.goto(f"{draft}answers")
    page.locator("#call").fill(CITY_CALL)
    page.locator("#awards-1-name").fill(AWARD)
    page.locator("#awards-1-as_of").fill("2026-04-30")
    page.get_by_label("纸质件、扫描件两者有一即可").check()
    button(page, "保存")
    _staged(page, draft)
    _written(page, draft, _promised)
    _published(page, home, draft)


def _staged(page: Page, draft: str) -> None:
    """公示 belongs to the course."""
    page.goto(f"{draft}stages")
    page.locator("#more").select_option("publicity")
    button(page, "加在最后")
    button(page, "保存程序")


def _written(page: Page, draft: str, edit: Callable[[str], str]) -> None:
    """The call file itself is edited, and nothing is wrong with it."""
    page.goto(f"{draft}source")
    text = page.locator("#source")
    text.fill(edit(text.input_value()))
    page.locator("main form .button-primary").click()
    page.wait_for_url("**/source?saved")
    expect(page.locator("#found")).to_have_count(0)


def _published(page: Page, home: Home, draft: str) -> None:
    page.goto(f"{draft}preview")
    button(page, "发布 1 次征集，开放报送")
    page.wait_for_url(f"**/office/calls/{home.call}/?done=published")


def rules_down(above: Home, below: Home, folder: Path) -> None:
    """The office above fixes form and awards in a package; the one below takes it and opens its own call."""
    page = above.of_call(CLERK, "packages/rules")
    button(page, "制作 1 个规则包")
    rules = downloaded(page, "a[href$='/file']", folder)
    looked_into(below.at(CLERK, "/office/packages/take/"), rules)
    page = below.at(CLERK)
    button(page, "取入 1 个规则包")
    told(page, "已取入")
    page.get_by_role("link", name="按这版规则起草本级征集").click()
    page.locator("#name").fill(OWN_CALL)
    button(page, "起草 1 次征集")
    page.wait_for_url(re.compile("/office/drafts/[0-9a-f-]{36}/"))
    found = re.match(".*/drafts/[0-9a-f-]{36}/", page.url)
    assert found
    draft = found[0]
    _written(page, draft, _made_own)
    _published(page, below, draft)


def _promised(source: str) -> str:
    return source + PROMISES.replace("AWARD", _award_of(source))


def _award_of(source: str) -> str:
    award = re.search(r"^awards:\n  - key: (\w+)", source, re.MULTILINE)
    assert award, source
    return award[1]


def _made_own(source: str) -> str:
    place = '{form: paper, place: "示例区政务服务中心", address: "示例区示例路2号"}'
    contact = '{unit: "示例区经济信息化局", name: "赵示例", phone: "023-60000009"}'
    blank = r'\n +""[^\n]*'
    source = re.sub(rf"(  delivery:){blank}", rf"\1 [{place}]", source)
    source = re.sub(rf"(\ncontacts:){blank}", rf"\1 [{contact}]", source)
    source = source.replace(f'issuer: "{ABOVE}"', f'issuer: "{BELOW}"')
    return source + REVIEW.replace("AWARD", _award_of(source))


def looked_into(page: Page, package: Path) -> None:
    """A package is chosen and verified; nothing is taken yet."""
    page.locator("#file").set_input_files(package)
    page.locator("main form .button-primary").click()
    expect(page.locator("main")).to_contain_text("签名和每个文件都与登记的单位一致")
