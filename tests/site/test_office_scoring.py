"""评分检查, 合议 and 官方得分 as pages, for the office, supervisors and experts."""

import io
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from jianyou.actions.reviews import close_scoring, open_consensus
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.jobs.checking_scores import check_scores_due
from jianyou.store.models import Consensus, Entry, LogRow, ScoringCheck, Sheet
from tests.site.judging_world import World, accepted, judging
from tests.site.kit import clerk
from tests.site.public import browser
from tests.site.scoring_world import Checked, Marks, checked, marks, submitted
from tests.site.sheets_world import at_desk as expert_desk
from tests.site.sheets_world import joined
from tests.site.signin import account

pytestmark = pytest.mark.usefixtures("site")


def at_desk(*roles: Role, username: str = "jingban", slug: str = "office") -> Client:
    client = browser()
    client.force_login(account(*roles, username=username, slug=slug))
    return client


def text_of(answer: Any) -> str:
    """The words of a page, one space between them."""
    words = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(words.split())


def inspected(client: Client, world: World, quota: str = "3") -> None:
    """Orders a check by its page, and lets the job compute it."""
    assert client.post(f"{world.address}check/", {"quota": quota}).status_code == 302
    assert check_scores_due() == 1


def talk_address(world: World, entry: int = 1) -> str:
    row = Entry.objects.select_related("filing").get(id=world.entries[entry - 1])
    return f"{world.address}consensus/{row.filing.number}/{row.ordinal}/"


def few(entries: int = 2) -> Checked:
    """Two experts who give every entry its points."""
    given: dict[tuple[int, int], Marks | None] = {
        (expert, entry): marks(expert, entry) for entry in range(1, entries + 1) for expert in (1, 2)
    }
    return submitted(judging(entries, 2), given)


def test_a_check_is_ordered_computed_and_shown() -> None:
    told = checked(entries=12, experts=6)
    client = at_desk(Role.OFFICE_CLERK)
    page = f"{told.world.address}check/"
    assert "还没有检查过" in text_of(client.get(page))
    assert client.post(page, {"quota": "3"}).headers["Location"] == page
    assert client.get(f"{page}progress").json()["running"] is True
    check_scores_due()
    assert client.get(f"{page}progress").json() == {
        "done": 1900,
        "total": 1900,
        "percent": 100,
        "running": False,
        "current": "",
    }
    shown = client.get(page)
    html, words = shown.content.decode(), text_of(shown)
    for said in (
        "只供核查：不改任何分数，也不是官方排名。",
        "名额 3 个",
        "专家“专家丙3”给申报",
        "专家“专家甲1”评分明显偏严",
    ):
        assert said in words
    assert html.count('role="img"') == 4
    assert f'value="{told.sheets[3, 7]}"' in html
    assert "请重新检查" not in words


@pytest.mark.slow
def test_a_wrong_quota_is_told_at_its_field() -> None:
    told = few()
    answer = at_desk(Role.OFFICE_CLERK).post(f"{told.world.address}check/", {"quota": "0"})
    assert answer.status_code == 422
    assert 'id="quota-error"' in answer.content.decode()
    assert not ScoringCheck.objects.exists()


@pytest.mark.slow
def test_of_few_scores_the_page_says_what_is_missing() -> None:
    told = few()
    client = at_desk(Role.OFFICE_CLERK)
    inspected(client, told.world)
    shown = client.get(f"{told.world.address}check/")
    assert "评分还太少，不能估计名次和松紧" in text_of(shown)
    assert shown.content.decode().count('role="img"') == 2


