"""分配专家, 评分进度 and 现场安排 as the office sees them."""

import io
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from openpyxl import load_workbook

from jianyou.actions.assigning import assign_by_hand
from jianyou.actions.recusals import recuse
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.jobs.assigning import assign_due
from jianyou.store.dialect import database_now
from jianyou.store.models import AssignmentPlan, LogRow, Review, Sheet, Visit
from tests.site.judging_world import World, accepted, judging
from tests.site.kit import clerk
from tests.site.public import browser
from tests.site.signin import account

pytestmark = pytest.mark.usefixtures("site")
WANTED = {"per_entry": "2", "least": "0", "most": "9", "aim": "total", "keep": "yes", "answered": "yes"}


def at_desk(*roles: Role, username: str = "jingban", slug: str = "office") -> Client:
    """Somebody of the office who has signed in."""
    client = browser()
    client.force_login(account(*roles, username=username, slug=slug))
    return client


def computed(client: Client, world: World, **wanted: str) -> str:
    """Asks for a plan by its page, lets the job compute it; where it is."""
    answer = client.post(f"{world.address}plan/", WANTED | wanted)
    assert answer.status_code == 302, answer.content.decode()
    assign_due()
    return str(answer.headers["Location"])


def text_of(answer: Any) -> str:
    """The words of a page, one space between them."""
    words = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(words.split())


def content_of(act: str) -> dict[str, Any]:
    """What the newest row of an act tells."""
    return LogRow.objects.filter(act=act).latest("at").content or {}


def given(world: World) -> None:
    """Every expert has every entry."""
    for expert in world.experts:
        for entry in world.entries:
            assign_by_hand(actor=clerk(), call_slug=world.slug, review=1, expert=expert, entry=entry)


def scoring(**changes: Any) -> None:
    Review.objects.update(status=ReviewStatus.SCORING, **changes)


def test_a_plan_is_computed_looked_at_and_adopted() -> None:
    world = judging(4, 3)
    client = at_desk(Role.OFFICE_CLERK)
    address = computed(client, world)
    page = text_of(client.get(address))
    for told in (
        "待采用",
        "8 份：4 条申报，3 位专家",
        "逐对核过全部 12 对专家和申报：没有更好的方案。",
        "新派 8 份",
    ):
        assert told in page
    progress = client.get(f"{address}progress").json()
    assert (progress["running"], progress["percent"]) == (False, 100)
    preview = client.get(f"{address}adopt")
    assert "采用：新派 8 份，收回 0 份" in text_of(preview)
    done = client.post(f"{address}adopt", {"given": "8", "taken": "0"})
    assert (done.status_code, done.headers["Location"]) == (302, f"{world.address}plan/")
    assert Sheet.objects.filter(status=SheetStatus.ASSIGNED).count() == 8
    content = content_of("assign_experts")
    assert (content["pairs"], content["given"], len(content["proof_sha256"])) == (8, 8, 64)
    assert "已采用" in text_of(client.get(f"{world.address}plan/"))


def test_a_plan_that_cannot_cover_names_whom_and_what_would_free_it() -> None:
    world = judging(3, 2)
    entry = world.entries[0]
    recuse(actor=clerk(), call_slug=world.slug, review=1, expert=world.experts[0], entry=entry, reason="同事")
    page = text_of(
        at_desk(Role.OFFICE_CLERK).get(computed(at_desk(Role.SECTION_HEAD, username="chuzhang"), world))
    )
    assert "1 条申报派不满" in page
    assert "示例企业1有限公司 （1 / 2 位）" in page
    assert "怎样可以派满" in page
    assert "专家甲1" in page


@pytest.mark.parametrize(
    ("wanted", "field"),
    [({"per_entry": "0"}, "per_entry"), ({"most": "x"}, "most"), ({"least": "10"}, "least")],
)
def test_what_is_wrong_is_told_at_its_field(wanted: dict[str, str], field: str) -> None:
    world = judging(1, 1)
    answer = at_desk(Role.OFFICE_CLERK).post(f"{world.address}plan/", WANTED | wanted)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()
    assert not AssignmentPlan.objects.exists()


