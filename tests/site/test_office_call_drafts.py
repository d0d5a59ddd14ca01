"""From a notice to a running call on the office's pages, without a line of YAML typed."""

import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.notices import FOLDER
from jianyou.actions.drafting_calls import Draftable, begin_call_draft
from jianyou.domain.calls.load import parse_call, source_of
from jianyou.queries.call_drafts import get_call_draft
from jianyou.store.models import Call, CallDraft, Office
from tests.domain.notices.invented import BARE, NOTICE
from tests.site.drafted_calls import NEW, begun, form_on, saved, started
from tests.site.kit import clerk
from tests.site.office import CLERK, HEAD, SUPERVISOR, working
from tests.site.public import CITY, opened_city, text_of, upload

pytestmark = pytest.mark.usefixtures("site")

REAL = sorted(FOLDER.glob("000_*"))
WRONG, CONFLICT = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT
SETTLED = {
    "call": "sample-2026",
    "filing-completes_on": "either",
    "awards-1-name": "示例优质组织",
    "awards-1-as_of": "2026年4月30日",
    "office_quota": "5",
}


def source(draft: str) -> str:
    """The call file of the draft whose pages begin so."""
    return get_call_draft(viewer=clerk(), key=draft.split("/")[3]).source


def revision(draft: str) -> str:
    """Its revision, as a form sends it."""
    return str(get_call_draft(viewer=clerk(), key=draft.split("/")[3]).revision)


def test_a_notice_becomes_a_running_call() -> None:
    client = working(CLERK)
    draft = begun(client)
    page = client.get(f"{draft}notice")
    html = page.content.decode()
    # Every value leads to its place in the text, and every place back to its value.
    places = re.findall(r'class="notice-mark" id="m-(\d+)" href="#v-(\d+)"', html)
    assert places
    assert {place for place, _ in places} == set(re.findall(r'<a href="#m-(\d+)">', html))
    assert all(place == value for place, value in places)
    assert (
        '<span class="notice-word">截止时间</span></a><mark class="marks-deadline">2099年4月30日18:00前'
        in html
    )
    asked = text_of(client.get(f"{draft}answers"))
    assert "待定 6 项" in asked
    assert "通知原文 二（一） 请各申报单位于2099年4月30日18:00前" in asked
    assert saved(client, draft, **SETTLED).status_code == HTTPStatus.FOUND
    assert "待定 1 项" in text_of(client.get(f"{draft}answers"))
    client.post(f"{draft}stages", {**form_on(client, f"{draft}stages"), "keep": "yes"})
    assert "没有待定的了" in text_of(client.get(f"{draft}answers"))
    preview = text_of(client.get(f"{draft}preview"))
    assert "/calls/sample-2026/" in preview
    assert "盖章纸质件送达或上传盖章扫描件，两者有一即完成报送" in preview
    answer = client.post(f"{draft}publish", {"revision": revision(draft)})
    assert answer.headers["Location"] == "/office/calls/sample-2026/?done=published"
    call = Call.objects.get()
    file = parse_call(call.source, source="x")
    assert (file.id, file.awards[0].name, str(file.awards[0].as_of)) == (
        "sample-2026",
        "示例优质组织",
        "2026-04-30",
    )
    assert [(quota.n, quota.holder.value) for quota in file.quotas] == [(3, "filer"), (5, "office")]
    assert client.get("/calls/sample-2026/").status_code == HTTPStatus.OK


@pytest.mark.skipif(not REAL, reason="no notices beside the checkout")
def test_the_real_notice_becomes_a_running_call() -> None:
    client = working(CLERK)
    draft = begun(client, REAL[0].read_text("utf-8"))
    assert "已经过去" in text_of(client.get(f"{draft}preview"))
    typed = {
        "call": "quality-2099",
        "deadline": "2099-02-22 18:00",
        "filing-completes_on": "paper",
        "awards-1-as_of": "2099-02-22",
        "awards-2-as_of": "2099-02-22",
        "awards-2-rules": "mayor-2024",
        "office_quota": "3",
        "support-priority": "nominated",
    }
    assert saved(client, draft, **typed).status_code == HTTPStatus.FOUND
    assert client.post(f"{draft}publish", {"revision": revision(draft)}).status_code == HTTPStatus.FOUND
    file = parse_call(Call.objects.get().source, source="x")
    assert (str(file.stages[0].ends_on), file.support and file.support.priority) == (
        "2099-02-22",
        ("nominated",),
    )
    assert (file.awards[1].rules, len(file.annex.columns)) == ("mayor-2024", 8)


