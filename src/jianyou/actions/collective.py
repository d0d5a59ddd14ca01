"""集体研究: what a meeting decided of entries is recorded, with its minutes; a later decision replaces it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from jianyou.actions.acting import check_act, on_call, reason_given, short_text
from jianyou.actions.exporting import MasterRow
from jianyou.actions.filing import SentFile
from jianyou.actions.log import log_act
from jianyou.actions.personal import personal_of
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.domain.papers.together import (
    LAST_ORDER,
    LONGEST_MINUTES,
    LONGEST_SUBJECT,
    MOST_LINES,
    MOST_PEOPLE,
    Outcome,
    Person,
)
from jianyou.queries.collective import award_names, recommended_now, seats_of, still_standing
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.office_calls import own_call
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, CollectiveDecision, Decided, Entry, Filing, FilingVersion
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The meeting: its day, the minutes' number and subject, who took part, a note, the minutes as a file."""

    held_on: date
    minutes: str
    subject: str
    participants: Sequence[Person]
    note: str = ""
    file: SentFile | None = None


class Line(NamedTuple):
    """What was decided of an entry, seen in that version, for one award (empty: as such)."""

    key: EntryKey
    version: int
    award: str
    order: int
    outcome: Outcome
    reason: str = ""


def decide_together(
    *, actor: Actor, call_slug: str, meeting: Meeting, lines: Sequence[Line], over_quota: str = ""
) -> int:
    """Records what a meeting decided; its number in the call. Logs `decide_together`.

    Only accepted entries are decided on. What was decided before of the same entry and award stays on record.

    Raises:
        Refused: there is no such call, something is missing or too long, an entry isn't accepted or was
            changed since it was looked at, or more are to be recommended than the office may and
            `over_quota` doesn't say why.
        NotAllowed: who asks may not.
    """
    meeting = _checked(meeting)
    over = short_text(over_quota)
    with transaction.atomic():
        call, at = on_call(actor, Act.DECIDE_TOGETHER, call_slug)
        if meeting.held_on > localtime(at).date():
            raise Refused("together_date_future")
        entries = _entries(call, lines)
        _check_lines(call, lines, entries)
        _check_quota(call, lines, over)
        last = CollectiveDecision.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
        row = _decision(call, last + 1, meeting, over, actor, at)
        Decided.objects.bulk_create(
            Decided(
                office_id=call.office_id,
                decision=row,
                entry=entries[line.key],
                award=line.award,
                order=line.order,
                outcome=line.outcome.value,
                reason=line.reason.strip(),
            )
            for line in lines
        )
        content = _logged(row, lines)
        log_act(call=call, act=Act.DECIDE_TOGETHER, actor=actor, at=at, content=content)
    return row.number


