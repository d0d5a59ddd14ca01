"""Earlier filings of an organization, to begin another table from."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from jianyou.store.models import Filing

MOST = 20
"""How many are offered, the newest of them."""


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """An earlier filing: its number, its call's title, who filed, its nominees, and when it was sent."""

    number: str
    title: str
    filer: str
    names: tuple[str, ...]
    sent_at: datetime


def list_earlier(*, organization: uuid.UUID | None) -> tuple[EarlierLine, ...]:
    """The filings of an organization, the newest first; none without one."""
    if organization is None:
        return ()
    filings = Filing.objects.filter(organization_id=organization).select_related("call")
    return tuple(
        EarlierLine(
            filing.number,
            filing.call.title,
            filing.filer,
            tuple(entry.name for entry in sorted(filing.entries.all(), key=lambda entry: entry.ordinal)),
            localtime(filing.sent_at),
        )
        for filing in filings.prefetch_related("entries").order_by("-sent_at", "-id")[:MOST]
    )
