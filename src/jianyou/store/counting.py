"""Counts that end by themselves, each step one statement: of two that count at once none is lost."""

from datetime import datetime

from django.db import connection

_UP = """
INSERT INTO store_count (name, taken, until) VALUES (%s, 1, %s)
ON CONFLICT (name) DO UPDATE SET
    taken = CASE WHEN store_count.until <= %s THEN 1 ELSE store_count.taken + 1 END,
    until = CASE WHEN store_count.until <= %s THEN excluded.until ELSE store_count.until END
RETURNING taken
"""
_NOW = "SELECT taken FROM store_count WHERE name = %s AND until > %s"
_FORGET = "DELETE FROM store_count WHERE name = %s"
_SWEEP = "DELETE FROM store_count WHERE until <= %s"


def count_up(name: str, *, at: datetime, until: datetime) -> int:
    """Counts one more and says how many there are; a count that begins ends at `until`, the first is 1."""
    now, end = _written(at), _written(until)
    with connection.cursor() as cursor:
        cursor.execute(_UP, [name, end, now, now])
        taken = int(cursor.fetchone()[0])
        if taken == 1:
            cursor.execute(_SWEEP, [now])
    return taken


def counted(name: str, *, at: datetime) -> int:
    """How many there are."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW, [name, _written(at)])
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def forget(name: str) -> None:
    """Begins anew."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [name])


def _written(at: datetime) -> str | None:
    """A moment as the database compares it."""
    return connection.ops.adapt_datetimefield_value(at)