def export_recommended(*, actor: Actor, call_slug: str, number: int, reason: str) -> list[MasterRow]:
    """The entries that a decision recommends as rows of the master table, contacts included, in its order.

    What an upheld objection removed since isn't among them. Logs `export_master` with the reason.

    Raises:
        Refused: no reason is given, there is no such decision, or it recommends nobody.
        NotAllowed: who asks may not export.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, at = own_call(actor, call_slug), database_now()
        check_act(actor, Act.EXPORT_MASTER, subject_at(call, at), call)
        entries = recommended_now(call, number)
        if not entries:
            raise Refused("recommend_nobody")
        content: dict[str, Plain] = {"reason": told, "entries": len(entries), "decision": number}
        log_act(call=call, act=Act.EXPORT_MASTER, actor=actor, at=at, content=content)
        return _rows(entries)


def _rows(entries: Sequence[Entry]) -> list[MasterRow]:
    filings = {entry.filing_id: entry.filing for entry in entries}
    personal = personal_of(filings.values())
    contents = {
        version.filing_id: version.content
        for version in FilingVersion.objects.filter(filing__in=filings).order_by("ordinal")
    }
    rows = []
    for entry in entries:
        begin = f"{entry.ordinal}."
        own = personal.get(entry.filing_id, {})
        told = {field.removeprefix(begin): text for field, text in own.items() if field.startswith(begin)}
        values = {**contents[entry.filing_id]["rows"][entry.ordinal - 1], **told}
        filing = entry.filing
        rows.append(MasterRow(filing.number, entry.ordinal, filing.filer, EntryStatus(entry.status), values))
    return rows


def _checked(meeting: Meeting) -> Meeting:
    """The meeting with its texts trimmed."""
    minutes = fit_text(meeting.minutes, lines=False).strip()
    subject = fit_text(meeting.subject, lines=False).strip()
    if not minutes:
        raise Refused("together_minutes_missing")
    if not subject:
        raise Refused("together_subject_missing")
    if len(minutes) > LONGEST_MINUTES or len(subject) > LONGEST_SUBJECT:
        raise Refused(
            "site_text_long", most=LONGEST_MINUTES if len(minutes) > LONGEST_MINUTES else LONGEST_SUBJECT
        )
    if not meeting.participants:
        raise Refused("together_nobody")
    if len(meeting.participants) > MOST_PEOPLE:
        raise Refused("together_too_many_people", most=MOST_PEOPLE)
    return Meeting(
        held_on=meeting.held_on,
        minutes=minutes,
        subject=subject,
        participants=meeting.participants,
        note=short_text(meeting.note),
        file=meeting.file,
    )


def _entries(call: Call, lines: Sequence[Line]) -> dict[EntryKey, Entry]:
    """The entries by their names, their filings locked."""
    if not lines:
        raise Refused("together_nothing")
    if len(lines) > MOST_LINES:
        raise Refused("together_too_many", most=MOST_LINES, count=len(lines))
    numbers = {line.key.number for line in lines}
    locked = Filing.objects.select_for_update(of=("self",)).filter(call=call, number__in=numbers)
    filings = {filing.id: filing for filing in locked.order_by("id")}
    rows = Entry.objects.filter(filing__in=filings).select_related("filing")
    return {EntryKey(filings[row.filing_id].number, row.ordinal): row for row in rows}


def _check_lines(call: Call, lines: Sequence[Line], entries: dict[EntryKey, Entry]) -> None:
    awards = {"", *award_names(call)}
    newest = dict(
        FilingVersion.objects.filter(filing__in={entry.filing_id for entry in entries.values()})
        .values_list("filing_id")
        .annotate(newest=Max("ordinal"))
    )
    seen: set[tuple[EntryKey, str]] = set()
    for line in lines:
        entry = entries.get(line.key)
        if entry is None or line.award not in awards:
            raise Refused("together_unknown_entry")
        if (line.key, line.award) in seen:
            raise Refused("together_twice", name=entry.name)
        seen.add((line.key, line.award))
        if entry.status != EntryStatus.ACCEPTED or entry.filing.status != FilingStatus.FILED:
            raise Refused("together_not_accepted", name=entry.name)
        if newest[entry.filing_id] != line.version:
            raise Refused("site_entry_changed", seen=line.version, newest=newest[entry.filing_id])
        if not 1 <= line.order <= LAST_ORDER:
            raise Refused("together_order_wrong", most=LAST_ORDER)
        if line.outcome is not Outcome.RECOMMENDED and not short_text(line.reason):
            raise Refused("together_reason_missing", name=entry.name)
        short_text(line.reason)


def _check_quota(call: Call, lines: Sequence[Line], over: str) -> None:
    """Look at what would stand afterwards against what the office may recommend."""
    standing = still_standing(call) | {(*line.key, line.award): line.outcome for line in lines}
    seats = seats_of(call, standing)
    if seats.most is not None and seats.taken > seats.most and not over:
        raise Refused("together_over_quota", count=seats.taken, most=seats.most)


def _decision(
    call: Call, number: int, meeting: Meeting, over: str, actor: Actor, at: datetime
) -> CollectiveDecision:
    return CollectiveDecision.objects.create(
        office_id=call.office_id,
        call=call,
        number=number,
        held_on=meeting.held_on,
        minutes=meeting.minutes,
        subject=meeting.subject,
        participants=[person._asdict() for person in meeting.participants],
        note=meeting.note,
        over_quota=over,
        digest=meeting.file.digest if meeting.file else "",
        file_name=meeting.file.name if meeting.file else "",
        by=actor.person,
        at=at,
    )


def _logged(row: CollectiveDecision, lines: Sequence[Line]) -> dict[str, Plain]:
    return {
        "decision": row.number,
        "held_on": row.held_on.isoformat(),
        "minutes": row.minutes,
        "subject": row.subject,
        "participants": row.participants,
        "note": row.note,
        "over_quota": row.over_quota,
        "file_sha256": row.digest,
        "entries": [
            {
                "number": line.key.number,
                "ordinal": line.key.ordinal,
                "version": line.version,
                "award": line.award,
                "order": line.order,
                "outcome": line.outcome.value,
                "reason": line.reason.strip(),
            }
            for line in lines
        ],
    }
