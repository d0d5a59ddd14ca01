"""The office's pages of experts, reviews, panels, recusals and draws."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jianyou.store.models import Draw, Expert, LogRow, Panelist, Recusal, Review, SiteAct
from tests.site.judging_world import SLUG, accepted, judged_call, judging, pool
from tests.site.office import CLERK, SUPERVISOR, working
from tests.site.public import browser, text_of, upload

pytestmark = pytest.mark.usefixtures("site")


def found(client: Client, address: str, status: int = 200) -> str:
    """The words of a page."""
    answer = client.get(address)
    assert answer.status_code == status, text_of(answer)
    return text_of(answer)


def sent(client: Client, address: str, fields: dict[str, Any], to: str) -> None:
    """Sends a form that leads to an address."""
    answer = client.post(address, fields)
    assert answer.status_code == 302, text_of(answer)
    assert answer.headers["Location"] == to


EXPERT = {
    "name": "赵示例",
    "employer": "示例大学",
    "industries": "C36，C3411".replace("，", " "),
    "words": "精益生产、质量管理",
    "zh": "yes",
    "trained_on": "2025年3月",
    "phone": "138 0000 0000",
    "mail": "zhao@example.com",
}


def test_pool_is_kept_found_and_masked() -> None:
    """An expert is added, found by sound, field and industry; his contacts show once that was logged."""
    client = working(CLERK)
    address = reverse("office:experts")
    assert "专家库还是空的" in found(client, address)
    wrong = client.post(f"{address}new", {**EXPERT, "industries": "Z99"})
    assert wrong.status_code == 422
    assert "“Z99”不是 GB/T 4754 的行业代码" in text_of(wrong)
    answer = client.post(f"{address}new", EXPERT)
    key = Expert.objects.get().id
    assert answer.headers["Location"] == f"{address}{key}/?done=kept"
    for query in (
        "q=赵示",
        "q=zsl",
        "q=精益",
        "q=示例大学",
        "industry=c36",
        "industry=C3411",
        "trained=2025-01-01",
    ):
        assert "赵示例" in found(client, f"{address}?{query}"), query
    for query in ("q=钱", "industry=C37", "trained=2025-04-01", "account=yes"):
        assert "没有符合条件的专家" in found(client, f"{address}?{query}"), query
    assert "138****0000" in found(client, address)
    assert "z***@example.com" in found(client, address)
    assert SiteAct.objects.filter(act="experts_shown").count() == 0
    sent(client, address, {}, address)
    assert "13800000000" in found(client, address)
    assert "zhao@example.com" in found(client, f"{address}{key}/")
    assert "13800000000" in client.get(f"{address}{key}/change").content.decode()
    assert [row.content for row in SiteAct.objects.filter(act="experts_shown")] == [{"count": 1}]
    for kept in (SiteAct.objects.all(), Expert.objects.all()):
        assert "13800000000" not in str(list(kept.values()))


def test_account_is_given_once_and_closes_with_its_expert() -> None:
    """The password is shown once; retiring closes the account and removes the contacts."""
    client, expert = working(CLERK), pool(1)[0]
    address = f"{reverse('office:experts')}{expert.id}/"
    assert "2 至 40 位" in found(client, f"{address}account")
    answer = client.post(f"{address}account", {"username": "zhao.shili"})
    password = re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", answer.content.decode())
    assert len(password) == 1
    assert "已经有账号" in text_of(client.post(f"{address}account", {"username": "other"}))
    his = browser()
    told = {"login": "zhao.shili", "password": password[0]}
    assert his.post("/account/sign-in/", told).status_code == 302
    sent(client, f"{address}retire", {"reason": "已退休"}, f"{reverse('office:experts')}?done=retired")
    assert browser().post("/account/sign-in/", told).status_code == 422
    assert "专家库还是空的" in found(client, reverse("office:experts"))
    assert "已停用" in found(client, f"{reverse('office:experts')}?retired=yes")


def test_roster_is_looked_at_before_it_is_kept() -> None:
    """A file's rows are told good or wrong; the good ones come in, once."""
    client = working(CLERK)
    address = reverse("office:experts_import")
    assert "至少有“姓名”" in found(client, address)
    rows = (
        "姓名,工作单位,行业代码,专长,手机\n"
        "钱示例,示例大学,C36,精益生产、六西格玛,13800000001\n"
        "孙示例,示例研究院,X1,,\n"
        "钱示例,示例大学,,,\n"
        ",,,,13800000002\n"
    )
    answer = client.post(address, {"file": upload("专家.csv", rows.encode())})
    words = text_of(answer)
    assert "读出 4 行，可导入 1 人" in words
    assert "“X1”不是 GB/T 4754 的行业代码" in words
    assert "与第 2 行同名同单位" in words
    assert "请填写专家姓名" in words
    assert Expert.objects.count() == 0
    token = re.findall(r'name="token" value="([^"]+)"', answer.content.decode())[0]
    assert "13800000001" not in answer.content.decode()
    assert "现在是 1 人" in text_of(client.post(address, {"token": token, "count": "2"}))
    sent(client, address, {"token": token, "count": "1"}, f"{reverse('office:experts')}?done=brought-1")
    expert = Expert.objects.get()
    assert (expert.name, expert.industries, expert.words) == ("钱示例", ["C36"], ["精益生产", "六西格玛"])
    assert "专家库有变化" in text_of(client.post(address, {"token": token, "count": "1"}))
    assert "已不在这里" in text_of(client.post(address, {"token": "x" * 90, "count": "1"}))
    assert client.get(reverse("office:experts_blank")).status_code == 200


