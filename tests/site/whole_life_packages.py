"""The whole life, fourth part: the table goes up, results come down, titles stand in the registers."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.site.clerk_acts import button, downloaded, told
from tests.site.clerk_world import shot
from tests.site.judging_evening_acts import verified
from tests.site.office import CLERK
from tests.site.whole_life_calls import looked_into
from tests.site.whole_life_filing import Filed, accepted, decided
from tests.site.whole_life_publicity import entered
from tests.site.whole_life_world import BEARINGS, BELOW, LIFTS, Home, changed

DOCUMENT, ON, BATCH = "示例政发〔2026〕9号", "2026-03-02", "2026年"


def nominated(below: Home, above: Home, folder: Path) -> Path:
    """What stands recommended becomes a package for the office above."""
    page = below.of_call(CLERK, "packages/nominate")
    page.locator("[name=partner]").first.check()
    page.locator("#their_call").fill(above.call)
    for key, text in {"department": "示例区经济信息化局", "contact": "赵示例"}.items():
        page.locator(f"#head-{key}").fill(text)
    page.locator("#scans").check()
    button(page, "制作含 2 个申报的上报包")
    told(page, "已制作并记入操作留痕")
    page.locator("#reason").fill("交市级")
    return downloaded(page, "#take button", folder)


def tampered(above: Home, package: Path, key: str) -> None:
    """With one byte of its data changed, the package is refused, and the changed file is named."""
    assert verified("verify", "package", package.name, "--key", key, folder=package.parent).returncode == 0
    wrong = package.with_name("改过.jyp")
    wrong.write_bytes(package.read_bytes())
    changed(wrong, "data/entries.json")
    assert verified("verify", "package", wrong.name, "--key", key, folder=package.parent).returncode == 1
    page = above.at(CLERK, "/office/packages/take/")
    page.locator("#file").set_input_files(wrong)
    page.locator("main form .button-primary").click()
    expect(page.locator("main .tone-red")).to_contain_text("data/entries.json")
    expect(page.locator("button[name=sure]")).to_have_count(0)
    shot(page, "site-life-package-refused", whole=False)


def taken(above: Home, package: Path, direct: Filed) -> None:
    """The package as it was made is looked at, and taken once a firm that also filed above withdraws that."""
    page = above.at(CLERK, "/office/packages/take/")
    looked_into(page, package)
    expect(page.locator("#entries")).to_contain_text("1 个本站已有记录")
    expect(page.locator("main")).to_contain_text(direct.number)
    shot(page, "site-life-package-preview", whole=False)
    _withdrawn(above, direct)
    button(page, "取入 2 条")
    told(page, "已取入")
    page.get_by_role("link", name=BEARINGS).click()
    expect(page.locator("#came ~ p").first).to_contain_text(f"由 {BELOW} 上报")


def _withdrawn(home: Home, filed: Filed) -> None:
    page = entered(home, filed)
    page.get_by_text("撤回这份报送").click()
    page.locator("#sure").check()
    button(page, "撤回 1 条")
    expect(page.locator("main")).to_contain_text("已撤回")


def replayed(above: Home, package: Path) -> None:
    """Once more it isn't taken."""
    page = above.at(CLERK, "/office/packages/take/")
    page.locator("#file").set_input_files(package)
    page.locator("main form .button-primary").click()
    expect(page.locator("main .tone-red")).to_contain_text("已经取入过")
    expect(page.locator("button[name=sure]")).to_have_count(0)


def results_recorded(above: Home) -> None:
    """The office above accepts what came, its meeting recommends both, and one is given the award."""
    accepted(above, 2)
    decided(above, (BEARINGS, LIFTS))
    page = above.of_call(CLERK, "results/record/")
    page.locator("#document").fill(DOCUMENT)
    page.locator("#on").fill(ON)
    for name, given in ((BEARINGS, True), (LIFTS, False)):
        choice = page.locator(".titles-choose li", has_text=name).locator("select")
        values = [one.get_attribute("value") or "" for one in choice.locator("option").all()]
        choice.select_option(values[1] if given else values[-1])
    button(page, "下一步：核对")
    button(page, "记录 2 条结果")
    told(page, "结果已记录")


def conferred(home: Home) -> None:
    """The title that the result gives is entered in the office's register."""
    page = home.of_call(CLERK, "results/confer/")
    for name, text in {"batch": BATCH, "document": DOCUMENT, "on": ON}.items():
        page.locator(f"#{name}").fill(text)
    button(page, "授予 1 项称号")
    told(page, "称号已登记")
    page = home.at(None, "/titles/")
    expect(page.locator("main")).to_contain_text(BEARINGS)
    expect(page.locator("main")).not_to_contain_text(LIFTS)
    shot(page, "site-life-register", whole=False)


def results_back(above: Home, below: Home, folder: Path) -> None:
    """The results go down in a package and stand with the filings of the office below."""
    page = above.of_call(CLERK, "packages/result")
    page.get_by_role("button", name="制作含 2 项结果的包").click()
    package = downloaded(page, "a[href$='/file']", folder)
    page = below.at(CLERK, "/office/packages/take/")
    looked_into(page, package)
    page.get_by_role("button", name=re.compile("^取入 2 ")).click()
    told(page, "已取入")
    page = below.of_call(CLERK, "results/")
    expect(page.locator("main")).to_contain_text(DOCUMENT)
