"""What counts as filed, the stages and their parameters, as a call file tells them."""

from datetime import date

import pytest

from jianyou.domain.calls.course import (
    ORDINARY_FILING,
    Activity,
    ActivityKind,
    Clearance,
    CompletesOn,
    Delivery,
    DeliveryForm,
    FilingRules,
    Objections,
    PriorityGroup,
    Publicity,
    Stage,
    StageKind,
    Support,
)
from jianyou.domain.calls.load import parse_call
from jianyou.terms.clause import Clause
from tests.domain.calls.samples import FULL, SMALLEST
from tests.domain.calls.telling import changed, line_of, told

CALL = parse_call(FULL, source="")


def test_what_counts_as_filed() -> None:
    assert CALL.filing == FilingRules(
        completes_on=CompletesOn.EITHER,
        sealed=True,
        deadline_counts=True,
        late_admission=True,
        delivery=(
            Delivery(DeliveryForm.POST, "秘书处", "滨江路1号", Clause(0, "三（一）2")),
            Delivery(DeliveryForm.WEB),
        ),
        clause=Clause(0, "三（一）"),
    )
    assert parse_call(SMALLEST, source="").filing == ORDINARY_FILING == FilingRules()


def test_the_course_in_full() -> None:
    assert CALL.stages == (
        Stage(StageKind.FILING, ends_on=date(2026, 4, 10), clause=Clause(0, "三（一）")),
        Stage(StageKind.PUBLICITY, date(2026, 5, 6), date(2026, 5, 12)),
        Stage(StageKind.REVIEW),
        Stage(StageKind.PUBLICITY),
    )
    assert CALL.clearance == Clearance(("市场监管", "税务"))
    assert CALL.publicity == Publicity(5, True, ("name", "district"), ("协会网站",), Clause(0, "五"))
    assert CALL.objections == Objections(3, False, False, 15, Clause(0, "五"))
    assert CALL.support == Support(
        (Activity(ActivityKind.TRAINING, "质量培训"), Activity(ActivityKind.OTHER, "上门诊断")),
        (PriorityGroup.CONFERRED, PriorityGroup.RECOMMENDED),
        Clause(0, "六"),
    )


def test_objections_are_by_name_and_with_evidence_unless_told() -> None:
    assert parse_call(f"{SMALLEST}objections: {{answer_days: 9}}\n", source="").objections == Objections(
        days=None, named_only=True, evidence=True, answer_days=9
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("completes_on: either", "completes_on: 任一", "data_bad_choice", "filing.completes_on"),
        ("sealed: yes", "sealed: 盖章", "data_bad_flag", "filing.sealed"),
        ("form: web", "form: website", "data_bad_choice_near", "filing.delivery.2.form"),
        ("{form: web}", "{place: 网站}", "data_key_missing", "filing.delivery.2.form"),
        ("stage: review", "stage: reviews", "data_bad_choice_near", "stages.3.stage"),
        ("stage: review", "name: review", "data_key_missing", "stages.3.stage"),
        ("stage: review", "stage: filing", "call_stage_twice", "stages.3.stage"),
        ("starts_on: 2026-05-06", "starts_on: 2026-03-01", "call_stage_before_issue", "stages.2.starts_on"),
        ("ends_on: 2026-05-12", "ends_on: 2026-05-05", "call_stage_backwards", "stages.2.ends_on"),
        ("ends_on: 2026-05-12", "ends_on: 5月12日", "data_bad_date", "stages.2.ends_on"),
        ("departments: [市场监管, 税务]", "departments: []", "data_value_missing", "clearance.departments"),
        ("days: 5", "days: 0", "data_bad_whole", "publicity.days"),
        ("days: 5, ", "", "data_key_missing", "publicity.days"),
        ("shows: [name, district], ", "", "data_key_missing", "publicity.shows"),
        ("[name, district]", "[name, 区县]", "call_shows_no_column", "publicity.shows.2"),
        ("[name, district]", "[name, person]", "call_shows_personal", "publicity.shows.2"),
        ("[name, district]", "[phone, name]", "call_shows_personal", "publicity.shows.1"),
        ("[name, district]", "[name, mobile]", "call_shows_personal", "publicity.shows.2"),
        ("answer_days: 15", "answer_days: 十五", "data_bad_whole", "objections.answer_days"),
        ("{kind: other, name: 上门诊断}", "{kind: other}", "data_key_missing", "support.activities.2.name"),
        ("kind: other, name: 上门诊断", "kind: 上门", "data_bad_choice", "support.activities.2.kind"),
        ("[conferred, ", "[winners, ", "data_bad_choice", "support.priority.1"),
    ],
)
def test_a_mistake_is_told_at_its_line(old: str, new: str, code: str, key: str) -> None:
    found = told(changed(old, new, FULL))
    assert found[0] == (code, line_of(old, FULL), key)
    assert {line for _, line, _ in found} == {line_of(old, FULL)}


@pytest.mark.parametrize("kind", list(StageKind))
def test_only_publicity_may_come_twice(kind: StageKind) -> None:
    text = f"{SMALLEST}stages: [{{stage: {kind}}}, {{stage: {kind}}}]\n"
    if kind is StageKind.PUBLICITY:
        assert [stage.kind for stage in parse_call(text, source="").stages] == [kind, kind]
    else:
        assert told(text) == [("call_stage_twice", 7, "stages.2.stage")]


def test_publicity_needs_its_stage_where_stages_are_listed() -> None:
    shown = "publicity: {days: 7, shows: [name]}\n"
    assert parse_call(SMALLEST + shown, source="").publicity == Publicity(7, False, ("name",))
    assert told(f"{SMALLEST}stages: [{{stage: filing}}]\n{shown}") == [
        ("call_publicity_without_stage", 8, "publicity")
    ]


def test_without_a_table_nothing_is_said_of_its_columns() -> None:
    text = SMALLEST[: SMALLEST.index("annex:")] + "publicity: {days: 7, shows: [name]}\n"
    assert told(text) == [("data_key_missing", 1, "annex")]


def test_a_wrong_stage_is_not_taken_for_another() -> None:
    text = f"{SMALLEST}stages: [{{stage: filing}}, {{stage: 甲}}, {{stage: 甲}}]\n"
    assert [code for code, _, _ in told(text)] == ["data_bad_choice"] * 2
