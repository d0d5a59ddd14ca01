"""Choosing: computed by the declared rule alone, adopted as computed or by people, signed by name."""

import random
from decimal import Decimal
from typing import Any

import pytest

from jianyou.actions.choosing import (
    Adopting,
    ChoiceAsked,
    adopt_choice,
    ask_choice,
    sign_choice,
    sign_on_paper,
)
from jianyou.domain.judging.changes import Changes
from jianyou.domain.judging.record import How, read_record
from jianyou.domain.judging.record_check import check_record
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Role
from jianyou.jobs.choosing import choose_due
from jianyou.store.files import path_of
from jianyou.store.models import Candidacy, Choice, LogRow, Review, Sheet, SignOff
from jianyou.terms.finding import Refused
from tests.site.choosing_world import AWARD, REVIEW, SLUG, chosen_call, computed
from tests.site.kit import clerk, head, office, somewhere_else, staff
from tests.site.signin import account

pytestmark = pytest.mark.usefixtures("site")
POINTS = (("50", "40"), ("45", "40"), ("44", "40"), ("40", "40"), ("40", "30"))
"""Of districts 渝北区, 江北区, 巴南区, 渝北区, 江北区; at most one chosen of each."""


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=code)


def logged(act: str) -> list[Any]:
    """What rows of an act tell, in the order in which they were written."""
    return list(LogRow.objects.filter(act=act).order_by("at", "id").values_list("content", flat=True))


def record(choice: Choice) -> Any:
    return read_record(path_of(choice.file).read_text("utf-8"))


def adopted(choice: Choice, **told: Any) -> Choice:
    adopt_choice(
        actor=clerk(), call_slug=SLUG, number=choice.number, digest=choice.digest, told=Adopting(**told)
    )
    choice.refresh_from_db()
    return choice


def test_a_choice_is_computed_by_the_declared_rule_and_checks_elsewhere() -> None:
    entries = chosen_call(POINTS)
    choice = computed()
    assert (choice.status, choice.summary["chosen"]) == ("computed", {"award": 1, "nomination": 2})
    told = record(choice)
    chosen = [(one["key"], one["tier"], one["score"]) for one in told.parts["result"]["chosen"]]
    assert chosen == [
        (entries[0].id.hex, "award", "90"),
        (entries[1].id.hex, "nomination", "85"),
        (entries[2].id.hex, "nomination", "84"),
    ]
    why = told.parts["result"]["why"][entries[3].id.hex]
    assert (why["missing_score"], why["toward"], why["blocked_by"]) == ("10", "award", [])
    assert check_record(told) == ()
    assert told.digest == choice.digest
    text = path_of(choice.file).read_text("utf-8")
    assert not [name for name in ("示例企业", "专家", "优势", "023-") if name in text]


def test_rows_in_another_order_make_the_same_bytes() -> None:
    chosen_call(POINTS)
    first = computed()
    rows = list(Sheet.objects.all())
    Sheet.objects.all().delete()
    random.Random(7).shuffle(rows)
    Sheet.objects.bulk_create(rows)
    second = computed()
    Choice.objects.filter(id=second.id).update(status="running", made_at=first.made_at)
    choose_due()
    second.refresh_from_db()
    assert (second.digest, second.file) == (first.digest, first.file)


def test_what_is_asked_is_told_and_logged() -> None:
    entries = chosen_call(POINTS)
    Candidacy.objects.filter(entry=entries[0], award=AWARD).update(verdict="unknown")
    Candidacy.objects.filter(entry=entries[1], award=AWARD).update(verdict="not_met")
    with refused("choice_unknown_open"):
        computed()
    with refused("choice_reason_missing"):
        computed(unknown=True)
    with refused("choice_places_fixed"):
        computed(unknown=True, places={"award": 3}, said_by="党组会", reason="依据")
    taken = computed(unknown=True, reason="现场已核实")
    left = computed(unknown=False, reason="未能核实")
    assert [each.summary["entries"] for each in (taken, left)] == [4, 3]
    assert [one[0] for one in left.summary["left_out"]] == [entries[1].id.hex]
    assert [row["unknown"] for row in logged("make_choice")] == [True, False]
    Candidacy.objects.filter(award=AWARD).update(willing=False)
    with refused("choice_nobody"):
        computed(unknown=True, reason="现场已核实")


