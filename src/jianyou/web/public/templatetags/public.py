"""What the pages for anyone say of time, quotas and fingerprints."""

from datetime import date, datetime, timedelta

from django import template
from django.utils.translation import gettext

from jianyou.domain.calls.awards import Quota, QuotaOp
from jianyou.domain.mailbox.moment import moment_text
from jianyou.terms.clause import Clause
from jianyou.terms.display import in_groups
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang

register = template.Library()

_GROUP = 8


@register.filter
def to_second(at: datetime) -> str:
    """A moment in full, to the second: a clock on the wall tells seconds, and so does a receipt."""
    # The only place with a colon is the time of day.
    return moment_text(at, page_lang()).replace(f"{at:%H:%M}", f"{at:%H:%M:%S}", 1)


@register.filter
def span(time: timedelta) -> str:
    """A time in its two largest units: `3 天 4 小时`; below a minute in seconds."""
    seconds = int(abs(time).total_seconds())
    days, hours = divmod(seconds // 3600, 24)
    minutes = seconds // 60 % 60
    if days:
        return gettext("{days} 天 {hours} 小时").format(days=days, hours=hours)
    if hours:
        return gettext("{hours} 小时 {minutes} 分").format(hours=hours, minutes=minutes)
    if minutes:
        return gettext("{minutes} 分 {seconds} 秒").format(minutes=minutes, seconds=seconds % 60)
    return gettext("{seconds} 秒").format(seconds=seconds)


@register.filter
def day(on: date) -> str:
    """A date as it is written in the language of the page."""
    return f"{on:%Y-%m-%d}" if page_lang() is Lang.EN else f"{on.year}年{on.month}月{on.day}日"


@register.filter
def stage_word(kind: str) -> str:
    """A stage by its name."""
    return say(f"show_stage_{kind}", lang=page_lang())


@register.filter
def kind_word(kind: str) -> str:
    """A kind of nominee by its name."""
    return say(f"show_kind_{kind}", lang=page_lang())


@register.filter
def delivery_word(form: str) -> str:
    """A way to hand something in by its name."""
    return say(f"show_delivery_{form}", lang=page_lang())


@register.filter
def quota_words(quota: Quota) -> str:
    """How many, and whose limit that is."""
    n = f"{quota.n:g}–{quota.most}" if quota.op is QuotaOp.RANGE else f"{quota.n:g}"
    number = say(f"show_op_{quota.op.value}", {"n": n, "unit": quota.unit}, page_lang())
    return f"{number} · {say(f'show_quota_{quota.holder.value}', lang=page_lang())}"


@register.filter
def cited(clause: Clause | None) -> str:
    """A clause as people cite it."""
    return clause.label() if clause else ""


@register.filter
def grouped(fingerprint: str) -> str:
    """Hex digits in groups, to be compared by eye."""
    return in_groups(fingerprint, " ", _GROUP)
