"""Departments are asked, sent to, reminded; what they answer becomes facts; silence stays unknown."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime

from jianyou.actions.clearance import (
    ToAsk,
    ask_clearance,
    drop_enquiry,
    export_matrix,
    mark_sent,
    note_reminder,
)
from jianyou.actions.clearance_replies import Recorded, Reply, record_replies
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.papers.clearance_answers import Answer, Overall, Told
from jianyou.queries.clearance import EnquiryState, get_asked, get_desk, get_enquiry
from jianyou.queries.clearance_asking import preview_asking
from jianyou.queries.clearance_matrix import CellState, clearance_of_entry, get_matrix
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.dialect import database_now
from jianyou.store.models import Candidacy, Enquired, Enquiry, Fact, LogRow
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, counter, somewhere_else
from tests.site.office import filed_city, typed
from tests.site.public import opened_city

pytestmark = pytest.mark.usefixtures("site")

NAME, OTHER = "示例轴承有限公司", "示例齿轮厂"
MARKET, SAFETY, ECOLOGY = "示例市市场监管局", "示例市应急管理局", "示例市生态环境局"
LISTS = ("on_abnormal_list", "on_serious_breach_list")
NONE, UNCLEAR = Answer(Told.NONE), Answer(Told.UNCLEAR, "/")


def today() -> date:
    """The site's day."""
    return localtime(database_now()).date()


@pytest.fixture
def number() -> str:
    """A filing of two accepted entries."""
    opened_city()
    number = filed_city(typed(NAME), typed(OTHER))
    for ordinal in (1, 2):
        accept_entry(actor=clerk(), looked=Looked(number, ordinal, 1))
    return number


def asked(number: str, *departments: tuple[str, tuple[str, ...]], again: bool = False) -> tuple[int, ...]:
    """Letters about both entries, a week to reply."""
    return ask_clearance(
        actor=clerk(),
        call_slug="city",
        departments=[ToAsk(name, asks) for name, asks in departments],
        keys=[EntryKey(number, 1), EntryKey(number, 2)],
        due=today() + timedelta(days=7),
        again=again,
    )


def sent(number: str, *departments: tuple[str, tuple[str, ...]]) -> tuple[int, ...]:
    """The same, marked as sent today."""
    numbers = asked(number, *departments)
    for one in numbers:
        mark_sent(actor=clerk(), call_slug="city", number=one, on=today(), how="公文系统")
    return numbers


def replied(number: str, letter: int, *answers: Mapping[str, Answer], on: date | None = None) -> Recorded:
    """What the department answered to the entries, one after the other."""
    replies = [Reply(EntryKey(number, at), one) for at, one in enumerate(answers, 1)]
    seen = get_enquiry(viewer=clerk(), slug="city", number=letter).stamp
    return record_replies(
        actor=clerk(), call_slug="city", number=letter, replies=replies, on=on or today(), seen=seen
    )


def facts() -> list[tuple[int, str, object, str]]:
    """What stands recorded: entry, fact, value, source."""
    rows = Fact.objects.filter(withdrawn_at=None).order_by("entry__ordinal", "name")
    return list(rows.values_list("entry__ordinal", "name", "value", "source"))


def contents(act: str) -> list[dict[str, Any]]:
    """What the log holds of an act, the oldest first."""
    rows = LogRow.objects.filter(act=act).order_by("at", "id")
    return [row.content or {} for row in rows]


def day() -> str:
    """Today as letters write it."""
    on = today()
    return f"{on.year}年{on.month}月{on.day}日"


def refusal(code: str, act: object) -> None:
    """The act is refused for that."""
    with pytest.raises(Refused) as refused:
        act()  # type: ignore[operator]
    assert refused.value.code == code


