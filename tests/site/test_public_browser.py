"""The whole journey in a real browser: with scripts and without, on phone and screen, in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import PHONE
from tests.site.public import form, row
from tests.site.serving import command, in_time, open_call, served
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FAULTY = {"feature": "人人把关，件件可追溯，" * 5, "contact": ""}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a call for three days, one where paper completes, and one that is over."""
    home = tmp_path_factory.mktemp("served") / "site"
    command(home, "init", "--office-name", "示例市经济和信息化委员会")
    open_call(home, "over", in_time(seconds=3))
    open_call(home, "city", in_time(days=3, hours=4, minutes=1))
    open_call(home, "paper", in_time(days=3), "paper")
    with served(home) as url:
        yield url


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A form with nothing much to mend, one with errors, and a scan."""
    made = {
        "good": ("汇总表.docx", form(row("示例轴承有限公司"))),
        "faulty": ("有误.xlsx", form(row("示例轴承有限公司", **FAULTY), row("示例齿轮厂"), kind="xlsx")),
        "scan": ("盖章件.pdf", b"%PDF-1.4\n"),
        "wrong": ("说明.txt", b"words"),
    }
    for name, data in made.values():
        (tmp_path / name).write_bytes(data)
    return {key: tmp_path / name for key, (name, _) in made.items()}


def press(page: Page) -> None:
    page.locator("main form .button-primary").click()


def send(page: Page, address: str, files: dict[str, Path], kind: str, slug: str = "city") -> None:
    """The first page filled and sent."""
    page.goto(f"{address}/calls/{slug}/file/")
    page.locator("#form").set_input_files(files[kind])
    if kind != "faulty":
        page.locator("#scan").set_input_files(files["scan"])
    page.locator("#filer").fill("渝北区经济信息委")
    press(page)


def journey(page: Page, address: str, files: dict[str, Path]) -> Iterator[str]:
    """Through every page and every state that it gets into; yields its name when it stands."""
    for name, path in {"home": "/", "call": "/calls/city/", "paper": "/calls/paper/"}.items():
        page.goto(address + path)
        yield name
    page.locator("a", has_text="Word").first.wait_for()
    page.goto(f"{address}/calls/city/file/")
    yield "upload"
    page.locator("#form").set_input_files(files["wrong"])
    press(page)
    yield "upload refused"
    send(page, address, files, "faulty")
    yield "check with findings"
    press(page)
    yield "check refused"
    send(page, address, files, "good", "paper")
    page.locator("#not_classified").check()
    press(page)
    yield "receipt of a prefilling"
    send(page, address, files, "good")
    yield "check"
    page.locator("#not_classified").check()
    press(page)
    yield "receipt"
    number, code = page.locator(".keep .code").all_inner_texts()
    page.goto(f"{address}/filings/")
    yield "find"
    page.locator("#number").fill(number)
    page.locator("#code").fill("0000")
    press(page)
    yield "find refused"
    page.locator("#number").fill(number)
    page.locator("#code").fill(code)
    press(page)
    yield "receipt again"
    page.locator("#withdraw > summary").click()
    page.locator("#withdraw button").click()
    yield "withdraw refused"
    page.locator("#sure").check()
    page.locator("#withdraw button").click()
    yield "withdrawn"
    for name, path in {"over": "/calls/over/", "late": "/calls/over/file/", "missing": "/nothing"}.items():
        page.goto(address + path)
        yield name


@pytest.mark.parametrize(
    ("size", "lang", "scheme"),
    [
        ("phone", "zh", "light"),
        # The other combinations are looked at in `make test-slow`.
        pytest.param("desktop", "zh", "light", marks=pytest.mark.slow),
        pytest.param("phone", "en", "dark", marks=pytest.mark.slow),
        pytest.param("desktop", "en", "light", marks=pytest.mark.slow),
    ],
)
def test_every_page_is_fit_for_everyone(
    window: Windows,
    address: str,
    files: dict[str, Path],
    size: str,
    lang: str,
    scheme: str,
) -> None:
    context = window(SIZES[size], color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/language?to={lang}&back=/")
    names, found = [], {}
    for name in journey(page, address, files):
        names.append(name)
        found[name] = faults(page)
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("lang") == {"zh": "zh-Hans", "en": "en"}[lang]
        if name.endswith("refused"):
            assert page.evaluate("document.activeElement.id") == "problems", name
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(names) == 18


def test_all_of_it_without_scripts(
    window: Windows, address: str, files: dict[str, Path], tmp_path: Path
) -> None:
    page = window(PHONE, java_script_enabled=False).new_page()
    page.goto(f"{address}/calls/city/")
    with page.expect_download() as blank:
        page.get_by_role("link", name="Word", exact=True).click()
    assert blank.value.suggested_filename == "推荐质量领域优质组织和个人信息汇总表.docx"
    page.get_by_role("link", name="上传填好的表").click()
    press(page)
    expect(page.locator("#problems li")).to_have_count(2)
    send(page, address, files, "faulty")
    page.locator("#findings a", has_text="联系人").first.click()
    expect(page.locator("#c-1-contact")).to_be_in_viewport()
    send(page, address, files, "good")
    page.get_by_label("已经保密审查").check()
    page.get_by_role("button", name="报送 1 条").click()
    expect(page.locator(".receipt-state")).to_have_text("已报送")
    number, code = page.locator(".keep .code").all_inner_texts()
    page.get_by_role("link", name="查看报送").click()
    page.get_by_label("报送编号").fill(number)
    page.get_by_label("验证码").fill(code)
    page.get_by_role("button", name="查看").click()
    with page.expect_download() as receipt:
        page.get_by_role("link", name="下载回执（.json）").click()
    receipt.value.save_as(tmp_path / "receipt.json")
    assert number in (tmp_path / "receipt.json").read_text("utf-8")
    page.get_by_text("撤回这份报送").click()
    page.get_by_label("我确认撤回").check()
    page.get_by_role("button", name="撤回 1 条").click()
    expect(page.locator(".receipt-state")).to_have_text("已撤回")


def test_the_verifier_verifies_what_was_downloaded(
    window: Windows, address: str, files: dict[str, Path], tmp_path: Path
) -> None:
    page = window().new_page()
    send(page, address, files, "good")
    page.locator("#not_classified").check()
    press(page)
    with page.expect_download() as receipt:
        page.get_by_role("link", name="下载回执（.json）").click()
    receipt.value.save_as(tmp_path / "receipt.json")
    page.goto(f"{address}/verify")
    page.get_by_label("回执或账本文件").set_input_files(tmp_path / "receipt.json")
    page.get_by_role("button", name="核验", exact=True).click()
    expect(page.locator(".answer .sum")).to_have_text(re.compile("回执真实|签名有效"))


def test_the_receipt_on_paper(window: Windows, address: str, files: dict[str, Path]) -> None:
    page = window().new_page()
    send(page, address, files, "good")
    page.locator("#not_classified").check()
    press(page)
    page.emulate_media(media="print")
    for gone in (".masthead", ".foot", ".receipt .button", ".no-print"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
    expect(page.locator(".keep .code").first).to_be_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 2
