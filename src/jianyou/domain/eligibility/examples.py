"""The examples of a rule pack, tried: a pack whose examples fail isn't published."""

from collections.abc import Iterator
from typing import NamedTuple

from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.pack import Example, Pack
from jianyou.domain.eligibility.resolve import resolve
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message, Param
from jianyou.terms.verdict import Verdict

_MOST_TOLD = 10


class Failure(NamedTuple):
    """An example that doesn't come out as it says: for the nominee, or for one condition.

    `condition` is empty for the outcome as a whole; `fact` is set where a fact of the example could not
    be understood, which `got` tells by the finding's code.
    """

    example: str
    line: int
    condition: str
    expected: str
    got: str
    fact: str = ""

    def message(self) -> Message:
        """The failure in words."""
        said: dict[str, Param] = {"example": self.example, "line": self.line, "got": self.got}
        if self.fact:
            return Message("pack_example_fact", {**said, "fact": self.fact})
        if self.condition:
            expected: dict[str, Param] = {"condition": self.condition, "expected": self.expected}
            return Message("pack_example_condition", {**said, **expected})
        return Message("pack_example_outcome", {**said, "expected": self.expected})

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The failure in words of that language."""
        return self.message().text(lang)


def failures(pack: Pack) -> tuple[Failure, ...]:
    """Every expectation of the pack's examples that isn't met, in their order.

    Raises:
        Refused: a parameter has no value on an example's day.
    """
    return tuple(failure for example in pack.examples for failure in _failures(pack, example))


def check_publishable(pack: Pack) -> None:
    """A pack may be published that has examples, all of which come out as they say.

    Raises:
        Refused: it hasn't; names each failure with what was expected and what came out.
    """
    if not pack.examples:
        raise Refused("pack_no_examples", name=pack.id)
    failed = failures(pack)
    if failed:
        told = "；".join(_short(failure) for failure in failed[:_MOST_TOLD])
        more = "…" if len(failed) > _MOST_TOLD else ""
        raise Refused("pack_examples_failed", name=pack.id, count=len(failed), failed=told + more)


def _failures(pack: Pack, example: Example) -> Iterator[Failure]:
    normalized = normalize(example.facts, pack.facts, example.as_of)
    for finding in normalized.findings:
        if finding.severity is not Severity.INFO:
            yield Failure(example.name, example.line, "", "", finding.code, finding.fact or "facts")
    outcome = evaluate(resolve(pack, example.as_of), normalized.facts)
    if outcome.verdict != example.outcome:
        yield Failure(example.name, example.line, "", _word(example.outcome), outcome.verdict.value)
    got = {each.rule.code: each.verdict for each in outcome.conditions}
    for code, expected in example.conditions.items():
        if got[code] != expected:
            yield Failure(example.name, example.line, code, _word(expected), got[code].value)


def _word(verdict: str) -> str:
    return Verdict(verdict).value


def _short(failure: Failure) -> str:
    about = failure.fact or failure.condition or "outcome"
    expected = f"{failure.expected} → " if failure.expected else ""
    return f"{failure.example}: {about} {expected}{failure.got}"
