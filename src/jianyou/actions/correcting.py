"""补正: more time for one filer, the answer to what was asked, and its end without one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from jianyou.actions.acting import OnFiling, check_act, newest_version, on_filing, reason_given
from jianyou.actions.deciding import entry_of
from jianyou.actions.filing import Filed, Sent, add_version, code_for, receipt_content, rewrite_entry
from jianyou.actions.judging import judge_entries
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import Audience, Kind, tell
from jianyou.actions.personal import changed_fields, personal_of, replace_personal
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import check_correction_due
from jianyou.domain.lifecycle.roles import SYSTEM, Actor
from jianyou.domain.lifecycle.states import CorrectionStatus, EntryStatus
from jianyou.domain.lifecycle.transitions import carried_status, next_status
from jianyou.queries.subjects import subject_at
from jianyou.store.models import Correction, Entry, FilingVersion
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused


class Asked(NamedTuple):
    """An entry with the correction that is asked of it."""

    on: OnFiling
    entry: Entry
    correction: Correction


def extend_correction(*, actor: Actor, number: str, ordinal: int, due: datetime, reason: str) -> None:
    """More time to correct, for this filer alone. Logs `extend_correction`.

    Raises:
        Refused: nothing is asked of the entry, `due` isn't later, or no reason is given.
        NotAllowed: who asks may not.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        asked = _asked(number, ordinal)
        before = asked.correction.due
        _check(actor, Act.EXTEND_CORRECTION, asked)
        check_correction_due(due, asked.on.at, before)
        asked.correction.due = due
        asked.correction.save(update_fields=["due"])
        told: dict[str, Plain] = {
            "before": moment_for_people(before),
            "due": moment_for_people(due),
            "reason": reason,
        }
        _log(actor, Act.EXTEND_CORRECTION, asked, told)
        _tell(asked, Kind.CORRECTION_EXTENDED, told)


def cancel_correction(*, actor: Actor, number: str, ordinal: int, reason: str) -> None:
    """Takes back what was asked; the entry is the office's again. Logs `cancel_correction`.

    Raises:
        Refused: nothing is asked of the entry, or no reason is given.
        NotAllowed: who asks may not.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        asked = _asked(number, ordinal)
        _check(actor, Act.CANCEL_CORRECTION, asked)
        _settle(asked, Act.CANCEL_CORRECTION)
        _log(actor, Act.CANCEL_CORRECTION, asked, {"reason": reason})
        _tell(asked, Kind.CORRECTION_CANCELLED, {"reason": reason})


def expire_correction(*, number: str, ordinal: int) -> None:
    """Ends a correction whose time is over without an answer. Logs `expire_correction`.

    Raises:
        Refused: nothing is asked of the entry.
        NotAllowed: its time still runs.
    """
    with transaction.atomic():
        asked = _asked(number, ordinal)
        _check(SYSTEM, Act.EXPIRE_CORRECTION, asked)
        _settle(asked, Act.EXPIRE_CORRECTION)
        due = moment_for_people(asked.correction.due)
        _log(SYSTEM, Act.EXPIRE_CORRECTION, asked, {"due": due})
        _tell(asked, Kind.CORRECTION_EXPIRED, {"due": due})


def answer_correction(*, actor: Actor, number: str, ordinal: int, version: int, sent: Sent) -> Filed:
    """Answers what was asked, as a new version of the whole filing. Logs `resubmit_entry`, as a receipt.

    `sent` is the filing as it shall be, `version` the one that was being corrected. Files are added to those
    of before.

    Raises:
        Refused: nothing is asked of the entry, the filing was changed meanwhile, or something else than the
            columns asked for differs.
        NotAllowed: it isn't the actor's own filing, or the time to correct is over.
    """
    with transaction.atomic():
        asked = _asked(number, ordinal)
        filing, at = asked.on.filing, asked.on.at
        _check(actor, Act.RESUBMIT_ENTRY, asked)
        before = newest_version(filing, looked_at=version)
        _check_only(asked, before, sent)
        answer = add_version(filing, sent, at, before)
        _replace(asked, sent)
        _settle(asked, Act.RESUBMIT_ENTRY, answer)
        content = {**receipt_content(filing, at), "corrected": ordinal}
        receipt = log_act(
            call=asked.on.call,
            act=Act.RESUBMIT_ENTRY,
            actor=actor,
            at=at,
            content=content,
            filing=filing,
            receipt=True,
        )
        _tell(asked, Kind.CORRECTION_ANSWERED, {}, Audience.OFFICE)
        return Filed(filing, receipt, code_for(filing.token, site_keys()))


def _asked(number: str, ordinal: int) -> Asked:
    on = on_filing(number)
    entry = entry_of(on, ordinal)
    correction = Correction.objects.filter(entry=entry, status=CorrectionStatus.ASKED).first()
    if correction is None:
        raise Refused("site_no_correction", number=number, ordinal=ordinal)
    return Asked(on, entry, correction)


def _check(actor: Actor, act: Act, asked: Asked) -> None:
    subject = subject_at(
        asked.on.call,
        asked.on.at,
        filing=asked.on.filing,
        entry=asked.entry,
        correction=asked.correction,
    )
    check_act(actor, act, subject, asked.on.call)


def _settle(asked: Asked, act: Act, answer: FilingVersion | None = None) -> None:
    """Moves entry and correction: one is the act's own subject, the other is carried along."""
    entry, correction = asked.entry, asked.correction
    was, stood = EntryStatus(entry.status), CorrectionStatus(correction.status)
    if act is Act.RESUBMIT_ENTRY:
        entry.status, correction.status = next_status(was, act), carried_status(stood, act)
    else:
        entry.status, correction.status = carried_status(was, act), next_status(stood, act)
    correction.answer = answer
    correction.settled_at = asked.on.at
    entry.save(update_fields=["status"])
    correction.save(update_fields=["status", "answer", "settled_at"])


