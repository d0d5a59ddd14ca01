"""The office's pages in a real browser, without scripts: a return from the list to its answer on the page."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from jianyou.actions.arrivals import register_paper
from jianyou.actions.correcting import answer_correction
from jianyou.actions.deciding import Looked, Remark, refuse_entry, return_entry
from jianyou.domain.calls.load import load_call
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.store.dialect import database_now
from jianyou.web.counter.typed import Entered, sent_of
from tests.browser.driving import PHONE, context_of
from tests.site.kit import clerk, counter, site_at
from tests.site.office import CLERK, HEAD, filed_city, sent_city, typed
from tests.site.public import CITY, opened_city
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FAULT = "共 55 字（不计标点 45 字），超过 25 字的限制，请精简。"
FIRM, OTHER = "示例轴承有限公司", "示例齿轮厂"


class Place(NamedTuple):
    """Where a site is served, and filings: one corrected, one to return, one only looked at, one of paper."""

    url: str
    corrected: str
    fresh: str
    looked_at: str
    paper: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site with a call and two filings, and somebody who is clerk and head of its office."""
    home: Path = tmp_path_factory.mktemp("office") / "site"
    with site_at(home):
        opened_city()
        account(CLERK, HEAD)
        corrected = filed_city(typed(FIRM), typed(OTHER, feature="一轴一档"), scan=b"%PDF-1.4 sealed")
        due = database_now() + timedelta(days=1)
        remarks = [Remark("feature", "请精简到25字以内。")]
        return_entry(actor=clerk(), looked=Looked(corrected, 1, 1), remarks=remarks, due=due)
        again = sent_city(typed(FIRM, feature="一轴一档，件件可追溯"), typed(OTHER, feature="一轴一档"))
        answer_correction(actor=filer_of(corrected), number=corrected, ordinal=1, version=1, sent=again)
        refuse_entry(actor=clerk(), looked=Looked(corrected, 2, 2), reason="不属于参评范围。")
        fresh = filed_city(typed("示例电梯股份有限公司"), filer="示例区市场监督管理局")
        looked_at = filed_city(typed("示例阀门厂"))
        entered = Entered("示例区经济信息化局", (FIRM, OTHER), {"phone": "023-60000002"})
        sent = sent_of(entered, load_call(CITY), uuid.uuid4(), "zh")
        paper = register_paper(actor=counter(), call_slug="city", sent=sent).filing.number
        with served(home) as url:
            yield Place(url, corrected, fresh, looked_at, paper)


@pytest.fixture(scope="module")
def address(place: Place) -> str:
    """Where the site is served."""
    return place.url


@pytest.fixture
def window(window: Windows) -> Windows:
    """All of it goes without scripts."""
    return partial(window, java_script_enabled=False)


def enter(page: Page, place: Place, lang: str = "zh") -> None:
    """Signs in, in that language."""
    page.context.add_cookies([{"name": "jianyou_lang", "value": lang, "url": place.url}])
    page.goto(place.url + SIGN_IN)
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.goto(place.url + "/office/")
    expect(page.locator("h1")).to_have_count(1)


def journey(page: Page, place: Place) -> Iterator[str]:
    """Through every page and every state that it gets into; yields its name when it stands."""
    filing, entry = f"/office/filings/{place.corrected}/", f"/office/filings/{place.looked_at}/entries/1/"
    for name, path in {
        "calls": "/office/",
        "call": "/office/calls/city/",
        "filings": "/office/calls/city/filings/",
        "nothing found": "/office/calls/city/filings/?q=nothing",
        "filing": filing,
        "files asked for": f"{filing}?files",
        "versions": f"{filing}versions",
        "messages": "/office/messages/",
        "missing": "/office/calls/nothing/",
        "reopen": f"{filing}entries/2/reopen",
        "not possible": f"{filing}entries/2/refuse",
        "extend": "/office/calls/city/extend",
        "outage": "/office/calls/city/outage",
        "withdraw": f"{filing}withdraw",
    }.items():
        page.goto(place.url + path)
        yield name
    page.goto(f"{place.url}{filing}")
    page.locator("#personal button").click()
    yield "personal refused"
    page.locator("#reason").fill("电话核对")
    page.locator("#personal button").click()
    yield "personal shown"
    page.goto(f"{place.url}/office/calls/city/out/")
    page.locator("form[action$='/export'] button").click()
    yield "export refused"
    page.goto(f"{place.url}{entry}return")
    yield "return"
    page.locator("#column-feature").fill("")
    page.locator("#due").fill("下周")
    page.locator(".act-buttons .button-primary").click()
    yield "return refused"
    page.locator("#due").fill("2099-01-01 18:00")
    page.locator("#column-feature").fill("请精简。")
    page.locator(".act-buttons .button-primary").click()
    yield "preview"
    page.goto(f"{place.url}/office/filings/{place.paper}/details")
    yield "details"
    page.locator("[value=add]").click()
    page.locator("#c-1-name").fill("")
    page.locator("form .button-primary").click()
    yield "details refused"


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
    chromium: Browser, place: Place, size: str, lang: str, scheme: str
) -> None:
    context = context_of(chromium, SIZES[size], color_scheme=scheme)
    page = context.new_page()
    enter(page, place, lang)
    names, found = [], {}
    for name in journey(page, place):
        names.append(name)
        found[name] = faults(page)
        assert page.locator("h1").count() == 1, name
        assert page.locator("main .button-primary").count() <= 1, name
        if name.endswith("refused"):
            assert page.evaluate("document.activeElement.id") == "problems", name
    context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(names) == 22


def test_returned_and_accepted_without_scripts(window: Windows, place: Place, tmp_path: Path) -> None:
    page = window(PHONE).new_page()
    enter(page, place)
    page.get_by_role("link", name="报送件 4 件").click()
    page.get_by_label("在编号、申报单位、推荐对象中查找").fill("电梯")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="示例区市场监督管理局").click()
    page.get_by_role("link", name="退回补正… 第 1 条").click()
    expect(page.locator("#column-feature")).to_have_value(
        "共 55 字（不计标点 45 字），超过 25 字的限制，请精简。"
    )
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_role("button", name="返回修改").click()
    page.get_by_label("总的说明（可不填）").fill("电话已沟通。")
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_role("button", name="退回补正 1 条").click()
    expect(page.locator("#entry-1 > summary .pill")).to_have_text("退回补正")
    expect(page.get_by_role("status")).to_contain_text("已办理“退回补正”")
    # The list that the filing was found in is one step back.
    page.get_by_role("link", name="报送件", exact=True).click()
    expect(page.locator("#q")).to_have_value("电梯")

    page.goto(f"{place.url}/office/filings/{place.corrected}/")
    page.get_by_role("button", name="受理第 1 条").click()
    expect(page.locator("#entry-1 > summary .pill")).to_have_text("已受理")
    page.goto(f"{place.url}/office/calls/city/out/")
    page.get_by_label("只要已受理的").check()
    page.get_by_label("Excel").check()
    page.get_by_label("理由").fill("报委领导审定")
    with page.expect_download() as table:
        page.get_by_role("button", name="导出推荐汇总表").click()
    table.value.save_as(tmp_path / "master.xlsx")
    assert (tmp_path / "master.xlsx").read_bytes().startswith(b"PK")
    page.get_by_role("button", name="退出").click()
    page.goto(f"{place.url}/office/")
    assert page.url.startswith(f"{place.url}{SIGN_IN}")
