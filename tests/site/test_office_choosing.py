"""择优 as the office sees it: asked, looked at, tried with other rules, adopted, signed, told in letters."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jianyou.actions.choosing import Adopting, adopt_choice
from jianyou.domain.judging.record import read_record
from jianyou.domain.judging.record_check import check_record
from jianyou.domain.lifecycle.roles import Role
from jianyou.jobs.choosing import choose_due
from jianyou.store.models import (
    Ballot,
    Candidacy,
    Choice,
    CollectiveDecision,
    Entry,
    Feedback,
    Letter,
    Review,
    SignOff,
)
from tests.site.choosing_world import AWARD, SLUG, chosen_call, computed
from tests.site.kit import clerk, somewhere_else
from tests.site.public import browser
from tests.site.signin import account

pytestmark = pytest.mark.usefixtures("site")
POINTS = (("50", "40"), ("45", "40"), ("44", "40"), ("40", "40"), ("40", "30"))
BASE = f"/office/calls/{SLUG}/choice/"


def at_desk(*roles: Role, username: str = "jingban", slug: str = "office") -> Client:
    """Somebody of the office who has signed in."""
    client = browser()
    client.force_login(account(*roles, username=username, slug=slug))
    return client


def text_of(answer: Any) -> str:
    """The words of a page, one space between them."""
    words = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(words.split())


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return text_of(answer)


def sent(client: Client, address: str, told: dict[str, Any]) -> str:
    """Posts and is led on; where to."""
    answer = client.post(address, told)
    assert answer.status_code == 302, text_of(answer)
    return str(answer.headers["Location"])


def test_from_asking_to_signatures() -> None:
    """The clerk's way through: compute, look, adopt, sign."""
    entries = chosen_call(POINTS)
    client = at_desk(Role.OFFICE_CLERK)
    assert "还没有计算" in shown(client, BASE)
    assert "参评条件没有问题的 5 条" in shown(client, f"{BASE}new/{AWARD}/")
    assert client.get(f"{BASE}new/other/").status_code == 404
    address = sent(client, f"{BASE}new/{AWARD}/", {})
    assert address == f"{BASE}1/"
    assert "正在计算" in shown(client, address)
    assert client.get(f"{address}progress").json()["running"] is True
    choose_due()
    words = shown(client, address)
    assert "名额线：3 个" in words
    assert "差 10 分" in words
    assert "余 5 分" in words
    assert words.count("已满") == 5
    choice = Choice.objects.get()
    assert choice.digest in words
    data = client.get(f"{address}record.json")
    assert data["Content-Disposition"].startswith("attachment")
    assert check_record(read_record(data.content.decode())) == ()
    assert "距“重庆市市长质量管理奖”差 10 分" in shown(client, f"{address}why/{entries[3].id}/")
    # Adopted in two steps, as it is.
    assert "依据什么采用" in shown(client, f"{address}adopt")
    preview = shown(client, f"{address}adopt?how=rules")
    assert "采用这 3 条" in preview
    told = {"how": "rules", "digest": choice.digest, "sure": "yes"}
    assert sent(client, f"{address}adopt", told) == f"{address}?done=adopted"
    choice.refresh_from_db()
    assert (choice.status, choice.summary["how"]) == ("adopted", "rules")
    assert "还没有人签署" in shown(client, address)
    assert client.get(f"{address}adopt?how=rules").status_code == 422
    sent(client, f"{address}sign", {"digest": choice.digest, "post": "四级调研员"})
    paper = {"digest": choice.digest, "paper": "yes", "name": "示例领导", "held": "副主任"}
    sent(client, f"{address}sign", paper)
    words = text_of(client.post(f"{address}sign", paper))
    assert "示例领导 已经签署过" in words
    assert "请填写签署人的姓名和职务" in text_of(client.post(f"{address}sign", {**paper, "name": ""}))
    assert SignOff.objects.count() == 2


