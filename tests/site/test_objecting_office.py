"""What the office does with objections; the nominee never learns by whom, and who objects is forgotten."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime

from jianyou.actions.objecting import objector_actor, reply_to_objection
from jianyou.actions.objecting_office import (
    Correction,
    Decision,
    accept_objection,
    ask_for_reply,
    correct_typo,
    decide_objection,
    investigate,
    pass_on_lead,
    recuse_officer,
    refuse_objection,
)
from jianyou.actions.objector import KEPT_FOR, forget_objectors, show_identity_file, show_objector
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Role, filer_of
from jianyou.domain.lifecycle.states import ObjectionStatus
from jianyou.domain.mailbox.messages import rendered
from jianyou.domain.papers.objection_letters import ObjectionPaper, objection_paper
from jianyou.domain.publicity.objections import (
    Effect,
    FileRole,
    ObjectionKind,
    Objector,
    ObjectorKind,
    Outcome,
)
from jianyou.queries.objection_rows import objector_in, stamp_of
from jianyou.queries.objections import get_for_objector, get_nominee_file, list_for_nominee
from jianyou.queries.objections_office import get_objection, list_objections, objection_told
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import (
    Call,
    LogRow,
    Objection,
    ObjectionFile,
    OutboxMessage,
    Publicity,
    Published,
    WorkdayChange,
)
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.kit import clerk, counter, head, somewhere_else, staff
from tests.site.objection_world import (
    NAME,
    PDF,
    PERSON,
    UNIT,
    WHAT,
    a_file,
    entry_named,
    logged,
    objection,
    public_list,
    raised,
)
from tests.site.office import working

pytestmark = pytest.mark.usefixtures("site")

STATEMENT = "有人反映该单位申报年度发生过质量事故，请说明情况并提供处理材料。"
REASONS = "经核查，该单位申报年度确有质量事故，不符合参评条件。"


def seen(number: str) -> str:
    return stamp_of(objection(number))


def taken(**told: Any) -> str:
    """An objection that is being investigated."""
    number = raised(**told).number
    accept_objection(actor=clerk(), number=number, seen=seen(number))
    return number


def asked(number: str) -> None:
    until = database_now() + timedelta(days=3)
    ask_for_reply(actor=clerk(), number=number, seen=seen(number), statement=STATEMENT, until=until)


def decided(number: str, outcome: Outcome, effect: Effect, correction: Correction | None = None) -> None:
    decision = Decision(outcome, effect, REASONS, correction)
    decide_objection(actor=clerk(), number=number, seen=seen(number), decision=decision)


def filer() -> Any:
    return filer_of(entry_named().filing.number)


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refused) as refusal:
        act()
    assert refusal.value.code == code


def test_one_that_is_upheld_takes_its_row_off_the_list_and_both_sides_are_told() -> None:
    public_list()
    number = taken()
    asked(number)
    reply_to_objection(actor=filer(), number=number, text="已经整改", files=[a_file("整改.pdf")])
    investigate(
        actor=clerk(), number=number, seen=seen(number), text="到现场核实", files=[a_file("笔录.pdf")]
    )
    decided(number, Outcome.UPHELD, Effect.REMOVE)
    row = objection(number)
    assert (row.status, row.outcome, row.effect) == (ObjectionStatus.DECIDED, "upheld", "remove")
    removed = Published.objects.filter(removed_at__isnull=False)
    assert [one.entry.name for one in removed] == [NAME]
    (told,) = list_for_nominee(viewer=filer())
    assert (told.statement, told.reply, told.outcome, told.reasons, told.open) == (
        STATEMENT,
        "已经整改",
        "upheld",
        REASONS,
        False,
    )
    (file,) = told.files
    assert get_nominee_file(viewer=filer(), number=number, key=file.key) == ("整改.pdf", PDF)
    other = ObjectionFile.objects.exclude(id=file.key).first()
    assert other
    refused("objection_file_gone", lambda: get_nominee_file(viewer=filer(), number=number, key=other.id))
    view = get_for_objector(viewer=objector_actor(number))
    assert (view.outcome, view.effect, view.reasons) == ("upheld", "remove", REASONS)
    kinds = ["objection_asked", "objection_decided", "objection_answered"]
    messages = {one.kind: one for one in OutboxMessage.objects.filter(kind__in=kinds)}
    assert sorted(messages) == sorted(kinds)
    for one in messages.values():
        for lang in Lang:
            assert PERSON.name not in rendered(one.kind, one.params, lang).body
    answered = messages["objection_answered"]
    assert (answered.filing, site_keys().decrypt(bytes(answered.recipient or b""))) == (None, PERSON.mail)


def test_the_nominee_never_learns_by_whom() -> None:
    public_list()
    number = taken(text=f"我是{PERSON.name}，{WHAT}")
    asked(number)
    decided(number, Outcome.DISMISSED, Effect.NONE)
    served = repr(list_for_nominee(viewer=filer())) + logged()
    moment = objection(number).moment.strftime("%H:%M:%S.%f")
    for planted in (PERSON.name, PERSON.phone, PERSON.mail, PERSON.address, PERSON.identity_last4, WHAT):
        assert planted not in served
    assert moment not in repr(list_for_nominee(viewer=filer()))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (f"据{PERSON.name}反映", "objection_tells_name"),
        ("据 异 示例 反映", "objection_tells_name"),
        ("请致电１３９ ０００００１７７", "objection_tells_phone"),
        ("请回复 YISHI@mail.example", "objection_tells_mail"),
        ("寄往示例市示例路177号", "objection_tells_address"),
    ],
)
def test_no_word_of_an_officer_tells_who_objects(words: str, code: str) -> None:
    public_list("示例甲厂")
    about = entry_named("示例甲厂").id
    waiting, number = raised(about=about).number, taken(about=about)
    until = database_now() + timedelta(days=1)
    decision = Decision(Outcome.DISMISSED, Effect.NONE, words)
    here, there = seen(number), seen(waiting)
    for act in (
        lambda: ask_for_reply(actor=clerk(), number=number, seen=here, statement=words, until=until),
        lambda: decide_objection(actor=clerk(), number=number, seen=here, decision=decision),
        lambda: refuse_objection(actor=clerk(), number=waiting, seen=there, codes=[], words=words),
        lambda: pass_on_lead(actor=clerk(), number=waiting, seen=there, unit="示例部门", words=words),
        lambda: recuse_officer(actor=clerk(), number=number, username="jingban", reason=words),
        lambda: show_objector(actor=clerk(), number=number, reason=words),
    ):
        refused(code, act)
    assert not Objection.objects.exclude(status__in=["received", "investigating"]).exists()
    # A guess that is confirmed by the refusal is as good as a look, and is logged like one.
    assert LogRow.objects.filter(act="show_objector").count() == 6
    assert PERSON.name not in logged()


@pytest.mark.slow
def test_what_is_incomplete_is_taken_with_a_reason_only_and_anonymous_ones_never() -> None:
    public_list()
    bare = raised(files=()).number
    refused("objection_incomplete", lambda: accept_objection(actor=clerk(), number=bare, seen=seen(bare)))
    accept_objection(actor=clerk(), number=bare, seen=seen(bare), despite="线索具体，可以核查")
    assert (objection(bare).status, objection(bare).missing) == (
        ObjectionStatus.INVESTIGATING,
        ["objection_missing_evidence"],
    )
    nobody = raised(person=None).number
    refused(
        "objection_anonymous",
        lambda: accept_objection(actor=clerk(), number=nobody, seen=seen(nobody), despite="重要"),
    )
    pass_on_lead(actor=clerk(), number=nobody, seen=seen(nobody), unit="示例市市场监管局")
    assert (objection(nobody).status, objection(nobody).passed_to) == (
        ObjectionStatus.LEAD,
        "示例市市场监管局",
    )
    rank = raised(kind=ObjectionKind.RANK).number
    code = "objection_missing_substance"
    refuse_objection(actor=clerk(), number=rank, seen=seen(rank), codes=[code, "x"], words="只对名次有异议")
    view = get_for_objector(viewer=objector_actor(rank))
    assert (view.status, view.refused_for, view.reasons) == (
        ObjectionStatus.REFUSED,
        ("objection_refused_substance",),
        "只对名次有异议",
    )


def test_a_typing_error_is_put_right_and_told() -> None:
    public_list()
    number = raised(kind=ObjectionKind.TYPING, person=None, files=()).number

    def corrected(value: str, column: str = "name") -> None:
        correction = Correction(column, value)
        correct_typo(actor=clerk(), number=number, seen=seen(number), correction=correction, reason="错字")

    refused("objection_value_same", lambda: corrected(NAME))
    refused("objection_column_unknown", lambda: corrected("甲", "contact"))
    refused("objection_value_personal", lambda: corrected("示例轴承 13900000177"))
    corrected("示例轴承股份有限公司")
    row = Published.objects.get(entry=entry_named())
    assert (row.values["name"], [(one["column"], one["was"]) for one in row.corrected]) == (
        "示例轴承股份有限公司",
        [("name", NAME)],
    )
    assert (objection(number).status, objection(number).effect) == (ObjectionStatus.DECIDED, "correct")
    (told,) = list_for_nominee(viewer=filer())
    assert (told.statement, told.effect) == ("", "correct")
    substance = raised().number
    refused(
        "objection_not_typing",
        lambda: correct_typo(
            actor=clerk(),
            number=substance,
            seen=seen(substance),
            correction=Correction("name", "甲"),
            reason="错",
        ),
    )


@pytest.mark.slow
def test_effects_that_cannot_be_are_refused_and_the_list_stays() -> None:
    public_list()
    number = taken()
    for outcome, effect in (
        (Outcome.DISMISSED, Effect.REMOVE),
        (Outcome.PARTLY, Effect.REMOVE),
        (Outcome.DISMISSED, Effect.CORRECT),
    ):
        refused("objection_effect_impossible", lambda o=outcome, e=effect: decided(number, o, e))  # type: ignore[misc]
    refused("objection_column_unknown", lambda: decided(number, Outcome.UPHELD, Effect.CORRECT))
    general = taken(about=None)
    refused("objection_no_row", lambda: decided(general, Outcome.UPHELD, Effect.REMOVE))
    refused("objection_no_row", lambda: asked(general))
    decided(general, Outcome.UPHELD, Effect.NONE)
    assert not Published.objects.filter(removed_at__isnull=False).exists()
    assert list_for_nominee(viewer=filer()) == ()


def test_who_is_recused_does_nothing_more_and_somebody_is_always_left() -> None:
    public_list()
    for role in (Role.OFFICE_CLERK, Role.SECTION_HEAD):
        working(role)
    number = taken()
    refused(
        "objection_recuse_head",
        lambda: recuse_officer(actor=clerk(), number=number, username="chuzhang", reason="亲属"),
    )
    recuse_officer(actor=head(), number=number, username="jingban", reason="与对象有亲属关系")
    stamp = seen(number)
    for act in (
        lambda: investigate(actor=clerk(), number=number, seen=stamp, text="核实"),
        lambda: show_objector(actor=clerk(), number=number, reason="核实"),
        lambda: recuse_officer(actor=clerk(), number=number, username="jingban", reason="再"),
    ):
        refused("objection_recused", act)
    refused(
        "objection_recused_already",
        lambda: recuse_officer(actor=head(), number=number, username="jingban", reason="再"),
    )
    refused(
        "objection_recuse_last",
        lambda: recuse_officer(actor=head(), number=number, username="chuzhang", reason="再"),
    )
    refused(
        "objection_officer_unknown",
        lambda: recuse_officer(actor=head(), number=number, username="bieren", reason="再"),
    )
    investigate(actor=head(), number=number, seen=stamp, text="核实")


@pytest.mark.slow
def test_a_stale_page_another_office_and_the_counter_decide_nothing() -> None:
    public_list()
    number = raised().number
    stamp = seen(number)
    refuse_objection(actor=clerk(), number=number, seen=stamp, codes=[], words="不属实")
    number = raised().number
    refused("objection_changed", lambda: accept_objection(actor=clerk(), number=number, seen=stamp))
    stamp = seen(number)
    refused("objection_unknown", lambda: accept_objection(actor=somewhere_else(), number=number, seen=stamp))
    with pytest.raises(NotAllowed):
        accept_objection(actor=counter(), number=number, seen=stamp)


@pytest.mark.slow
def test_a_reply_is_for_its_filer_in_its_time_and_once_it_was_asked_for() -> None:
    public_list()
    number = taken()
    refused("objection_unknown", lambda: reply_to_objection(actor=filer(), number=number, text="说明"))
    asked(number)
    stranger = filer_of("AAAA-AAAA-AAAA")
    refused("objection_unknown", lambda: reply_to_objection(actor=stranger, number=number, text="说明"))
    refused("objection_reply_empty", lambda: reply_to_objection(actor=filer(), number=number, text=" "))
    reply_to_objection(actor=filer(), number=number, text="说明一")
    reply_to_objection(actor=filer(), number=number, text="说明二")
    assert [one.reply for one in list_for_nominee(viewer=filer())] == ["说明二"]
    assert objection(number).steps.filter(act="reply_to_objection").count() == 2
    Objection.objects.update(reply_until=database_now())
    refused("objection_reply_late", lambda: reply_to_objection(actor=filer(), number=number, text="说明三"))


def test_who_objects_is_shown_with_a_reason_that_is_logged_and_forgotten_after_a_month() -> None:
    public_list()
    number = taken(person=UNIT, files=[a_file(), a_file("异议函.pdf", FileRole.IDENTITY)])
    shown = show_objector(actor=clerk(), number=number, reason="需要当面核实")
    assert shown.objector == UNIT
    (file,) = shown.files
    told = show_identity_file(actor=clerk(), number=number, key=file.key, reason="核对印章")
    assert told == ("异议函.pdf", PDF)
    supervisor = staff(Role.SUPERVISOR, "jiandu")
    assert show_objector(actor=supervisor, number=number, reason="复核").objector == UNIT
    reasons = (
        LogRow.objects.filter(act="show_objector").order_by("at", "id").values_list("content", flat=True)
    )
    assert [one and one["reason"] for one in reasons] == ["需要当面核实", "核对印章", "复核"]
    refused("site_reason_missing", lambda: show_objector(actor=clerk(), number=number, reason=" "))
    decided(number, Outcome.DISMISSED, Effect.NONE)
    digest = ObjectionFile.objects.get(id=file.key).digest
    assert forget_objectors(at=database_now() + KEPT_FOR - timedelta(minutes=1)) == 0
    assert path_of(digest).exists()
    later = database_now() + KEPT_FOR + timedelta(minutes=1)
    assert (forget_objectors(at=later), forget_objectors(at=later)) == (1, 0)
    assert not path_of(digest).exists()
    assert objector_in(objection(number)) == Objector(kind=ObjectorKind.UNIT, name=UNIT.name)
    refused(
        "objection_file_gone",
        lambda: show_identity_file(actor=clerk(), number=number, key=file.key, reason="再看"),
    )
    assert [one.name for one in get_for_objector(viewer=objector_actor(number)).files if one.gone] == [
        "异议函.pdf"
    ]


@pytest.mark.slow
def test_the_day_to_answer_counts_working_days_where_the_list_does() -> None:
    public_list()
    number = taken()
    assert objection(number).answer_due is None
    call = Call.objects.get(slug="city")
    Call.objects.update(source=f"{call.source}\nobjections: {{answer_days: 30}}\n")
    today = localtime(database_now()).date()
    plain, declared = objection(taken()).answer_due, today + timedelta(days=2)
    assert plain == today + timedelta(days=30)
    Publicity.objects.update(working_days=True)
    # Days that nobody knows of are declared, so that the test holds in every year.
    for ahead in range(1, 60):
        day = today + timedelta(days=ahead)
        WorkdayChange.objects.create(
            office_id=call.office_id,
            on=day,
            works=day != declared,
            reason="示例",
            by="jingban",
            at=database_now(),
        )
    assert objection(taken()).answer_due == today + timedelta(days=31)


@pytest.mark.slow
def test_lists_and_counts_leave_out_what_the_viewer_is_recused_from() -> None:
    public_list()
    working(Role.OFFICE_CLERK)
    working(Role.SECTION_HEAD)
    hidden, open_one, over = taken(), taken(), raised(kind=ObjectionKind.RANK).number
    refuse_objection(actor=clerk(), number=over, seen=seen(over), codes=[], words="只对名次有异议")
    recuse_officer(actor=clerk(), number=hidden, username="jingban", reason="亲属")
    yesterday = localtime(database_now()).date() - timedelta(days=1)
    Objection.objects.update(answer_due=yesterday)
    desk = list_objections(viewer=clerk(), slug="city")
    assert [one.number for one in desk.page.items] == [open_one, over]
    assert (desk.statistics.received, desk.overdue, desk.hidden) == (3, 1, 1)
    late = list_objections(viewer=head(), slug="city", overdue=True, publicity=1)
    assert {one.number for one in late.page.items} == {hidden, open_one}
    assert list_objections(viewer=head(), slug="city", publicity=2).page.items == ()
    refused_ones = list_objections(viewer=head(), slug="city", status=ObjectionStatus.REFUSED)
    assert [one.number for one in refused_ones.page.items] == [over]
    refused("objection_recused", lambda: get_objection(viewer=clerk(), slug="city", number=hidden))
    refused("site_no_call", lambda: list_objections(viewer=somewhere_else(), slug="city"))
    view = get_objection(viewer=head(), slug="city", number=hidden)
    assert [(one.name, one.reason) for one in view.recused] == [("jingban示例", "亲属")]
    assert (view.text, view.identity, [one.title for one in view.columns]) == (
        WHAT,
        0,
        ["组织（个人）名称", "所在区县及所属行业"],
    )
    assert "示例" not in repr(view.line.number)
    assert PERSON.name not in repr(view)


def text_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(re.findall(r"<w:t[^>]*>(.*?)</w:t>", archive.read("word/document.xml").decode()))


@pytest.mark.slow
def test_letters_name_nobody_and_tell_what_was_decided() -> None:
    public_list()
    number = taken()
    refused("objection_no_letter", lambda: objection_told(viewer=clerk(), slug="city", number=number))
    decided(number, Outcome.UPHELD, Effect.REMOVE)
    told = objection_told(viewer=clerk(), slug="city", number=number)
    answer, notice = (
        text_of_docx(objection_paper(told, kind, pdf=False))
        for kind in (ObjectionPaper.ANSWER, ObjectionPaper.NOTICE)
    )
    for text in (answer, notice):
        assert "结论：异议成立；从公示名单中移除。" in text
        assert REASONS in text
        assert PERSON.name not in text
    assert f"异议人（异议编号 {number}）" in answer
    assert number not in notice
    assert objection_paper(told, ObjectionPaper.ANSWER, pdf=True).startswith(b"%PDF")
