"""What lists ask of an entry, for the rows of a site that was made before they stood beside it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from jianyou.actions.filing import marks_of_rows
from jianyou.domain.lifecycle.acts import Act
from jianyou.store.models import Entry, Filing, FilingVersion, LogRow

_AT_ONCE = 500
_COLUMNS = ("district", "industry", "uscc", "errors", "warnings", "codes")
_DECISIONS = (Act.ACCEPT_ENTRY, Act.REFUSE_ENTRY, Act.RETURN_ENTRY, Act.REOPEN_ENTRY)
_BLANK = {"district": "", "industry": "", "uscc": "", "errors": 0, "warnings": 0}


def fill_marks() -> int:
    """Fills in what stands beside entries where nothing stands yet; how many of them it wrote.

    Each batch is its own transaction: interrupted, it goes on the next time.
    """
    blank = Filing.objects.filter(entries__in=Entry.objects.filter(**_BLANK))
    undecided = LogRow.objects.filter(act__in=_DECISIONS, filing__entries__decided_at=None)
    return _each(blank, _mark) + _each(Filing.objects.filter(id__in=undecided.values("filing_id")), _date)


def _each(filings: QuerySet[Filing], write: Any) -> int:
    """Through the filings in the order of their keys, so that one that stays blank is looked at once."""
    rows = filings.order_by("id").distinct().select_related("call")
    found, written = list(rows[:_AT_ONCE]), 0
    while found:
        with transaction.atomic():
            written += write(found)
        found = list(rows.filter(id__gt=found[-1].id)[:_AT_ONCE])
    return written


def _mark(filings: Sequence[Filing]) -> int:
    newest = FilingVersion.objects.filter(filing=OuterRef("filing")).order_by("-ordinal").values("id")[:1]
    versions = FilingVersion.objects.filter(filing__in=filings, id=Subquery(newest))
    by_filing = {version.filing_id: version for version in versions}
    calls = {filing.id: filing.call for filing in filings}
    changed: list[Entry] = []
    marks = {
        key: marks_of_rows(calls[key], version.content["rows"], version.findings)
        for key, version in by_filing.items()
    }
    for entry in Entry.objects.filter(filing__in=filings):
        told = marks.get(entry.filing_id, ())
        if entry.ordinal <= len(told) and _differs(entry, told[entry.ordinal - 1]):
            changed.append(entry)
    Entry.objects.bulk_update(changed, _COLUMNS)
    return len(changed)


def _differs(entry: Entry, marks: dict[str, Any]) -> bool:
    """Writes the marks to the entry; whether that changes it."""
    differs = any(getattr(entry, name) != marks[name] for name in _COLUMNS)
    for name in _COLUMNS:
        setattr(entry, name, marks[name])
    return differs


def _date(filings: Sequence[Filing]) -> int:
    """By the newest decision on each that the log tells."""
    rows = LogRow.objects.filter(filing__in=filings, act__in=_DECISIONS).order_by("at", "id")
    newest = dict(_moments(rows))
    undated = Entry.objects.filter(filing__in=filings, decided_at=None)
    changed = [entry for entry in undated if (entry.filing_id, entry.ordinal) in newest]
    for entry in changed:
        entry.decided_at = newest[entry.filing_id, entry.ordinal]
    Entry.objects.bulk_update(changed, ["decided_at"])
    return len(changed)


def _moments(rows: Iterable[LogRow]) -> Iterable[tuple[tuple[Any, int], datetime]]:
    for row in rows:
        yield (row.filing_id, int((row.content or {}).get("ordinal", 0))), row.at
