"""What differs between SQLite and PostgreSQL: the clock and the lock of a call.

Filings of one call take its lock shared, so they never wait for one another; whoever places rows in
the log takes it exclusively. A filing reads the clock while it holds the lock: once the exclusive lock
is had after the deadline, every filing that was in time is committed and visible.

On SQLite every write transaction begins IMMEDIATE and is the only one, so no further lock is needed.
"""

import hashlib
from datetime import UTC, datetime

from django.db import connection


def database_now() -> datetime:
    """The moment by the database's clock, in UTC; within a transaction it goes on."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {moment_sql()}", [])
        (now,) = cursor.fetchone()
    return moment_of(now)


def moment_sql() -> str:
    """The moment by the database's clock, as an expression in a statement that has parameters."""
    if connection.vendor == "sqlite":
        return "strftime('%%Y-%%m-%%dT%%H:%%M:%%f', 'now')"
    return "clock_timestamp()"


def moment_of(told: datetime | str) -> datetime:
    """A moment, in UTC, as a statement of our own brings it back; SQLite's know no zone, or are text."""
    moment = datetime.fromisoformat(told) if isinstance(told, str) else told
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def lock_call_shared(call: str) -> None:
    """Hold the lock of the call of that name with other filings until the transaction ends."""
    _lock(call, "pg_advisory_xact_lock_shared")


def lock_call_alone(call: str) -> None:
    """Hold the lock of the call of that name alone until the transaction ends; waits for all filings."""
    _lock(call, "pg_advisory_xact_lock")


def _lock(call: str, function: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a lock outside of a transaction holds nothing")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_lock_key(call)])


def _lock_key(call: str) -> int:
    """A signed 64-bit number for the call."""
    return int.from_bytes(hashlib.sha256(f"call {call}".encode()).digest()[:8], "big", signed=True)