def test_a_notice_without_deadline_and_table_is_asked_for_them_first() -> None:
    client = working(CLERK)
    draft = begun(client, BARE)
    assert source(draft) == ""
    assert "还没有补齐截止时间或要填的表" in text_of(client.get(f"{draft}preview"))
    answer = client.post(f"{draft}answers", {"revision": "1", "at": "下周", "columns": "序号\n名称\n名称"})
    assert answer.status_code == WRONG
    assert re.findall(r'<li><a href="#(\w+)">', answer.content.decode()) == ["at", "columns"]
    assert "“名称”写了两次" in text_of(answer)
    typed = {"revision": "1", "at": "2099-04-30 18:00", "columns": "序号\n单位名称\n联系电话"}
    assert client.post(f"{draft}answers", typed).status_code == HTTPStatus.FOUND
    file = parse_call(source(draft), source="x")
    assert [column.title for column in file.annex.columns] == ["序号", "单位名称", "联系电话"]
    assert file.deadline.isoformat() == "2099-04-30T18:00:00+08:00"


def test_answers_are_refused_at_their_fields() -> None:
    client = working(CLERK)
    draft = begun(client)
    wrong = {
        "call": "示例 2026",
        "deadline": "下周",
        "awards-1-as_of": "昨天",
        "office_quota": "很多",
        "notice-title": "",
        "filing-completes_on": "fax",
        "audiences": "长" * 300,
    }
    answer = saved(client, draft, **wrong)
    assert answer.status_code == WRONG
    html = answer.content.decode()
    names = re.findall(r'<li><a href="#([\w-]+)">', html)
    assert sorted(names) == sorted(set(wrong) - {"call"})
    assert all(f'id="{name}-error"' in html for name in names)
    # The name of a call is looked at together with the whole file.
    answer = saved(client, draft, call="示例 2026")
    assert re.findall(r'<li><a href="#([\w-]+)">', answer.content.decode()) == ["call"]
    assert revision(draft) == "1"


def test_two_clerks_are_shown_what_differs() -> None:
    client = working(CLERK)
    draft = begun(client)
    mine = form_on(client, f"{draft}answers")
    saved(client, draft, **{"contacts-1-phone": "023-60000009"})
    answer = client.post(f"{draft}answers", {**mine, "contacts-1-phone": "023-60000008"})
    assert answer.status_code == CONFLICT
    told = text_of(answer)
    assert "电话 1 现在： 023-60000009 您填的： 023-60000008" in told
    assert "“jingban”" not in told
    assert 'value="023-60000008"' in answer.content.decode()
    answer = client.post(f"{draft}source", {"revision": "1", "source": source(draft).replace('9"', '7"')})
    assert answer.status_code == CONFLICT
    html = answer.content.decode()
    assert (html.count("<del>- "), html.count("<ins>+ ")) == (1, 1)
    assert revision(draft) == "2"


def test_the_call_file_is_edited_as_text_and_every_problem_has_its_line() -> None:
    client = working(CLERK)
    draft = begun(client)
    broken = source(draft).replace("kind: contact", "kind: kontakt").replace("stage: review", "stage: rewiew")
    answer = client.post(f"{draft}source", {"revision": "1", "source": broken})
    assert answer.status_code == HTTPStatus.FOUND
    page = client.get(f"{draft}source")
    html, lines = page.content.decode(), broken.split("\n")
    told = re.findall(r"<li>第 (\d+) 行 [^<]+<br><code[^>]*>([^<]+)</code>", html)
    wanted = [(at, line) for at, line in enumerate(lines, 1) if "kontakt" in line or "rewiew" in line]
    assert [int(at) for at, _ in told] == [at for at, _ in wanted]
    assert "征集文件里还有错误" in text_of(client.get(f"{draft}answers"))
    assert client.get(f"{draft}stages").status_code == HTTPStatus.FOUND
    assert client.get(f"{draft}blank.docx").status_code == HTTPStatus.FOUND
    answer = client.post(f"{draft}publish", {"revision": revision(draft)})
    assert answer.status_code == CONFLICT
    assert "还有 2 处需要改正" in text_of(answer)


