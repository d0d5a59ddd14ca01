"""The quotas of a call file beside those of its notice."""

from collections.abc import Iterator
from typing import NamedTuple

from jianyou.domain.annexes.headings import fold
from jianyou.domain.calls.awards import Quota, QuotaHolder, QuotaOp
from jianyou.domain.calls.call import Call
from jianyou.domain.notices import model
from jianyou.domain.notices.difference import Difference, differing

_SHARES = ("%", "％")
_SIGNS = {QuotaOp.MAX: "≤", QuotaOp.MIN: "≥", QuotaOp.ABOUT: "≈"}


class _Said(NamedTuple):
    """A quota of the call: its key, for whom (also folded for comparing), and what it says."""

    key: str
    who: str
    folded: str
    quota: Quota


def differing_quotas(facts: model.NoticeFacts, call: Call) -> Iterator[Difference]:
    """Numbers that the two give differently, or only one of them gives.

    A number that this office sets itself needs no place in the notice.
    """
    free = list(_said(call))
    unmatched: list[tuple[model.Quota, str]] = []
    for quota in facts.quotas:
        who = fold(quota.who)
        same = next((each for each in free if _same(each.quota, quota) and _alike(each.folded, who)), None)
        if same:
            free.remove(same)
        elif quota.n is not None:
            unmatched.append((quota, who))
    for quota, who in unmatched:
        other = next((each for each in free if who and _alike(each.folded, who)), None)
        if other:
            free.remove(other)
        words = _printed(other.who, other.quota) if other else ""
        yield differing(other.key if other else "quotas", words, _raw(quota), quota.span)
    for each in free:
        if each.quota.holder is not QuotaHolder.OFFICE:
            yield differing(each.key, _printed(each.who, each.quota), "", None)


def _said(call: Call) -> Iterator[_Said]:
    for at, award in enumerate(call.awards, 1):
        for number, tier in enumerate(award.tiers, 1):
            if tier.quota:
                yield _Said(f"awards.{at}.tiers.{number}.quota", tier.name, fold(tier.name), tier.quota)
    for number, quota in enumerate(call.quotas, 1):
        yield _Said(f"quotas.{number}", quota.who, fold(quota.who), quota)


def _alike(ours: str, theirs: str) -> bool:
    """Whether both are for the same; words that name nobody fit any."""
    if not ours or not theirs or ours == theirs:
        return True
    short, long = sorted((ours, theirs), key=len)
    return len(short) > 2 and (long.startswith(short) or long.endswith(short))


def _same(ours: Quota, theirs: model.Quota) -> bool:
    share = ours.unit in _SHARES
    if share != (theirs.unit == "%"):
        return False
    op = ours.op in (theirs.op, QuotaOp.PERCENT, QuotaOp.TABLE)
    unit = share or not theirs.unit or ours.unit == theirs.unit
    return op and unit and ours.n == theirs.n and ours.most == theirs.most


def _printed(who: str, quota: Quota) -> str:
    end = f"-{quota.most}" if quota.most is not None else ""
    return f"{who} {_SIGNS.get(quota.op, '')}{quota.n:g}{end}{quota.unit}".strip()


def _raw(quota: model.Quota) -> str:
    return quota.raw if fold(quota.who) in fold(quota.raw) else f"{quota.who} {quota.raw}"