def test_a_letter_a_department_and_each_logged(number: str) -> None:
    assert asked(number, (MARKET, LISTS), (SAFETY, ("accidents.safety",))) == (1, 2)
    rows = Enquiry.objects.order_by("number")
    assert [(row.department, row.asks, row.entries.count(), row.made_by) for row in rows] == [
        (MARKET, list(LISTS), 2, "jingban"),
        (SAFETY, ["accidents.safety"], 2, "jingban"),
    ]
    logged = contents("ask_clearance")
    assert [(one["enquiry"], one["department"], one["entries"]) for one in logged] == [
        (1, MARKET, [f"{number}.1", f"{number}.2"]),
        (2, SAFETY, [f"{number}.1", f"{number}.2"]),
    ]


def test_nobody_is_asked_twice_unless_told(number: str) -> None:
    asked(number, (MARKET, LISTS))
    view = preview_asking(
        viewer=clerk(), slug="city", departments=[(MARKET, LISTS), (SAFETY, LISTS)], wanted=None
    )
    assert [(one.department, one.new, one.silent, one.answered) for one in view.letters] == [
        (MARKET, 0, 2, 0),
        (SAFETY, 2, 0, 0),
    ]
    assert asked(number, (MARKET, LISTS), (SAFETY, LISTS)) == (2,)
    refusal("clearance_nothing", lambda: asked(number, (MARKET, LISTS)))
    assert asked(number, (MARKET, LISTS), again=True) == (3,)


def test_what_is_asked_is_checked(number: str) -> None:
    key = EntryKey(number, 1)

    def ask(code: str, *departments: ToAsk, days: int = 7, keys: tuple[EntryKey, ...] = (key,)) -> None:
        due = today() + timedelta(days=days)
        refusal(
            code,
            lambda: ask_clearance(
                actor=clerk(), call_slug="city", departments=departments, keys=keys, due=due
            ),
        )

    ask("clearance_no_department")
    ask("clearance_no_department", ToAsk("  ", LISTS))
    ask("clearance_department_twice", ToAsk(MARKET, LISTS), ToAsk(f" {MARKET}", LISTS))
    ask("clearance_no_question", ToAsk(MARKET, ()))
    ask("clearance_no_question", ToAsk(MARKET, ("salary",)))
    ask("site_text_long", ToAsk("局" * 61, LISTS))
    ask("clearance_due_past", ToAsk(MARKET, LISTS), days=-1)
    ask("clearance_nothing", ToAsk(MARKET, LISTS), keys=())
    ask("site_no_entry", ToAsk(MARKET, LISTS), keys=(EntryKey(number, 7),))
    assert Enquiry.objects.count() == 0


def test_only_who_works_there_asks_and_records(number: str) -> None:
    asked(number, (MARKET, LISTS))
    refusal("site_no_call", lambda: get_desk(viewer=somewhere_else(), slug="city"))
    for actor, error in ((counter(), NotAllowed), (somewhere_else(), Refused)):
        with pytest.raises(error):
            mark_sent(actor=actor, call_slug="city", number=1, on=today(), how="公文系统")
        with pytest.raises(error):
            record_replies(actor=actor, call_slug="city", number=1, replies=(), on=today(), seen="0.")


def test_a_letter_is_sent_once_reminded_or_dropped(number: str) -> None:
    asked(number, (MARKET, LISTS), (SAFETY, LISTS))

    def send(on: date, how: str = "公文系统", letter: int = 1) -> None:
        mark_sent(actor=clerk(), call_slug="city", number=letter, on=on, how=how)

    refusal("clearance_not_sent", lambda: note_reminder(actor=clerk(), call_slug="city", number=1))
    refusal("clearance_how_missing", lambda: send(today(), " "))
    refusal("clearance_day_to_come", lambda: send(today() + timedelta(days=1)))
    refusal("clearance_unknown", lambda: send(today(), letter=9))
    send(today())
    refusal("clearance_sent_already", lambda: send(today()))
    refusal(
        "clearance_sent_already",
        lambda: drop_enquiry(actor=clerk(), call_slug="city", number=1, reason="写错了"),
    )
    note_reminder(actor=clerk(), call_slug="city", number=1)
    drop_enquiry(actor=clerk(), call_slug="city", number=2, reason="写错了")
    refusal("clearance_dropped", lambda: send(today(), letter=2))
    second, first = get_desk(viewer=clerk(), slug="city").lines
    assert (first.state, first.sent_how, len(first.reminded)) == (EnquiryState.SENT, "公文系统", 1)
    assert (first.asked, first.silent, second.state) == (2, 2, EnquiryState.DROPPED)
    Enquiry.objects.filter(number=1).update(due=today() - timedelta(days=1))
    assert get_desk(viewer=clerk(), slug="city").lines[1].state is EnquiryState.OVERDUE


