"""Scans that were taken at once, just before a deadline or in a crowd, are looked into afterwards.

What is seen depends on the bytes and the table alone: looked into twice, it is the same.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q, QuerySet

from jianyou.domain.papers.scanned import LOOKS, WAITING, Seen, look_at
from jianyou.queries.calls import file_of
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import StoredFile

MOST = 100
"""Scans of one round."""


def look_due(*, going: Callable[[], bool] = lambda: True) -> int:
    """Looks into the scans that wait, the oldest first, as long as `going` says so; how many.

    Those of a call whose deadline is near wait on: its filers need the machine.
    """
    waiting = _waiting(database_now()).order_by("version__at", "id")
    of_call = ("version__filing__call__slug", "version__filing__call__source")
    found = dict.fromkeys(waiting.values_list("digest", *of_call)[:MOST])
    looked = 0
    for digest, slug, source in found:
        if not going():
            break
        seen = _seen(digest, slug, source)
        rows = StoredFile.objects.filter(digest=digest, version__filing__call__slug=slug)
        rows.filter(seen__problem__in=WAITING).update(seen=seen.as_plain())
        looked += 1
    return looked


def _waiting(at: datetime) -> QuerySet[StoredFile]:
    far = Q(version__filing__call__deadline__lt=at) | Q(version__filing__call__deadline__gt=at + LOOKS)
    return StoredFile.objects.filter(far, purpose="sealed_scan", seen__problem__in=WAITING)


def _seen(digest: str, slug: str, source: str) -> Seen:
    try:
        data = path_of(digest).read_bytes()
    except OSError:
        # Whoever looks at the filing learns it; tried again and again it would keep others waiting.
        return Seen(problem="scan_damaged")
    return look_at(data, file_of(slug, source).annex)
