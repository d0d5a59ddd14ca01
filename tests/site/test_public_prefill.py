"""The pages that begin a table from an earlier one: what is shown, what is filled, what stays."""

import re
from typing import Any

import pytest
from django.test import Client

from jianyou.queries.drafts import get_draft
from jianyou.store.models import Draft, LogRow
from tests.site.filling import GOOD, number_of, post, typed
from tests.site.kit import moved_deadline, opened
from tests.site.public import (
    browser,
    filed,
    form,
    number_and_code,
    opened_city,
    row,
    sent,
    text_of,
    upload,
)

pytestmark = pytest.mark.usefixtures("site")
START = "/calls/city/start/"


@pytest.fixture
def client() -> Client:
    """A browser at a call that is open."""
    opened_city()
    return browser()


def earlier(client: Client, *rows: Any, slug: str = "city") -> dict[str, str]:
    """Number and code of a filing, and that it is to be read."""
    answer = client.get(filed(client, sent(form(*rows)), slug))
    number, code = number_and_code(answer)
    return {"do": "look", "number": number, "code": code}


def begun(client: Client, *entries: dict[str, str], **other: str) -> str:
    """A draft, and its number."""
    fields = typed(*entries, **other) if entries else {"filer": "渝北区经济信息委", **other}
    return number_of(str(post(client, {**fields, "do": "save"}).headers["Location"]))


def values(number: str) -> list[dict[str, str]]:
    return [dict(each.values) for each in get_draft(number=number).content.rows]


def test_a_table_is_begun_from_a_filled_form(client: Client) -> None:
    page = client.get(START)
    assert page.status_code == 200
    assert text_of(page).count("填空白表") == 1
    data = form(row("示例轴承有限公司"), row("示例齿轮厂"), kind="xlsx")
    answer = client.post(START, {"do": "look", "form": upload("去年.xlsx", data)})
    assert answer.status_code == 302, text_of(answer)
    at = answer.headers["Location"]
    (draft,) = Draft.objects.all()
    assert at.startswith(f"/drafts/{draft.number}/prefill/?form=")
    content = get_draft(number=draft.number).content
    assert content.header["department"] == "渝北区经济信息委"
    assert [each["name"] for each in values(draft.number)] == ["示例轴承有限公司", "示例齿轮厂"]
    assert values(draft.number)[0]["contact"] == GOOD["contact"]
    said = text_of(client.get(at))
    assert "已经填入草稿，尚未报送。" in said
    assert "去年.xlsx" in said
    assert client.get(f"/drafts/{draft.number}/").status_code == 200


def test_a_table_is_begun_from_an_earlier_filing_and_marks_what_ages(client: Client) -> None:
    told = earlier(client, row("示例轴承有限公司"))
    opened_city("next")
    stranger = browser()
    answer = stranger.post("/calls/next/start/", told)
    assert answer.status_code == 302, text_of(answer)
    page = stranger.get(answer.headers["Location"])
    said = text_of(page)
    for words in (
        f"报送件 {told['number']}",
        "请核对：文字里写到的年份",
        "请核对：人数可能有变化。",
        "请核对：上次报送以后新得的荣誉还没有写进去。",
        "请核对：联系人、职务、电话有没有变化。",
        "请核对：这是上次的意愿，这一次请重新选择。",
    ):
        assert words in said
    (draft,) = Draft.objects.all()
    assert draft.filer == "渝北区经济信息委"
    assert f'href="/drafts/{draft.number}/#c-1-contact"' in page.content.decode()
    # Somebody's contact was read, and it is known that it was.
    assert LogRow.objects.filter(act="show_personal_data", filing__number=told["number"]).exists()


def test_a_wrong_code_opens_nothing(client: Client) -> None:
    told = earlier(client, row("示例轴承有限公司"))
    number = begun(browser(), GOOD)
    stranger = browser()
    mine = begun(stranger, GOOD | {"name": "乙"})
    assert number != mine
    answer = stranger.post(f"/drafts/{mine}/prefill/", told | {"code": "0000-0000-0000"})
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-error"', answer.content.decode()) == ["number"]
    answer = stranger.get(f"/drafts/{mine}/prefill/?filing={told['number']}&key=false")
    assert answer.status_code == 422
    assert stranger.get(f"/drafts/{number}/prefill/").status_code == 403
    assert "李示例" not in text_of(answer)