def test_feedback_goes_into_the_letter_without_names_or_scores() -> None:
    entries = chosen_call(POINTS)
    choice = computed()
    client = at_desk(Role.OFFICE_CLERK)
    assert client.get(f"{BASE}1/feedback/").status_code == 404
    adopt_choice(actor=clerk(), call_slug=SLUG, number=1, digest=choice.digest, told=Adopting())
    listed = f"{BASE}1/feedback/"
    assert "未列入" in shown(client, listed)
    one = f"{listed}{entries[3].id}/"
    assert "专家 2" in shown(client, one)
    ticked = {"fill": "yes", "s0": "yes", "s1": "yes", "g1": "yes", "strengths": "", "gaps": ""}
    filled = text_of(client.post(one, ticked))
    assert filled.count("优势1") == 2
    assert "专家甲1" in text_of(client.post(one, {"save": "yes", "strengths": "专家甲1认为好", "gaps": ""}))
    assert Feedback.objects.count() == 0
    told = {"save": "yes", "strengths": "优势1\n数据完整", "gaps": "不足2"}
    assert sent(client, one, told) == f"{listed}?done=saved"
    number = entries[3].filing.number
    made = {"kind": "choice", "entries": f"{number}.1", "sure": "yes"}
    sent(client, f"/office/calls/{SLUG}/letters/make", made)
    letter = Letter.objects.get()
    assert letter.content["title"] == "评审结果通知书"
    paragraphs = letter.content["paragraphs"]
    assert "未列入“重庆市市长质量管理奖”" in paragraphs[1]
    assert paragraphs[3:5] == ["1. 优势1", "2. 数据完整"]
    assert paragraphs[6] == "不足2"
    assert not [text for text in paragraphs if "专家甲" in text or "80" in text]


def test_what_nobody_settled_is_asked_and_what_is_open_is_told() -> None:
    entries = chosen_call(POINTS)
    Candidacy.objects.filter(entry=entries[0], award=AWARD).update(verdict="unknown")
    client = at_desk(Role.OFFICE_CLERK)
    words = shown(client, f"{BASE}new/{AWARD}/")
    assert "参评条件还没有核实的 1 条，由您决定" in words
    answer = client.post(f"{BASE}new/{AWARD}/", {"unknown": "", "reason": ""})
    assert answer.status_code == 422
    assert "请说明是否列入择优" in text_of(answer)
    assert "请写明理由和依据" in text_of(answer)
    Review.objects.update(status="scoring")
    assert "“材料评审”还没有结束评分" in shown(client, f"{BASE}new/{AWARD}/")
    answer = client.post(f"{BASE}new/{AWARD}/", {"unknown": "in", "reason": "已核实"})
    assert (answer.status_code, Choice.objects.count()) == (422, 0)


def test_a_scenario_stands_beside_the_official_choice() -> None:
    entries = chosen_call(POINTS)
    computed()
    client = at_desk(Role.OFFICE_CLERK)
    form = shown(client, f"{BASE}1/scenario")
    assert "不能采用" in form
    same = {
        "title": "不变",
        "n-award": "1",
        "f-award": "60",
        "n-nomination": "2",
        "f-nomination": "",
        "r-0": "1",
    }
    assert "没有改动任何名额" in text_of(client.post(f"{BASE}1/scenario", same))
    wrong = {**same, "n-award": "-1", "f-award": "高", "r-0": "x"}
    assert text_of(client.post(f"{BASE}1/scenario", wrong)).count("请填 0 到 100000 的") == 6
    address = sent(client, f"{BASE}1/scenario", {**same, "title": "不限区县", "n-nomination": "3", "r-0": ""})
    choose_due()
    words = shown(client, address)
    assert "这是测算，不是正式结果" in words
    assert "与第 1 次（按规则）相比，1 条不同" in words
    assert f"进入 {entries[3].name}" in words
    assert client.get(f"{address}adopt?how=rules").status_code == 422
    assert client.get(f"{address}scenario").status_code == 404


def test_a_tie_is_settled_by_a_person() -> None:
    """Who wins it is chosen, with a reason."""
    entries = chosen_call((("50", "40"), ("45", "40"), ("44", "40"), ("30", "30"), ("45", "40")))
    choice = computed()
    client = at_desk(Role.OFFICE_CLERK)
    first, other = entries[1].id.hex, entries[4].id.hex
    told = {"how": "rules", "digest": choice.digest}
    assert "有 1 处并列" in shown(client, f"{BASE}1/")
    assert "并列：" in shown(client, f"{BASE}1/adopt?how=rules")
    answer = client.post(f"{BASE}1/adopt", told)
    assert (answer.status_code, text_of(answer).count("请写明理由和依据")) == (422, 2)
    told |= {f"k-{first}": other, f"r-{first}": "现场评审更好"}
    assert "采用这 3 条" in text_of(client.post(f"{BASE}1/adopt", told))
    sent(client, f"{BASE}1/adopt", {**told, "sure": "yes"})
    choice.refresh_from_db()
    assert choice.summary["decided"][other] == "nomination"
    assert "现场评审更好" in shown(client, f"{BASE}1/")


