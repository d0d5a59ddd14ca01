"""The office's pages of objections in a real browser: fit for everyone; one is walked through."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from jianyou.actions.objecting import reply_to_objection
from jianyou.actions.objecting_office import (
    Decision,
    accept_objection,
    ask_for_reply,
    decide_objection,
    investigate,
    refuse_objection,
)
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.publicity.objections import Effect, FileRole, ObjectionKind, Outcome
from jianyou.queries.objection_rows import stamp_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Objection
from tests.browser.driving import DESKTOP, PHONE, TABLET
from tests.site.at_desk import enter_desk
from tests.site.clerk_world import shot
from tests.site.kit import clerk, site_at
from tests.site.objection_world import (
    OTHER,
    PERSON,
    UNIT,
    a_file,
    entry_named,
    objection,
    public_list,
    raised,
)
from tests.site.office import CLERK, HEAD
from tests.site.serving import served
from tests.site.signin import account
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]


class Place(NamedTuple):
    """Where a site is served; one objection that waits, one being looked into, one decided."""

    url: str
    waiting: str
    running: str
    decided: str

    @property
    def list(self) -> str:
        """The objections of the call."""
        return f"{self.url}/office/calls/city/objections/"


def seen(number: str) -> str:
    return stamp_of(objection(number))


def running() -> str:
    """One that the nominee answered."""
    number = raised().number
    accept_objection(actor=clerk(), number=number, seen=seen(number))
    until = database_now() + timedelta(days=3)
    asked = "有人反映该单位申报年度发生过质量事故。请说明事故的时间、原因和处理结果，并提供材料。"
    ask_for_reply(actor=clerk(), number=number, seen=seen(number), statement=asked, until=until)
    text = "2024 年 6 月有一批产品退货，已全部召回并整改，材料见附件。"
    filer = filer_of(entry_named().filing.number)
    reply_to_objection(actor=filer, number=number, text=text, files=[a_file("整改报告.pdf")])
    found = "与质监站核对退货记录，批次一致；约谈质量负责人并作笔录。"
    files = [a_file("谈话笔录.pdf")]
    investigate(actor=clerk(), number=number, seen=seen(number), text=found, files=files)
    return number


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site with a public list and objections in every state."""
    home: Path = tmp_path_factory.mktemp("objections") / "site"
    with site_at(home):
        public_list()
        account(CLERK, HEAD)
        waiting = raised(person=UNIT, files=[], about=entry_named(OTHER).id).number
        raised(person=UNIT, files=[a_file(), a_file("异议函.pdf", FileRole.IDENTITY)])
        raised(person=None, about=None, files=())
        refused = raised(kind=ObjectionKind.RANK).number
        missing = ["objection_missing_substance"]
        told = "只对等次有异议。"
        refuse_objection(actor=clerk(), number=refused, seen=seen(refused), codes=missing, words=told)
        decided = running()
        decision = Decision(Outcome.UPHELD, Effect.REMOVE, "退货批次属实，构成质量事故，不符合参评条件。")
        decide_objection(actor=clerk(), number=decided, seen=seen(decided), decision=decision)
        other = running()
        yesterday = localtime(database_now()).date() - timedelta(days=1)
        Objection.objects.filter(number=other).update(answer_due=yesterday)
        with served(home) as url:
            yield Place(url, waiting, other, decided)


@pytest.fixture(scope="module")
def address(place: Place) -> str:
    """Where the site is served."""
    return place.url


def enter(page: Page, place: Place) -> None:
    """Signs in."""
    enter_desk(page, place.url)
    page.goto(place.list)
    expect(page.locator("h1")).to_have_text("异议")


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean(window: Windows, place: Place, size: tuple[int, int], scheme: str) -> None:
    page = window(size, color_scheme=scheme).new_page()
    enter(page, place)
    ends = ["", "?overdue=1", f"{place.waiting}/", f"{place.running}/", f"{place.decided}/"]
    acts = ("accept", "refuse", "lead", "recuse")
    ends += [f"{place.waiting}/{act}" for act in acts]
    ends += [f"{place.running}/{act}" for act in ("ask", "decide")]
    for end in ends:
        page.goto(place.list + end)
        assert faults(page) == [], end
        told = end.strip("/?").replace(place.waiting, "waiting").replace(place.running, "running")
        told = told.replace(place.decided, "decided").replace("/", "-").replace("=", "-")
        shot(page, f"objections-{told or 'list'}-{size[0]}-{scheme}")
    page.goto(f"{place.list}{place.running}/")
    page.locator("#reason").fill("需要当面核实")
    page.get_by_role("button", name="记入操作留痕并查看").click()
    expect(page.locator("#objector")).to_contain_text(PERSON.phone)
    assert faults(page) == []
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#problems")).to_be_focused()
    assert faults(page) == []


def test_one_is_taken_in_spite_of_what_lacks(window: Windows, place: Place) -> None:
    page = window(DESKTOP).new_page()
    enter(page, place)
    page.get_by_role("link", name=place.waiting).click()
    page.get_by_role("link", name="受理…").first.click()
    page.locator("#despite").fill("反映的事实具体，可以核查。")
    page.get_by_role("button", name="下一步：核对").last.click()
    page.get_by_role("button", name="受理 1 件异议").click()
    expect(page.get_by_text("已受理，进入核查。")).to_be_visible()
    page.locator("#text").fill("查阅了检验记录。")
    page.locator("#files").set_input_files(
        {"name": "检验记录.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%"}
    )
    page.get_by_role("button", name="记下").click()
    expect(page.locator("#steps")).to_contain_text("查阅了检验记录。")
    page.get_by_role("link", name="作出决定…").click()
    page.locator("#result").select_option("dismissed.none")
    page.locator("#reasons").fill("经核查，反映的情况不属实。")
    page.get_by_role("button", name="下一步：核对").last.click()
    shot(page, "objections-decide-preview")
    page.get_by_role("button", name="决定 1 件异议").click()
    expect(page.get_by_text("已作出决定，双方可以看到。")).to_be_visible()
    with page.expect_download() as letter:
        page.get_by_role("link", name="答复函（Word）").click()
    assert letter.value.suggested_filename == f"异议答复函-{place.waiting}.docx"
