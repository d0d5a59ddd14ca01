"""集体研究: recorded with minutes and participants, within the quota; later ones replace, none is lost."""

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localtime

from jianyou.actions.collective import Line, Meeting, decide_together, export_recommended
from jianyou.actions.deciding import Looked, accept_entry, refuse_entry, reopen_entry
from jianyou.domain.papers.together import Outcome, Person, people_typed
from jianyou.queries.collective import get_course, get_decision, get_seats, list_choices, list_decisions
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, CollectiveDecision, Decided, Entry, LogRow, Published
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, head, somewhere_else
from tests.site.objection_world import listed
from tests.site.office import CLERK, SUPERVISOR, filed_city, typed, working
from tests.site.public import opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

NAME, OTHER = "示例轴承有限公司", "示例齿轮厂"
MEETING = Meeting(
    held_on=date(2026, 1, 5),
    minutes="示例委办公会纪要〔2026〕3号",
    subject="研究推荐对象",
    participants=(Person("张示例", "主任"), Person("李示例")),
)
PAGE = "/office/calls/city/decisions/"


@pytest.fixture
def number() -> str:
    """A filing of two entries, both accepted; the office may recommend one."""
    call = opened_city()
    call.source += "quotas:\n  - {op: max, n: 1, unit: 个, holder: office}\n"
    call.save(update_fields=["source"])
    number = filed_city(typed(NAME), typed(OTHER))
    for ordinal in (1, 2):
        accept_entry(actor=clerk(), looked=Looked(number, ordinal, 1))
    return number


def line(number: str, ordinal: int = 1, outcome: Outcome = Outcome.RECOMMENDED, **other: Any) -> Line:
    """An entry for the mayor's award."""
    reason = "" if outcome is Outcome.RECOMMENDED else "名额有限"
    one = Line(EntryKey(number, ordinal), 1, "mayor", ordinal, outcome, reason)
    return one._replace(**other)


def decided(*lines: Line, over: str = "", meeting: Meeting = MEETING) -> int:
    """Records a decision; its number."""
    return decide_together(actor=clerk(), call_slug="city", meeting=meeting, lines=lines, over_quota=over)


def refusal(*lines: Line, meeting: Meeting = MEETING) -> tuple[str, dict[str, object]]:
    """Why a decision isn't recorded; nothing of it is."""
    with pytest.raises(Refused) as refused:
        decided(*lines, meeting=meeting)
    assert (CollectiveDecision.objects.count(), Decided.objects.count()) == (0, 0)
    return refused.value.code, dict(refused.value.params)


def test_a_decision_is_kept_whole_and_logged(number: str) -> None:
    assert decided(line(number), line(number, 2, Outcome.RESERVE)) == 1
    view = get_decision(viewer=clerk(), slug="city", number=1)
    assert [(one.order, one.name, one.outcome, one.reason, one.later) for one in view.lines] == [
        (1, NAME, Outcome.RECOMMENDED, "", 0),
        (2, OTHER, Outcome.RESERVE, "名额有限", 0),
    ]
    assert (view.held_on, view.minutes, view.participants) == (
        MEETING.held_on,
        MEETING.minutes,
        MEETING.participants,
    )
    (row,) = LogRow.objects.filter(act="decide_together")
    assert row.content
    assert row.content["minutes"] == MEETING.minutes
    assert row.content["participants"] == [{"name": "张示例", "post": "主任"}, {"name": "李示例", "post": ""}]
    assert [(one["ordinal"], one["outcome"]) for one in row.content["entries"]] == [
        (1, "recommended"),
        (2, "reserve"),
    ]


def test_a_later_decision_replaces_and_the_first_is_kept(number: str) -> None:
    decided(line(number), line(number, 2, Outcome.RESERVE))
    assert decided(line(number, 1, Outcome.NOT_RECOMMENDED), line(number, 2)) == 2
    first, second = (get_decision(viewer=clerk(), slug="city", number=one) for one in (1, 2))
    assert [one.later for one in first.lines] == [2, 2]
    assert [one.outcome for one in second.lines] == [Outcome.NOT_RECOMMENDED, Outcome.RECOMMENDED]
    assert get_seats(viewer=clerk(), slug="city") == (1, 1)
    assert [one.number for one in list_decisions(viewer=clerk(), slug="city")] == [2, 1]
    choices = list_choices(viewer=clerk(), slug="city", wanted=[EntryKey(number, 1)])
    assert [one.before for one in choices if one.award == "mayor"] == [Outcome.NOT_RECOMMENDED]
    assert list_choices(viewer=clerk(), slug="city", wanted=None) == ()


