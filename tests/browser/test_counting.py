"""字数 in the browser is the site's own: the same counts and verdicts, character by character."""

import json
import sys
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

import jianyou.web
from jianyou.codes.wordcount import count, judge
from jianyou.officefiles.writing.printable import printable_text

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SOURCE = Path(jianyou.web.__file__).parent / "static" / "jianyou" / "js" / "counting.js"
LIMITS = (1, 2, 5, 25)
BY_HAND = (
    "",
    " \t\n\u3000\xa0\x85\x1c\u2028",
    "通过ISO9001认证，合格率99.9%；3～5年、3~5年、质量 ~ 效率、质量 - 效率",
    "——千锤百炼……“质量”〇二〇、〜～~",
    "１２３ＡＢＣ，．！￥％",
    "𠮷𬍛㐂 葛\U000e0100城 AB\u200bCD 质\ufeff量 \u00ad",
    "👩‍👩‍👧‍👦 🇨🇳 ☎️ ❤️ 1️⃣ 🀄 🈚",
    "cafe\u0301 e\u0301\u0302 が か\u3099 한국어",
    "买买提·阿不都 ①②③ ℃ № ｱｲｳ",
    "\ud800 a\udc00b \ud83d",
    "a\x0bb\x0cc\x1fd\x00e\ufffff",
    "质量，" * 9 + "a,b;c",
)
MARKS = "质量，。——AB9.,%～~〜 ①𠮷\u200b“”…·-_()（）\u3000\n\x1f\u0301👍\ufe0f〇ー・ａ！"
assigned = st.characters(exclude_categories=["Cn"])


def units(text: str) -> list[int]:
    """A text as a browser holds it, in a form that any text survives on its way there."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    content = SOURCE.read_text("utf-8") + "\nwindow.counting = { count, judge, fit };"
    page.add_script_tag(type="module", content=content)
    page.wait_for_function("window.counting")
    yield page
    page.close()


def theirs(page: Page, texts: list[str]) -> Any:
    return page.evaluate(
        """([texts, limits]) => texts.map((units) => {
          const { count, judge, fit } = window.counting;
          const text = String.fromCharCode(...units), counts = count(text), typed = count(fit(text));
          const told = (one) => [one.words, one.bare, one.characters];
          const verdicts = limits.map((limit) => [judge(counts, limit, false), judge(counts, limit, true)]);
          return [told(counts), told(typed), verdicts];
        })""",
        [[units(text) for text in texts], LIMITS],
    )


def ours(text: str) -> Any:
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    counts = count(text)
    verdicts = [
        [severity and severity.value for severity in map(partial(_judge, text, limit), (False, True))]
        for limit in LIMITS
    ]
    return [list(counts), list(count(printable_text(text))), verdicts]


def _judge(text: str, limit: int, as_a_rule: bool) -> Any:
    return judge(count(text), limit, as_a_rule=as_a_rule)


def differing(page: Page, texts: list[str]) -> list[Any]:
    told = theirs(page, texts)
    return [(text, one, ours(text)) for text, one in zip(texts, told, strict=True) if one != ours(text)]


def test_by_hand(page: Page) -> None:
    assert differing(page, list(BY_HAND)) == []


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(assigned) | st.text(MARKS) | st.text(assigned | st.sampled_from(MARKS)), min_size=50))
def test_of_any_text(page: Page, texts: list[str]) -> None:
    assert differing(page, texts) == []


def test_of_every_character(page: Page) -> None:
    """Alone, and between letters, where it ends a run or doesn't."""
    every = [chr(at) for at in range(sys.maxunicode + 1) if unicodedata.category(chr(at)) not in ("Cn", "Co")]
    told = page.evaluate(
        """(points) => JSON.stringify(JSON.parse(points).flatMap((point) => {
          const one = String.fromCodePoint(point), { count } = window.counting;
          return [count(one), count(`A${one}B`)].flatMap(({ words, bare }) => [words, bare]);
        }))""",
        json.dumps(list(map(ord, every))),
    )
    wanted = [n for one in every for n in (*count(one)[:2], *count(f"A{one}B")[:2])]
    differing = {
        hex(ord(every[at // 4]))
        for at, pair in enumerate(zip(json.loads(told), wanted, strict=True))
        if pair[0] != pair[1]
    }
    assert differing == set()
