"""到期与复核提醒: once a month an office is told how many of its titles end or are to be re-checked soon."""

from datetime import datetime, timedelta
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

    Two processes at once tell it once. Nothing due is told as nothing, and looked for again the next day.
    """
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(id=office)
        at = database_now()
        row, _ = TitleSetting.objects.get_or_create(office_id=office, defaults=TitleSettings()._asdict())
        if not is_due(row.reminded_at, at):
            return 0
        today = localtime(at).date()
        own = Title.objects.filter(office_id=office)
        ending, rechecks = ending_q(today, row.months), rechecked_q(today, row.months)
        count = own.filter(ending | rechecks).count()
        if not count:
            return 0
        params = {
            "count": count,
            "ending": own.filter(ending).count(),
            "rechecks": own.filter(rechecks).count(),
            "by_day": last_due(today, row.months).isoformat(),
        }
        told = OutboxMessage(
            office_id=office,
            audience=Audience.OFFICE,
            kind=Kind.TITLES_DUE.value,
            lang="zh",
            params=params,
            at=at,
        )
        insert([told])
        row.reminded_at = at
        row.save(update_fields=["reminded_at"])
    return count