def test_more_than_the_quota_needs_a_reason(number: str) -> None:
    both = (line(number), line(number, 2))
    assert refusal(*both) == ("together_over_quota", {"count": 2, "most": 1})
    assert decided(*both, over="经请示同意增加一个") == 1
    assert get_decision(viewer=clerk(), slug="city", number=1).over_quota == "经请示同意增加一个"


def test_what_stood_before_counts_against_the_quota(number: str) -> None:
    decided(line(number))
    with pytest.raises(Refused) as refused:
        decided(line(number, 2))
    assert refused.value.code == "together_over_quota"
    assert decided(line(number, 2), line(number, 1, Outcome.RESERVE)) == 2


def test_what_an_objection_removed_takes_no_seat_until_decided_anew(number: str) -> None:
    decided(line(number))
    row = listed(Call.objects.get(slug="city"), list(Entry.objects.order_by("ordinal")))
    Published.objects.filter(publicity=row, order=1).update(removed_at=database_now())
    assert get_seats(viewer=clerk(), slug="city").taken == 0
    assert [one.removed for one in get_decision(viewer=clerk(), slug="city", number=1).lines] == [True]
    with pytest.raises(Refused, match="recommend_nobody"):
        export_recommended(actor=clerk(), call_slug="city", number=1, reason="报送")
    decided(line(number, 2))
    assert get_seats(viewer=clerk(), slug="city").taken == 1
    with pytest.raises(Refused) as refused:
        decided(line(number))
    assert refused.value.code == "together_over_quota"


def test_what_can_not_be_recorded(number: str) -> None:
    tomorrow = localtime(database_now()).date() + timedelta(days=1)
    assert refusal()[0] == "together_nothing"
    assert refusal(line(number), line(number))[0] == "together_twice"
    assert refusal(line(number, 7))[0] == "together_unknown_entry"
    assert refusal(line(number, award="nobel"))[0] == "together_unknown_entry"
    assert refusal(line(number, order=0))[0] == "together_order_wrong"
    assert refusal(line(number, version=2)) == ("site_entry_changed", {"seen": 2, "newest": 1})
    assert refusal(line(number, 1, Outcome.RESERVE, reason=" "))[0] == "together_reason_missing"
    assert refusal(line(number), meeting=replace(MEETING, held_on=tomorrow))[0] == "together_date_future"
    assert refusal(line(number), meeting=replace(MEETING, minutes=" "))[0] == "together_minutes_missing"
    assert refusal(line(number), meeting=replace(MEETING, subject=""))[0] == "together_subject_missing"
    assert refusal(line(number), meeting=replace(MEETING, participants=()))[0] == "together_nobody"
    assert refusal(line(number), meeting=replace(MEETING, minutes="号" * 101))[0] == "site_text_long"
    assert refusal(*(line(number, order=n) for n in range(1, 122)))[0] == "together_too_many"


def test_only_accepted_entries_are_decided_on(number: str) -> None:
    reopen_entry(actor=head(), looked=Looked(number, 2, 1), reason="再看")
    assert refusal(line(number, 2)) == ("together_not_accepted", {"name": OTHER})
    refuse_entry(actor=clerk(), looked=Looked(number, 2, 1), reason="不符")
    assert refusal(line(number, 2))[0] == "together_not_accepted"


def test_another_office_decides_nothing_here(number: str) -> None:
    with pytest.raises(Refused) as refused:
        decide_together(actor=somewhere_else(), call_slug="city", meeting=MEETING, lines=[line(number)])
    assert refused.value.code == "site_no_call"


def test_participants_as_they_are_typed() -> None:
    assert people_typed("张示例，主任\n\n 李示例 \n王示例, 处长，兼书记") == (
        Person("张示例", "主任"),
        Person("李示例", ""),
        Person("王示例", "处长，兼书记"),
    )
    for text, code in (
        ("", "together_nobody"),
        ("，主任", "together_nobody"),
        ("张" * 61, "together_nobody"),
    ):
        with pytest.raises(Refused) as refused:
            people_typed(text)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        people_typed("张示例\n" * 61)
    assert refused.value.code == "together_too_many_people"


@pytest.mark.usefixtures("site", "number")
def test_the_course_tells_only_what_happened() -> None:
    course = get_course(viewer=clerk(), slug="city")
    assert (course.filings, course.entries, course.accepted, course.refused, course.waiting) == (
        1,
        2,
        2,
        0,
        0,
    )
    assert (course.returned, course.departments, course.letters) == (0, (), 0)


def fields_of(html: str) -> dict[str, str]:
    """What a page of the form would send again."""
    found = dict(re.findall(r'<textarea[^>]*? name="(\w+)"[^>]*>\n(.*?)</textarea>', html, re.DOTALL))
    return found | dict(re.findall(r'<input[^>]*? name="(\w+)"[^>]*? value="([^"]*)"', html))


