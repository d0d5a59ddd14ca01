"""All that was found in a call's filings, for a list of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.queries.office_calls import own_call
from jianyou.store.models import FilingVersion


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
