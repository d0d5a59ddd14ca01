"""The page of pictures: readable on a phone and in the dark, every number in its table."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from jianyou.domain.papers.plots import plots_page
from jianyou.terms.lang import Lang
from tests.browser.driving import DESKTOP, PHONE
from tests.browser.test_access import violations
from tests.domain.papers.test_plots import PLOTS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_pictures_and_tables_are_readable(
    page: Page, tmp_path: Path, size: tuple[int, int], scheme: Literal["light", "dark"], lang: Lang
) -> None:
    path = tmp_path / "plots.html"
    path.write_text(plots_page([made(lang) for made in PLOTS], "评审图", lang), "utf-8")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(path.as_uri())
    for folded in page.locator("summary").all():
        folded.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.locator("table:visible").count() == len(PLOTS)
    outside = """drawing => [...drawing.querySelectorAll('text')].filter(words => {
        const own = words.getBoundingClientRect(), box = drawing.getBoundingClientRect();
        return own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1;
    }).map(words => words.textContent)"""
    assert [drawing.evaluate(outside) for drawing in page.locator("svg").all()] == [[]] * len(PLOTS)