def test_places_that_the_call_leaves_open_are_said_by_somebody() -> None:
    chosen_call(POINTS, review=REVIEW.replace("{key: nomination, n: 2,", "{key: nomination,"))
    with refused("choice_places_open"):
        computed()
    with refused("choice_said_by_missing"):
        computed(places={"nomination": 1}, reason="依据")
    with refused("choice_number_wrong"):
        computed(places={"nomination": -1}, said_by="党组会", reason="依据")
    choice = computed(places={"nomination": 1}, said_by="党组会", reason="往年惯例")
    assert choice.summary["chosen"] == {"award": 1, "nomination": 1}
    (row,) = logged("make_choice")
    assert (row["places"], row["said_by"]) == ({"nomination": 1}, "党组会")


def test_nothing_is_chosen_before_scoring_closed_or_by_others() -> None:
    chosen_call(POINTS)
    Review.objects.update(status="scoring")
    with refused("choice_review_open"):
        computed()
    Review.objects.update(status="closed")
    with refused("choice_not_declared"):
        ask_choice(actor=clerk(), call_slug=SLUG, asked=ChoiceAsked(award="china_quality"))
    with refused("site_no_call"):
        ask_choice(actor=somewhere_else(), call_slug=SLUG, asked=ChoiceAsked(award=AWARD))
    for role in (Role.SUPERVISOR, Role.COUNTER_CLERK, Role.EXPERT):
        with pytest.raises(NotAllowed):
            ask_choice(actor=staff(role, "other"), call_slug=SLUG, asked=ChoiceAsked(award=AWARD))
    assert Choice.objects.count() == 0


def test_a_choice_is_adopted_with_its_digest_in_the_log_and_replaces_the_one_before() -> None:
    chosen_call(POINTS)
    first = adopted(computed())
    assert (first.status, first.summary["how"], check_record(record(first))) == ("adopted", "rules", ())
    row = logged("make_choice")[-1]
    assert (row["digest"], row["sha256"]) == (first.digest, first.file)
    account(Role.SECTION_HEAD, username="chuzhang")
    signed: dict[str, Any] = {"call_slug": SLUG, "number": first.number, "digest": first.digest}
    sign_choice(actor=head(), **signed, post="处长")
    sign_on_paper(actor=clerk(), **signed, name="示例领导", post="副主任")
    with refused("choice_signed_already"):
        sign_choice(actor=head(), **signed)
    with refused("choice_signed_already"):
        sign_on_paper(actor=clerk(), **signed, name="示例领导", post="副主任")
    with refused("choice_changed"):
        sign_choice(actor=head(), **{**signed, "digest": "0" * 64})
    second = adopted(computed())
    first.refresh_from_db()
    assert (first.status, second.status, second.number) == ("replaced", "adopted", 2)
    with refused("choice_changed"):
        sign_on_paper(actor=clerk(), **signed, name="示例某", post="主任")
    assert list(SignOff.objects.order_by("at").values_list("choice__number", "post", "digest")) == [
        (1, "处长", first.digest),
        (1, "副主任", first.digest),
    ]
    assert [row["on_paper"] for row in logged("sign_choice")] == [False, True]


def test_a_choice_that_is_no_longer_what_it_was_is_not_adopted() -> None:
    chosen_call(POINTS)
    choice = computed()
    with refused("choice_changed"):
        adopt_choice(actor=clerk(), call_slug=SLUG, number=1, digest="0" * 64, told=Adopting())
    sheet = Sheet.objects.all()[0]
    Sheet.objects.filter(id=sheet.id).update(points={"leading": "60", "effect": "40"})
    with refused("choice_outdated"):
        adopted(choice)
    Sheet.objects.filter(id=sheet.id).update(points=sheet.points)
    Review.objects.update(status="scoring")
    with refused("choice_review_open"):
        adopted(choice)
    Review.objects.update(status="closed")
    first = office()
    first.second_person = True
    first.save()
    with refused("choice_own"):
        adopted(choice)
    adopt_choice(actor=head(), call_slug=SLUG, number=1, digest=choice.digest, told=Adopting())