def test_a_running_plan_can_be_stopped() -> None:
    world = judging(2, 2)
    client = at_desk(Role.OFFICE_CLERK)
    address = client.post(f"{world.address}plan/", WANTED).headers["Location"]
    assert "停止计算" in text_of(client.get(address))
    assert client.get(f"{address}progress").json()["running"] is True
    assert client.post(f"{address}drop").status_code == 302
    assert assign_due() == 0
    assert client.post(f"{address}drop").status_code == 409
    assert client.post(f"{address}adopt", {"given": "0", "taken": "0"}).status_code == 409
    assert not Sheet.objects.exists()


def test_a_late_recusal_leaves_a_gap_that_is_named_and_filled() -> None:
    world = judging(2, 3)
    client = at_desk(Role.OFFICE_CLERK)
    address = computed(client, world)
    client.post(f"{address}adopt", {"given": "4", "taken": "0"})
    sheet = Sheet.objects.order_by("id").first()
    assert sheet is not None
    told: dict[str, Any] = {"expert": sheet.expert_id, "entry": sheet.entry_id, "reason": "本人提出"}
    recuse(actor=clerk(), call_slug=world.slug, review=1, **told)
    page = text_of(client.get(f"{world.address}plan/"))
    assert "1 条申报缺专家" in page
    by_hand = f"{world.address}plan/by-hand/{sheet.entry_id}/"
    page = text_of(client.get(by_hand))
    assert "现行方案的第 1 候选" in page
    assert "不能派的，和原因" in page
    assert client.post(by_hand, {"expert": str(sheet.expert_id)}).status_code == 409
    assert client.post(by_hand, {"expert": "?"}).status_code == 409
    free = set(world.experts) - set(
        Sheet.objects.filter(entry=sheet.entry_id).values_list("expert", flat=True)
    )
    assert client.post(by_hand, {"expert": str(free.pop())}).status_code == 302
    assert "缺专家的申报 0" in text_of(client.get(f"{world.address}plan/"))


def test_the_plan_leaves_as_a_workbook_once_it_is_logged() -> None:
    world = judging(2, 2)
    given(world)
    answer = at_desk(Role.OFFICE_CLERK).post(f"{world.address}plan/table", {"reason": ""})
    book = load_workbook(io.BytesIO(answer.content))
    assert [sheet.max_row for sheet in book.worksheets] == [5, 3]
    told = content_of("export_list")
    assert (told["list"], told["count"]) == ("assignment", 4)
    head = at_desk(Role.SECTION_HEAD, username="chuzhang")
    assert head.post(f"{world.address}plan/table", {"reason": ""}).status_code == 422


def test_progress_tells_each_expert_and_each_entry() -> None:
    world = judging(3, 2)
    given(world)
    scoring(due=database_now() - timedelta(hours=1))
    rows = list(Sheet.objects.order_by("id"))
    now = database_now()
    Sheet.objects.filter(id=rows[0].id).update(status="submitted", revision=2, saved_at=now, submitted_at=now)
    Sheet.objects.filter(id=rows[1].id).update(revision=1, saved_at=now)
    client = at_desk(Role.OFFICE_CLERK)
    page = text_of(client.get(f"{world.address}progress/"))
    for told in (
        "评分表 6",
        "已提交 1",
        "已开始 1",
        "逾期 5",
        "全部 3",
        "缺专家 0",
        "还有没交的 3",
        "评完 0",
    ):
        assert told in page
    only = client.get(f"{world.address}progress/?only=done")
    assert "没有符合条件的申报" in text_of(only)
    found = text_of(client.get(f"{world.address}progress/?q=企业2"))
    assert ("示例企业2有限公司" in found, "示例企业1有限公司" in found) == (True, False)