def test_stages_are_moved_added_and_dated() -> None:
    client = working(CLERK)
    draft = begun(client)
    page = f"{draft}stages"

    def pressed(form: dict[str, str], **button: str) -> tuple[list[str], dict[str, str]]:
        answer = client.post(page, {**form, **button})
        html = answer.content.decode()
        kinds = re.findall(r'name="stage-\d+" value="(\w+)"', html)
        return kinds, dict(re.findall(r'<input[^>]*? name="([\w-]+)" value="([^"]*)"', html))

    form = form_on(client, page)
    kinds, form = pressed(form, move="add", more="publicity")
    assert kinds == ["filing", "review", "publicity"]
    kinds, form = pressed(form, move="up-3")
    assert kinds == ["filing", "publicity", "review"]
    kinds, _ = pressed(form, move="drop-1")
    assert kinds == ["filing", "publicity", "review"]
    kinds, _ = pressed(form, move="drop-3")
    assert kinds == ["filing", "publicity"]
    dated = {**form, "starts-3": "2099-05-02", "ends-3": "2099-05-01", "starts-2": "五月"}
    answer = client.post(page, {**dated, "keep": "yes"})
    assert re.findall(r'<li><a href="#([\w-]+)">', answer.content.decode()) == ["starts-2", "ends-3"]
    right = {**form, "starts-3": "2099/5/1", "ends-3": "2099-05-02", "keep": "yes"}
    assert client.post(page, right).status_code == HTTPStatus.FOUND
    stages = parse_call(source(draft), source="x").stages
    assert [(one.kind.value, str(one.starts_on)) for one in stages] == [
        ("filing", "None"),
        ("publicity", "None"),
        ("review", "2099-05-01"),
    ]
    # A stage that was added asks its own questions.
    shows = {"publicity-days": "5", "publicity-shows": "name", "publicity-places": "示例网站\n公告栏"}
    assert saved(client, draft, **shows).status_code == HTTPStatus.FOUND
    publicity = parse_call(source(draft), source="x").publicity
    assert publicity is not None
    assert (publicity.days, publicity.shows, publicity.places) == (5, ("name",), ("示例网站", "公告栏"))


def test_a_former_call_is_copied_and_compared_with_the_new_notice() -> None:
    opened_city()
    client = working(CLERK)
    draft = started(client.post(NEW, {"base": "former", "former": "city"}))
    file = parse_call(source(draft), source="x")
    assert (file.id, file.notice.number, file.notice.issued_on) == ("city-2", "", None)
    answer = client.post(f"{draft}notice", {"revision": "1", "file": upload("新通知.txt", NOTICE.encode())})
    assert answer.headers["Location"] == f"{draft}differences"
    html = client.get(f"{draft}differences").content.decode()
    assert "通知写有“示例经信科〔2026〕7号”，征集文件没有写。" in html
    assert "条款：资格审查所依据的原文" in html
    rows = re.findall(r'id="adopt-(\d+)".*?<span class="code">([\w.]+)</span>', html, re.DOTALL)
    chosen = [number for number, key in rows if key in ("notice.number", "deadline", "notice.addressees")]
    assert len(chosen) == 3
    client.post(f"{draft}differences", {"revision": revision(draft), "adopt": chosen})
    now = parse_call(source(draft), source="x")
    assert (now.notice.number, now.deadline.isoformat()) == (
        "示例经信科〔2026〕7号",
        "2099-04-30T18:00:00+08:00",
    )
    assert (str(now.stages[0].ends_on), now.notice.addressees) == (
        "2099-04-30",
        ("各区县经济信息化局", "有关企业"),
    )
    # What wasn't chosen is as it was.
    assert (now.notice.title, now.annex) == (file.notice.title, file.annex)
    client.post(f"{draft}publish", {"revision": revision(draft)})
    drafted = CallDraft.objects.get()
    assert drafted.call is not None
    assert (drafted.call.slug, drafted.based_on and drafted.based_on.slug) == ("city-2", "city")


