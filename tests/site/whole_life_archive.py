"""The whole life, last part: both calls are closed and archived, and anyone verifies what was kept."""

import json
import re
import time
from pathlib import Path

from playwright.sync_api import expect

from jianyou.store.models import Call
from tests.browser.driving import PATIENCE
from tests.site.clerk_acts import button
from tests.site.clerk_world import shot
from tests.site.judging_evening_acts import verified
from tests.site.kit import moved_deadline
from tests.site.office import CLERK, HEAD
from tests.site.whole_life_world import Home, changed


def closed(home: Home) -> None:
    """The deadline is over, and the site seals the call by itself."""
    home.ask(lambda: moved_deadline(Call.objects.get(slug=home.call), -1))
    page = home.at(None)
    until = time.monotonic() + PATIENCE / 1000
    while page.request.get(f"{home.address}/calls/{home.call}/ledger.jsonl").status != 200:
        assert time.monotonic() < until
        time.sleep(0.5)


def archived(home: Home, folder: Path) -> Path:
    """How long it is kept is settled, an archive is made in the background and taken away."""
    page = home.of_call(HEAD, "archive/")
    page.get_by_role("link", name="设定保管期限…").click()
    page.locator("#keeping").select_option("years_10")
    page.locator("#erase").select_option("2")
    page.locator("#reason").fill("本单位文书保管期限表")
    button(page, "下一步：核对")
    button(page, "设定保管期限")
    page = home.of_call(CLERK, "archive/")
    page.get_by_label("含个人信息联系方式").check()
    button(page, "制作归档包")
    expect(page.get_by_text("已制作")).to_be_visible(timeout=PATIENCE)
    shot(page, "site-life-archive", whole=False)
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载第 1 号").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def archive_verified(archive: Path, folder: Path, key: str) -> None:
    """In another folder it is found as it was made; with one bit turned it isn't, and the file is named."""
    whole = folder / "归档.jyp"
    whole.write_bytes(archive.read_bytes())
    good = verified("verify", "archive", whole.name, "--key", key, folder=folder)
    assert good.returncode == 0, good.stdout + good.stderr
    changed(whole, "ledger/ledger.jsonl")
    bad = verified("verify", "archive", whole.name, "--key", key, folder=folder)
    assert (bad.returncode, "ledger/ledger.jsonl" in bad.stdout + bad.stderr) == (1, True), bad.stdout


def erased(home: Home) -> None:
    """Whom to call and who objected is erased for good; nothing is left to erase."""
    page = home.of_call(HEAD, "archive/erase")
    page.get_by_role("button", name=re.compile(r"^清除 \d+ 项个人信息")).click()
    expect(page.get_by_text("已清除的个人信息")).to_be_visible()
    page = home.of_call(HEAD, "archive/erase")
    expect(page.locator("main")).to_contain_text("没有可清除的个人信息。")


def ended(home: Home) -> None:
    """The section's head closes the call for good."""
    page = home.of_call(HEAD, "archive/")
    page.get_by_role("link", name="把征集归档（不再办理）…").click()
    page.get_by_role("button", name="下一步：核对").last.click()
    button(page, "归档 1 次征集")
    expect(home.of_call(CLERK).locator(".record-head .pill")).to_have_text("已归档")


def ledger_verified(home: Home, folder: Path, key: str) -> None:
    """The public ledger of the call is as it was signed; without its first entry it isn't."""
    answer = home.at(None).request.get(f"{home.address}/calls/{home.call}/ledger.jsonl")
    ledger = folder / f"{home.call}.jsonl"
    ledger.write_bytes(answer.body())
    good = verified("verify", "ledger", ledger.name, "--key", key, folder=folder)
    assert good.returncode == 0, good.stdout + good.stderr
    lines = ledger.read_text("utf-8").splitlines(keepends=True)
    lines.remove(next(line for line in lines if line.startswith('{"entry"')))
    ledger.write_text("".join(lines), "utf-8")
    assert verified("verify", "ledger", ledger.name, "--key", key, folder=folder).returncode == 1


def key_of(home: Home, folder: Path) -> str:
    """The site's public key, from the card that was exchanged and read aloud."""
    return str(json.loads((folder / f"{home.folder.name}.json").read_text("utf-8"))["key"])
