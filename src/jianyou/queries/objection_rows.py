"""Rows of objections as queries and actions read them: decrypted, and compared with what was looked at."""

import hashlib
import json
from typing import Any

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import STAFF, Actor
from jianyou.domain.publicity.objections import Objector, objector_of
from jianyou.store.models import Objection, Published
from jianyou.store.sitekeys import site_keys


def objector_in(row: Objection) -> Objector | None:
    """Who objects, None for an anonymous one."""
    return objector_of(json.loads(site_keys().decrypt(bytes(row.person)))) if row.person else None


def text_in(column: Any) -> str:
    """An encrypted text, empty where there is none."""
    return site_keys().decrypt(bytes(column)) if column else ""


def is_recused(row: Objection, viewer: Actor) -> bool:
    """Whether somebody of the office has nothing to do with it."""
    return viewer.role in STAFF and row.recusals.filter(user__username=viewer.person).exists()


def stamp_of(row: Objection) -> str:
    """How an objection stood at a time, to be compared later."""
    counts = (row.files.count(), row.steps.count(), row.recusals.count())
    moments = (row.reply_asked_at, row.reply_until, row.replied_at)
    told = [
        row.number,
        row.status,
        *row.missing,
        *map(str, counts),
        *(str(at and at.timestamp()) for at in moments),
    ]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]


def rows_about(row: Objection) -> list[Published]:
    """The rows of the published list that it is about: one of each award; none where it is about the list."""
    if row.entry_id is None:
        return []
    return list(
        Published.objects.filter(publicity_id=row.publicity_id, entry_id=row.entry_id).order_by("order")
    )


def published_words(rows: list[Published]) -> str:
    """All that these rows show to everybody."""
    return "\n".join(str(value) for row in rows for value in row.values.values())


def day_of(row: Objection) -> str:
    """The day on which it counts as raised, in the site's zone."""
    return localtime(row.moment).date().isoformat()