def test_the_built_in_call_and_a_call_file_begin_a_draft_too() -> None:
    client = working(HEAD)
    draft = started(client.post(NEW, {"base": "builtin", "builtin": CITY}))
    assert parse_call(source(draft), source="x").id == "chongqing-2025"
    text = source_of(CITY).replace("\n", "\r\n")
    draft = begun(client, text, "征集.yaml")
    assert source(draft) == source_of(CITY)
    assert "这份草稿还没有通知" in text_of(client.get(f"{draft}notice"))


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("通知.docx", b"PK\x03\x04 broken", "读不出通知"),
        ("通知.txt", b"", "读不出通知"),
        ("购物清单.txt", "牛奶\n面包\n".encode(), "读不出通知"),
        ("通知.pdf", b"%PDF-1.7 nothing", "读不出通知"),
        ("征集.yaml", b"\xff\xfe\x00", "UTF-16"),
    ],
)
def test_what_is_no_notice_is_refused_with_the_reason(name: str, data: bytes, told: str) -> None:
    client = working(CLERK)
    answer = client.post(NEW, {"base": "file", "file": upload(name, data)})
    assert answer.status_code == WRONG
    assert told in text_of(answer)
    assert CallDraft.objects.count() == 0


def test_nothing_chosen_says_what_to_choose() -> None:
    client = working(CLERK)
    for fields, told in (
        ({}, "请选择通知或征集文件"),
        ({"base": "former"}, "请选择从哪里开始"),
        ({"base": "former", "former": "nothing"}, "站点没有代号为“nothing”的征集"),
        ({"base": "builtin", "builtin": "nothing"}, "请选择通知或征集文件"),
    ):
        assert told in text_of(client.post(NEW, fields))


def test_another_person_publishes_on_the_pages() -> None:
    client, chief = working(CLERK), working(HEAD)
    Office.objects.filter(slug="office").update(second_person=True)
    draft = begun(client)
    saved(client, draft, **SETTLED)
    assert "发布 1 次征集，开放报送" not in text_of(client.get(f"{draft}preview"))
    client.post(f"{draft}publish", {"revision": "2", "hand-on": "yes"})
    assert "jingban示例 提请发布" in text_of(chief.get("/office/"))
    assert "发布 1 次征集，开放报送" in text_of(chief.get(f"{draft}preview"))
    assert client.post(f"{draft}publish", {"revision": "2"}).status_code == CONFLICT
    assert chief.post(f"{draft}publish", {"revision": "2"}).status_code == HTTPStatus.FOUND


def test_a_draft_is_dropped_after_a_second_look() -> None:
    client = working(CLERK)
    draft = begun(client)
    assert "删除 1 份草稿" in text_of(client.get(f"{draft}drop"))
    assert client.post(f"{draft}drop", {"revision": "9"}).status_code == CONFLICT
    assert client.post(f"{draft}drop", {"revision": "1"}).headers["Location"] == "/office/?done=dropped"
    for page in ("notice", "answers", "preview", "drop"):
        assert client.get(f"{draft}{page}").status_code == HTTPStatus.NOT_FOUND


def test_drafts_are_their_offices_own() -> None:
    draft = begun(working(CLERK))
    elsewhere, supervisor = working(CLERK, slug="elsewhere"), working(SUPERVISOR)
    for page in (
        "notice",
        "answers",
        "stages",
        "source",
        "differences",
        "call.yaml",
        "preview",
        "blank.docx",
    ):
        assert elsewhere.get(f"{draft}{page}").status_code == HTTPStatus.NOT_FOUND, page
        assert supervisor.get(f"{draft}{page}").status_code == HTTPStatus.FORBIDDEN, page
    for page in ("answers", "stages", "source", "publish", "drop"):
        assert elsewhere.post(f"{draft}{page}", {"revision": "1"}).status_code == HTTPStatus.NOT_FOUND, page
    assert "示例优质组织" not in text_of(elsewhere.get("/office/"))
    assert "起草中" not in text_of(supervisor.get("/office/"))


def test_the_list_asks_as_often_for_many_drafts() -> None:
    client = working(CLERK)
    for count in (1, 2, 37):
        for _ in range(count):
            begin_call_draft(actor=clerk(), draftable=Draftable(title="示例"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/office/")
        assert len(asked) == 7, count
