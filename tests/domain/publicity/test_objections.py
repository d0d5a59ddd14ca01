"""Objections: what keeps one from being taken, when it is answered, what tells who it was, and its states."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.calls.course import Objections
from jianyou.domain.lifecycle.acts import SUBJECTS, Act
from jianyou.domain.lifecycle.states import ObjectionStatus, SubjectKind
from jianyou.domain.lifecycle.transitions import OBJECTION, allowed_acts, is_final, next_status
from jianyou.domain.publicity.objections import (
    MISSING,
    POSSIBLE,
    Counted,
    Effect,
    Facts,
    ObjectionKind,
    Objector,
    ObjectorKind,
    Outcome,
    answer_due,
    missing_of,
    objector_of,
    objector_problems,
    plain_objector,
    statistics_of,
    telling,
)

PERSON = Objector(kind=ObjectorKind.PERSON, name="异示例", phone="139-0000-0177", mail="yi@mail.example")
UNIT = Objector(kind=ObjectorKind.UNIT, name="示例阀门厂", address="示例市示例路177号")
RULES = Objections()
SUBSTANCE, TYPING, RANK = ObjectionKind.SUBSTANCE, ObjectionKind.TYPING, ObjectionKind.RANK
TIME, NAME, LETTER, RANKED, EVIDENCE = MISSING


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (Facts(SUBSTANCE, True, PERSON, 1, 0), ()),
        (Facts(SUBSTANCE, False, PERSON, 1, 0), (TIME,)),
        (Facts(SUBSTANCE, True, None, 0, 0), (NAME, EVIDENCE)),
        (Facts(SUBSTANCE, True, UNIT, 1, 0), (LETTER,)),
        (Facts(SUBSTANCE, True, UNIT, 1, 1), ()),
        (Facts(RANK, False, None, 0, 0), (TIME, NAME, RANKED)),
        (Facts(TYPING, False, None, 0, 0), ()),
    ],
)
def test_what_keeps_one_from_being_taken(facts: Facts, missing: tuple[str, ...]) -> None:
    assert missing_of(facts, RULES) == missing


def test_a_call_may_ask_for_less() -> None:
    nobody = Facts(SUBSTANCE, True, None, 0, 0)
    assert missing_of(nobody, Objections(named_only=False, evidence=False)) == ()
    assert missing_of(nobody, Objections(named_only=False)) == (EVIDENCE,)


@given(st.sampled_from(ObjectionKind), st.booleans(), st.sampled_from([None, PERSON, UNIT]), st.booleans())
def test_what_is_added_never_makes_more_missing(
    kind: ObjectionKind, in_time: bool, who: Objector | None, named_only: bool
) -> None:
    rules = Objections(named_only=named_only)
    bare = set(missing_of(Facts(kind, in_time, who, 0, 0), rules))
    assert set(missing_of(Facts(kind, in_time, who, 3, 1), rules)) <= bare
    assert bare <= set(MISSING)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_the_day_to_answer(on: date, days: int) -> None:
    assert answer_due(on, None) is None
    assert answer_due(on, days) == on + timedelta(days=days)
    declared = {day: day.weekday() < 5 for day in (on + timedelta(days=ahead) for ahead in range(100))}
    due = answer_due(on, days, declared)
    assert due
    counted = [on + timedelta(days=ahead) for ahead in range(1, (due - on).days + 1)]
    assert sum(day.weekday() < 5 for day in counted) == days
    assert due.weekday() < 5


def test_the_day_to_answer_in_working_days_goes_by_the_calendar() -> None:
    # The national day of 2025 is off from the 1st to the 8th; Saturday the 11th is worked on.
    assert answer_due(date(2025, 9, 30), 3, {}) == date(2025, 10, 11)
    assert answer_due(date(2025, 9, 30), 3, {date(2025, 10, 9): False}) == date(2025, 10, 13)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("据异 示例反映", "name"),
        ("电话１３９００００ ０１７７", "phone"),
        ("13900000177", "phone"),
        ("YI＠mail.example", "mail"),
        ("发生过质量事故，请说明", ""),
        ("2024 年 139 件", ""),
    ],
)
def test_what_tells_who_objects(text: str, field: str) -> None:
    assert telling(text, PERSON) == field
    assert telling(text, None) == ""


def test_what_everybody_reads_anyway_tells_nothing() -> None:
    assert telling("示例阀门厂的名称有错字", UNIT) == "name"
    assert telling("示例阀门厂的名称有错字", UNIT, "示例阀门厂有限公司\n渝北区") == ""
    assert telling("寄往示例市 示例路177号", UNIT, "示例阀门厂有限公司") == "address"


@given(
    st.sampled_from(["异示例", "139-0000-0177", "yi@mail.example"]),
    st.text(alphabet="发生过质量事故，。请说明 ", max_size=20),
    st.text(alphabet="发生过质量事故，。请说明 ", max_size=20),
)
def test_no_words_around_hide_it(planted: str, before: str, after: str) -> None:
    assert telling(f"{before}{planted}{after}", PERSON) != ""


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({"name": " "}, ["name"]),
        ({"phone": "", "mail": "", "address": ""}, ["phone"]),
        ({"phone": "12"}, ["phone"]),
        ({"mail": "yi@"}, ["mail"]),
        ({"identity_last4": "12"}, ["identity_last4"]),
        ({"identity_last4": "123X"}, []),
        ({"uscc": "91500000MA5U0177X0"}, ["uscc"]),
        ({"name": "异" * 101}, ["name"]),
        ({"address": "路" * 201}, ["address"]),
    ],
)
def test_what_is_wrong_with_who_objects(told: dict[str, str], fields: list[str]) -> None:
    whole = Objector(**{"kind": ObjectorKind.PERSON, "name": "异示例", "phone": "13900000177", **told})  # type: ignore[arg-type]
    assert [one.field for one in objector_problems(whole)] == fields


@pytest.mark.parametrize("objector", [PERSON, UNIT])
def test_who_objects_is_read_as_it_was_kept(objector: Objector) -> None:
    assert objector_of(plain_objector(objector)) == objector


def test_counts_tell_of_all_and_of_none() -> None:
    rows = [
        Counted("decided", "upheld", "substance", named=True, in_time=True, alike=3),
        Counted("lead", "", "substance", named=False, in_time=False),
    ]
    told = statistics_of(rows)
    assert (told.received, told.named, told.in_time) == (4, 3, 3)
    assert told.kinds == {"substance": 4, "typing": 0, "rank": 0}
    assert told.states == {"decided": 3, "lead": 1}
    assert told.outcomes == {"upheld": 3, "partly": 0, "dismissed": 0}


def test_only_what_was_found_so_moves_the_list() -> None:
    assert set(POSSIBLE) == set(Outcome)
    assert POSSIBLE[Outcome.DISMISSED] == (Effect.NONE,)
    assert [outcome for outcome in Outcome if Effect.REMOVE in POSSIBLE[outcome]] == [Outcome.UPHELD]


@given(st.lists(st.sampled_from([act for act in Act if SUBJECTS[act] is SubjectKind.OBJECTION]), max_size=12))
def test_any_walk_ends_settled_once_or_goes_on(acts: list[Act]) -> None:
    status, settled = OBJECTION.begins, 0
    for act in acts:
        if act not in allowed_acts(status):
            continue
        before, status = status, next_status(status, act)
        settled += not is_final(before) and is_final(status)
    assert settled == is_final(status)


def test_nothing_is_decided_that_was_not_taken_and_nothing_settled_is_taken_up() -> None:
    decides = (Act.DECIDE_OBJECTION, Act.INVESTIGATE, Act.ASK_FOR_REPLY, Act.REPLY_TO_OBJECTION)
    for status, act in product(ObjectionStatus, decides):
        assert (act in allowed_acts(status)) == (status is ObjectionStatus.INVESTIGATING)
    for status in ObjectionStatus:
        if is_final(status):
            assert set(allowed_acts(status)) == {Act.SHOW_OBJECTOR}