def test_flagged_sheets_go_back_in_two_steps() -> None:
    told = checked(entries=12, experts=6)
    client = at_desk(Role.OFFICE_CLERK)
    inspected(client, told.world)
    again = f"{told.world.address}check/again"
    preview = client.post(again, {"sheet": str(told.sheets[3, 7])})
    words = text_of(preview)
    assert "1 份评分表，1 位专家" in words
    assert "专家丙3" in words
    assert Sheet.objects.filter(status=SheetStatus.AGAIN).count() == 0
    sure = {"sheet": str(told.sheets[3, 7]), "count": "1", "sure": "yes", "reason": "请再看一次。"}
    assert client.post(again, sure | {"count": "2"}).status_code == 409
    assert client.post(again, sure | {"reason": " "}).status_code == 409
    assert client.post(again, sure).status_code == 302
    assert Sheet.objects.get(status=SheetStatus.AGAIN).id == told.sheets[3, 7]
    page = text_of(client.get(f"{told.world.address}check/"))
    assert "已请再看" in page
    assert "请再看一次。" in page
    assert client.post(again, sure).status_code == 409


@pytest.mark.slow
def test_all_sheets_of_an_expert_and_nothing_of_other_reviews() -> None:
    told = few(3)
    client = at_desk(Role.OFFICE_CLERK)
    again = f"{told.world.address}check/again"
    assert "3 份评分表，1 位专家" in text_of(client.post(again, {"expert": str(told.world.experts[1])}))
    for nonsense in ({}, {"sheet": "x"}, {"sheet": str(uuid.uuid4())}, {"expert": str(uuid.uuid4())}):
        assert "没有选中可以退回再看的评分表" in text_of(client.post(again, nonsense))


@pytest.mark.slow
def test_pictures_are_files_and_others_are_not_there() -> None:
    told = few()
    client = at_desk(Role.OFFICE_CLERK)
    inspected(client, told.world)
    answer = client.get(f"{told.world.address}check/disagreement.svg")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml")
    assert answer.content.startswith(b"<svg ")
    assert client.get(f"{told.world.address}check/ranks.svg").status_code == 404
    assert client.get(f"{told.world.address}check/none.svg").status_code == 404


def test_the_report_is_for_closed_scores_and_leaves_once_it_is_logged() -> None:
    told = checked(entries=12, experts=6)
    client = at_desk(Role.SUPERVISOR, username="jiandu")
    inspected(client, told.world)
    address = f"{told.world.address}check/report"
    assert client.get(address).status_code == 409
    assert client.post(f"{address}.xlsx", {"reason": "检查"}).status_code == 409
    close_scoring(actor=clerk(), call_slug=told.world.slug, review=1)
    assert "按规则的得分与校准结果" in text_of(client.get(address))
    assert client.post(f"{address}.xlsx", {"reason": ""}).status_code == 409
    answer = client.post(f"{address}.xlsx", {"reason": "监督检查"})
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["申报", "专家", "请再看"]
    assert (book["申报"].max_row, book["专家"].max_row) == (13, 7)
    assert LogRow.objects.filter(act="export_evidence").count() == 1


def test_what_was_agreed_is_recorded_by_its_page() -> None:
    told = few()
    client = at_desk(Role.OFFICE_CLERK)
    talks, talk = f"{told.world.address}consensus/", talk_address(told.world)
    assert "专家还在独立评分" in text_of(client.get(talks))
    assert "开始合议以后才能记录" in text_of(client.get(talk))
    open_consensus(actor=clerk(), call_slug=told.world.slug, review=1)
    assert client.post(talk, {"person": "专家甲1", "note": ""}).status_code == 422
    assert client.post(talk, {"note": "谈过"}).status_code == 422
    form = {"person": ["专家甲1", "别人"], "others": "主持人丙、监督丁", "note": "谈过，各自维持。"}
    assert client.post(talk, form).status_code == 302
    row = Consensus.objects.get()
    assert (row.participants, row.note, row.total) == (
        ["专家甲1", "主持人丙", "监督丁"],
        "谈过，各自维持。",
        None,
    )
    assert client.post(talk, form).status_code == 409
    assert client.post(talk, form | {"seen": row.id.hex, "note": "又谈。"}).status_code == 302
    shown = text_of(client.get(talk))
    assert "以前的 1 次记录" in shown
    assert "又谈。" in shown
    assert client.get(f"{talks}?only=done&over=x&page=9").status_code == 200


