"""The calls of a site at a glance, for whoever runs it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count

from jianyou.store.models import Call, SiteAct
from jianyou.store.sitekeys import site_keys


class RunningCall(NamedTuple):
    """One call: its name, title, state, deadline, and how much was filed and logged."""

    slug: str
    title: str
    status: str
    deadline: datetime
    filings: int
    log_size: int


def list_calls() -> list[RunningCall]:
    """Every call, the latest deadline first."""
    calls = Call.objects.annotate(filed=Count("filings")).order_by("-deadline")
    return [
        RunningCall(call.slug, call.title, call.status, call.deadline, call.filed, call.log_size)
        for call in calls
    ]


class Deed(NamedTuple):
    """Something done to the site itself: when, what, to what, by whom, and what more there is to tell."""

    at: datetime
    act: str
    subject: str
    operator: str
    content: Mapping[str, Any]


def list_site_acts() -> list[Deed]:
    """Everything done to accounts, offices and keys, the oldest first."""
    rows = SiteAct.objects.order_by("at", "id")
    return [Deed(row.at, row.act, row.subject, row.operator, row.content) for row in rows]


def public_key() -> str:
    """The site's public key, 64 hex digits, for call pages and for who verifies."""
    return site_keys().signing.public.raw.hex()
