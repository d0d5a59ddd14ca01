"""The pages of lists, screening, invitations and reminders."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.actions.inviting import set_contact
from jianyou.queries.invited import InvitedWanted, select_invited
from jianyou.store.dialect import database_now
from jianyou.store.models import AudienceList, Filing, Invited, Listed, LogRow, OutboxMessage
from tests.site.audience import BEARINGS, GEARS, LIFTS, MAIL, ROWS, brought, csv_of, invited, kept
from tests.site.kit import clerk
from tests.site.office import CLERK, HEAD, SUPERVISOR, filed_city, typed, working
from tests.site.public import opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

LISTS = "/office/lists/"
SCREENING, INVITED, URGING = (f"/office/calls/city/{name}/" for name in ("screening", "invited", "urging"))
PHONE = "023-60000001"


def upload(**fields: Any) -> dict[str, Any]:
    """The form of a new list as a browser sends it."""
    file = SimpleUploadedFile("名单.csv", csv_of(*ROWS))
    return {
        "kind": "little_giant",
        "title": "示例名单",
        "batch": "",
        "listed_on": "2024-09-01",
        "file": file,
        **fields,
    }


def buttons(answer: Any) -> list[str]:
    """The words of the primary buttons of a page."""
    found = re.findall(
        r'class="button button-primary"[^>]*>(.*?)</(?:button|a)>', answer.content.decode(), re.DOTALL
    )
    return [" ".join(re.sub(r"<[^>]+>", " ", text).split()) for text in found]


def test_a_list_comes_in_by_looking_mapping_and_keeping() -> None:
    client = working(CLERK)
    answer = client.post(LISTS, upload(), follow=True)
    look = answer.redirect_chain[-1][0]
    assert buttons(answer) == ["收入 4 家"]
    assert "C5 “火星”不是本市区县的名称" in text_of(answer)
    assert PHONE not in answer.content.decode()
    columns = {"column-0": "name", "column-1": "", "column-2": "region", "column-3": "region"}
    assert "有两栏选定了同一个用途" in text_of(client.post(look, columns))
    answer = client.post(look, {**columns, "column-3": "", "column-4": "status"}, follow=True)
    assert "0 家有联系方式" not in text_of(answer)
    assert AudienceList.objects.get().columns == {"name": 0, "region": 2, "status": 4}
    assert client.post(look, {"keep": "yes", "firms": "3"}).status_code == 422
    assert Listed.objects.count() == 0
    answer = client.post(look, {"keep": "yes", "firms": "4"}, follow=True)
    assert "名单已收入" in text_of(answer)
    assert [row.name for row in Listed.objects.order_by("ordinal")][:2] == [BEARINGS, GEARS]
    answer = client.post(LISTS, upload(), follow=True)
    assert "这个文件已经收入过" in text_of(answer)
    assert Listed.objects.count() == 4


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"kind": "x"}, "kind", "请选择是哪一类名单"),
        ({"title": " "}, "title", "请填写名单的名称"),
        ({"listed_on": "去年"}, "listed_on", "请把日期写成"),
        ({"file": ""}, "file", "请选择名单文件"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4\n")}, "file", "名单须是 Excel 工作簿"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(fields: dict[str, Any], place: str, words: str) -> None:
    answer = working(CLERK).post(LISTS, upload(**fields))
    assert answer.status_code == 422
    assert f'<a href="#{place}">{words}' in answer.content.decode()
    assert f'id="{place}-error"' in answer.content.decode()
    assert AudienceList.objects.count() == 0


def test_a_list_is_dropped_or_retired_in_two_steps() -> None:
    client, key = working(CLERK), brought()
    assert "已放弃" in text_of(client.post(f"{LISTS}{key}/look", {"drop": "yes"}, follow=True))
    key = kept()
    assert "停用 4 家的名单" in text_of(client.post(f"{LISTS}{key}/"))
    assert AudienceList.objects.get().retired_at is None
    assert "名单已停用" in text_of(client.post(f"{LISTS}{key}/", {"sure": "yes"}, follow=True))
    assert AudienceList.objects.get().retired_at
    assert "添加名单" not in text_of(working(SUPERVISOR).get(LISTS))
    assert "4 家" in text_of(client.get(f"{LISTS}{key}/"))
    assert LIFTS not in text_of(client.get(f"{LISTS}{key}/?status=valid"))


def test_screening_previews_and_invites() -> None:
    opened_city()
    client, key = working(CLERK), kept()
    answer = client.get(SCREENING)
    assert "有效的 2 家" in text_of(answer)
    assert "本次征集的对象" in text_of(answer)
    assert "有效的 0 家" in text_of(client.get(f"{SCREENING}?on=2026-11-01"))
    query = f"?list={key.hex}&on=2026-11-01"
    firm = Listed.objects.get(name=GEARS)
    assert "没有选中企业" in text_of(client.post(SCREENING, {"query": query}))
    answer = client.post(SCREENING, {"query": query, "firm": firm.id.hex})
    assert buttons(answer) == ["列入 1 家"]
    assert Invited.objects.count() == 0
    answer = client.post(SCREENING, {"query": query, "which": "yes"})
    assert buttons(answer) == ["列入 2 家"]
    assert "您核对的是 3 家" in text_of(
        client.post(SCREENING, {"query": query, "which": "yes", "count": "3", "sure": "yes"})
    )
    answer = client.post(
        SCREENING, {"query": query, "which": "yes", "count": "2", "sure": "yes"}, follow=True
    )
    assert "2 家已列入邀请名单" in text_of(answer)
    answer = client.get(f"{SCREENING}{firm.id}/")
    assert f"{GEARS} " in text_of(answer)
    assert "待核实" in text_of(answer)


def test_contacts_stay_hidden_until_logged() -> None:
    opened_city()
    invited()
    client = working(CLERK)
    assert PHONE not in text_of(client.get(INVITED))
    for _ in range(2):
        assert PHONE in text_of(client.post(f"{INVITED}contacts", {"query": ""}, follow=True))
    assert LogRow.objects.filter(act="show_list").count() == 1
    other = working(HEAD)
    answer = other.post(f"{INVITED}contacts", {"query": ""})
    assert (answer.status_code, 'href="#show-reason"' in answer.content.decode()) == (422, True)
    assert PHONE not in text_of(other.get(INVITED))
    assert PHONE in text_of(other.post(f"{INVITED}contacts", {"reason": "核对"}, follow=True))


def test_inviting_reminding_and_taking_off_are_previewed() -> None:
    opened_city()
    keys = [key.hex for key in invited()]
    client = working(CLERK)
    answer = client.post(f"{INVITED}send", {"which": "?"})
    assert buttons(answer) == ["邀请 2 家"]
    assert "本站没有开通邮件" in text_of(answer)
    assert Invited.objects.exclude(invited_at=None).count() == 0
    assert "2 家已邀请" in text_of(
        client.post(f"{INVITED}send", {"firms": " ".join(keys), "sure": "yes"}, follow=True)
    )
    assert buttons(client.post(f"{INVITED}send", {"firm": keys[0]})) == []
    assert buttons(client.post(f"{INVITED}remind", {"firm": keys})) == ["催报 2 家"]
    assert client.post(f"{INVITED}remind", {"firm": keys, "sure": "yes"}).status_code == 302
    assert "至少相隔 20 小时" in text_of(client.post(f"{INVITED}remind", {"firm": keys, "sure": "yes"}))
    answer = client.post(f"{INVITED}remove", {"firm": keys[0], "sure": "yes"})
    assert (answer.status_code, 'id="reason-error"' in answer.content.decode()) == (422, True)
    client.post(f"{INVITED}remove", {"firm": keys[0], "sure": "yes", "reason": "已注销"})
    assert Invited.objects.filter(removed_at=None).count() == 1
    assert "没有选中企业" in text_of(client.post(f"{INVITED}remove", {"firm": "x"}))


def test_a_firm_has_its_letters_and_contact() -> None:
    opened_city()
    (first, _) = invited()
    client = working(CLERK)
    page = f"{INVITED}{first}/"
    assert 'name="phone"' not in client.get(page).content.decode()
    client.post(f"{INVITED}contacts")
    assert client.post(page, {"mail": "a@b"}).status_code == 422
    assert "联系方式已保存" in text_of(client.post(page, {"mail": "b@example.cn"}, follow=True))
    (line,) = select_invited(viewer=clerk(), slug="city", wanted=[first], shown=True)
    assert line.contact == {"mail": "b@example.cn"}
    answer = client.get(f"{page}letter.docx")
    text = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    assert Invited.objects.get(id=first).name in text
    assert "邀请函" in text
    assert client.get(f"{page}letter.pdf?urging").content[:4] == b"%PDF"
    assert client.get(f"{INVITED}00000000-0000-0000-0000-000000000000/").status_code == 404


def test_the_workbook_is_logged_with_its_reason() -> None:
    opened_city()
    invited()
    client = working(CLERK)
    assert client.post(f"{INVITED}export", {"reason": " "}).status_code == 422
    answer = client.post(f"{INVITED}export", {"reason": "寄送邀请函"})
    strings = zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    assert (MAIL in strings, PHONE in strings) == (True, True)
    (row,) = LogRow.objects.filter(act="export_list")
    assert row.content
    assert (row.content["reason"], row.content["count"]) == ("寄送邀请函", 2)


def test_adding_one_says_what_is_wrong() -> None:
    opened_city()
    client = working(CLERK)
    for fields, place in (
        ({"name": ""}, "name"),
        ({"name": "示例厂", "code": "1"}, "code"),
        ({"name": "示例厂", "mail": "a"}, "mail"),
    ):
        answer = client.post(f"{INVITED}add", fields)
        assert (answer.status_code, f'id="{place}-error"' in answer.content.decode()) == (422, True)
    assert "1 家已列入邀请名单" in text_of(client.post(f"{INVITED}add", {"name": "示例厂"}, follow=True))


def test_texts_to_paste() -> None:
    opened_city()
    invited()
    client = working(CLERK)
    answer = client.get(URGING)
    assert f"以下 2 家还没有报送，请尽快办理： {GEARS}、{BEARINGS}。" in text_of(answer)
    assert len(re.findall(r"data-copy=\"short-\d+\"", answer.content.decode())) == 2
    assert re.search(r"\d+ 字，2 条短信", text_of(answer))
    number = filed_city(typed(BEARINGS))
    assert f"以下 1 家还没有报送，请尽快办理： {GEARS}。" in text_of(client.get(URGING))
    from datetime import timedelta

    due = database_now().replace(microsecond=0) + timedelta(days=5)
    return_entry(
        actor=clerk(), looked=Looked(number, 1, 1), remarks=[Remark("profile", "请写明。")], due=due, note=""
    )
    Filing.objects.update(confirmed=True)
    answer = client.get(f"{URGING}?of=correction")
    assert f"报送件 {number} 须在" in text_of(answer)
    assert buttons(client.post(f"{URGING}?of=correction")) == ["提醒 1 家"]
    assert "已向 1 家发出提醒" in text_of(
        client.post(f"{URGING}?of=correction", {"count": "1", "sure": "yes"}, follow=True)
    )
    assert OutboxMessage.objects.filter(kind="urging_correction").count() == 1


def test_what_is_typed_is_never_markup() -> None:
    opened_city()
    client = working(CLERK)
    client.post(f"{INVITED}add", {"name": "<b>示例</b>厂"})
    key = Invited.objects.get().id
    set_contact(actor=clerk(), call_slug="city", key=key, contact={"contact": "<i>王示例</i>"})
    client.post(f"{INVITED}contacts")
    for address in (INVITED, f"{INVITED}{key}/", URGING):
        html = client.get(address).content.decode()
        assert ("<b>示例" in html, "<i>王" in html) == (False, False)
    assert (
        select_invited(viewer=clerk(), slug="city", wanted=InvitedWanted(search="<b>"))[0].name
        == "<b>示例</b>厂"
    )
