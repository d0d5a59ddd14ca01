"""Drafts in a browser with and without scripts: two windows, back, pressed twice, too late, who is let in."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from jianyou.domain.annexes.drafting import text_mark
from jianyou.store.dialect import database_now
from jianyou.store.models import Draft, Filing, Member, Organization, User
from jianyou.web.public import doors
from tests.site.filling import (
    FILL,
    GOOD,
    Fields,
    checked,
    content_of,
    draft_of,
    fields_at,
    fields_of,
    followed,
    looked_of,
    number_of,
    post,
    pressed,
    typed,
)
from tests.site.kit import moved_deadline
from tests.site.public import browser, number_and_code, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")


def values_of(page: Any) -> dict[str, str]:
    """All that a browser would send of a page without pressing a button."""
    return {name: text for name, text in Fields(page.content.decode()).values.items() if name}


def save_by_script(client: Client, at: str, *edits: Mapping[str, Any]) -> Any:
    told = json.dumps({"edits": edits})
    return client.post(f"/drafts/{number_of(at)}/save", told, content_type="application/json")


def edit(name: str, text: str, was: str | None = "") -> dict[str, Any]:
    return {"name": name, "text": text, "was": was}


def text_in(at: str, name: str) -> str | None:
    return content_of(at).text_of(name)


def colleague_of(client: Client, at: str) -> Client:
    """Another computer, let in by number and code."""
    page = client.get(fields_at(at)).content.decode()
    code = re.findall(r"data-draft-code>([^<]+)<", page)[0]
    other = browser()
    answer = other.post("/filings/", {"number": number_of(at), "code": code.lower().replace("-", " ")})
    assert answer.headers["Location"] == fields_at(at)
    return other


def test_not_filed_yet_stands_on_top_with_number_code_and_deadline() -> None:
    opened_city()
    client = browser()
    blank = text_of(client.get(FILL))
    assert re.search(r"尚未报送。.*截止 \d{4}年.*（周.）.*还有 1 天.*还没有存为草稿", blank)
    at = checked(client)
    draft = Draft.objects.get()
    for path in (fields_at(at), at):
        page = client.get(path)
        assert re.search(rf"尚未报送。.*还有 1 天.*编号 {draft.number} ：换一台电脑继续填", text_of(page))
        assert "截止 30 天后自动删除；180 天没有改动的，也会删除" in text_of(page)
        assert "no-store" in page.headers["Cache-Control"]
    assert re.search(
        r"草稿存于 \d{4}年\d+月\d+日（周.）\d\d:\d\d:\d\d（北京时间）", text_of(client.get(fields_at(at)))
    )
    pressed(client, at)
    assert Filing.objects.get().number == draft.number


def test_who_comes_back_to_the_empty_page_finds_the_draft() -> None:
    opened_city()
    opened_city("other")
    client = browser()
    at = checked(client)
    page = client.get(FILL)
    assert f'href="{fields_at(at)}"' in page.content.decode()
    assert "这台电脑上有没报送的草稿" in text_of(page)
    for path, visitor in (("/calls/other/fill/", client), (FILL, browser())):
        assert "没报送的草稿" not in text_of(visitor.get(path))
    pressed(client, at)
    assert "没报送的草稿" not in text_of(client.get(FILL))


def test_it_is_saved_without_scripts_and_says_so() -> None:
    opened_city()
    client = browser()
    page = followed(client, post(client, {"filer": "示例厂", "do": "save"}))
    assert "草稿已经存下，尚未报送" in text_of(page)
    values = values_of(page) | {"c-1-profile": "第一行\r\n第二行", "do": "save"}
    at = f"/drafts/{Draft.objects.get().number}/"
    saved = followed(client, post(client, values, at))
    assert fields_of(saved).values["c-1-profile"] == "第一行\n第二行"
    assert [post(client, values_of(saved) | {"do": "save"}, at).status_code for _ in range(2)] == [302, 302]
    assert Draft.objects.get().revision == 2


def test_two_windows_without_scripts_show_both_texts_and_replace_nothing() -> None:
    opened_city()
    client = browser()
    at = checked(client)
    other, fields = colleague_of(client, at), fields_at(at)
    mine, theirs = values_of(client.get(fields)), values_of(other.get(fields))
    post(other, theirs | {"c-1-feature": "他写的", "c-0-phone": "023-60000009", "do": "save"}, fields)
    answer = post(
        client, mine | {"c-1-feature": "我写的", "c-1-profile": "我改的简况", "do": "check"}, fields
    )
    page, told = answer.content.decode(), text_of(answer)
    assert answer.status_code == 409
    assert re.findall(r'name="take-([^"]+)" value="(\w+)', page) == [
        ("c-1-feature", "theirs"),
        ("c-1-feature", "mine"),
    ]
    assert re.search(r"这一栏在别处也改了，请选一种： 用别处填的 \d{4}年.*他写的 用您填的", told)
    assert re.search(r"有 1 栏在别处也改了", told)
    shown = fields_of(answer)
    assert (shown.values["c-1-feature"], shown.values["c-0-phone"]) == ("我写的", "023-60000009")
    assert [text_in(at, name) for name in ("c-1-feature", "c-1-profile", "c-0-phone")] == [
        "他写的",
        "我改的简况",
        "023-60000009",
    ]
    unchosen = {name: text for name, text in values_of(answer).items() if not name.startswith("take-")}
    assert post(client, unchosen | {"do": "check"}, fields).status_code == 409
    take_mine = unchosen | {"take-c-1-feature": f"mine:{text_mark('他写的')}", "do": "check"}
    take_theirs = unchosen | {"take-c-1-feature": "theirs", "do": "check"}
    assert post(client, take_theirs, fields).status_code == 302
    assert text_in(at, "c-1-feature") == "他写的"
    assert post(client, take_mine, fields).status_code == 302
    assert text_in(at, "c-1-feature") == "我写的"
    assert post(client, take_mine | {"c-1-feature": "再改"}, fields).status_code == 409


def test_the_texts_of_filer_and_address_are_asked_for_too() -> None:
    opened_city()
    client = browser()
    at = checked(client)
    mine = values_of(client.get(fields_at(at)))
    save_by_script(client, at, edit("filer", "他厂", was=mine["filer"]))
    answer = post(client, mine | {"filer": "我厂", "do": "save"}, fields_at(at))
    assert (answer.status_code, 'name="take-filer"' in answer.content.decode()) == (409, True)
    assert text_in(at, "filer") == "他厂"


def test_a_row_removed_in_one_window_does_not_shift_another() -> None:
    opened_city()
    client = browser()
    at = checked(client, typed(GOOD, GOOD | {"name": "示例齿轮厂"}))
    fields = fields_at(at)
    mine = values_of(client.get(fields))
    post(colleague_of(client, at), {"do": "remove-1"}, fields)
    assert post(client, mine | {"c-2-name": "示例铸造厂", "do": "save"}, fields).status_code == 302
    rows = content_of(at).rows
    assert [(row.id, row.values["name"]) for row in rows] == [(2, "示例铸造厂")]
    assert post(client, mine | {"c-1-name": "还要这个", "do": "save"}, fields).status_code == 302
    assert [(row.id, row.values["name"]) for row in content_of(at).rows] == [
        (1, "还要这个"),
        (2, "示例铸造厂"),
    ]


def test_pressed_twice_and_back_one_page_begins_one_draft() -> None:
    opened_city()
    client = browser()
    page = values_of(client.get(FILL))
    first, second = (post(client, page | typed() | {"do": "check"}) for _ in range(2))
    back = post(client, page | typed(GOOD | {"feature": "又改了"}) | {"do": "check"})
    assert first["Location"] == second["Location"]
    assert (back.status_code, Draft.objects.count()) == (409, 1)
    pressed(client, first["Location"])
    again = post(client, page | typed() | {"do": "check"})
    assert number_and_code(client.get(again["Location"]))[0] == Filing.objects.get().number
    assert Draft.objects.count() == 0


def test_pressed_twice_it_is_filed_once_and_every_way_back_leads_to_the_receipt() -> None:
    opened_city()
    client = browser()
    at = checked(client)
    looked = looked_of(client.get(at)) | {"not_classified": "yes"}
    answers = [client.post(at, looked) for _ in range(2)]
    answers += [client.get(at), client.get(fields_at(at)), post(client, typed(), fields_at(at))]
    receipts = {number_and_code(client.get(answer["Location"])) for answer in answers}
    assert (len(receipts), Filing.objects.count(), Draft.objects.count()) == (1, 1, 0)
    gone = save_by_script(client, at, edit("filer", "甲"))
    assert (gone.status_code, gone.json()["url"].split("?")[0]) == (410, f"/filings/{number_of(at)}/")
    assert browser().get(at).status_code == 403


def test_after_hours_only_number_and_code_open_what_was_filed(monkeypatch: pytest.MonkeyPatch) -> None:
    opened_city()
    client = browser()
    at = checked(client)
    pressed(client, at)
    monkeypatch.setattr(doors, "_LET_IN_SECONDS", -1)
    assert [client.get(at).status_code, client.get(fields_at(at)).status_code] == [403, 403]
    assert save_by_script(client, at).json()["url"] == "/filings/"


def test_changed_since_it_was_looked_at_it_is_not_filed_and_the_difference_is_shown() -> None:
    opened_city()
    client = browser()
    at = checked(client)
    looked = looked_of(client.get(at)) | {"not_classified": "yes"}
    save_by_script(client, at, edit("c-1-feature", "一轴一档，处处可追溯", was=GOOD["feature"]))
    answer = client.post(at, looked)
    page = answer.content.decode()
    assert (answer.status_code, Filing.objects.count()) == (422, 0)
    assert "还没有报送：核对以后，这份草稿又有改动" in text_of(answer)
    assert "一轴一档，<del>件件</del><ins>处处</ins>可追溯" in page
    assert 'value="yes" checked' not in page
    for odd in ({}, {"seen": "x", "looked": "x"}, {"seen": "2", "looked": looked["looked"][:-1]}):
        told = client.post(at, {"not_classified": "yes"} | odd)
        assert told.status_code == (302 if odd.get("seen") == "2" else 422)
    assert Filing.objects.count() == 1


def test_the_deadline_passes_while_the_page_is_open_and_no_word_is_lost() -> None:
    call = opened_city()
    client = browser()
    at = checked(client)
    fields = fields_at(at)
    page, looked = values_of(client.get(fields)), looked_of(client.get(at))
    moved_deadline(call, -61)
    assert save_by_script(client, at, edit("c-0-phone", "1", was="023-60000002")).status_code == 200
    answer = post(client, page | {"c-1-feature": "最后一句", "do": "check"}, fields)
    late = client.get(answer["Location"])
    assert (late.status_code, f'href="{fields}"' in late.content.decode()) == (403, True)
    assert re.search(r"没有报送：已过截止时间.*超过 1 分 .*填写的内容都还在", text_of(late))
    filed = client.post(at, looked | {"not_classified": "yes"})
    assert (filed.status_code, Filing.objects.count()) == (403, 0)
    shown = client.get(fields)
    assert fields_of(shown).values["c-1-feature"] == "最后一句"
    assert re.search(r"没有报送：已过截止时间。 ?填写的内容都还在.*已过 1 分", text_of(shown))
    html = shown.content.decode()
    assert ('value="check"' in html, 'value="save"' in html) == (False, True)
    blank = post(browser(), typed(GOOD | {"feature": "来不及了"}))
    assert (blank.status_code, Draft.objects.count()) == (403, 1)
    assert re.search("刚才填写的内容，可以在这里复制.*来不及了", text_of(blank))


def test_a_script_begins_and_saves() -> None:
    opened_city()
    client = browser()
    token = values_of(client.get(FILL))["token"]
    sent = {"token": token, "edits": [edit("c-1-name", "示例厂"), edit("c-1-other", "甲")]}
    answer = client.post("/calls/city/drafts/", sent, content_type="application/json")
    told = answer.json()
    number = Draft.objects.get().number
    assert (answer.status_code, told["number"], told["url"]) == (201, number, f"/drafts/{number}/")
    assert (told["save_url"], told["saved"], told["revision"]) == (f"/drafts/{number}/save", ["c-1-name"], 1)
    assert re.fullmatch(r"\d\d:\d\d:\d\d", told["at"])
    again = client.post("/calls/city/drafts/", sent, content_type="application/json").json()
    assert (again["number"], again["code"]) == (number, told["code"])
    at = told["url"]
    long = "长" * 26
    saved = save_by_script(client, at, edit("c-1-feature", long)).json()
    assert (saved["saved"], saved["conflicts"], saved["revision"]) == (["c-1-feature"], [], 2)
    assert [one["severity"] for one in saved["told"]["c-1-feature"]] == ["error"]
    assert saved["told"].keys() == {"c-1-feature"}
    mended = save_by_script(client, at, edit("c-1-feature", "长", was=long)).json()
    assert mended["told"] == {"c-1-feature": []}
    lost = save_by_script(client, at, edit("c-1-feature", "别的", was=long)).json()
    assert (lost["saved"], lost["conflicts"]) == ([], [{"name": "c-1-feature", "theirs": "长"}])
    page = client.get(at).content.decode()
    assert f'data-save-url="/drafts/{number}/save" data-revision="3" data-number="{number}"' in page
    assert 'data-most="25">' in page
    assert 'data-most="300" data-as-a-rule>' in page


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"edits": 1}',
        b'{"edits": [1]}',
        b'{"edits": {"name": "filer"}}',
        b'{"edits": [{"name": "filer"}]}',
        b'{"edits": [{"name": 1, "text": ""}]}',
        b'{"edits": [{"name": "filer", "text": "", "was": 1}]}',
        b'{"token": 1, "edits": [{}]}',
        b"[" * 100_000,
    ],
)
def test_a_script_that_sends_anything_else_is_told(sent: bytes) -> None:
    opened_city()
    client = browser()
    at = checked(client)
    for path in ("/calls/city/drafts/", f"/drafts/{number_of(at)}/save"):
        answer = client.post(path, sent, content_type="application/json")
        assert (answer.status_code, answer.json()["problem"][:10]) == (422, "这次保存的内容不完整")
    assert Draft.objects.count() == 1


def test_a_script_is_told_what_is_too_much_too_late_or_nowhere() -> None:
    call = opened_city()
    client = browser()
    at = checked(client)
    many = save_by_script(client, at, *[edit("filer", "甲")] * 401)
    large = client.post(f"/drafts/{number_of(at)}/save", b" " * 1_100_000, content_type="application/json")
    huge = client.post("/calls/city/drafts/", b" " * 1_100_000, content_type="application/json")
    assert [many.status_code, large.status_code, huge.status_code] == [422, 413, 413]
    start = json.dumps({"edits": [edit("filer", "甲")]})
    nowhere = client.post("/calls/none/drafts/", start, content_type="application/json")
    moved_deadline(call, -1)
    late = client.post("/calls/city/drafts/", start, content_type="application/json")
    assert [nowhere.status_code, late.status_code] == [404, 403]
    assert "截止" in late.json()["problem"]
    forged = browser(enforce_csrf_checks=True).post(
        "/calls/city/drafts/", start, content_type="application/json"
    )
    assert forged.status_code == 403


def test_only_this_browser_or_number_and_code_are_let_in() -> None:
    opened_city()
    client = browser()
    at = checked(client)
    number, stranger = number_of(at), browser()
    cookie = client.cookies[f"jianyou_draft_{number}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 30 * 86_400)
    other = checked(stranger)
    stranger.cookies[f"jianyou_draft_{number}"] = stranger.cookies[f"jianyou_draft_{number_of(other)}"].value
    for forger in (stranger, browser()):
        assert [forger.get(path).status_code for path in (fields_at(at), at)] == [403, 403]
        assert [post(forger, {}, path).status_code for path in (fields_at(at), at)] == [403, 403]
        shut = save_by_script(forger, at, edit("filer", "甲"))
        assert (shut.status_code, shut.json()["door"]) == (403, "/filings/")
    assert browser().get("/drafts/2222-2222-2222/").status_code == 403
    wrong = browser().post("/filings/", {"number": number, "code": "0000-0000-0000"})
    assert wrong.status_code == 422
    assert colleague_of(client, at).get(at).status_code == 200


def test_left_it_opens_by_number_and_code_again_and_dropped_it_is_gone() -> None:
    opened_city()
    client = browser()
    at = checked(client)
    other = colleague_of(client, at)
    left = client.post(f"/drafts/{number_of(at)}/leave")
    assert (left["Location"], client.get(at).status_code) == ("/filings/", 403)
    unsure = other.post(fields_at(at), {"do": "drop"})
    assert (unsure.status_code, Draft.objects.count()) == (422, 1)
    assert "还没有删除" in text_of(unsure)
    third = colleague_of(other, at)
    assert other.post(fields_at(at), {"do": "drop", "sure": "yes"})["Location"] == "/calls/city/"
    assert (Draft.objects.count(), third.get(at).status_code) == (0, 410)
    assert "这份草稿已经不在了" in text_of(third.get(fields_at(at)))
    assert save_by_script(third, at).status_code == 410


def test_of_very_many_drafts_the_oldest_are_forgotten_here() -> None:
    opened_city()
    client = browser()
    numbers = [number_of(checked(client)) for _ in range(23)]
    kept = {
        name for name, cookie in client.cookies.items() if name.startswith("jianyou_draft_") and cookie.value
    }
    assert len(kept) == 20
    assert f"jianyou_draft_{numbers[-1]}" in kept


def of_organization(user: User) -> Client:
    """Somebody who is signed in, of an organization of his own."""
    organization = Organization.objects.create(name=user.name, created_at=database_now())
    Member.objects.create(organization=organization, user=user, role="colleague", since=database_now())
    client = browser()
    client.force_login(user)
    return client


def test_a_draft_of_an_organization_is_opened_by_its_people_or_its_code() -> None:
    opened_city()
    one, stranger = (
        User.objects.create(username=name, name=name, created_at=database_now()) for name in ("li", "wang")
    )
    client, other_client = of_organization(one), of_organization(stranger)
    colleague = browser()
    colleague.force_login(one)
    at = checked(client)
    assert f"jianyou_draft_{number_of(at)}" not in client.cookies
    assert draft_of(at).organization == Member.objects.get(user=one).organization_id
    assert [who.get(at).status_code for who in (client, colleague, other_client, browser())] == [
        200,
        200,
        403,
        403,
    ]
    saved = save_by_script(colleague, at, edit("c-1-feature", "同事写的", was=GOOD["feature"]))
    assert (saved.status_code, save_by_script(other_client, at).status_code) == (200, 403)
    assert colleague_of(client, at).get(at).status_code == 200
    looked = looked_of(client.get(at)) | {"not_classified": "yes"}
    answers = [client.post(at, looked) for _ in range(2)]
    assert {number_and_code(client.get(answer["Location"]))[0] for answer in answers} == {number_of(at)}
    assert save_by_script(colleague, at).status_code == 410
    assert Filing.objects.get().organization_id == Member.objects.get(user=one).organization_id
    assert [who.get(at).status_code for who in (colleague, other_client)] == [302, 403]
    Member.objects.filter(user=one).update(until=database_now())
    assert [who.get(at).status_code for who in (client, colleague)] == [403, 403]