def _check_only(asked: Asked, before: FilingVersion, sent: Sent) -> None:
    """Look at what differs from the version before: only the columns asked for may.

    Raises:
        Refused: something else does.
    """
    open_again = {remark["column"] for remark in asked.correction.remarks}
    content: Mapping[str, Any] = sent.content
    rows, was = list(content["rows"]), before.content["rows"]
    if content["header"] != before.content["header"] or len(rows) != len(was):
        raise Refused("site_correction_elsewhere", column="0")
    for at, (row, old) in enumerate(zip(rows, was, strict=True), 1):
        allowed = open_again if at == asked.entry.ordinal else set()
        changed = [key for key in {**row, **old} if row.get(key) != old.get(key) and key not in allowed]
        if changed:
            raise Refused("site_correction_elsewhere", column=min(changed))
    kept = personal_of([asked.on.filing]).get(asked.on.filing.id, {})
    for field in changed_fields(kept, sent.personal):
        ordinal, _, key = field.partition(".")
        if ordinal != str(asked.entry.ordinal) or key not in open_again:
            raise Refused("site_correction_elsewhere", column=key)


def _replace(asked: Asked, sent: Sent) -> None:
    """Writes the entry anew: its name, its awards and their answers, its personal data."""
    ordinal = asked.entry.ordinal
    rewrite_entry(asked.on.filing, ordinal, sent)
    judge_entries([entry_of(asked.on, ordinal)])
    replace_personal(asked.on.filing, sent.personal)


def _log(actor: Actor, act: Act, asked: Asked, told: Mapping[str, Plain]) -> None:
    on = asked.on
    content: dict[str, Plain] = {"number": on.filing.number, "ordinal": asked.entry.ordinal, **told}
    log_act(call=on.call, act=act, actor=actor, at=on.at, content=content, filing=on.filing)


def _tell(asked: Asked, kind: Kind, told: Mapping[str, Plain], audience: Audience = Audience.FILER) -> None:
    params: dict[str, Plain] = {"ordinal": asked.entry.ordinal, "name": asked.entry.name, **told}
    tell(asked.on.filing, kind=kind, at=asked.on.at, params=params, audience=audience)
