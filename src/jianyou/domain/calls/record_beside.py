"""A decision record beside the call file that it says it follows."""

import hashlib
from collections.abc import Iterator

from jianyou.datafiles.canonical import Plain
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.choosing import rules_of, tiers_of, ties_of
from jianyou.domain.judging.plain import plain_of
from jianyou.domain.judging.record import RecordFile
from jianyou.domain.judging.record_check import RecordFinding, differing
from jianyou.domain.judging.record_choice import tagged_rules, tagged_ties
from jianyou.terms.finding import Severity


def beside_call(file: RecordFile, call: Call, text: str) -> tuple[RecordFinding, ...]:
    """What in a record isn't as the call declared it; `text` is that of the call file."""
    return tuple(_beside(file, call, text))


def _beside(file: RecordFile, call: Call, text: str) -> Iterator[RecordFinding]:
    about, problem = file.parts["about"], file.parts["choice"]
    if not isinstance(about, dict) or not isinstance(problem, dict):
        return  # told already where the record is made anew
    digest = hashlib.sha256(text.encode()).hexdigest()
    yield from differing("about.call", about.get("call"), call.id)
    yield from differing("about.call_sha256", about.get("call_sha256"), digest)
    choice = next((each for each in call.choices if each.award == about.get("award")), None)
    if call.review is None or choice is None:
        yield RecordFinding("record_not_declared", Severity.ERROR, "about.award")
        return
    yield from differing("review", file.parts["review"], plain_of(call.review))
    places = _places(problem.get("tiers"))
    yield from differing("choice.tiers", problem.get("tiers"), plain_of(tiers_of(choice, places)))
    yield from differing("choice.rules", problem.get("rules"), tagged_rules(rules_of(choice)))
    yield from differing("choice.ties", problem.get("ties"), tagged_ties(ties_of(choice, call.review)))


def _places(tiers: Plain) -> dict[str, int]:
    """The places that the record has for each tier: those left open were settled by the office."""
    found = {}
    for each in tiers if isinstance(tiers, list) else ():
        if isinstance(each, dict) and isinstance(most := each.get("most"), int):
            found[str(each.get("key"))] = most
    return found