def test_review_is_prepared_by_its_pages() -> None:
    """From the stage to the panel's answers and the search for ties, page by page."""
    judged_call()
    accepted(count=3)
    first, second, third = pool(3)
    client = working(CLERK)
    base = f"/office/calls/{SLUG}/reviews/"
    assert "开始准备“材料评审”" in found(client, base)
    sent(client, base, {"stage": "material"}, f"{base}1/?done=started")
    assert "已经开始" in text_of(client.post(base, {"stage": "material"}))
    words = found(client, f"{base}1/")
    assert "开始评分前还缺" in words
    assert "还没有评分截止时间" in words
    assert "评分截止时间须晚于现在" in text_of(
        client.post(f"{base}1/settings", {"due": "2020-01-01 18:00", "undertaking": "承诺"})
    )
    sent(
        client,
        f"{base}1/settings",
        {"due": "2099-01-01 18:00", "undertaking": "本人承诺公正。", "blind": "yes"},
        f"{base}1/?done=set",
    )
    row = Review.objects.get()
    assert (row.blind, row.phones, row.undertaking) == (True, False, "本人承诺公正。")
    words = found(client, f"{base}1/panel/candidates?industry=C34")
    assert "1 人可选" in words
    assert "不足，库中可补" in words
    add = {"expert": [str(first.id), str(second.id)], "least": "1", "most": "9"}
    preview = client.post(f"{base}1/panel/add", add)
    assert "加入评审组 2 人" in text_of(preview)
    assert Panelist.objects.count() == 0
    sent(client, f"{base}1/panel/add", {**add, "sure": "yes"}, f"{base}1/panel/?done=add")
    assert "未邀请" in found(client, f"{base}1/panel/")
    ticked = {"expert": [str(first.id), str(second.id)]}
    assert "发出邀请 2 人" in text_of(client.post(f"{base}1/panel/invite", ticked))
    sent(client, f"{base}1/panel/invite", {**ticked, "sure": "yes"}, f"{base}1/panel/?done=invite")
    one = {"one": str(second.id), **ticked}
    assert "登记谢绝邀请 1 人" in text_of(client.post(f"{base}1/panel/decline", one))
    for act, expert in (("accept", first), ("decline", second)):
        told = {"expert": [str(expert.id)], "reason": "电话答复", "sure": "yes"}
        sent(client, f"{base}1/panel/{act}", told, f"{base}1/panel/?done={act}")
    assert "接受 1 人，等答复 0 人，未邀请 0 人，谢绝 1 人" in found(client, f"{base}1/panel/")
    sent(client, f"{base}1/recusals/", {"find": "yes"}, f"{base}1/recusals/?found=0&dropped=0")
    words = found(client, f"{base}1/")
    assert "还没有采用分配方案" in words
    assert "还没有查找回避" not in words
    assert "还不能开始，还缺" in found(client, f"{base}1/start")
    assert "还没有采用分配方案" in text_of(client.post(f"{base}1/start", {"sure": "yes"}))
    leave = {"expert": [str(first.id)], "sure": "yes"}
    assert "请写明理由" in text_of(client.post(f"{base}1/panel/leave", leave))
    sent(client, f"{base}1/panel/leave", {**leave, "reason": "出差"}, f"{base}1/panel/?done=leave")
    assert third.name not in found(client, f"{base}1/panel/")


