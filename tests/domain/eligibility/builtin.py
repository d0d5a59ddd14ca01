"""The built-in packs at work: a condition's or a leaf's answer to facts as they are written in JSON."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from jianyou.domain.eligibility.evaluate import Outcome, Truth, evaluate
from jianyou.domain.eligibility.load import load_pack
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.pack import Pack, Setting
from jianyou.domain.eligibility.resolve import Rules, resolve

CHINA, MAYOR = "china-quality-2024", "mayor-2024"
GIANT_2022, GIANT_2026 = "little-giant-2022", "little-giant-2026"
NAMES = (CHINA, GIANT_2022, GIANT_2026, MAYOR)

DEADLINE = date(2024, 2, 22)
FILED_2026 = date(2026, 5, 25)
AS_OF = {CHINA: DEADLINE, MAYOR: DEADLINE, GIANT_2022: FILED_2026, GIANT_2026: FILED_2026}

ALL_SAID = {"declared": {"*": True}, "judged": {"*": True}}


@cache
def pack(name: str) -> Pack:
    return load_pack(name)


@cache
def _rules(name: str, as_of: date) -> Rules:
    return resolve(pack(name), as_of)


def judged_by(
    name: str,
    facts: Mapping[str, object],
    as_of: date | None = None,
    settings: Mapping[str, Setting] | None = None,
) -> Outcome:
    """The whole answer of a built-in pack, by default on the day that its filings end."""
    day = as_of or AS_OF[name]
    rules = resolve(pack(name), day, settings) if settings else _rules(name, day)
    return evaluate(rules, normalize(facts, pack(name).facts, day).facts)


def condition(outcome: Outcome, code: str) -> Truth:
    (found,) = [each.truth for each in outcome.conditions if each.rule.code == code]
    return found


def leaf(outcome: Outcome, code: str) -> Truth:
    (found,) = [seen.truth for each in outcome.conditions for seen in each.leaves if seen.test.code == code]
    return found