def test_a_reply_becomes_facts_and_verdicts(number: str) -> None:
    (letter,) = sent(number, (MARKET, LISTS))
    told = replied(
        number,
        letter,
        dict.fromkeys(LISTS, NONE),
        {LISTS[0]: NONE, LISTS[1]: Answer(Told.SOME, "2025年列入")},
    )
    assert (told.rows, told.replaced, told.facts.recorded, told.facts.withdrawn) == (2, 0, 4, 0)
    source = f"{MARKET}复函〔{day()}〕"
    assert facts() == [
        (1, LISTS[0], False, source),
        (1, LISTS[1], False, source),
        (2, LISTS[0], False, source),
        (2, LISTS[1], True, source),
    ]
    row = Fact.objects.filter(entry__ordinal=2, name=LISTS[1]).get()
    assert (row.kind, row.reference, row.on, row.note) == (
        "reply",
        Enquiry.objects.get().id.hex,
        today(),
        f"{MARKET}：有 2025年列入",
    )
    verdicts = Candidacy.objects.filter(award="mayor").order_by("entry__ordinal")
    assert list(verdicts.values_list("verdict", flat=True)) == ["unknown", "not_met"]
    (line,) = get_desk(viewer=clerk(), slug="city").lines
    assert (line.state, line.counts) == (EnquiryState.ANSWERED, {Overall.NONE: 1, Overall.SOME: 1})
    (logged,) = contents("record_replies")
    assert logged["replies"][1]["answers"] == [f"{LISTS[0]}: none", f"{LISTS[1]}: some 2025年列入"]


def test_silence_and_unclear_words_stay_unknown(number: str) -> None:
    (letter,) = sent(number, (MARKET, LISTS))
    replied(number, letter, {LISTS[0]: UNCLEAR, LISTS[1]: NONE})
    assert [fact[:3] for fact in facts()] == [(1, LISTS[1], False)]
    one, two = (
        clearance_of_entry(viewer=clerk(), number=number, ordinal=ordinal)[0].state for ordinal in (1, 2)
    )
    assert (one, two) == (CellState.UNCLEAR, CellState.SILENT)


def test_several_departments_settle_a_fact_together(number: str) -> None:
    first, second = sent(number, (MARKET, ("violations",)), (SAFETY, ("violations",)))
    replied(number, first, {"violations": NONE})
    assert facts() == []
    replied(number, second, {"violations": NONE})
    assert facts() == [(1, "violations", [], f"{MARKET}、{SAFETY}复函〔{day()}〕")]
    asked(number, (ECOLOGY, ("violations",)))
    assert facts() == []
    reasons = [one.get("reason") for one in contents("record_fact")]
    assert reasons == [None, "部门意见有变化，原来的答复不再成立"]
    drop_enquiry(actor=clerk(), call_slug="city", number=3, reason="不必征求")
    assert [fact[:3] for fact in facts()] == [(1, "violations", [])]