def test_call_without_a_review_section_says_what_to_do() -> None:
    """No stage can be started, and the page says why."""
    judged_call(review="")
    client = working(CLERK)
    base = f"/office/calls/{SLUG}/reviews/"
    assert "这次征集没有写明评审" in found(client, base)
    assert "征集文件里没有写评审" in text_of(client.post(base, {"stage": "material"}))
    assert client.get(f"{base}1/").status_code == 404


def test_ties_are_told_and_lifted() -> None:
    """The office's own tie is filtered, and lifted with a reason that a supervisor sees."""
    world = judging(2, 2)
    client = working(CLERK)
    address = f"{world.address}recusals/"
    entry = LogRow.objects.filter(act="accept_entry").order_by("id")[0].filing
    assert entry is not None
    told = {"recuse": "yes", "expert_key": str(world.experts[0]), "entry_key": f"{entry.number}/1"}
    assert "请写明理由" in text_of(client.post(address, told))
    assert "没有找到这条申报" in text_of(client.post(address, {**told, "entry_key": "ABCD"}))
    sent(client, address, {**told, "reason": "配偶在该单位任职"}, f"{address}?recused=1&dropped=0")
    words = found(client, f"{address}?state=blocks&source=office&expert={world.experts[0]}")
    assert "配偶在该单位任职" in words
    assert "没有符合条件的回避" in found(client, f"{address}?source=declared")
    tie = Recusal.objects.get()
    assert "部门认定" in found(client, f"{address}{tie.id}/lift")
    assert "请写明理由" in text_of(client.post(f"{address}{tie.id}/lift", {}))
    sent(client, f"{address}{tie.id}/lift", {"reason": "经核实不属实"}, f"{address}?state=lifted")
    assert "经核实不属实" in found(client, f"{address}?state=lifted")
    assert "这条回避已经解除" in found(client, f"{address}{tie.id}/lift")
    assert "经核实不属实" in found(working(SUPERVISOR), f"{address}?state=lifted")
    assert working(SUPERVISOR).post(address, {"find": "yes"}).status_code == 403


def test_draw_is_announced_revealed_and_open_to_everybody() -> None:
    """In two steps; anyone finds the record without a name; the drawn are put on the panel."""
    world = judging(2, 1)
    names = [one.name for one in pool(6, start=10)]
    client, anyone = working(CLERK), browser()
    base = f"/office/calls/{world.slug}/draws/"
    assert "还没有抽取" in found(client, base)
    told = {
        "purpose": "experts",
        "title": "评审专家抽取",
        "public_value": "2099 年 1 月 1 日全国开奖号码",
        "take": "3",
        "strata": "C34 1-1\nC36 1-2",
    }
    assert "第 1 行的条件读不懂" in text_of(client.post(f"{base}new", {**told, "strata": "随便"}))
    assert "不能同时满足" in text_of(
        client.post(f"{base}new", {**told, "strata": "C34 5-6", "sure": "yes", "listed": "6"})
    )
    assert "公布 6 项的名单" in text_of(client.post(f"{base}new", told))
    assert Draw.objects.count() == 0
    assert "名单已变化" in text_of(client.post(f"{base}new", {**told, "sure": "yes", "listed": "5"}))
    sent(client, f"{base}new", {**told, "sure": "yes", "listed": "6"}, f"{base}1/?done=announced")
    public = f"/calls/{world.slug}/draws/1/"
    row = Draw.objects.get()
    assert row.digest.upper()[:4] in found(anyone, public).upper().replace(" ", "")
    assert "评审专家抽取" in found(anyone, f"/calls/{world.slug}/draws/")
    assert "还没有给出公开数值" in text_of(client.post(f"{base}1/", {"public_value": ""}))
    sent(client, f"{base}1/", {"public_value": "01 02 03"}, f"{base}1/?done=drawn")
    assert "已经有结果" in text_of(client.post(f"{base}1/", {"public_value": "01 02 03"}))
    page, record = found(anyone, public), anyone.get(f"{public}draw.json").json()
    assert "已重新计算，结果与公布的一致" in page
    assert len(record["taken"]) == 3
    assert not [name for name in names if name in page or name in str(record)]
    assert sum(name in found(client, f"{base}1/") for name in names) == 6
    panel = f"{world.address}panel/?done=add"
    sent(client, f"{base}1/", {"review": str(world.review)}, panel)
    drawn = Panelist.objects.filter(draw=row)
    assert {one.expert_id.hex for one in drawn} == set(record["taken"])
    assert anyone.get(f"/calls/{world.slug}/draws/2/").status_code == 404
