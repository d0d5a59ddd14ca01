"""Reminding offices of titles that end or are to be re-checked; nothing depends on when it runs."""

from collections.abc import Callable

from jianyou.actions.titles_due import is_due, remind_of_titles
from jianyou.store.dialect import database_now
from jianyou.store.models import Office, Title, TitleSetting


def remind_titles_due(*, going: Callable[[], bool] = lambda: True) -> int:
    """Tells every office that keeps titles of those that are due, once a month; of how many titles."""
    at = database_now()
    told = dict(TitleSetting.objects.values_list("office_id", "reminded_at"))
    keeping = Office.objects.filter(id__in=Title.objects.values("office_id")).order_by("id")
    count = 0
    for office in keeping.values_list("id", flat=True):
        if not going():
            break
        if is_due(told.get(office), at):
            count += remind_of_titles(office=office)
    return count
