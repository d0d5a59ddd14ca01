"""The experts' pages: joining a review, scoring with and without scripts, printing, phones, hidden names."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import content_disposition_header

from jianyou.actions.assigning import ask_again, assign_by_hand
from jianyou.actions.reviews import close_scoring
from jianyou.actions.sheets import save_sheet
from jianyou.actions.uploads import keep_upload
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.sheet_gate import entry_code
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Fact, Panelist, Recusal, Redaction, Review, StoredFile
from tests.site.judging_world import judging
from tests.site.kit import clerk, office
from tests.site.public import SCAN, body, text_of
from tests.site.sheets_world import (
    POINTS,
    address,
    at_desk,
    expert,
    filled,
    scoring,
    sheet_row,
    submitted,
    typed,
)

pytestmark = pytest.mark.usefixtures("site")

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"


def proof_of(entry: uuid.UUID, name: str = "示例企业1质量报告.pdf", purpose: str = "proof") -> str:
    """A file that came with the newest version of an entry's filing; its digest."""
    version = Entry.objects.get(id=entry).filing.versions.latest("ordinal")
    sent = keep_upload(name=name, data=SCAN + name.encode(), purpose=purpose)
    StoredFile.objects.create(
        office=office(),
        version=version,
        name=name,
        digest=sent.digest,
        size=sent.size,
        purpose=purpose,
        kind="other",
        entry=1,
    )
    return sent.digest


def test_an_expert_answers_declares_and_signs_in_this_order() -> None:
    world = judging(2, 1)
    Panelist.objects.update(state="invited")
    review, client = Review.objects.get().id, at_desk()
    at = f"/expert/reviews/{review}/"
    assert "接受邀请" in text_of(client.get("/expert/"))
    assert (client.get(f"{at}ties/").status_code, client.get(f"{at}undertaking/").status_code) == (409, 409)
    assert client.post(f"{at}answer", {"do": "accept"}).headers["Location"] == f"{at}ties/"
    first = world.entries[0]
    page = client.get(f"{at}ties/")
    assert [name in text_of(page) for name in ("示例企业1有限公司", "示例企业2有限公司")] == [True, True]
    assert client.get(f"{at}undertaking/").status_code == 409

    ticked = {f"tie-{first}": "yes"}
    for fields, told in [
        ({}, "请勾选需要回避的单位"),
        ({"none": "yes", **ticked}, "请只留一种"),
        ({**ticked, "sure": "yes", f"reason-{first}": " "}, "请写明与“示例企业1有限公司”的关系"),
        ({**ticked, "sure": "yes", f"reason-{first}": "长" * 501}, "最多"),
    ]:
        answer = client.post(f"{at}ties/", fields)
        assert (answer.status_code, told in text_of(answer)) == (422, True)
    preview = client.post(f"{at}ties/", ticked)
    assert (preview.status_code, "申报回避 1 家" in text_of(preview)) == (200, True)
    assert Recusal.objects.filter(source="declared").count() == 0
    chosen = {**ticked, f"reason-{first}": "曾任该公司顾问"}
    done = client.post(f"{at}ties/", {**chosen, "sure": "yes"})
    assert done.headers["Location"] == "/expert/?done=declared"
    assert Recusal.objects.get(source="declared").reason == "曾任该公司顾问"
    # Later on: what was declared stands, and there is nothing else.
    assert "声明没有需要回避的" in text_of(client.post(f"{at}ties/", {"none": "yes"}))
    assert client.post(f"{at}ties/", {"none": "yes", "sure": "yes"}).status_code == 302

    digest = filled_hidden(client.get(f"{at}undertaking/").content.decode(), "digest")
    for fields, told in [
        ({"digest": digest, "name": "专家甲1"}, "已阅读并同意"),
        ({"digest": digest, "name": "某人", "read": "yes"}, "与登记的姓名“专家甲1”不同"),
        ({"digest": "0" * 64, "name": "专家甲1", "read": "yes"}, "承诺书在您打开之后改过"),
    ]:
        answer = client.post(f"{at}undertaking/", fields)
        assert (answer.status_code, told in text_of(answer)) == (422, True)
    signed = client.post(f"{at}undertaking/", {"digest": digest, "name": "专家甲1", "read": "yes"})
    assert signed.headers["Location"] == "/expert/?done=signed"
    assert "等办公室开始" in text_of(client.get("/expert/"))
    assert Panelist.objects.get().declared_at is not None


def filled_hidden(html: str, name: str) -> str:
    return html.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


