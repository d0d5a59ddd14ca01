"""Acts on many entries before they are done: which of them can be, which can't and why, what each is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.utils.timezone import localtime

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import in_time
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus, CorrectionStatus, EntryStatus, FilingStatus
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.who_may import check
from jianyou.queries.calls import file_of
from jianyou.queries.entries import EntryLine, select_entries
from jianyou.queries.entry_wanted import EntryKey, EntryWanted
from jianyou.queries.office_calls import own_call
from jianyou.queries.reasons import ReasonLine, list_reasons
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, FilingVersion
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Blocked:
    """Entries that an act can't be done to, all for the same reason."""

    why: Refused
    entries: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do, as things stood `at` that moment.

    `remarks` are each entry's own errors by column, in its filer's language, where the act tells these.
    """

    at: datetime
    can: tuple[EntryLine, ...]
    cannot: tuple[Blocked, ...]
    remarks: Mapping[EntryKey, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ActContext:
    """What an act on many starts from: the call, its table, the office's reasons for the act, the moment."""

    slug: str
    title: str
    schema: AnnexSchema
    reasons: tuple[ReasonLine, ...]
    now: datetime


def get_act_context(*, viewer: Actor, slug: str, act: Act) -> ActContext:
    """What an act on many entries of a call of the viewer's office starts from.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    schema = file_of(call.slug, call.source).annex
    now = localtime(database_now())
    return ActContext(call.slug, call.title, schema, list_reasons(viewer=viewer, act=act), now)


def preview_act(
    *,
    viewer: Actor,
    slug: str,
    act: Act,
    wanted: EntryWanted | Iterable[EntryKey],
    own_errors: bool = False,
    decided_before: datetime | None = None,
) -> Preview:
    """What an act would do to these entries.

    With `own_errors` it isn't done to those without any, with `decided_before` not to those that somebody
    decided on after that moment.

    Raises:
        Refused: the viewer's office has no such call, or there are too many entries.
    """
    at, call = database_now(), own_call(viewer, slug)
    lines = select_entries(viewer=viewer, slug=slug, wanted=wanted)
    remarks = _remarks(call, lines) if own_errors else {}
    hindered = _hindrance(viewer, act, call, at)
    can: list[EntryLine] = []
    cannot: dict[str, tuple[Refused, list[EntryLine]]] = {}
    for line in lines:
        why = hindered(line.filing, line.status)
        if why is None and own_errors and not remarks.get(line.key):
            why = Refused("entries_no_errors")
        if why is None and act is Act.CHECK_ENTRY and line.errors:
            why = Refused("entries_errors_found")
        if why is None and decided_before and line.decided_at and line.decided_at > decided_before:
            why = Refused("entries_decided_since")
        if why is None:
            can.append(line)
        else:
            cannot.setdefault(why.text(), (why, []))[1].append(line)
    blocked = tuple(Blocked(why, tuple(some)) for why, some in cannot.values())
    return Preview(localtime(at), tuple(can), blocked, remarks)


def own_remarks(
    schema: AnnexSchema, findings: Iterable[Mapping[str, Any]], ordinal: int, lang: Lang
) -> dict[str, str]:
    """What was found wrong in the cells of an entry, by column; `findings` are plain, as they are kept."""
    told: dict[str, list[str]] = {}
    for one in findings:
        if one["severity"] == Severity.ERROR and one["row"] == ordinal and one["column"] in schema.by_key:
            told.setdefault(one["column"], []).append(say(one["code"], one["params"], lang))
    return {column: "\n".join(texts) for column, texts in told.items()}


def _hindrance(viewer: Actor, act: Act, call: Call, at: datetime) -> Any:
    """Asked once for each pair of states, it tells why the act can't be done, None where it can."""
    timely = in_time(at, call.deadline, counts=call.deadline_counts)

    @cache
    def why(filing: FilingStatus, entry: EntryStatus) -> Refused | None:
        asked = entry is EntryStatus.RETURNED
        if act is Act.CANCEL_CORRECTION and not asked:
            return Refused("entries_nothing_asked")
        subject = Subject(
            office=call.office_id.hex,
            call=CallStatus(call.status),
            in_time=timely,
            filing=filing,
            entry=entry,
            correction=CorrectionStatus.ASKED if asked else None,
            correcting=asked,
            late_admission=call.late_admission,
        )
        try:
            check(viewer, act, subject)
        except Refused as refused:
            return refused
        return None

    return why


def _remarks(call: Call, lines: Sequence[EntryLine]) -> dict[EntryKey, dict[str, str]]:
    schema = file_of(call.slug, call.source).annex
    newest = {line.number: line.version for line in lines}
    ordinals: dict[str, list[int]] = {}
    for line in lines:
        ordinals.setdefault(line.number, []).append(line.ordinal)
    return {
        EntryKey(number, ordinal): own_remarks(schema, findings, ordinal, Lang(lang))
        for number, lang, findings in _findings(call, newest)
        for ordinal in ordinals[number]
    }


def _findings(call: Call, newest: Mapping[str, int]) -> Iterator[tuple[str, str, list[Mapping[str, Any]]]]:
    """Number, language and findings of the newest version of each filing."""
    numbers = sorted(newest)
    for start in range(0, len(numbers), _AT_ONCE):
        some = FilingVersion.objects.filter(
            filing__call=call, filing__number__in=numbers[start : start + _AT_ONCE]
        )
        for number, lang, ordinal, findings in some.values_list(
            "filing__number", "filing__lang", "ordinal", "findings"
        ):
            if newest[number] == ordinal:
                yield number, lang, findings
