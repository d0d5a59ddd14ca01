"""The conditions of an award as rules: those of its pack, and what the call file says itself."""

from collections.abc import Iterator
from dataclasses import replace

from jianyou.domain.calls.awards import Award
from jianyou.domain.calls.call import Call
from jianyou.domain.eligibility.load import builtin_packs, load_pack
from jianyou.domain.eligibility.pack import MOST_CONDITIONS, Basis, Condition, Pack, Said
from jianyou.terms.clause import Clause
from jianyou.terms.nominee import NomineeKind

_WHOLE_NOTICE = Clause(0, "")


def pack_of(call: Call, award: Award) -> Pack | None:
    """What answers an award's conditions; None where there is nothing to answer.

    The built-in pack that it names, and beside it the call file's conditions that have a rule of their own.
    Without such a pack the call file's conditions are all, and people judge those that have no rule.
    """
    own = tuple(_own(award))
    # A name that isn't built in would be looked for among files.
    if award.rules in builtin_packs():
        pack = load_pack(award.rules)
        computed = (one for one, told in zip(own, award.conditions, strict=False) if told.rule)
        return replace(pack, conditions=(*pack.conditions, *computed))
    if not own:
        return None
    return Pack(
        id=award.key,
        title=award.name,
        notice=call.notice.number or call.notice.title,
        valid_from=call.deadline.date(),
        applies_to=award.accepts or tuple(NomineeKind),
        conditions=own,
    )


def is_printed(award: Award) -> bool:
    """Whether only people answer an award's conditions: there is no pack and no rule, only sentences."""
    return award.rules not in builtin_packs() and not any(one.rule for one in award.conditions)


def _own(award: Award) -> Iterator[Condition]:
    for number, one in enumerate(award.conditions[:MOST_CONDITIONS], 1):
        clause, code = one.clause or award.clause or _WHOLE_NOTICE, f"{award.key}-{number}"
        rule = one.rule or Said(code, Basis.JUDGED, one.text, clause=clause)
        yield Condition(code, clause, one.text, rule, digest=one.digest)