def test_an_expert_sees_numbers_for_colleagues_while_scores_are_talked_over() -> None:
    told = few()
    joined(told.review, 1)
    address = f"/expert/sheets/{told.sheets[1, 1]}/talk/"
    desk = expert_desk(1)
    assert desk.get(address).status_code == 409
    open_consensus(actor=clerk(), call_slug=told.world.slug, review=1)
    shown = desk.get(address)
    assert (shown.status_code, "专家乙2" in shown.content.decode()) == (200, False)
    assert "总的看法" in text_of(shown)
    assert desk.get(f"/expert/sheets/{told.sheets[2, 1]}/talk/").status_code == 404
    assert expert_desk(2).get(address).status_code == 404
    phone = desk.get(address, headers={"user-agent": "Mozilla/5.0 (iPhone) Mobile"})
    assert phone.status_code == 403


def test_the_ranking_tells_scores_gates_and_findings() -> None:
    told = few(3)
    client = at_desk(Role.SUPERVISOR, username="jiandu")
    address = f"/office/calls/{told.world.slug}/scores/"
    words = text_of(client.get(address))
    for said in ("官方得分", "还没有结束：材料评审、现场答辩", "各份评分的平均分，权重 0.6"):
        assert said in words
    assert client.get(f"{address}?award=none").status_code == 404
    assert client.get(f"{address}?only=findings&page=7").status_code == 200
    Sheet.objects.filter(id=told.sheets[1, 1]).update(status=SheetStatus.DROPPED)
    assert text_of(client.get(address)) != words


PAGES = ("check/", "check/progress", "check/disagreement.svg", "check/report", "consensus/")
POSTED = ("check/", "check/again", "check/report.xlsx")


@pytest.mark.slow
def test_whom_the_pages_let_in() -> None:
    told = few()
    world = told.world
    desk = at_desk(Role.OFFICE_CLERK)
    inspected(desk, world)
    close_scoring(actor=clerk(), call_slug=world.slug, review=1)
    people = {
        "clerk": desk,
        "head": at_desk(Role.SECTION_HEAD, username="head"),
        "supervisor": at_desk(Role.SUPERVISOR, username="supervisor"),
        "counter": at_desk(Role.COUNTER_CLERK, username="counter"),
        "expert": expert_desk(1),
        "anyone": browser(),
    }
    scores, talk = f"/office/calls/{world.slug}/scores/", talk_address(world)
    gets = {**{page: world.address + page for page in PAGES}, "talk": talk, "scores": scores}
    posts = {**{page: world.address + page for page in POSTED}, "talk": talk}
    found: dict[str, list[str]] = {}
    for name, client in people.items():
        for page, address in gets.items():
            if client.get(address).status_code == 200:
                found.setdefault(page, []).append(name)
        for page, address in posts.items():
            answer = client.post(address, {"quota": "3"})
            if answer.status_code in {200, 409, 422} or answer.headers.get("Location") == address:
                found.setdefault(f"POST {page}", []).append(name)
    assert found == {
        **{page: ["clerk", "head", "supervisor"] for page in gets},
        "POST check/": ["clerk", "head", "supervisor"],
        "POST check/again": ["clerk", "head"],
        "POST check/report.xlsx": ["clerk", "head", "supervisor"],
        "POST talk": ["clerk", "head"],
    }


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.slow
def test_pages_ask_as_often_of_thirty_entries_as_of_one() -> None:
    counted = []
    client = at_desk(Role.OFFICE_CLERK)
    told = few(1)
    world = told.world
    for wider in (0, 2, 27):
        if wider:
            rows = accepted(world.slug, wider, start=len(world.entries), together=wider > 20)
            start = len(world.entries)
            world = world._replace(entries=(*world.entries, *(row.id for row in rows)))
            submitted(
                world,
                {
                    (expert, entry): marks(expert, entry)
                    for entry in range(start + 1, len(world.entries) + 1)
                    for expert in (1, 2)
                },
            )
        inspected(client, world)
        talks = queries_of(client, f"{world.address}consensus/?only=all")
        talk = queries_of(client, talk_address(world))
        scores = queries_of(client, f"/office/calls/{world.slug}/scores/")
        counted.append((queries_of(client, f"{world.address}check/"), talks, talk, scores))
    assert counted == [(18, 16, 16, 9)] * 3