def test_who_declines_has_nothing_left_to_do() -> None:
    judging(1, 1)
    Panelist.objects.update(state="invited")
    client, review = at_desk(), Review.objects.get().id
    answer = client.post(f"/expert/reviews/{review}/answer", {"do": "decline", "note": "出差"}, follow=True)
    assert ("已回复不参加" in text_of(answer), "现在没有请您参加的评审" in text_of(answer)) == (True, True)
    assert client.post(f"/expert/reviews/{review}/answer", {"do": "accept"}).status_code == 404


def test_without_scripts_a_sheet_is_saved_checked_and_submitted() -> None:
    made = scoring()
    key, client = made.sheets[1, 1], at_desk()
    page = client.get(address(key))
    fields = filled(page)
    assert (page.status_code, fields["c-1-points"], fields["c-0-gaps"]) == (200, "", "")
    saved = client.post(address(key), {**fields, "c-1-points": "99", "c-2-comment": "体系完整", "do": "save"})
    assert saved.headers["Location"] == f"{address(key)}?saved"
    page = client.get(saved.headers["Location"])
    assert "“引领性”评为 99 分，超出 0 到 40 分的范围" in text_of(page)
    checked = client.post(address(key), {**filled(page), "do": "check"}, follow=True)
    assert checked.status_code == 422
    assert "请改正以下 3 处" in text_of(checked)
    answer = client.post(address(key), {**filled(checked), **POINTS, "do": "check"})
    assert answer.headers["Location"] == address(key, "check/")
    page = client.get(address(key, "check/"))
    assert "提交评分表，总分 79.5" in text_of(page)
    revision = filled_hidden(page.content.decode(), "revision")
    assert client.post(address(key, "check/"), {"revision": "0"}).status_code == 409
    done = client.post(address(key, "check/"), {"revision": revision}, follow=True)
    assert "评分表已经提交" in text_of(done)
    assert sheet_row(key).status == SheetStatus.SUBMITTED
    page = client.get(address(key))
    assert ("总分 79.5 / 100" in text_of(page), b'id="draft"' in page.content) == (True, False)
    assert client.get(address(key, "check/")).headers["Location"] == address(key)


def test_two_windows_without_scripts_dont_overwrite_each_other() -> None:
    made = scoring()
    key, client = made.sheets[1, 1], at_desk()
    stale = filled(client.get(address(key)))
    client.post(address(key), {**stale, "c-1-points": "35", "do": "save"})
    answer = client.post(address(key), {**stale, "c-1-points": "20", "c-2-points": "24.5", "do": "save"})
    assert (answer.status_code, "有 1 栏在别处也改了" in text_of(answer)) == (409, True)
    assert sheet_row(key).points == {"leading": "35", "method": "24.5"}
    again = filled(answer)
    assert again["c-1-points"] == "20"
    mine = next(one for one in answer.content.decode().split('value="mine:')[1:])
    chosen = {**again, "take-c-1-points": "mine:" + mine.split('"')[0], "do": "save"}
    assert client.post(address(key), chosen).status_code == 302
    assert sheet_row(key).points == {"leading": "20", "method": "24.5"}
    # Neither chosen: it is asked once more, and nothing is lost.
    stale["c-1-points"] = "11"
    assert client.post(address(key), {**stale, "do": "save"}).status_code == 409
    assert sheet_row(key).points["leading"] == "20"


def test_a_script_is_told_what_was_saved_and_what_is_wrong() -> None:
    made = scoring()
    key, client = made.sheets[1, 1], at_desk()

    def sent(body: object) -> tuple[int, dict[str, object]]:
        text = body if isinstance(body, str) else json.dumps(body)
        answer = client.post(address(key, "save"), text, content_type="application/json")
        return answer.status_code, answer.json()

    edits = [
        {"name": "c-1-points", "text": "45", "was": ""},
        {"name": "c-2-points", "text": "24.5", "was": ""},
        {"name": "c-9-points", "text": "1", "was": ""},
    ]
    status, told = sent({"edits": edits})
    assert (status, told["revision"], told["saved"], told["conflicts"]) == (
        200,
        1,
        ["c-1-points", "c-2-points"],
        [],
    )
    wrong = "“引领性”评为 45 分，超出 0 到 40 分的范围，请改正。"
    assert told["told"] == {"c-1-points": [{"severity": "error", "text": wrong}], "c-2-points": []}
    status, told = sent({"edits": [{"name": "c-1-points", "text": "1", "was": "2"}]})
    assert (status, told["conflicts"]) == (200, [{"name": "c-1-points", "theirs": "45"}])
    for wrong_body in ("", "[]", '{"edits": [1]}', {"edits": [{"name": 1, "text": "", "was": ""}]}):
        assert sent(wrong_body)[0] == 422
    assert at_desk(2).post(address(key, "save"), "{}", content_type="application/json").status_code == 422
    stranger = at_desk(2).post(
        address(key, "save"), json.dumps({"edits": edits}), content_type="application/json"
    )
    assert stranger.status_code == 409
    submitted(made.sheets[1, 2])
    # Signed out: the script waits for a door to open, as of any other, and loses nothing.
    client.logout()
    status, told = sent({"edits": edits})
    assert (status, "door" in told) == (403, True)