def test_a_corrected_reply_takes_the_place_of_the_first(number: str) -> None:
    (letter,) = sent(number, (MARKET, LISTS))
    replied(number, letter, {LISTS[0]: NONE, LISTS[1]: NONE})
    told = replied(number, letter, {LISTS[0]: Answer(Told.SOME, "2026年3月列入"), LISTS[1]: UNCLEAR})
    assert (told.rows, told.replaced, told.facts.recorded, told.facts.withdrawn) == (1, 1, 1, 2)
    assert [fact[:3] for fact in facts()] == [(1, LISTS[0], True)]
    assert Fact.objects.exclude(withdrawn_at=None).count() == 2
    line = get_asked(viewer=clerk(), slug="city", number=letter, key=EntryKey(number, 1))
    assert line.answer is Overall.SOME
    assert [(old.answer, dict(old.answers)) for old in line.earlier] == [
        (Overall.NONE, {LISTS[0]: NONE, LISTS[1]: NONE})
    ]


def test_the_same_reply_again_changes_nothing(number: str) -> None:
    (letter,) = sent(number, (MARKET, LISTS))
    answers = dict.fromkeys(LISTS, NONE)
    replied(number, letter, answers)
    before = list(Enquired.objects.order_by("id").values()), list(Fact.objects.order_by("id").values())
    refusal("clearance_nothing_new", lambda: replied(number, letter, answers))
    refusal("clearance_nothing_new", lambda: replied(number, letter, answers, {}))
    assert (
        list(Enquired.objects.order_by("id").values()),
        list(Fact.objects.order_by("id").values()),
    ) == before


def test_a_reply_is_checked(number: str) -> None:
    (letter,) = asked(number, (MARKET, LISTS))
    answers = dict.fromkeys(LISTS, NONE)
    refusal("clearance_not_sent", lambda: replied(number, letter, answers))
    mark_sent(actor=clerk(), call_slug="city", number=letter, on=today(), how="公文系统")
    refusal("clearance_day_to_come", lambda: replied(number, letter, answers, on=today() + timedelta(days=1)))
    refusal(
        "clearance_reply_before_letter",
        lambda: replied(number, letter, answers, on=today() - timedelta(days=1)),
    )
    refusal("site_no_entry", lambda: replied(number, letter, answers, answers, answers))
    twice = [Reply(EntryKey(number, 1), answers)] * 2
    seen = get_enquiry(viewer=clerk(), slug="city", number=letter).stamp

    def record(replies: list[Reply]) -> Recorded:
        return record_replies(
            actor=clerk(), call_slug="city", number=letter, replies=replies, on=today(), seen=seen
        )

    refusal("clearance_row_twice", lambda: record(twice))
    assert (Fact.objects.count(), Enquired.objects.exclude(answer="").count()) == (0, 0)
    record(twice[:1])
    refusal("clearance_changed", lambda: record([Reply(EntryKey(number, 2), answers)]))


def test_the_matrix_tells_each_department_about_each_entry(number: str) -> None:
    first, _ = sent(number, (MARKET, LISTS), (SAFETY, ("accidents.safety",)))
    replied(number, first, dict.fromkeys(LISTS, NONE), {LISTS[0]: Answer(Told.SOME, "2025年列入")})
    view = get_matrix(viewer=clerk(), slug="city")
    assert view.departments == (MARKET, SAFETY)
    assert [[cell.state for cell in line.cells] for line in view.page.items] == [
        [CellState.NONE, CellState.SILENT],
        [CellState.SOME, CellState.SILENT],
    ]

    def names(department: str, state: CellState) -> list[str]:
        found = get_matrix(viewer=clerk(), slug="city", department=department, state=state)
        return [line.name for line in found.page.items]

    assert names(MARKET, CellState.SOME) == [OTHER]
    assert names(MARKET, CellState.SILENT) == []
    assert names("", CellState.SILENT) == [NAME, OTHER]
    matrix = export_matrix(actor=clerk(), call_slug="city", reason="报处室")
    assert [list(row.cells) for row in matrix.rows] == [
        ["列入经营异常名录：无；列入严重违法失信名单：无", "未答复"],
        ["列入经营异常名录：有（2025年列入）；列入严重违法失信名单：未答复", "未答复"],
    ]
    assert [one["reason"] for one in contents("export_list")] == ["报处室"]
