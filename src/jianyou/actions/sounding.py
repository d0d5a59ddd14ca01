"""How names sound, for the rows of a site that was made before they were searched by it."""

from typing import Any

from django.db.models import QuerySet

from jianyou.codes.pinyin import sound_of
from jianyou.store.models import Entry, Filing

_AT_ONCE = 1000


def fill_sounds() -> int:
    """Fills in what filers' and nominees' names sound like where nothing stands yet; how many it wrote.

    Each batch is its own transaction: interrupted, it goes on the next time.
    """
    return _fill(Filing.objects.all(), "filer") + _fill(Entry.objects.all(), "name")


def _fill(rows: QuerySet[Filing, Filing] | QuerySet[Entry, Entry], name: str) -> int:
    """Through the rows in the order of their keys, so that a name without any sound is looked at once."""
    silent = rows.filter(sound="").order_by("id").only("id", "sound", name)
    found: list[Any] = list(silent[:_AT_ONCE])
    written = 0
    while found:
        for row in found:
            row.sound = sound_of(getattr(row, name))
        heard = [row for row in found if row.sound]
        rows.bulk_update(heard, ["sound"])
        written += len(heard)
        found = list(silent.filter(id__gt=found[-1].id)[:_AT_ONCE])
    return written
