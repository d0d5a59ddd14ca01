"""What leaves a call: all that was found in its filings, and who took away what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.queries.office_calls import names_of, own_call
from jianyou.store.models import FilingVersion, LogRow
from jianyou.terms.paging import Page, turned_to

EXPORTS = 20
"""Exports on one page."""
_OUT = (Act.EXPORT_MASTER, Act.EXPORT_LIST, Act.SHOW_LIST)


@dataclass(frozen=True, slots=True)
class FiledTable:
    """What a filing says now, without personal data, and what was found in it (plain, as it was kept)."""

    number: str
    filer: str
    header: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    findings: tuple[Mapping[str, Any], ...]


def list_filed_tables(*, viewer: Actor, slug: str) -> list[FiledTable]:
    """The tables of a call that count as filed, in the order in which they came.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    newest = FilingVersion.objects.filter(filing=OuterRef("filing")).order_by("-ordinal").values("id")[:1]
    versions = FilingVersion.objects.filter(
        filing__call=call, filing__status=FilingStatus.FILED, id=Subquery(newest)
    )
    return [
        FiledTable(
            version.filing.number,
            version.filing.filer,
            version.content["header"],
            tuple(version.content["rows"]),
            tuple(version.findings),
        )
        for version in versions.select_related("filing").order_by("filing__filed_at", "filing_id")
    ]


@dataclass(frozen=True, slots=True)
class Exported:
    """Something shown or taken away: by whom, how many rows (None: not told), why.

    `listing` tells which list it was, empty for the master table; both are empty where the log was erased.
    """

    at: datetime
    act: Act
    who: str
    listing: str
    count: int | None
    reason: str


def list_exports(*, viewer: Actor, slug: str, page: int = 1) -> Page[Exported]:
    """What was shown or taken away of a call of the viewer's office, the newest first.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    rows = LogRow.objects.filter(call=call, act__in=_OUT).order_by("-at", "-id")
    total = rows.count()
    number = turned_to(page, total, EXPORTS)
    some = list(rows[(number - 1) * EXPORTS : number * EXPORTS])
    names = names_of(viewer, [row.actor for row in some])
    return Page(tuple(_exported(row, names[row.actor]) for row in some), number, total, EXPORTS)


def _exported(row: LogRow, who: str) -> Exported:
    told = row.content or {}
    count = told.get("entries", told.get("count"))
    return Exported(
        at=localtime(row.at),
        act=Act(row.act),
        who=who,
        listing=str(told.get("list", "")),
        count=count if isinstance(count, int) else None,
        reason=str(told.get("reason", "")),
    )