def typed_meeting(**other: object) -> dict[str, object]:
    """A meeting as it is typed."""
    told = {
        "held_on": "2026-01-05",
        "minutes": MEETING.minutes,
        "subject": MEETING.subject,
        "participants": "张示例，主任\n李示例",
    }
    return {**told, **other}


def test_recorded_in_two_steps_with_its_minutes(number: str) -> None:
    client = working(CLERK)
    html = client.get(f"{PAGE}new").content.decode()
    fields = fields_of(html)
    at = 1
    assert fields["seen"].split("\n")[0] == f"{number}.1 1 china_quality"
    minutes = SimpleUploadedFile("纪要.pdf", b"%PDF-1.4 minutes")
    sent = {**fields, **typed_meeting(), f"o{at}": "recommended", "file": minutes}
    answer = client.post(f"{PAGE}new", sent)
    assert answer.status_code == 200, text_of(answer)
    assert "记录对 1 条的集体研究" in text_of(answer)
    assert CollectiveDecision.objects.count() == 0
    again = fields_of(answer.content.decode())
    answer = client.post(f"{PAGE}new", {**again, "sure": "yes"})
    assert answer.headers["Location"] == f"{PAGE}1/?done=decided"
    page = client.get(f"{PAGE}1/")
    assert "纪要.pdf" in text_of(page)
    kept: Any = client.get(f"{PAGE}1/minutes")
    assert b"".join(kept.streaming_content) == b"%PDF-1.4 minutes"
    assert working(SUPERVISOR).get(f"{PAGE}1/").status_code == 200
    assert working(SUPERVISOR).get(f"{PAGE}new").status_code == 403


@pytest.mark.usefixtures("site", "number")
def test_problems_stand_at_their_fields() -> None:
    client = working(CLERK)
    fields = fields_of(client.get(f"{PAGE}new").content.decode())
    wrong = {**fields, **typed_meeting(held_on="5日", participants=""), "o1": "reserve", "n1": "x"}
    answer = client.post(f"{PAGE}new", {**wrong, "file": SimpleUploadedFile("a.exe", b"MZ")})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sorted(re.findall(r'<li><a href="#(\w+)">', html)) == ["file", "held_on", "o1", "participants"]
    answer = client.post(f"{PAGE}new", {**fields, **typed_meeting(), "signed": "forged"})
    assert "上传的文件已不在" in text_of(answer)


def test_what_changed_meanwhile_is_shown(number: str) -> None:
    client = working(CLERK)
    fields = fields_of(client.get(f"{PAGE}new").content.decode())
    reopen_entry(actor=head(), looked=Looked(number, 1, 1), reason="再看")
    answer = client.post(f"{PAGE}new", {**fields, **typed_meeting(), "o1": "recommended", "sure": "yes"})
    assert answer.status_code == 409
    assert f"“{NAME}”现在不是“已受理”" in text_of(answer)
    assert CollectiveDecision.objects.count() == 0


def test_papers_of_a_decision(number: str) -> None:
    decided(line(number), line(number, 2, Outcome.RESERVE))
    client = working(CLERK)
    assert client.post(f"{PAGE}1/recommendation", {"reason": ""}).status_code == 422
    letter = client.post(f"{PAGE}1/recommendation", {"reason": "报送", "kind": "docx"})
    text = document_of(letter.content)
    assert NAME in text
    assert OTHER not in text
    assert MEETING.minutes in text
    assert "征求部门意见情况：〔　　　　〕。" in text
    assert "重庆市质量工作部门联席会议办公室：" in text
    row = LogRow.objects.filter(act="export_master").order_by("at").last()
    assert row
    assert row.content
    assert (row.content["reason"], row.content["entries"], row.content["decision"]) == ("报送", 1, 1)
    report = document_of(client.get(f"{PAGE}1/report.docx").content)
    assert OTHER in report
    assert "李示例，质量部部长" not in report
    assert "拟推荐1条次，备选1条次，不推荐0条次" in report
    assert client.get(f"{PAGE}1/report.pdf").content.startswith(b"%PDF-")


def test_nobody_recommended_makes_no_letter(number: str) -> None:
    decided(line(number, 1, Outcome.NOT_RECOMMENDED))
    with pytest.raises(Refused) as refused:
        export_recommended(actor=clerk(), call_slug="city", number=1, reason="报送")
    assert refused.value.code == "recommend_nobody"
    assert LogRow.objects.filter(act="export_master").count() == 0


def document_of(data: bytes) -> str:
    """The text of a Word file."""
    with ZipFile(BytesIO(data)) as archive:
        return "".join(re.findall(r"<w:t[^>]*>(.*?)</w:t>", archive.read("word/document.xml").decode()))