def test_what_was_typed_as_scoring_ended_isnt_lost() -> None:
    made = scoring()
    key, client = made.sheets[1, 1], at_desk()
    submitted(key)
    fields = {"marks": "", "c-0-gaps": "最后一句话。", "do": "save"}
    answer = client.post(address(key), fields)
    assert (answer.status_code, "最后一句话。" in text_of(answer)) == (409, True)


def test_asked_again_shows_the_reason_and_the_earlier_points() -> None:
    made = scoring()
    key = made.sheets[1, 1]
    submitted(key)
    ask_again(actor=clerk(), sheet=key, reason="请再核对引领性的数据。")
    told = text_of(at_desk().get(address(key)))
    for words in ("请再核对引领性的数据。", "上次评 35 分", "总分 79.5", "维持原分也可以"):
        assert words in told
    assert "请再看" in text_of(at_desk().get("/expert/"))


def test_recusing_from_a_sheet_takes_it_away_at_once() -> None:
    made = scoring()
    key, client = made.sheets[1, 1], at_desk()
    submitted(made.sheets[1, 2])
    assert client.post(address(key, "recuse/"), {"reason": " "}).status_code == 422
    asked = client.post(address(key, "recuse/"), {"reason": "读后发现本人参与过该项目。"})
    assert (asked.status_code, "申报回避，收回 1 份评分表" in text_of(asked)) == (200, True)
    assert sheet_row(key).status == SheetStatus.ASSIGNED
    sent = {"reason": "读后发现本人参与过该项目。", "sure": "yes"}
    done = client.post(address(key, "recuse/"), sent, follow=True)
    assert "这份评分表已经收回" in text_of(done)
    assert "示例企业1有限公司" not in text_of(done)
    assert client.get(address(key)).status_code == 404
    # What was submitted is given back as well.
    client.post(address(made.sheets[1, 2], "recuse/"), sent)
    assert sheet_row(made.sheets[1, 2]).status == SheetStatus.DROPPED


def test_a_dossier_holds_the_table_proofs_and_facts_but_nobodys_contact() -> None:
    made = scoring(given={1: (1,)}, experts=1)
    key, entry = made.sheets[1, 1], made.world.entries[0]
    proof, scan = proof_of(entry), proof_of(entry, "盖章件.pdf", "sealed_scan")
    for name, kind, value, note in [
        ("employees", "register", 320, "内部备注"),
        ("revenue", "office", 9, ""),
    ]:
        Fact.objects.create(
            office=office(),
            entry_id=entry,
            name=name,
            value=value,
            kind=kind,
            source="示例名录",
            by="jingban",
            note=note,
            at=database_now(),
        )
    client = at_desk()
    told = text_of(client.get(address(key)))
    number = Entry.objects.get(id=entry).filing.number
    assert [words in told for words in ("主营轴承研发制造", "示例企业1质量报告.pdf")] == [True, True]
    for hidden in ("联系甲", "023-6000", "渝北区经济信息委", number, "内部备注", "盖章件"):
        assert hidden not in told
    answer = client.get(address(key, f"files/{proof}"))
    assert (answer.status_code, body(answer)[:5]) == (200, b"%PDF-")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client.get(address(key, f"files/{scan}")).status_code == 404
    close_scoring(
        actor=clerk(), call_slug=made.world.slug, review=made.world.review, unfinished=1, reason="期限已过。"
    )
    assert client.get(address(key, f"files/{proof}")).status_code == 409


def test_of_a_table_with_several_entries_only_proofs_of_ones_own_are_shown() -> None:
    made = scoring(given={1: (1,)}, experts=1)
    entry = Entry.objects.get(id=made.world.entries[0])
    other = Entry.objects.get(id=made.world.entries[1])
    Entry.objects.filter(id=other.id).update(filing=entry.filing, ordinal=2)
    whole = proof_of(entry.id, "整表材料.pdf")
    StoredFile.objects.filter(digest=whole).update(entry=None)
    told = text_of(at_desk().get(address(made.sheets[1, 1])))
    assert "整表材料.pdf" not in told


