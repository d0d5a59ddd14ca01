"""What the counter's pages say of days."""

from datetime import date, datetime

from django import template

from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang

register = template.Library()

_WEEKDAYS = (
    *("weekday_monday", "weekday_tuesday", "weekday_wednesday", "weekday_thursday"),
    *("weekday_friday", "weekday_saturday", "weekday_sunday"),
)


@register.filter
def whole_day(on: date | datetime) -> str:
    """A day in full with its weekday."""
    lang = page_lang()
    weekday = say(_WEEKDAYS[on.weekday()], lang=lang)
    if lang is Lang.EN:
        return f"{weekday}, {on:%Y-%m-%d}"
    return f"{on.year}年{on.month}月{on.day}日（{weekday}）"