def test_nothing_chosen_is_told(client: Client) -> None:
    answer = client.post(START, {"do": "look"})
    assert answer.status_code == 422
    assert "二者选一" in text_of(answer)
    answer = client.post(START, {"do": "look", "form": upload("说明.txt", b"words")})
    assert answer.status_code == 422
    assert Draft.objects.count() == 0


def test_what_stands_in_the_draft_is_replaced_only_when_asked(client: Client) -> None:
    told = earlier(client, row("示例轴承有限公司"))
    number = begun(client, {"name": "示例轴承有限公司", "profile": "自己写的"})
    answer = client.post(f"/drafts/{number}/prefill/", told)
    assert answer.status_code == 302
    at = answer.headers["Location"]
    page = client.get(at)
    said = text_of(page)
    assert "草稿里另有内容的 1 栏，不动" in said
    assert "草稿里现在是： 自己写的" in said
    assert values(number)[0].get("feature", "") == ""
    seen = re.findall(r'name="seen" value="(\d+)"', page.content.decode())[0]
    answer = client.post(at, {"do": "fill", "seen": seen})
    assert answer.status_code == 302
    assert values(number)[0]["profile"] == "自己写的"
    assert values(number)[0]["feature"] == GOOD["feature"]
    page = client.get(answer.headers["Location"])
    assert "已经填入草稿，尚未报送。" in text_of(page)
    seen = re.findall(r'name="seen" value="(\d+)"', page.content.decode())[0]
    client.post(at, {"do": "replace", "seen": seen})
    assert values(number)[0]["profile"].startswith("成立于1998年")
    assert "能带入的都已经在草稿里。" in text_of(client.get(at))


def test_a_draft_changed_since_the_look_is_shown_again(client: Client) -> None:
    told = earlier(client, row("示例轴承有限公司"))
    number = begun(client, {"name": "示例轴承有限公司"})
    at = client.post(f"/drafts/{number}/prefill/", told).headers["Location"]
    seen = re.findall(r'name="seen" value="(\d+)"', client.get(at).content.decode())[0]
    post(client, typed({"name": "示例轴承有限公司", "feature": "刚写的"}, do="save"), f"/drafts/{number}/")
    answer = client.post(at, {"do": "replace", "seen": seen})
    assert answer.status_code == 409
    assert "您查看期间，草稿在别处改动过，还没有填入任何内容。" in text_of(answer)
    assert values(number)[0]["feature"] == "刚写的"
    for wrong in ("", "x", "9" * 40):
        assert client.post(at, {"do": "fill", "seen": wrong}).status_code == 409


def test_what_the_new_table_doesnt_ask_for_is_told() -> None:
    client = browser()
    opened_city()
    told = earlier(client, row("示例轴承有限公司"))
    small_call("small")
    answer = client.post("/calls/small/start/", told)
    assert answer.status_code == 302, text_of(answer)
    said = text_of(client.get(answer.headers["Location"]))
    assert "这几栏在本次的表里没有，不带入：" in said
    assert "简况" in said.partition("不带入：")[2]
    (draft,) = Draft.objects.all()
    assert values(draft.number) == [{"name": "示例轴承有限公司"}]


def small_call(slug: str) -> None:
    """A call whose table asks for a name alone."""

    opened(slug)


def test_past_the_deadline_nothing_is_begun(client: Client) -> None:

    number = begun(client, GOOD)
    moved_deadline(Draft.objects.get().call, -5)
    for answer in (client.get(START), client.post(START, {"do": "look"})):
        assert answer.status_code == 403
        assert "截止时间已过" in text_of(answer) or "没有报送" in text_of(answer)
    assert client.get(f"/drafts/{number}/prefill/").status_code == 200


def test_a_hostile_text_stays_a_text(client: Client) -> None:
    nasty = "<script>alert(1)</script>{{ 7|add:7 }}"
    told = earlier(client, row("示例轴承有限公司", feature=nasty))
    number = begun(client, {"name": "示例轴承有限公司"})
    page = client.get(client.post(f"/drafts/{number}/prefill/", told).headers["Location"])
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page.content.decode()


def test_self_check_is_offered_where_the_call_has_one() -> None:
    opened_city("city")
    opened("plain")
    for slug, offered in (("city", True), ("plain", False)):
        page = browser().get(f"/calls/{slug}/start/").content.decode()
        assert (f"/calls/{slug}/self-check/" in page) is offered, slug
