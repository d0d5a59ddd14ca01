"""形式审查: entries are accepted, returned, refused or looked at again; late filings admitted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from jianyou.actions.acting import OnFiling, check_act, newest_version, on_filing, reason_given, short_text
from jianyou.actions.filing import receipt_content
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import Kind, tell
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import check_correction_due
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.queries.calls import file_of
from jianyou.queries.subjects import subject_at
from jianyou.store.models import Call, Correction, Entry
from jianyou.terms.finding import Refused


class Looked(NamedTuple):
    """The entry that somebody looked at: by the filing's number, its ordinal there, and the version shown."""

    number: str
    ordinal: int
    version: int


class Remark(NamedTuple):
    """What is to be corrected in one column."""

    column: str
    text: str


def accept_entry(*, actor: Actor, looked: Looked, note: str = "") -> None:
    """受理. Logs `accept_entry`.

    Raises:
        Refused: there is no such entry, or it was changed since it was looked at.
        NotAllowed: who asks may not, or it can't be accepted as it stands.
    """
    with transaction.atomic():
        _decide(actor, looked, Act.ACCEPT_ENTRY, Kind.ACCEPTED, {"note": short_text(note)})


def refuse_entry(*, actor: Actor, looked: Looked, reason: str) -> None:
    """不予受理, with the reason that the filer reads. Logs `refuse_entry`.

    Raises:
        Refused: no reason is given, there is no such entry, or it was changed since it was looked at.
        NotAllowed: who asks may not, or it can't be refused as it stands.
    """
    with transaction.atomic():
        _decide(actor, looked, Act.REFUSE_ENTRY, Kind.REFUSED, {"reason": reason_given(reason)})


def reopen_entry(*, actor: Actor, looked: Looked, reason: str) -> None:
    """Looks again at what was accepted or refused. Logs `reopen_entry`.

    Raises:
        Refused: no reason is given, there is no such entry, or it was changed since it was looked at.
        NotAllowed: who asks may not, or nothing was decided yet.
    """
    with transaction.atomic():
        _decide(actor, looked, Act.REOPEN_ENTRY, Kind.REOPENED, {"reason": reason_given(reason)})


def return_entry(
    *, actor: Actor, looked: Looked, remarks: Sequence[Remark], due: datetime, note: str = ""
) -> None:
    """退回补正: only the columns named open again, until `due`. Logs `return_entry`.

    Raises:
        Refused: nothing is asked, a column is none of the table's, `due` is past, there is no such entry,
            or it was changed since it was looked at.
        NotAllowed: who asks may not, or it can't be returned as it stands.
    """
    with transaction.atomic():
        on = on_filing(looked.number)
        asked = _asked(on.call, remarks)
        check_correction_due(due, on.at)
        content: dict[str, Plain] = {
            "remarks": [remark._asdict() for remark in asked],
            "due": moment_for_people(due),
            "note": short_text(note),
        }
        entry = _decided(actor, on, looked, Act.RETURN_ENTRY, Kind.RETURNED, content)
        Correction.objects.create(
            office_id=on.call.office_id,
            entry=entry,
            remarks=[remark._asdict() for remark in asked],
            note=short_text(note),
            due=due,
            of=on.filing.versions.latest("ordinal"),
            asked_by=actor.person,
            asked_at=on.at,
        )


def admit_late(*, actor: Actor, approver: Actor | None = None, number: str, reason: str) -> None:
    """准予接收逾期件, by name and with its reason, where the call allows it. Logs `admit_late`, as a receipt.

    Raises:
        Refused: no reason is given, or there is no such filing.
        NotAllowed: who acts or approves may not, the call doesn't allow it, or the filing isn't late.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, filing, at = on_filing(number)
        check_act(actor, Act.ADMIT_LATE, subject_at(call, at, filing=filing), call, approver=approver)
        filing.status = next_status(FilingStatus(filing.status), Act.ADMIT_LATE)
        filing.filed_at = filing.admitted_at = at
        filing.save(update_fields=["status", "filed_at", "admitted_at"])
        content: dict[str, Plain] = {
            **receipt_content(filing, at),
            "reason": told,
            "approved_by": (approver or actor).person,
        }
        log_act(
            call=call, act=Act.ADMIT_LATE, actor=actor, at=at, content=content, filing=filing, receipt=True
        )
        tell(filing, kind=Kind.ADMITTED, at=at, params={"reason": told})


def entry_of(on: OnFiling, ordinal: int) -> Entry:
    """The entry at that place in a locked filing.

    Raises:
        Refused: it has none there.
    """
    entry = Entry.objects.filter(filing=on.filing, ordinal=ordinal).first()
    if entry is None:
        raise Refused("site_no_entry", number=on.filing.number, ordinal=ordinal)
    return entry


def _decide(actor: Actor, looked: Looked, act: Act, kind: Kind, content: Mapping[str, Plain]) -> None:
    _decided(actor, on_filing(looked.number), looked, act, kind, content)


def _decided(
    actor: Actor, on: OnFiling, looked: Looked, act: Act, kind: Kind, content: Mapping[str, Plain]
) -> Entry:
    """Moves the entry, logs it, and tells its filer."""
    entry = entry_of(on, looked.ordinal)
    check_act(actor, act, subject_at(on.call, on.at, filing=on.filing, entry=entry), on.call)
    newest = newest_version(on.filing, looked_at=looked.version).ordinal
    entry.status, entry.decided_at = next_status(EntryStatus(entry.status), act), on.at
    entry.save(update_fields=["status", "decided_at"])
    told: dict[str, Plain] = {"ordinal": entry.ordinal, "name": entry.name, **content}
    logged: dict[str, Plain] = {"number": on.filing.number, "version": newest, **told}
    log_act(call=on.call, act=act, actor=actor, at=on.at, content=logged, filing=on.filing)
    tell(on.filing, kind=kind, at=on.at, params=told)
    return entry


def _asked(call: Call, remarks: Sequence[Remark]) -> list[Remark]:
    """The remarks in the order of the table, their texts trimmed."""
    schema = file_of(call.slug, call.source).annex
    texts = {remark.column: reason_given(remark.text) for remark in remarks}
    unknown = [key for key in texts if key not in schema.by_key]
    if unknown:
        raise Refused("site_no_column", column=unknown[0][:40])
    if not texts:
        raise Refused("site_nothing_asked")
    return [Remark(key, texts[key]) for key in schema.by_key if key in texts]
