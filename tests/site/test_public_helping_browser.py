"""Beginning from an earlier table, proofs, reminders in a real browser: fit for everyone, without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.site.mailbox_sink import Sink, listening
from tests.site.public import form, row
from tests.site.serving import command, in_time, open_call, served
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]
LOOKS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}}


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    found = Sink()
    with listening(found):
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[str]:
    """A site that sends mail, with last year's call and this year's."""
    home = tmp_path_factory.mktemp("served") / "site"
    command(home, "init", "--office-name", "示例市经济和信息化委员会")
    open_call(home, "last", in_time(days=2))
    open_call(home, "city", in_time(days=9))
    mail = f"smtp://127.0.0.1:{sink.port}?from=site@example.com"
    with served(home, JIANYOU_MAIL=mail, JIANYOU_URL="https://site.example.com") as url:
        yield url


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A filled form and two proofs."""
    made = {
        "form": ("汇总表.docx", form(row("示例轴承有限公司"), row("示例齿轮厂"))),
        "proof": ("质量管理体系认证证书.pdf", b"%PDF-1.4\n% a certificate\n"),
        "wrong": ("说明.txt", b"words"),
    }
    for name, data in made.values():
        (tmp_path / name).write_bytes(data)
    return {key: tmp_path / name for key, (name, _) in made.items()}


def last_year(page: Page, address: str, files: dict[str, Path]) -> list[str]:
    """Number and code of a filing of last year's call."""
    page.goto(f"{address}/calls/last/file/")
    page.locator("#form").set_input_files(files["form"])
    page.locator("#filer").fill("渝北区经济信息委")
    page.locator("main form .button-primary").click()
    page.locator("#not_classified").check()
    page.locator("main form .button-primary").click()
    return page.locator(".keep .code").all_inner_texts()


def look_up(page: Page, number: str, code: str) -> None:
    page.locator("#number").fill(number)
    page.locator("section[aria-labelledby=from-filing] #code").fill(code)
    page.locator("section[aria-labelledby=from-filing] button").click()


def journey(page: Page, address: str, files: dict[str, Path]) -> Iterator[str]:
    """Through every page and state; yields its name when it stands."""
    number, code = last_year(page, address, files)
    page.goto(f"{address}/calls/city/start/")
    yield "start"
    look_up(page, number, "0000")
    expect(page.locator("#problems")).to_be_focused()
    yield "start refused"
    look_up(page, number, code)
    expect(page.locator("#again-title")).to_be_visible()
    yield "begun from last year"
    draft = page.url.partition("/prefill")[0]
    page.goto(f"{draft}/prefill/")
    yield "asked where from"
    page.goto(f"{address}/calls/city/fill/")
    page.locator("#c-1-name").fill("示例轴承有限公司")
    page.locator("#c-1-profile").fill("自己写的简况。")
    page.locator("main button[value=save]").last.click()
    page.wait_for_url("**/drafts/*/?did=save")
    page.goto(page.url.partition("?")[0] + "prefill/")
    look_up(page, number, code)
    expect(page.locator("#kept-title")).to_be_visible()
    yield "looked at"
    page.locator("button[value=replace]").click()
    expect(page.locator(".tone-green")).to_be_visible()
    yield "replaced"
    yield from of_proofs(page, f"{draft}/proofs/", files)
    page.goto(f"{draft}/reminders")
    yield "reminders"
    page.locator("#address").fill("wang")
    page.locator("button[value=ask]").click()
    expect(page.locator("#problems")).to_be_focused()
    yield "reminders refused"
    page.locator("#address").fill("wang@example.com")
    page.locator("button[value=ask]").click()
    expect(page.locator("button[value=confirm]")).to_be_visible()
    yield "reminders code"


def of_proofs(page: Page, at: str, files: dict[str, Path]) -> Iterator[str]:
    page.goto(at)
    page.locator("details.folds summary").click()
    yield "no proofs"
    page.locator("#file").set_input_files(files["wrong"])
    page.locator("button[value=add]").click()
    expect(page.locator("#problems")).to_be_focused()
    yield "proof refused"
    page.locator("#file").set_input_files(files["proof"])
    page.locator("#kind").select_option("system_certificate")
    page.locator("#entry").select_option(index=1)
    page.locator("#since").fill("2022年5月1日")
    page.locator("#until").fill("2025-04-30")
    page.locator("button[value=add]").click()
    expect(page.locator(".proof")).to_have_count(1)
    yield "a proof"


@pytest.mark.parametrize("look", list(LOOKS))
@pytest.mark.parametrize("size", list(SIZES))
def test_every_page_is_fit_for_everyone(
    address: str, window: Windows, files: dict[str, Path], size: str, look: str
) -> None:
    page = window(SIZES[size], java_script_enabled=True, **LOOKS[look]).new_page()
    found = {name: wrong for name in journey(page, address, files) if (wrong := faults(page))}
    assert found == {}


def test_all_of_it_goes_without_scripts(address: str, window: Windows, files: dict[str, Path]) -> None:
    page = window(java_script_enabled=False).new_page()
    names = list(journey(page, address, files))
    assert names[-1] == "reminders code"
    assert len(set(names)) == len(names) == 12
