"""The draft's quotas: how each number is meant, and whose limit it is as far as the words tell."""

import re
from collections.abc import Sequence

from jianyou.datafiles.written import clean
from jianyou.domain.calls.awards import QuotaHolder
from jianyou.domain.notices.draft_lines import Lines, Material, Value
from jianyou.domain.notices.model import Quota
from jianyou.terms.display import excerpt

MOST_QUOTAS = 200
_LONGEST_WHO = 60
_WHOLE = 100
_TOTAL = re.compile(r"^(?:合计|总计|共计|小计|总数)$")
_EACH = re.compile(r"[每各]")
_NO_FILERS = re.compile(
    r"[每各个](?:个)?(?:类别?|组别?|学科|奖项|学段|专业|领域|等次|项目|批次|年|届|篇|次|人|位|名)"
)


def holder_of(quota: Quota) -> QuotaHolder | None:
    """Whose limit it is: each filer's where the words say 每 or 各, or a table gives a place's number.

    None where the words don't tell.
    """
    if quota.raw.isdigit():
        return None if _TOTAL.match(quota.who) else QuotaHolder.FILER
    filers = _EACH.search(quota.who) and not _NO_FILERS.search(quota.who)
    return QuotaHolder.FILER if filers else None


def quota_values(material: Material, quota: Quota, holder: QuotaHolder, *, who: str = "") -> dict[str, Value]:
    """A quota by the keys of the call file."""
    return {
        "op": quota.op,
        "n": quota.n,
        "most": quota.most,
        "unit": quota.unit,
        "holder": holder,
        "who": excerpt(clean(who), _LONGEST_WHO),
        "clause": material.clauses.at(quota.span),
    }


def write_quotas(lines: Lines, material: Material, quotas: Sequence[Quota]) -> None:
    """The quotas of the call as a whole; whose limit it is stays a question where nothing tells."""
    lines.ask("quotas", "draft_office_quota")
    counted = [quota for quota in quotas if quota.n and (quota.unit != "%" or quota.n <= _WHOLE)]
    if not counted:
        return
    lines.open("quotas")
    for quota in counted[:MOST_QUOTAS]:
        holder = holder_of(quota)
        if holder is None:
            lines.ask("holder", "draft_holder_open", 1)
        values = quota_values(material, quota, holder or QuotaHolder.AWARD_BODY, who=quota.who)
        lines.item(values, 1, quota.span)
    lines.more("quotas", len(counted), MOST_QUOTAS, 1)
