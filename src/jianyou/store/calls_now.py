"""A call as it stands at this moment, in one statement: nearly every page of the public begins with it."""

from datetime import datetime
from typing import NamedTuple

from django.db import connection

from jianyou.store.dialect import moment_of, moment_sql

_SQL = """
SELECT title, store_office.name, status, source, deadline, deadline_counts, completes_on, late_admission, {}
FROM store_call JOIN store_office ON store_office.id = store_call.office_id
WHERE store_call.slug = %s
"""


class CallNow(NamedTuple):
    """Columns of a call, the name of its office, and the moment `now` by the database's clock."""

    title: str
    office: str
    status: str
    source: str
    deadline: datetime
    deadline_counts: bool
    completes_on: str
    late_admission: bool
    now: datetime


def call_now(slug: str) -> CallNow | None:
    """The call of that name, None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(moment_sql()), [slug])
        found = cursor.fetchone()
    if found is None:
        return None
    row = CallNow(*found)
    return row._replace(
        deadline=moment_of(row.deadline),
        deadline_counts=bool(row.deadline_counts),
        late_admission=bool(row.late_admission),
        now=moment_of(row.now),
    )
