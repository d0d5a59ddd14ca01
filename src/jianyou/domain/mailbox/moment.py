"""A point in time as people read it: with its weekday, and the city whose time it is."""

from datetime import datetime, timedelta

from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_WEEKDAYS = (
    *("weekday_monday", "weekday_tuesday", "weekday_wednesday", "weekday_thursday"),
    *("weekday_friday", "weekday_saturday", "weekday_sunday"),
)
_BEIJING = timedelta(hours=8)


def moment_text(at: datetime, lang: Lang) -> str:
    """The moment in full: `2024年2月22日（周四）18:00（北京时间）`; `at` knows its offset."""
    weekday = say(_WEEKDAYS[at.weekday()], lang=lang)
    zone = say("page_beijing", lang=lang) if at.utcoffset() == _BEIJING else f"UTC{at.isoformat()[-6:]}"
    if lang is Lang.ZH:
        return f"{at.year}年{at.month}月{at.day}日（{weekday}）{at:%H:%M}（{zone}）"
    return f"{weekday}, {at:%Y-%m-%d}, {at:%H:%M} ({zone})"
