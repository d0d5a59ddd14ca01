"""Small pieces of pages: icons, pills, dates, sizes, differences between two texts."""

import re
from collections.abc import Mapping
from datetime import datetime
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from jianyou.domain.lifecycle.labels import Labelled, label_code
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.mailbox.messages import rendered
from jianyou.domain.mailbox.moment import moment_text
from jianyou.terms.display import plain
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.web.components import unchanging
from jianyou.web.components.language import page_lang
from jianyou.web.components.states import FILES, SEVERITIES, Shown, State, state_of

register = template.Library()
for tag in (unchanging.translate, unchanging.blocktranslate, unchanging.url, unchanging.static):
    register.tag(tag.__name__, tag)

_SIMILAR = 0.3
_LONGEST_COMPARED = 3_000
_KILO = 1024
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*[+-]\d\d:\d\d")
_BACK = "~back~"
"""Where a kept part leaves room for the page to come back to."""


@register.simple_tag
def kept(part: str, **told: str) -> SafeString:
    """A part of a page that depends on these texts and the language only: made once for each of them."""
    return _made(part, get_language() or "", tuple(sorted(told.items())))


@register.simple_tag(takes_context=True)
def look_foot(context: Mapping[str, Any]) -> SafeString:
    """The foot's way to another look and language, and from there back to this page."""
    text = context.get("look", {}).get("text", "")
    made = kept("components/look_foot.html", lang=str(context.get("lang", "")), text=text)
    return mark_safe(made.replace(_BACK, quote(context.get("back") or "/")))  # noqa: S308  — quoted whole


@lru_cache(maxsize=256)
def _made(part: str, language: str, told: tuple[tuple[str, str], ...]) -> SafeString:
    """`language` is the one that is active."""
    del language
    return render_to_string(part, dict(told))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of icons.svg; silent to a screen reader unless it has a label."""
    if label:
        source = static("jianyou/icons.svg")
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, source, name
        )
    return _silent(name)


@lru_cache(maxsize=128)
def _silent(name: str) -> SafeString:
    source = static("jianyou/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', source, name)


@register.simple_tag
def state_pill(state: str) -> SafeString:
    """Where a file stands: icon and word."""
    return _pill(FILES[state])


@register.simple_tag
def status_pill(status: Shown) -> SafeString:
    """Where a call, a filing, an entry or a correction stands: icon and word."""
    return _pill(state_of(status))


@register.simple_tag
def severity_pill(severity: str, *, settled: bool = False) -> SafeString:
    """How grave a finding is; a settled one is grey."""
    shown = SEVERITIES[severity]
    return _pill(shown._replace(tone="grey", icon="tick") if settled else shown)


@register.simple_tag
def pill(icon_name: str, tone: str, word: str) -> SafeString:
    """Any other state in the same shape."""
    return _pill(State(icon_name, tone, word, ""))


def _pill(shown: State) -> SafeString:
    return format_html('<span class="pill tone-{}">{}{}</span>', shown.tone, icon(shown.icon), shown.word)


@register.filter
def state_word(state: str) -> str:
    """The word of a file's state."""
    return str(FILES[state].word)


@register.filter
def state_told(state: str) -> str:
    """A file's state in a sentence."""
    return str(FILES[state].told)


@register.filter
def state_icon(state: str) -> str:
    """The icon of a file's state."""
    return FILES[state].icon


@register.filter
def state_tone(state: str) -> str:
    """The tone of a file's state."""
    return FILES[state].tone


@register.filter
def severity_tone(severity: str) -> str:
    """The tone of a severity."""
    return SEVERITIES[severity].tone


@register.filter
def severity_icon(severity: str) -> str:
    """The icon of a severity."""
    return SEVERITIES[severity].icon


@register.simple_tag
def cell_id(key: str, entry: int) -> str:
    """Where a value stands on its page; entry 0 is the header line."""
    return f"c-{entry}-{key}"


@register.simple_tag
def rows_for(text: str, across: int = 34, most: int = 14) -> int:
    """How many rows a text area needs to show the text."""
    needed = sum(1 + len(line) // across for line in text.split("\n"))
    return min(most, max(2, needed))


@register.simple_tag
def turned(listing: Any, page: int, more: str = "") -> str:
    """The end of the address of another page of a list; `more` is what else the address tells."""
    query: str = listing.other(page=page).query
    return query + (f"{'&' if query else '?'}{more}" if more else "")


@register.filter
def moment(at: datetime | str) -> str:
    """A point in time in full, with its weekday; a text must be ISO, else it stays as it is."""
    if isinstance(at, datetime):
        return moment_text(at if at.tzinfo else at.astimezone(), page_lang())
    try:
        return moment(datetime.fromisoformat(at))
    except ValueError:
        return at


@register.filter
def shown(name: str) -> str:
    """Somebody's name for a file on one line, with nothing in it that could turn the line round."""
    return plain(name)


@register.filter
def size(count: int) -> str:
    """Bytes in words: `38 KB`."""
    if count < _KILO:
        return gettext("{count} 字节").format(count=count)
    if count < _KILO * _KILO:
        return f"{count / _KILO:.0f} KB"
    return f"{count / _KILO / _KILO:.1f} MB"


@register.filter
def text_in(thing: Any) -> str:
    """The words of a Message, Refused or DataFileInvalid in the language of the page.

    Moments that a refusal mentions stand in full.
    """
    if isinstance(thing, Refused) and not isinstance(thing, NotAllowed):
        told = {
            name: moment(value) if isinstance(value, str) and _MOMENT.fullmatch(value) else value
            for name, value in thing.params.items()
        }
        return say(thing.code, told, page_lang())
    words: str = thing.text(page_lang())
    return words


@register.filter
def label(thing: Labelled) -> str:
    """The word for a state, an act or a role."""
    return say(label_code(thing), lang=page_lang())


@register.filter
def message_subject(message: Any) -> str:
    """What a message is about: `message` has a kind and its values."""
    return rendered(message.kind, message.params, page_lang()).subject


@register.filter
def message_text(message: Any) -> str:
    """A message in words."""
    return rendered(message.kind, message.params, page_lang()).body


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """A value by its key, empty where there is none."""
    return mapping.get(key, "")


@register.simple_tag
def difference(was: str, now: str) -> SafeString:
    """Both texts in one: what was taken out is marked `del`, what came in `ins`."""
    if max(len(was), len(now)) > _LONGEST_COMPARED:
        return _whole(was, now)
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.ratio() < _SIMILAR:
        return _whole(was, now)
    parts = [
        piece
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
        for piece in _pieces(kind, was[i1:i2], now[j1:j2])
    ]
    return format_html_join("", "{}", ((part,) for part in parts))


def _pieces(kind: str, old: str, new: str) -> list[SafeString | str]:
    if kind == "equal":
        return [old]
    gone = [format_html("<del>{}</del>", old)] if old else []
    came = [format_html("<ins>{}</ins>", new)] if new else []
    return [*gone, *came]


def _whole(was: str, now: str) -> SafeString:
    return format_html_join(" ", "{}", ((piece,) for piece in _pieces("replace", was, now)))
