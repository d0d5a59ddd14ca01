"""Makes docs/images/desk-*.png afresh: `python -m scripts.screenshots`, from the root of the checkout.

A sample mailbox goes in as one zip, and the desk is driven as the how-to page tells it. Needs
chromium; the picture of the annotated Word file needs LibreOffice and pdftoppm as well. Names,
firms and numbers are invented; numbers are left out all the same.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, expect, sync_playwright

from examples.mailbox.office import why_not
from examples.mailbox.week import deliver
from tests.browser.driving import DESKTOP, PATIENCE, PHONE, Running, context_of, desk, drop, enter, launch
from tests.browser.driving import wait_read as wait_until_read
from tests.conftest import find_office

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PLACE = Path(tempfile.gettempdir()) / "荐优示例"
"""Where the sample work lies: its name can be read in the pictures."""

SEED = 7
COLORS = 96
MOST_BYTES = 150_000
FAULTY, LOCKED, WITH_SCAN = "101-重庆黎谷齿轮厂.xlsx", "（加密）", "旻峡(重庆)食品股份有限公司.docx"
DISTRICT, OLD_HONORS = "江津区推荐汇总表.xlsx", "103-重庆齿轮行业协会.docx"
SHORTER = "三十年如一日，把每道工序当最后一道"
PRIVATE = "#c-0-contact .cell-value, #c-0-phone .cell-value, [id$='-contact'] .cell-value, .letter .number"
_WITH_MARKS = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
_TO_MIDDLE = "part => part.scrollIntoView({ block: 'center' })"


def main() -> int:
    """Makes them all; 1 if one is too large."""
    if PLACE.exists():
        print(f"{PLACE} exists already: please remove it first", file=sys.stderr)
        return 1
    try:
        PLACE.mkdir()
        with sync_playwright() as playwright:
            browser = launch(playwright)
            _tell(browser, _packed_mailbox(PLACE / "收到的文件"))
            browser.close()
    finally:
        shutil.rmtree(PLACE)
    made = sorted(IMAGES.glob("desk-*.png"))
    for path in made:
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} KB")
    return int(any(path.stat().st_size > MOST_BYTES for path in made))


def _packed_mailbox(folder: Path) -> tuple[Path, str]:
    """The sample mailbox as one zip, and the password of its locked file."""
    records = deliver(folder, seed=SEED, truth=folder.parent / "truth.json", office=not why_not())
    packed = PLACE / "来件.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    return packed, next(one["password"] for one in records if one.get("password"))


def _tell(browser: Browser, came: tuple[Path, str]) -> None:
    """The story of the how-to page, a picture at each step."""
    packed, password = came
    with desk(None, PLACE) as running, _window(browser, DESKTOP) as page:
        enter(page, running)
        page.get_by_label("放在哪个文件夹？").fill(str(PLACE / "质量奖推荐"))
        _shoot(page, "start")
        page.get_by_role("button", name="开始", exact=True).click()
        _shoot(page, "drop")
        drop(page, packed)
        expect(page.locator("[data-upload-report]")).to_be_visible(timeout=PATIENCE)
        wait_until_read(page)
        _shoot(page, "inbox")
        _give_password(page, running, password)
        _settle(page, running)
        page.goto(f"{running.root}/reminders")
        _shoot(page, "reminders")
        _take_results(page, running)
        _show_annotated(page, running)
        with _window(browser, PHONE, has_touch=True, device_scale_factor=2) as phone:
            _open(phone, running, DISTRICT)
            phone.locator(".remark").first.evaluate(_TO_MIDDLE)
            _shoot(phone, "phone")
        with _window(browser, DESKTOP, color_scheme="dark") as dark:
            _open(dark, running, WITH_SCAN)
            _shoot(dark, "dark")


@contextmanager
def _window(browser: Browser, size: tuple[int, int], **options: object) -> "Iterator[Page]":
    context = context_of(browser, size, **options)
    yield context.new_page()
    context.close()


def _give_password(page: Page, running: Running, password: str) -> None:
    _open(page, running, LOCKED)
    page.get_by_label("密码", exact=True).fill(password)
    _shoot(page, "password")
    page.get_by_role("button", name="打开文件").click()
    expect(page.locator("#c-1-name .cell-value")).to_be_visible()


def _settle(page: Page, running: Running) -> None:
    """A finding at its cell, corrected; another one confirmed."""
    _open(page, running, FAULTY)
    feature = page.locator("#c-1-feature")
    feature.locator("[data-mend]").click()
    feature.locator("textarea[name=text]").last.fill(SHORTER)
    feature.evaluate(_TO_MIDDLE)
    _shoot(page, "finding")
    feature.get_by_role("button", name="保存改正").click()
    expect(feature.locator(".was")).to_be_visible()
    feature.evaluate(_TO_MIDDLE)
    _shoot(page, "corrected")
    _open(page, running, OLD_HONORS)
    page.locator("[data-confirm]").first.click()
    expect(page.locator(".remark-settled")).to_be_visible()


def _take_results(page: Page, running: Running) -> None:
    page.goto(f"{running.root}/results")
    for box in page.locator("[name=make]").all():
        box.check()
    for key, text in {"department": "样例区经济信息委", "contact": "经办人", "phone": "见通知"}.items():
        page.locator(f"[name=header-{key}]").fill(text)
    page.locator("form[data-busy] button").click()
    expect(page.locator("#made .made").first).to_be_visible(timeout=PATIENCE)
    page.goto(f"{running.root}/results")
    _shoot(page, "results")


def _show_annotated(page: Page, running: Running) -> None:
    """A Word file with the mark of its remark in the cell, as LibreOffice prints it."""
    office, to_pixels = find_office(), shutil.which("pdftoppm")
    if office is None or to_pixels is None:
        print("no LibreOffice or no pdftoppm: desk-annotated.png stays as it is", file=sys.stderr)
        return
    _open(page, running, OLD_HONORS)
    page.get_by_role("button", name="撤回确认").first.click()
    expect(page.locator("[data-confirm]").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="带批注的表，可退回").click()
    paper = PLACE / "退回.docx"
    download.value.save_as(paper)
    profile = f"-env:UserInstallation={(PLACE / 'office').as_uri()}"
    _run(
        [str(office), profile, "--headless", "--convert-to", _WITH_MARKS, "--outdir", str(PLACE), str(paper)]
    )
    first_page = ["-r", "110", "-png", "-f", "1", "-l", "1"]
    _run([to_pixels, *first_page, str(paper.with_suffix(".pdf")), str(PLACE / "p")])
    _keep(next(PLACE.glob("p-*.png")).read_bytes(), "annotated", trim=True)


def _run(command: "Sequence[str]") -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120)  # noqa: S603  — our own words


def _open(page: Page, running: Running, name: str) -> None:
    """Opens the file whose name holds this."""
    enter(page, running, "/inbox?sort=name")
    page.get_by_role("link", name=re.compile(re.escape(name))).first.click()
    expect(page.locator(".record-head")).to_be_visible()
    page.wait_for_load_state("networkidle")


def _shoot(page: Page, name: str) -> None:
    """What stands on the screen, numbers and contacts left out."""
    page.locator(PRIVATE).evaluate_all(
        "cells => cells.forEach((cell) => { cell.textContent = '（此处略）'; })"
    )
    _keep(page.screenshot(), name)


def _keep(data: bytes, name: str, *, trim: bool = False) -> None:
    """Few colors make a small file; `trim` leaves the empty foot of a page out."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    if trim:
        filled = ImageOps.invert(image.convert("L")).getbbox() or (0, 0, *image.size)
        image = image.crop((0, 0, image.width, min(image.height, filled[3] + 30)))
    image.quantize(COLORS).save(IMAGES / f"desk-{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