def test_a_sheet_is_taken_back_and_asked_again_in_two_steps() -> None:
    world = judging(1, 2)
    given(world)
    scoring()
    first, second = Sheet.objects.order_by("id")
    now = database_now()
    Sheet.objects.filter(id=first.id).update(status="submitted", revision=1, saved_at=now, submitted_at=now)
    client = at_desk(Role.OFFICE_CLERK)
    again = f"{world.address}sheets/{first.id}/again"
    assert client.post(again, {"reason": ""}).status_code == 422
    assert "退给专家 1 份" in text_of(client.post(again, {"reason": "请核对第二项"}))
    assert client.post(again, {"reason": "请核对第二项", "sure": "yes"}).status_code == 302
    back = f"{world.address}sheets/{second.id}/take-back"
    assert client.post(back, {"reason": "因故不能评", "sure": "yes"}).status_code == 302
    assert sorted(Sheet.objects.values_list("status", flat=True)) == ["again", "dropped"]
    page = text_of(client.get(f"{world.address}progress/"))
    assert ("请核对第二项" in page, "缺 1 位" in page) == (True, True)
    assert client.get(f"{world.address}sheets/{uuid.uuid4()}/again").status_code == 404


def visit(world: World, at: Any, **more: Any) -> dict[str, Any]:
    """A visit as its form sends it."""
    told = {
        "entry": str(world.entries[0]),
        "begins": f"{at:%Y-%m-%d} 09:00",
        "ends": f"{at:%Y-%m-%d} 10:00",
        "place": "三楼会议室",
        "experts": [str(world.experts[0])],
    }
    return told | more


def test_a_visit_is_planned_moved_and_cancelled() -> None:
    world = judging(2, 2)
    day = localtime(database_now()) + timedelta(days=3)
    client = at_desk(Role.OFFICE_CLERK)
    address = f"{world.address}visits/"
    assert client.post(f"{address}new", visit(world, day)).status_code == 302
    row = Visit.objects.get()
    page = text_of(client.get(address))
    for told in ("已安排 1 家，还有 1 家没有安排", "09:00–10:00", "三楼会议室", "专家甲1"):
        assert told in page
    clash = visit(world, day, entry=str(world.entries[1]), ends=f"{day:%Y-%m-%d} 09:30", place="四楼")
    refused = client.post(f"{address}new", clash)
    assert (refused.status_code, "已经安排了“示例企业1有限公司”" in text_of(refused)) == (422, True)
    moved = visit(world, day, place="五楼会议室", reason="会议室调整")
    assert client.post(f"{address}{row.id}/change", visit(world, day, place="五楼")).status_code == 422
    assert client.post(f"{address}{row.id}/change", moved).status_code == 302
    assert Visit.objects.get().place == "五楼会议室"
    ics = client.get(f"{address}{world.experts[0]}.ics")
    assert "LOCATION:五楼会议室" in ics.content.decode()
    cancel = {"reason": "企业要求改期", "sure": "yes"}
    assert client.post(f"{address}{row.id}/cancel", cancel).status_code == 302
    assert "还没有安排" in text_of(client.get(address))
    assert LogRow.objects.filter(act="plan_visits").count() == 3


def test_a_series_is_shown_before_it_is_planned() -> None:
    world = judging(3, 2)
    given(world)
    day = localtime(database_now()) + timedelta(days=3)
    client = at_desk(Role.OFFICE_CLERK)
    told = {"first": f"{day:%Y-%m-%d} 09:00", "minutes": "20", "pause": "10", "a_day": "2", "place": "三楼"}
    preview = client.post(f"{world.address}visits/series", told)
    assert "安排 3 家" in text_of(preview)
    assert not Visit.objects.exists()
    assert (
        client.post(f"{world.address}visits/series", told | {"sure": "yes", "count": "2"}).status_code == 422
    )
    assert (
        client.post(f"{world.address}visits/series", told | {"sure": "yes", "count": "3"}).status_code == 302
    )
    rows = Visit.objects.order_by("starts_at")
    assert [f"{localtime(one.starts_at):%H:%M}" for one in rows] == ["09:00", "09:30", "09:00"]
    assert [len(one.experts) for one in rows] == [2, 2, 2]