def test_phones_are_kept_off_before_anything_is_read() -> None:
    made = scoring()
    key, client = made.sheets[1, 1], at_desk()
    review = Review.objects.get()
    for more in ("", "check/", "recuse/", "print/", f"files/{'0' * 64}"):
        answer = client.get(address(key, more), headers={"user-agent": PHONE})
        assert (answer.status_code, "请换用电脑" in text_of(answer)) == (403, True)
        assert "示例企业1有限公司" not in text_of(answer)
    all_sheets = f"/expert/reviews/{review.id}/print/"
    hinted = client.get(all_sheets, headers={"sec-ch-ua-mobile": "?1"})
    assert (hinted.status_code, client.get(all_sheets).status_code) == (403, 200)
    assert client.get("/expert/", headers={"user-agent": PHONE}).status_code == 200
    Review.objects.update(phones=True)
    assert client.get(address(key), headers={"user-agent": PHONE}).status_code == 200


def test_with_names_hidden_there_is_a_code_everywhere_and_no_text_that_wasnt_made_for_it() -> None:
    made = scoring(blind=True, given={1: (1, 2)}, experts=1)
    Redaction.objects.update(withdrawn_at=database_now())
    key, entry = made.sheets[1, 1], made.world.entries[0]
    code = entry_code(made.review, entry)
    proof = proof_of(entry)
    client = at_desk()
    pages = ["/expert/", f"/expert/reviews/{made.review}/print/"]
    pages += [address(key, more) for more in ("", "recuse/", "print/")]
    save_sheet(actor=expert(), sheet=key, edits=typed(POINTS))
    pages.append(address(key, "check/"))
    for page in pages:
        answer = client.get(page)
        whole = answer.content.decode() + str(answer.headers)
        assert (answer.status_code, code in whole) == (200, True), page
        for hidden in ("示例企业1", "轴承", "示例企业2", "质量报告", proof):
            assert hidden not in whole, (page, hidden)
    told = text_of(client.get(address(key)))
    assert ("隐名的文字还没有做好" in told, "没有隐名的副本，不提供" in told) == (True, True)
    assert client.get(address(key, f"files/{proof}")).status_code == 404
    copy = keep_upload(name="副本.pdf", data=SCAN + b"redacted", purpose="proof")
    now = database_now()
    made_by = {
        "office": office(),
        "entry_id": entry,
        "made_by": "jingban",
        "made_at": now,
        "approved_at": now,
    }
    Redaction.objects.create(**made_by, texts={"profile": "主营【隐去】，员工320人。"})
    redacted = Redaction.objects.create(**made_by, of=proof, digest=copy.digest, size=copy.size, kind="pdf")
    told = text_of(client.get(address(key)))
    assert ("主营【隐去】，员工320人。" in told, "证明材料-1.pdf" in told) == (True, True)
    answer = client.get(address(key, f"files/{copy.digest}?keep"))
    assert body(answer).endswith(b"redacted")
    assert (answer.status_code, answer.headers["Content-Disposition"]) == (
        200,
        content_disposition_header(True, "证明材料-1.pdf"),
    )
    Redaction.objects.filter(id=redacted.id).update(withdrawn_at=database_now())
    assert client.get(address(key, f"files/{copy.digest}")).status_code == 404


def test_codes_stay_in_a_review_and_tell_nothing_between_two() -> None:
    one, other, entry = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    assert entry_code(one, entry) == entry_code(one, entry)
    assert entry_code(one, entry) != entry_code(other, entry)
    codes = {entry_code(one, uuid.uuid4()) for _ in range(500)}
    assert len(codes) == 500


@pytest.mark.parametrize("query", ["", "?empty"])
def test_sheets_are_printed_all_at_once_with_a_line_to_sign(query: str) -> None:
    made = scoring()
    submitted(made.sheets[1, 1], texts={**POINTS, "c-0-strengths": "数据扎实"})
    told = text_of(at_desk().get(f"/expert/reviews/{made.review}/print/{query}"))
    assert (told.count("专家签名："), told.count("评审对象")) == (2, 2)
    assert ("数据扎实" in told, "79.5" in told) == (not query, not query)
    assert "31–40 突出" in told


def test_pages_ask_as_many_questions_for_one_sheet_as_for_many() -> None:
    made = scoring(12, 1, given={1: (1,)})
    world, client = made.world, at_desk()

    def asked() -> list[int]:
        counts = []
        for page in ("/expert/", address(made.sheets[1, 1])):
            client.get(page)  # reads the call file once
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    assert asked() == [10, 13]
    for entry in world.entries[1:]:
        assign_by_hand(
            actor=clerk(), call_slug=world.slug, review=world.review, expert=world.experts[0], entry=entry
        )
    assert asked() == [10, 13]
