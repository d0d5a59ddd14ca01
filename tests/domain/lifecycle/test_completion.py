"""What completes a filing under each rule of a call, and what is said of it then."""

import pytest

from jianyou.domain.calls.course import CompletesOn
from jianyou.domain.lifecycle.completion import Means, act_of, completes, completion_code
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.terms.message import say

RULES = {
    ("paper", "web"): ("submit", "submit"),
    ("paper", "sealed_scan"): ("add_copy", "add_copy"),
    ("paper", "paper"): ("register_paper", "register_late"),
    ("sealed_scan", "web"): ("submit", "submit"),
    ("sealed_scan", "sealed_scan"): ("register_scan", "register_late"),
    ("sealed_scan", "paper"): ("add_copy", "add_copy"),
    ("either", "web"): ("submit", "submit"),
    ("either", "sealed_scan"): ("register_scan", "register_late"),
    ("either", "paper"): ("register_paper", "register_late"),
}


def test_what_handing_in_comes_to() -> None:
    found = {
        (rule.value, means.value): tuple(act_of(means, rule, in_time=early).value for early in (True, False))
        for rule in CompletesOn
        for means in Means
    }
    assert found == RULES


def test_only_what_completes_makes_a_filing_filed() -> None:
    for rule in CompletesOn:
        for means in Means:
            left = next_status(FilingStatus.PREFILLED, act_of(means, rule, in_time=True))
            assert (left is FilingStatus.FILED) == completes(means, rule)
            left = next_status(FilingStatus.PREFILLED, act_of(means, rule, in_time=False))
            assert (left is FilingStatus.LATE) == completes(means, rule)


def test_the_web_alone_never_completes() -> None:
    assert [rule for rule in CompletesOn if completes(Means.WEB, rule)] == []


@pytest.mark.parametrize("rule", ["unknown", "web", "Paper", "none"])
def test_a_rule_that_is_none_is_a_defect(rule: str) -> None:
    with pytest.raises(ValueError, match=rule):
        completes(Means.PAPER, rule)
    with pytest.raises(ValueError, match=rule):
        act_of(Means.PAPER, rule, in_time=True)
    with pytest.raises(ValueError, match=rule):
        completion_code(FilingStatus.FILED, rule)


def test_what_is_said_of_each_state() -> None:
    said = {
        (status.value, rule.value): completion_code(status, rule)
        for status in FilingStatus
        for rule in CompletesOn
    }
    rules = [rule.value for rule in CompletesOn]
    expected = {(status.value, rule): f"completion_{status}" for status in FilingStatus for rule in rules}
    expected.update({("prefilled", rule): f"completion_prefilled_{rule}" for rule in rules})
    assert said == expected
    assert completion_code(FilingStatus.FILED, "paper", admitted=True) == "completion_admitted"
    assert completion_code(FilingStatus.LATE, "paper", admitted=True) == "completion_late"


def test_a_prefilling_says_that_it_isnt_filed() -> None:
    for rule in CompletesOn:
        assert say(completion_code(FilingStatus.PREFILLED, rule)).startswith("电子预填，尚未完成报送。")