def test_what_a_meeting_decided_otherwise_is_adopted_with_reasons() -> None:
    """The list goes to the collective decision's form and comes back as another one."""
    entries = chosen_call(POINTS)
    adopt_choice(actor=clerk(), call_slug=SLUG, number=1, digest=computed().digest, told=Adopting())
    client = at_desk(Role.OFFICE_CLERK)
    computed()
    ground = client.get(f"{BASE}2/adopt").content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="([onr]\d+)" value="([^"]+)"', ground))
    seen = re.search(r'<textarea name="seen" hidden>\n(.*?)</textarea>', ground, re.DOTALL)
    assert seen
    meeting = {
        "held_on": "2024-03-01",
        "minutes": "纪要〔2024〕3号",
        "subject": "研究",
        "participants": "示例甲，主任",
    }
    form = client.post(
        f"/office/calls/{SLUG}/decisions/new", {**fields, "seen": seen[1], "edit": "yes", "subject": "研究"}
    )
    assert form.status_code == 200, text_of(form)
    lines = seen[1].strip().split("\n")
    away = lines.index(next(line for line in lines if line.startswith(entries[2].filing.number))) + 1
    fields |= {f"o{away}": "not_recommended", f"r{away}": "信用核查有问题"}
    sent(client, f"/office/calls/{SLUG}/decisions/new", {**fields, **meeting, "seen": seen[1], "sure": "yes"})
    assert CollectiveDecision.objects.count() == 1
    page = shown(client, f"{BASE}2/adopt?how=collective&meeting=1")
    assert f"退出： {entries[2].name}" in page
    row = Choice.objects.get(number=2)
    told = {"how": "collective", "meeting": "1", "digest": row.digest}
    assert client.post(f"{BASE}2/adopt", {**told, "sure": "yes"}).status_code == 422
    told[f"r-{entries[2].id.hex}"] = "信用核查有问题"
    sent(client, f"{BASE}2/adopt", {**told, "sure": "yes"})
    row.refresh_from_db()
    assert (row.status, row.summary["how"], entries[2].id.hex in row.summary["decided"]) == (
        "adopted",
        "collective",
        False,
    )
    assert "依据第 1 次集体研究" in shown(client, f"{BASE}2/")
    assert "已被后来的结果替代" in shown(client, f"{BASE}1/")


def test_a_list_goes_to_the_meeting_also_where_nobody_was_asked_for_which_award() -> None:
    chosen_call(POINTS)
    client, address = at_desk(Role.OFFICE_CLERK), f"{BASE}{computed().number}/adopt"

    def lines() -> list[str]:
        ground = client.get(address).content.decode()
        seen = re.search(r'<textarea name="seen" hidden>\n(.*?)</textarea>', ground, re.DOTALL)
        return [line.split()[0] for line in seen[1].strip().split("\n")] if seen else []

    told = lines()
    assert told
    Candidacy.objects.update(willing=None)
    assert lines() == told


RULES = {
    "title": "拟推荐名单",
    "held_on": "2024-03-01",
    "way": "secret",
    "members": "示例甲，主任\n示例乙，副主任\n示例丙，处长",
    "quorum": "thirds",
    "majority": "thirds-present",
    "rounds": "2",
    "places": "",
}


def test_a_secret_ballot_keeps_sums_and_a_choice_is_adopted_by_it() -> None:
    entries = chosen_call(POINTS)
    choice = computed()
    client = at_desk(Role.OFFICE_CLERK)
    page = client.get(f"{BASE}ballots/new").content.decode()
    assert page.count(" checked>") == 3
    keys = [entry.id.hex for entry in entries[:3]]
    wrong = client.post(f"{BASE}ballots/new", {**RULES, "title": "", "members": "", "held_on": "昨天"})
    assert wrong.status_code == 422
    base = {**RULES, "choice": "1", "entry": keys}
    assert "第 1 轮票数" in text_of(client.post(f"{BASE}ballots/new", {**base, "rules": "yes"}))
    count = {"present": "3"}
    for key, votes in zip(keys, ("3", "2", "1"), strict=True):
        count |= {f"f-{key}": votes, f"a-{key}": str(3 - int(votes))}
    over = text_of(client.post(f"{BASE}ballots/new", {**base, **count, f"f-{keys[0]}": "4", "count": "yes"}))
    assert "第 1 轮票数" in over
    short = text_of(client.post(f"{BASE}ballots/new", {**base, **count, "present": "1", "count": "yes"}))
    assert "登记这 3 条的结果" not in short
    preview = text_of(client.post(f"{BASE}ballots/new", {**base, **count, "count": "yes"}))
    assert "3 条中通过 2 条" in preview
    assert Ballot.objects.count() == 0
    address = sent(client, f"{BASE}ballots/new", {**base, **count, "sure": "yes"})
    assert "登记下一轮（1 条）" in shown(client, address)
    told = {"how": "ballot", "ballot": "1", "digest": choice.digest}
    out = shown(client, f"{BASE}1/adopt?how=ballot&ballot=1")
    assert f"退出： {entries[2].name}" in out
    again = f"{BASE}ballots/1/again"
    assert "第 2 轮票数" in shown(client, again)
    second = {"present": "3", f"f-{keys[2]}": "3", "round": "2"}
    sent(client, again, {**second, "sure": "yes"})
    assert client.get(again).status_code == 302
    assert "3 条中通过 3 条" in shown(client, f"{BASE}ballots/1/")
    row = Ballot.objects.get()
    assert [sorted(one) for one in row.rounds] == [["present", "tallies"], ["present", "tallies"]]
    sent(client, f"{BASE}1/adopt", {**told, "sure": "yes"})
    data = json.loads(client.get(f"{BASE}1/record.json").content)
    assert (data["parts"]["decision"]["how"], len(data["parts"]["ballots"])) == ("ballot", 1)
    assert "示例甲" not in json.dumps(data, ensure_ascii=False)
    assert check_record(read_record(client.get(f"{BASE}1/record.json").content.decode())) == ()


