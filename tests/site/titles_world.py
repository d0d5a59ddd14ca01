"""What the tests of results and titles share: a call with rules for titles, results, titles given."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from jianyou.actions.results import ResultLine, record_results
from jianyou.actions.titles import change_title, confer_titles, enter
from jianyou.codes.names import name_key
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.titles.changing import Change, ChangeKind
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.results import CONFERRED, NOT_CONFERRED
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Title
from tests.site.judging_world import accepted, judged_call
from tests.site.kit import clerk, head

SLUG, AWARD = "judged", "mayor"
RULES = """
titles:
  - {award: mayor, validity_years: 3, recheck_before_days: 180, barred_years: 5, cooling_years: 3}
"""
DOCUMENT, ON, BATCH = "示例府发〔2026〕3号", date(2026, 3, 1), "2026年"
NAME, USCC = "示例轴承有限公司", "91500000MA5U00017J"


def titled_call(count: int = 3, *, more: str = "") -> list[Entry]:
    """The city's call with rules for titles, and so many accepted entries."""
    judged_call(SLUG, review="", more=RULES + more)
    return accepted(SLUG, count, together=count > 6)


def line(entry: Entry, tier: str = "award", **other: Any) -> ResultLine:
    """That an entry was given a tier, or with "" nothing."""
    outcome = CONFERRED if tier else NOT_CONFERRED
    told = ResultLine(EntryKey(entry.filing.number, entry.ordinal), AWARD, outcome, tier)
    return told._replace(**other)


def recorded(*lines: ResultLine, actor: Actor | None = None, **other: Any) -> int:
    """Records results; how many changed."""
    told = {"document": DOCUMENT, "on": ON, **other}
    return record_results(actor=actor or clerk(), call_slug=SLUG, lines=lines, **told)


def conferred(count: int, **other: Any) -> int:
    """Confers the titles of a call's results."""
    told = {"batch": BATCH, "document": DOCUMENT, "on": ON, "count": count, **other}
    return confer_titles(actor=clerk(), call_slug=SLUG, **told)


def entered(*rows: Title | None, **told: Any) -> Sequence[Title]:
    """Titles in the register that came with no call; one of `NAME` unless told otherwise."""
    made = [row for row in rows if row] or [old_title(**told)]
    with transaction.atomic():
        enter(clerk(), made, database_now())
    return made


def old_title(name: str = NAME, **other: Any) -> Title:
    """A title as an older list tells it."""
    told = {
        "office_id": clerk().office,
        "award_name": "示例市市长质量管理奖",
        "tier_name": "示例市市长质量管理奖",
        "batch": "2023年",
        "name": name,
        "name_key": name_key(name),
        "district": "渝北区",
        "conferred_on": date(2023, 5, 1),
        **other,
    }
    return Title(**told)


def change(
    kind: ChangeKind, number: int = 1, *, seen: int = 0, actor: Actor | None = None, **other: Any
) -> None:
    """Changes a title, by a section head unless told otherwise."""
    told = {"on": date(2026, 6, 1), "document": "示例发〔2026〕9号", "reason": "经核查。", **other}
    change_title(actor=actor or head(), number=number, change=Change(kind=kind, **told), seen=seen)