PAGES = ("plan/", "plan/1/", "plan/1/progress", "progress/", "visits/")
DEEDS = (
    "plan/1/adopt",
    "progress/remind",
    "visits/new",
    "visits/series",
    "sheets/{sheet}/take-back",
    "sheets/{sheet}/again",
    "visits/{visit}/change",
    "visits/{visit}/cancel",
    "visits/{expert}.ics",
    "plan/by-hand/{entry}/",
)
POSTED = ("plan/", "plan/table", "plan/1/drop")


def test_whom_the_pages_let_in() -> None:
    world = judging(1, 1)
    given(world)
    desk = at_desk(Role.OFFICE_CLERK)
    computed(desk, world)
    day = localtime(database_now()) + timedelta(days=3)
    desk.post(f"{world.address}visits/new", visit(world, day))
    keys = {
        "sheet": Sheet.objects.get().id,
        "visit": Visit.objects.get().id,
        "expert": world.experts[0],
        "entry": world.entries[0],
    }
    people = {
        "clerk": desk,
        "head": at_desk(Role.SECTION_HEAD, username="head"),
        "supervisor": at_desk(Role.SUPERVISOR, username="supervisor"),
        "counter": at_desk(Role.COUNTER_CLERK, username="counter"),
        "expert": at_desk(Role.EXPERT, username="other_expert"),
        "anyone": browser(),
    }
    found: dict[str, list[str]] = {}
    for name, client in people.items():
        for page in (*PAGES, *DEEDS):
            if client.get(world.address + page.format(**keys)).status_code in {200, 409}:
                found.setdefault(page, []).append(name)
        for page in POSTED:
            answer = client.post(world.address + page, {}, follow=True)
            if answer.status_code in {200, 409, 422} and "/sign-in/" not in str(answer.redirect_chain):
                found.setdefault(f"POST {page}", []).append(name)
    assert found == {
        **{page: ["clerk", "head", "supervisor"] for page in PAGES},
        **{page: ["clerk", "head"] for page in DEEDS},
        **{f"POST {page}": ["clerk", "head"] for page in POSTED},
    }
    stranger = at_desk(Role.OFFICE_CLERK, username="stranger", slug="office")
    assert stranger.get(f"/office/calls/{world.slug}/reviews/2/plan/").status_code == 404


def queries_of(client: Client, world: World, plan: int) -> dict[str, int]:
    """How often each page asks the database."""
    counted = {}
    for page in ("plan/", f"plan/{plan}/", "progress/", "progress/remind", "visits/"):
        client.get(world.address + page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(world.address + page).status_code == 200
        counted[page.replace(f"/{plan}", "/1")] = len(asked)
    return counted


QUERIES = {"plan/": 19, "plan/1/": 21, "progress/": 23, "progress/remind": 26, "visits/": 18}


def test_pages_ask_as_often_of_three_entries_as_of_one() -> None:
    world = judging(1, 2)
    given(world)
    client = at_desk(Role.OFFICE_CLERK)
    computed(client, world)
    assert queries_of(client, world, 1) == QUERIES
    more = accepted(world.slug, 2, start=1)
    given(World(world.slug, 1, tuple(one.id for one in more), world.experts))
    computed(client, world)
    assert queries_of(client, world, 2) == QUERIES


@pytest.mark.slow
def test_pages_ask_as_often_of_three_hundred_entries() -> None:
    world = judging(300, 2)
    given(world)
    client = at_desk(Role.OFFICE_CLERK)
    computed(client, world, most="300")
    assert queries_of(client, world, 1) == QUERIES