def test_an_open_ballot_keeps_who_voted_how() -> None:
    entries = chosen_call(POINTS)
    computed()
    client = at_desk(Role.OFFICE_CLERK)
    key = entries[0].id.hex
    base = {**RULES, "way": "open", "choice": "1", "entry": [key]}
    wrong = {**base, "count": "yes", "absent": "某人", f"a-{key}": "示例乙", f"b-{key}": "示例乙"}
    words = text_of(client.post(f"{BASE}ballots/new", wrong))
    assert "“某人”不在委员名单上" in words
    assert "“示例乙”既反对又弃权" in words
    away = {**base, "absent": "示例丙", f"a-{key}": "示例丙"}
    assert "“示例丙”没有到会，不能投票" in text_of(
        client.post(f"{BASE}ballots/new", {**away, "count": "yes"})
    )
    sent(client, f"{BASE}ballots/new", {**base, "absent": "示例丙", f"b-{key}": "示例乙", "sure": "yes"})
    row = Ballot.objects.get()
    assert row.rounds[0]["votes"] == {"示例甲": {key: "for"}, "示例乙": {key: "abstained"}}
    assert row.result == {key: "again"}
    words = shown(client, f"{BASE}ballots/1/")
    assert "再投一轮" in words
    assert "弃权： 示例乙" in words


def test_supervisors_read_and_strangers_find_nothing() -> None:
    entries = chosen_call(POINTS)
    choice = computed()
    watcher = at_desk(Role.SUPERVISOR, username="jiancha")
    assert choice.digest in shown(watcher, f"{BASE}1/")
    assert "采用…" not in shown(watcher, f"{BASE}1/")
    for address in ("1/adopt", "1/scenario", "1/feedback/", f"new/{AWARD}/", "ballots/new"):
        assert watcher.get(f"{BASE}{address}").status_code == 403, address
    somewhere_else()
    stranger = at_desk(Role.OFFICE_CLERK, username="bieren", slug="elsewhere")
    expert = at_desk(Role.EXPERT, username="zhuanjia")
    own = f"1/why/{entries[0].id}/"
    for address in ("", "1/", "1/record.json", "1/adopt", "1/progress", own, "1/feedback/", "ballots/1/"):
        assert stranger.get(f"{BASE}{address}").status_code == 404, address
        assert expert.get(f"{BASE}{address}").status_code in (302, 403), address
    assert stranger.post(f"{BASE}1/sign", {"digest": choice.digest}).status_code == 404
    client = at_desk(Role.OFFICE_CLERK)
    for address in ("2/", f"1/why/{Review.objects.get().id}/", "1/feedback/", "ballots/7/"):
        assert client.get(f"{BASE}{address}").status_code == 404, address


def test_as_many_queries_for_many_as_for_one() -> None:
    chosen_call(tuple((str(20 + at), "40") for at in range(7)))
    computed()
    client = at_desk(Role.OFFICE_CLERK)
    shown(client, f"{BASE}1/")
    counts = []
    for keep in (7, 1):
        Candidacy.objects.filter(award=AWARD).exclude(
            entry__in=list(Entry.objects.order_by("id").values_list("id", flat=True)[:keep])
        ).update(willing=False)
        row = computed()
        shown(client, f"{BASE}{row.number}/")
        with CaptureQueriesContext(connection) as queries:
            shown(client, f"{BASE}{row.number}/")
        counts.append(len(queries))
    assert counts == [10, 10]
