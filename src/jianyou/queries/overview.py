"""The calls of a site at a glance, for whoever runs it."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count

from jianyou.store.models import Call, Office
from jianyou.store.sitekeys import load_keys


class CallLine(NamedTuple):
    """One call: its name, title, state, deadline, and how much was filed and logged."""

    slug: str
    title: str
    status: str
    deadline: datetime
    filings: int
    log_size: int


def list_calls() -> list[CallLine]:
    """Every call, the latest deadline first."""
    calls = Call.objects.annotate(filed=Count("filings")).order_by("-deadline")
    return [
        CallLine(call.slug, call.title, call.status, call.deadline, call.filed, call.log_size)
        for call in calls
    ]


def list_offices() -> list[str]:
    """The short names of the site's offices."""
    return list(Office.objects.order_by("slug").values_list("slug", flat=True))


def public_key() -> str:
    """The site's public key, 64 hex digits, for call pages and for who verifies."""
    return load_keys(settings.JIANYOU_HOME).signing.public.raw.hex()
