"""The examples of a pack are tried before it may be published."""

import pytest

from jianyou.domain.eligibility.examples import Failure, check_publishable, failures
from jianyou.domain.eligibility.load import parse_pack
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.domain.eligibility.pack_samples import FULL, SMALLEST, changed, line_of

LINE = line_of("name: 都好")


def failures_of(text: str) -> tuple[Failure, ...]:
    return failures(parse_pack(text, source=""))


def test_examples_that_come_out_as_they_say() -> None:
    assert failures_of(FULL) == ()
    check_publishable(parse_pack(FULL, source=""))


def test_another_outcome_is_told() -> None:
    assert failures_of(changed("outcome: not_met", "outcome: met")) == (
        Failure("都好", LINE, "", "met", "not_met"),
    )


def test_another_verdict_on_a_condition_is_told() -> None:
    text = changed("{kind: met, clean: met,", "{kind: unknown, clean: not_met, excellent: not_met,")
    assert failures_of(text) == (
        Failure("都好", LINE, "kind", "unknown", "met"),
        Failure("都好", LINE, "clean", "not_met", "met"),
        Failure("都好", LINE, "excellent", "not_met", "met"),
    )


def test_a_fact_that_is_not_understood_is_told() -> None:
    text = changed("established_on: 2010-01-01", "established_on: 去年")
    (failure,) = [failure for failure in failures_of(text) if failure.fact]
    assert (failure.example, failure.fact) == ("都好", "established_on")
    assert failure.text() == (
        f"示例“都好”（第 {LINE} 行）的事实 established_on 不能照写的理解（{failure.got}），请更正。"
    )


def test_a_pack_whose_examples_fail_is_not_published() -> None:
    pack = parse_pack(changed("outcome: not_met", "outcome: unknown"), source="")
    with pytest.raises(Refused) as refused:
        check_publishable(pack)
    assert refused.value.params == {
        "name": "innovation-2026",
        "count": 1,
        "failed": "都好: outcome unknown → not_met",
    }
    assert refused.value.code == "pack_examples_failed"


def test_a_pack_without_examples_is_not_published() -> None:
    with pytest.raises(Refused) as refused:
        check_publishable(parse_pack(SMALLEST, source=""))
    assert refused.value.code == "pack_no_examples"


def test_failures_are_told_in_words() -> None:
    outcome = Failure("甲", 3, "", "met", "unknown")
    condition = Failure("甲", 3, "clean", "met", "unknown")
    assert (
        outcome.text(Lang.EN) == "The example “甲” (line 3) should come out as met, but came out as unknown."
    )
    assert condition.text() == "示例“甲”（第 3 行）的条件 clean 应为 met，算得 unknown。"
