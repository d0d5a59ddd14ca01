"""到期与复核提醒: once a month an office is told how many of its titles end or are to be re-checked soon."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.outbox import Audience, Kind
from jianyou.queries.titles import TitleSettings, ending_q, last_due, rechecked_q
from jianyou.store.dialect import database_now
from jianyou.store.models import Office, OutboxMessage, Title, TitleSetting
from jianyou.store.prepared import insert

AGAIN = timedelta(days=28)
"""An office is told no oftener."""


def is_due(reminded_at: datetime | None, at: datetime) -> bool:
    """Whether an office that was last told at that moment is to be told again."""
    return reminded_at is None or reminded_at + AGAIN <= at


def remind_of_titles(*, office: UUID) -> int:
    """Tells an office of the titles that are due, unless it was told this month; how many they are.

    Two processes at once tell it once. An office with nothing due isn't locked, and is looked at again.
    """
    if not _due(TitleSetting.objects.filter(office_id=office).first(), office, database_now()):
        return 0
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(id=office)
        at = database_now()
        row, _ = TitleSetting.objects.get_or_create(office_id=office, defaults=TitleSettings()._asdict())
        due = _due(row, office, at)
        if not due:
            return 0
        told = OutboxMessage(
            office_id=office,
            audience=Audience.OFFICE,
            kind=Kind.TITLES_DUE.value,
            lang="zh",
            params=due,
            at=at,
        )
        insert([told])
        row.reminded_at = at
        row.save(update_fields=["reminded_at"])
    return int(due["count"])


def _due(row: TitleSetting | None, office: UUID, at: datetime) -> dict[str, Any]:
    """What an office is to be told now of its titles; nothing where none is due or it was just told."""
    if row and not is_due(row.reminded_at, at):
        return {}
    today, months = localtime(at).date(), row.months if row else TitleSettings().months
    own = Title.objects.filter(office_id=office)
    ending, rechecks = ending_q(today, months), rechecked_q(today, months)
    count = own.filter(ending | rechecks).count()
    if not count:
        return {}
    return {
        "count": count,
        "ending": own.filter(ending).count(),
        "rechecks": own.filter(rechecks).count(),
        "by_day": last_due(today, months).isoformat(),
    }
