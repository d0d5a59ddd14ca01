"""Papers found from one field: by a number, a square code, a name, its sound or its initials."""

import re
from typing import NamedTuple

from django.db.models import Case, Q, QuerySet, Value, When

from jianyou.codes.names import name_key
from jianyou.codes.pinyin import sound_of
from jianyou.domain.ledger.fingerprints import Mark, mark_of, read_mark
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.queries.counter import call_of, paper_lines
from jianyou.queries.counter_records import Fit, Found, MarkRead
from jianyou.store.models import Call, Draft, Entry, Filing
from jianyou.terms.display import code_signs, in_groups

MOST_FOUND = 20
_NUMBER_SIGNS = 4
_WHOLE_NUMBER = 12
_SHORTEST_SOUND = 2
_MARK_PARTS = 3
_NO_SOUND = re.compile(r"[^0-9a-z]+")


class _Typed(NamedTuple):
    """What was typed or scanned: the mark of a square code, or a text; `number` is a whole one in groups."""

    text: str
    mark: Mark | None
    number: str


def find_papers(*, viewer: Actor, slug: str, text: str) -> Found:
    """Filings by what was typed: see the module; a square code or whole number leads to its one filing.

    A name that nothing has is looked for once more by its sound, so that a character mistaken for another of
    the same sound is forgiven.

    Raises:
        Refused: the office has no such call.
    """
    call, typed = call_of(viewer, slug), _typed(text)
    if typed.number:
        own = Filing.objects.filter(call=call, number=typed.number).first()
        if own is not None:
            return Found(paper_lines([own]), mark=_read(own, typed.mark))
        if typed.mark or Draft.objects.filter(office_id=call.office_id, number=typed.number).exists():
            return _not_here(call, typed.number)
    found = _found(call, _by_text(call, typed.text))
    if not found.lines and not typed.text.isascii():
        found = _found(call, _by_sound(call, sound_of(typed.text).partition(" ")[0]))
    return found if found.lines or not typed.number else _not_here(call, typed.number)


def _typed(text: str) -> _Typed:
    """A scanner types as a keyboard does, also with the capitals locked."""
    parts = text.split()
    mark = None
    if len(parts) == _MARK_PARTS and parts[0].upper() == "JY1":
        mark = read_mark(f"JY1 {parts[1].upper()} {parts[2].lower()}")
    signs = "" if mark or not text.isascii() else code_signs(text)
    number = in_groups(signs) if len(signs) == _WHOLE_NUMBER else ""
    return _Typed(text, mark, mark.number if mark else number)


def _by_text(call: Call, text: str) -> Q:
    wanted = Q(filer__icontains=text)
    signs = code_signs(text)
    if len(signs) >= _NUMBER_SIGNS:
        wanted |= Q(number__startswith=in_groups(signs))
    if key := name_key(text):
        named = Entry.objects.filter(call=call, name_key__contains=key)
        wanted |= Q(id__in=named.values("filing_id"))
    if text.isascii():
        wanted |= _by_sound(call, _NO_SOUND.sub("", text.lower()))
    return wanted


def _by_sound(call: Call, sound: str) -> Q:
    if len(sound) < _SHORTEST_SOUND:
        return Q(pk__in=())
    named = Entry.objects.filter(call=call, sound__contains=sound)
    return Q(sound__contains=sound) | Q(id__in=named.values("filing_id"))


def _found(call: Call, wanted: Q) -> Found:
    waits = Case(When(status=FilingStatus.PREFILLED, then=Value(0)), default=Value(1))
    rows: QuerySet[Filing, Filing] = Filing.objects.filter(wanted, call=call)
    lines = paper_lines(rows.order_by(waits, "-sent_at", "id")[: MOST_FOUND + 1])
    return Found(lines[:MOST_FOUND], len(lines) > MOST_FOUND)


def _read(filing: Filing, mark: Mark | None) -> MarkRead | None:
    """Which version of the filing the paper was printed from."""
    if mark is None:
        return None
    versions = list(filing.versions.order_by("-ordinal"))
    newest = versions[0].ordinal
    for version in versions:
        if mark_of(filing.number, version.content) == mark:
            # A later version with the same words, such as one with a scan, is no other paper.
            same = mark_of(filing.number, versions[0].content) == mark
            return MarkRead(Fit.CURRENT if same else Fit.OLDER, newest if same else version.ordinal, newest)
    return MarkRead(Fit.OTHER, 0, newest)


def _not_here(call: Call, number: str) -> Found:
    """A whole number that the call hasn't: a draft's, or that of another call of the office."""
    if Draft.objects.filter(office_id=call.office_id, number=number).exists():
        return Found(draft=number)
    other = Filing.objects.filter(office_id=call.office_id, number=number).select_related("call").first()
    return Found(elsewhere=(other.call.slug, other.call.title) if other else None)
