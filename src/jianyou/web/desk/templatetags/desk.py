"""What the pages of the desk say of files and entries."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from jianyou.terms.display import plain
from jianyou.terms.finding import Severity
from jianyou.web.desk.work.records import EntryView, FileLine, FileView, Remark

register = template.Library()

_NAMED = 3
_ALL_OPEN = 3


@register.simple_tag
def nominees(names: Sequence[str]) -> str:
    """The first names of a file, and how many more there are."""
    shown = "、".join(plain(name) or gettext("（未填写）") for name in names[:_NAMED])
    if len(names) <= _NAMED:
        return shown
    return gettext("{names} 等 {count} 个").format(names=shown, count=len(names))


@register.simple_tag
def who(line: FileLine) -> str:
    """Who sent a file and whom it names, in one line; a firm that names itself is told once."""
    named, department = str(nominees(line.nominees)), plain(line.department)
    if not department or line.nominees == (line.department,):
        return named
    return f"{department} · {named}" if named else department


@register.filter
def open_remarks(entry: EntryView) -> list[Remark]:
    """Errors and warnings of an entry that nobody has settled."""
    everywhere = (*entry.remarks, *(remark for cell in entry.cells for remark in cell.remarks))
    return [one for one in everywhere if not one.confirmed and one.severity is not Severity.INFO]


@register.filter
def is_open(entry: EntryView, view: FileView) -> bool:
    """Whether an entry is unfolded from the start: few entries, or something to do in it."""
    return len(view.entries) <= _ALL_OPEN or bool(open_remarks(entry))


@register.simple_tag
def entry_counts(entry: EntryView) -> SafeString:
    """How many errors and warnings of an entry are open."""
    found = [one.severity for one in open_remarks(entry)]
    errors, warnings = found.count(Severity.ERROR), found.count(Severity.WARNING)
    if not found:
        return format_html(
            '<span class="counts"><span class="tone-green bare">{}</span></span>', gettext("无问题")
        )
    said = [
        format_html('<span class="tone-{} bare">{}</span>', tone, words)
        for count, tone, words in (
            (errors, "red", gettext("错误 {count}").format(count=errors)),
            (warnings, "amber", gettext("提醒 {count}").format(count=warnings)),
        )
        if count
    ]
    return format_html('<span class="counts">{}{}</span>', said[0], said[1] if len(said) > 1 else "")


@register.filter
def is_picture(name: str) -> bool:
    """Whether a browser shows the file as a picture; a PDF needs a frame."""
    return not name.lower().endswith(".pdf")


@register.filter
def number_of(thing: Any) -> str:
    """A number as text, for putting names together."""
    return str(thing)
