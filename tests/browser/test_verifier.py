"""The verifying page: opened from a folder, no network, the same answers as the command."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jianyou.domain.ledger.keys import SigningKey
from jianyou.domain.ledger.log import head_of, written_log
from jianyou.domain.ledger.receipts import Receipt
from jianyou.domain.ledger.tree import Edge, leaf_hash
from jianyou.domain.ledger.verifier.page import verifier_page
from tests.browser.test_access import violations
from tests.domain.ledger.test_receipts import KEY, filed, sealed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PUBLIC = KEY.public.raw.hex()


def saved(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def ledger_of(receipts: list[Receipt]) -> str:
    edge = Edge()
    for each in receipts:
        edge.append(leaf_hash(each.entry.written()))
    head = head_of("call-1", edge, "2024-02-22T18:00:00+08:00", KEY)
    return "".join(written_log("call-1", [*(each.entry for each in receipts), head]))


def verify(page: Page, folder: Path, files: list[Path], key: str = PUBLIC) -> list[str]:
    """The one-line sums that the page gives, in order."""
    address = saved(folder, "核验.html", verifier_page()).as_uri()
    page.goto(address)
    page.get_by_label("公钥").fill(key)
    page.get_by_label("回执或账本文件").set_input_files(files)
    page.get_by_role("button", name="核验", exact=True).click()
    expect(page.locator(".answer")).to_have_count(len(files))
    return page.locator(".answer .sum").all_inner_texts()


def test_receipts_and_ledgers_are_verified(page: Page, tmp_path: Path) -> None:
    receipts = [filed(at) for at in range(5)]
    files = [saved(tmp_path, f"{at}.json", sealed(receipts, at).written()) for at in range(5)]
    files.append(saved(tmp_path, "a.jsonl", ledger_of(receipts)))
    good = ["回执真实，已列入账本。"] * 5
    assert verify(page, tmp_path, files) == [*good, "账本完整：5 条记录，1 个签名的封存值。"]
    assert violations(page) == []
    page.get_by_role("button", name="English").click()
    told = "The receipt is genuine, and the ledger holds it."
    expect(page.locator(".answer .sum").first).to_have_text(told)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_every_tampering_is_seen(page: Page, tmp_path: Path) -> None:
    receipts = [filed(at) for at in range(3)]
    good = sealed(receipts, 1)
    text = good.written()
    stranger = SigningKey(bytes(32)).public.raw.hex()
    ledger = ledger_of(receipts)
    lines = ledger.splitlines(keepends=True)
    files = [
        saved(tmp_path, "a.json", text.replace("09:59:03", "09:58:03")),
        saved(tmp_path, "b.json", text.replace("示例", "另一")),
        saved(tmp_path, "c.json", text.replace('"position": 1', '"position": 2')),
        saved(tmp_path, "d.json", text.replace(PUBLIC, stranger)),
        saved(tmp_path, "e.json", text.replace('"inclusion"', '"inclusions"')),
        saved(tmp_path, "f.jsonl", "".join([*lines[:2], *lines[3:]])),
        saved(tmp_path, "g.jsonl", ledger.replace('"size":3', '"size":2')),
        saved(tmp_path, "h.json", "neither"),
    ]
    assert verify(page, tmp_path, files) == [
        *["回执无效：见标“否”的项。"] * 4,
        "不是荐优的回执或账本，或文件不完整。",
        "账本有 2 处问题：",
        "账本有 3 处问题：",
        "不是荐优的回执或账本，或文件不完整。",
    ]


def test_what_is_open_is_told_as_open(page: Page, tmp_path: Path) -> None:
    unsealed = saved(tmp_path, "a.json", filed().written())
    assert verify(page, tmp_path, [unsealed]) == ["签名有效。账本封存后，请用更新的回执核验是否列入。"]
    assert verify(page, tmp_path, [unsealed], key="")[0].startswith("回执自身一致；请把公钥")
    ledger = saved(tmp_path, "b.jsonl", ledger_of([filed(1), filed(2)]))
    assert verify(page, tmp_path, [unsealed, ledger])[0] == "给出的账本中没有这份回执的记录。"


def test_a_slip_of_the_hand_is_told_at_once(page: Page, tmp_path: Path) -> None:
    page.goto(saved(tmp_path, "核验.html", verifier_page()).as_uri())
    page.get_by_role("button", name="核验", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("请先选择文件。")
    page.get_by_label("公钥").fill("abc")
    page.get_by_role("button", name="核验", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("公钥应为 64 位小写十六进制数字，请从征集页面复制。")


def test_a_copy_that_was_saved_leads_to_no_site(page: Page, tmp_path: Path) -> None:
    page.goto(saved(tmp_path, "核验.html", verifier_page(home="/")).as_uri())
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Verify receipts and ledgers")
    expect(page.get_by_role("link")).to_have_count(0)
