"""Pictures of every page of the sample site, to be looked at: `python -m scripts.pictures FOLDER [WORD...]`.

Each at phone, tablet and desktop width, light and dark, and as it is printed; with words, only of the
pages whose names hold one of them. Needs chromium and pdftoppm; about three minutes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyou.config.settings")

import django

django.setup()

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402  — settings come first

from tests.browser.driving import DESKTOP, PHONE, TABLET, launch, too_wide  # noqa: E402
from tests.site.serving import served  # noqa: E402
from tests.site.walking import Stop, Walk, demo_site, walk_through, window_of  # noqa: E402

SIZES = {"360": PHONE, "768": TABLET, "1440": DESKTOP}
LOOKS = {
    **{f"{size}-light": (size, {"color_scheme": "light"}) for size in SIZES},
    **{f"{size}-dark": (size, {"color_scheme": "dark"}) for size in SIZES},
    "360-large": ("360", {"color_scheme": "light"}),
}


def main() -> int:
    """Makes them all; 1 if a page is wider than its window."""
    folder, words = Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as own:
        home = Path(own) / "site"
        logins = demo_site(home)
        with served(home) as address, sync_playwright() as playwright:
            browser = launch(playwright)
            walk = walk_through(browser, address, logins)
            wanted = [stop for stop in walk.stops if not words or any(word in stop.name for word in words)]
            wide = [one for look in LOOKS for one in _shoot(browser, address, walk, wanted, look, folder)]
            browser.close()
    print(f"{len(wanted)} pages in {folder}")
    for told in wide:
        print(told, file=sys.stderr)
    return int(bool(wide))


def _shoot(
    browser: Browser, address: str, walk: Walk, stops: list[Stop], look: str, folder: Path
) -> list[str]:
    """All pages in one look; what is too wide."""
    size, options = LOOKS[look]
    wide = []
    for audience in walk.kept:
        window = window_of(browser, walk, audience, SIZES[size], **options)
        page = window.new_page()
        if look.endswith("large"):
            page.goto(f"{address}/look?text=large")
        for stop in (one for one in stops if one.audience == audience):
            page.goto(address + stop.address)
            page.screenshot(path=folder / f"{stop.name}-{look}.png", full_page=True)
            wide += [f"{stop.name} {look}: {one}" for one in too_wide(page)]
            if look == "1440-dark":
                _print(page, folder / f"{stop.name}-print")
        window.close()
    return wide


def _print(page: Page, path: Path) -> None:
    """The page on A4, its sheets as pictures."""
    made = path.with_suffix(".pdf")
    page.pdf(path=made, format="A4", prefer_css_page_size=True)
    if to_pixels := shutil.which("pdftoppm"):
        whole = [to_pixels, "-r", "60", "-png", str(made), str(path)]
        subprocess.run(whole, check=True, timeout=60)  # noqa: S603  — our own words
        made.unlink()


if __name__ == "__main__":
    sys.exit(main())
