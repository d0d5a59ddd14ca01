"""What the counter's pages say of days, of copies and media, and square codes as pictures."""

from base64 import b64encode
from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from jianyou.officefiles.squarecode import svg_of
from jianyou.terms.lang import Lang
from jianyou.terms.media import Handed
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang
from jianyou.web.counter.exporting import media_words

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


@register.filter
def handed_told(handed: Handed) -> str:
    """Copies and media in words: `2 份，纸质、光盘`; empty where nobody counted."""
    count = handed.copies
    copies = ngettext("{count} 份", "{count} 份", count).format(count=count) if count else ""
    return gettext("，").join(part for part in (copies, media_words(handed, page_lang())) if part)


@register.filter
def media_told(handed: Handed) -> str:
    """The media in words, empty where none were told."""
    return media_words(handed, page_lang())


@register.simple_tag
def square(text: str, label: str) -> SafeString:
    """The text as a square code, with what it is for whoever doesn't see it."""
    source = b64encode(svg_of(text).encode()).decode()
    return format_html('<img class="square" alt="{}" src="data:image/svg+xml;base64,{}">', label, source)