def test_a_scenario_is_told_and_never_adopted() -> None:
    entries = chosen_call(POINTS)
    tried = computed(changes=Changes(places={"nomination": 3}, without=frozenset({0})), title="不限区县")
    assert tried.summary["chosen"] == {"award": 1, "nomination": 3}
    assert entries[3].id.hex in {one["key"] for one in record(tried).parts["result"]["chosen"]}
    with refused("choice_is_scenario"):
        adopted(tried)
    higher = computed(changes=Changes(floors={"award": Decimal(95)}), title="高底线")
    assert higher.summary["chosen"] == {"award": 0, "nomination": 2}


def test_a_tie_is_settled_by_a_person_with_a_reason() -> None:
    entries = chosen_call((("50", "40"), ("45", "40"), ("44", "40"), ("30", "30"), ("45", "40")))
    # 江北区 has two entries equal in everything: one may be chosen.
    choice = computed()
    assert choice.summary["unsettled"] == 1
    (tie,) = record(choice).parts["result"]["unsettled"]
    assert (tie["first"], tie["others"]) == (entries[1].id.hex, [entries[4].id.hex])
    with refused("choice_tie_open"):
        adopted(choice)
    chosen = {entries[0].id.hex: "award", entries[4].id.hex: "nomination", entries[2].id.hex: "nomination"}
    with refused("choice_tie_places"):
        more = {key: tier for key, tier in chosen.items() if key != entries[4].id.hex}
        adopted(choice, chosen=more, reasons={tie["first"]: "一致意见"})
    with refused("choice_only_together"):
        adopted(choice, chosen={entries[3].id.hex: "award"}, reasons={tie["first"]: "一致意见"})
    settled = adopted(choice, chosen=chosen, reasons={tie["first"]: "现场更好"})
    found = record(settled)
    assert {one["entry"]: one["tier"] for one in found.parts["decision"]["chosen"]} == chosen
    assert [one.code for one in check_record(found)] == ["record_decided_otherwise"]


def test_who_decides_otherwise_needs_a_meeting_or_a_ballot_and_reasons() -> None:
    entries = chosen_call(POINTS)
    choice = computed()
    other = {entries[0].id.hex: "award", entries[1].id.hex: "nomination", entries[3].id.hex: "nomination"}
    reasons = {entries[2].id.hex: "信用问题", entries[3].id.hex: "递补"}
    with refused("choice_only_together"):
        adopted(choice, chosen=other, reasons=reasons)
    with refused("choice_difference_reason"):
        adopted(choice, how=How.COLLECTIVE, meeting=1, chosen=other)
    with refused("choice_meeting_missing"):
        adopted(choice, how=How.COLLECTIVE, meeting=1, chosen=other, reasons=reasons)
    with refused("choice_ballot_missing"):
        adopted(choice, how=How.BALLOT, chosen=other, reasons=reasons)
    with refused("choice_over_places"):
        adopted(choice, how=How.COLLECTIVE, chosen=dict.fromkeys(other, "award"), reasons=reasons)
    with refused("choice_entry_unknown"):
        adopted(choice, how=How.COLLECTIVE, chosen={"0" * 32: "award"}, reasons=reasons)


def test_rules_that_cannot_be_kept_are_named() -> None:
    impossible = REVIEW.replace("{at_most: 1, per: district,", "{at_least: 4, per: district, value: 渝北区,")
    chosen_call(POINTS, review=impossible)
    choice = computed()
    assert (choice.status, choice.summary["reason"][0]) == ("failed", "selection_infeasible")
    assert "渝北区" in choice.summary["conflicts"]["zh"][0]
    with refused("choice_changed"):
        adopted(choice)
