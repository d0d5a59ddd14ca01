"""草稿: begun, saved while it is typed, and filed; the office sees nothing of it, and nothing is logged.

Two people may have one draft open: what one typed is replaced only by who had seen it.
"""

import json
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Exists, QuerySet

from jianyou.actions.filing import Filed, Sent, code_for, file_now, filed_before
from jianyou.actions.limits import Limit
from jianyou.actions.log import moment_for_people
from jianyou.actions.outbox import STOP
from jianyou.actions.proofs import sent_files
from jianyou.domain.annexes.drafting import Conflict, Drafted, Edit, blank_for, fitted, merge
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import in_time
from jianyou.domain.lifecycle.roles import Actor, filer_of
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.domain.lifecycle.who_may import check
from jianyou.queries.calls import file_of
from jianyou.queries.drafts import DraftView, call_of, content_of, draft_now, draft_view, moment_now, now_of
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import lock_call_shared
from jianyou.store.identifiers import spoken_number
from jianyou.store.models import Call, Draft, DraftFile, Filing, Office
from jianyou.store.prepared import Prepared, Row, columns, insert, remove
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

MOST_EDITS = 400
"""Fields of one request."""
MOST_BYTES = 1024 * 1024
"""Bytes of what stands in a draft."""
MOST_ROWS = 300
OFF = "off "
"""How an entry of a draft's `reminded` begins that names who wants no reminders, by key in hex."""
_BEGUN = Limit("drafts from", 200, timedelta(hours=1))
_LONGEST_FILER = 200


class RowAct(StrEnum):
    """What is done to the rows of a draft beside typing."""

    NONE = ""
    ADD = "add"
    REMOVE = "remove"
    RESTORE = "restore"


class Saved(NamedTuple):
    """What became of some edits: the draft as it is now, and what it said `before`.

    `saved` are the names of the fields that say now what was typed, `conflicts` those that don't.
    """

    view: DraftView
    before: Drafted
    saved: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def number(self) -> str:
        """The draft's number."""
        return self.view.number

    @property
    def revision(self) -> int:
        """How many changes there were."""
        return self.view.revision

    @property
    def at(self) -> datetime:
        """When it was saved, in the site's zone."""
        return self.view.saved_at


def begin_draft(
    *,
    actor: Actor,
    call_slug: str,
    lang: str,
    edits: Iterable[Edit] = (),
    organization: uuid.UUID | None = None,
    token: uuid.UUID | None = None,
    origin: str = "",
    asked: str = "",
) -> Saved:
    """Begins a draft with what was typed on an empty page; with a token that began one, saves to that.

    `origin` is the network address that asks, of which only so many are begun within an hour. `asked` is
    the address that a code will be sent to.

    Raises:
        Refused: the call takes nothing (any more), too much was begun or typed, or it was filed meanwhile.
        NotAllowed: the actor's role doesn't file.
    """
    typed, token = _bounded(edits), token or uuid.uuid4()
    call = _call_now(call_slug, token)
    at = now_of(call)
    if call.status != CallStatus.OPEN:
        raise Refused("site_call_not_open")
    if not in_time(at, call.deadline, counts=call.deadline_counts):
        raise Refused("site_too_late", deadline=moment_for_people(call.deadline), at=moment_for_people(at))
    check(actor, Act.START_FILING, subject_at(call, at))
    if call.filed:  # type: ignore[attr-defined]
        raise Refused("draft_gone")
    fit = fitted(typed, file_of(call.slug, call.source).annex)
    merged = merge(blank_for(fit), fit, at=moment_for_people(at))
    draft = _new(call, merged.drafted, token, organization, lang, at, asked)
    try:
        with transaction.atomic():
            insert([draft])
            if origin and not _BEGUN.take(site_keys().finder("drafts from", origin), at):
                raise Refused("draft_begun_often")
    except IntegrityError:
        begun = Draft.objects.filter(token=token, call=call).values_list("number", flat=True).first()
        if begun is None:
            raise
        return save_draft(actor=filer_of(begun), number=begun, edits=typed)
    return Saved(draft_view(draft), Drafted(), merged.saved, merged.conflicts)


def save_draft(
    *,
    actor: Actor,
    number: str,
    edits: Iterable[Edit] = (),
    seen: int | None = None,
    row: RowAct = RowAct.NONE,
    row_id: int = 0,
    most_rows: int = MOST_ROWS,
) -> Saved:
    """Saves what was typed, and then adds, removes or brings back a row; `seen` is the revision looked at.

    Saved after the deadline as well, so that nobody loses a word that was being typed.

    Raises:
        Refused: there is no such draft (any more), or too much was typed.
        NotAllowed: who asks may not.
    """
    typed = _bounded(edits)
    with transaction.atomic():
        draft, at = on_draft(actor, number)
        before = content_of(draft)
        fit = fitted(typed, file_of(draft.call.slug, draft.call.source).annex)
        merged = merge(before, fit, seen=seen, at=moment_for_people(at))
        drafted = _with_rows(merged.drafted, row, row_id, most_rows)
        if drafted != before:
            _write(draft, drafted, at)
    return Saved(draft_view(draft), before, merged.saved, merged.conflicts)


def mark_asked(*, actor: Actor, number: str, address: str) -> None:
    """Notes the address that a code is sent to, empty where none could be.

    Raises:
        Refused: there is no such draft (any more).
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        draft, _ = on_draft(actor, number)
        draft.body = _sealed(replace(content_of(draft), asked=address))
        draft.save(update_fields=["body"])


def file_draft(*, actor: Actor, call_slug: str, number: str, seen: int, sent: Sent) -> Filed:
    """Files a draft as it was at the revision looked at, with its proofs; the draft is gone then.

    Filed twice, it is filed once and the same receipt comes back. Logs as `submit` does.

    Raises:
        Refused: the call takes nothing (any more), or somebody changed the draft meanwhile.
        NotAllowed: who asks may not.
    """
    try:
        with transaction.atomic():
            return _file(actor, call_slug, number, seen, sent)
    except (IntegrityError, Refused):
        # The button pressed twice: the first press may have filed it.
        found = filed_before(sent.token)
        if found is None:
            raise
        return found


def drop_draft(*, actor: Actor, number: str) -> None:
    """Removes a draft for good.

    Raises:
        Refused: there is no such draft (any more).
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        draft, _ = on_draft(actor, number)
        draft.delete()


class OnDraft(NamedTuple):
    """A draft, locked, with its call, and the moment."""

    draft: Draft
    at: datetime


def on_draft(actor: Actor, number: str) -> OnDraft:
    """The draft of that number, for the transaction that is running, once it is sure who may change it.

    Raises:
        Refused: there is no such draft (any more).
        NotAllowed: who asks may not.
    """
    draft = draft_now(number, locked=True)
    if draft is None:
        raise Refused("draft_gone")
    at = now_of(draft)
    around = subject_at(draft.call, at)
    check(actor, Act.SAVE_DRAFT, replace(around, filing_key=number, filing=FilingStatus.DRAFT))
    return OnDraft(draft, at)


def _file(actor: Actor, call_slug: str, number: str, seen: int, sent: Sent) -> Filed:
    lock_call_shared(call_slug)
    draft, at = on_draft(actor, number)
    if draft.call.slug != call_slug or draft.token != sent.token:
        raise Refused("draft_gone")
    if draft.revision != seen:
        raise Refused("draft_changed")
    proofs = sent_files(draft) if draft.proofs else ()  # type: ignore[attr-defined]
    if remove(DraftFile, "draft", draft.id) != len(proofs):
        # One was added while this waited for the lock: it may not vanish with the draft.
        raise Refused("draft_changed")
    remove(Draft, "id", draft.id)
    whole = sent._replace(
        number=number,
        organization=draft.organization_id,
        files=(*sent.files, *proofs),
        personal={**sent.personal, **_declined(draft)},
    )
    return file_now(actor=actor, call=draft.call, at=at, sent=whole)


def _declined(draft: Draft) -> dict[str, str]:
    """Who wants no reminders of the draft wants none of the filing either: as it is kept there."""
    off = [one.removeprefix(OFF) for one in draft.reminded if one.startswith(OFF)]
    return {STOP + user: "stop" for user in off}


def _with_rows(drafted: Drafted, row: RowAct, row_id: int, most: int) -> Drafted:
    match row:
        case RowAct.NONE:
            return drafted
        case RowAct.ADD:
            return drafted.with_row() if len(drafted.rows) < most else drafted
        case RowAct.REMOVE:
            return drafted.without_row(row_id)
        case RowAct.RESTORE:
            return drafted.with_row_back(row_id)


def _bounded(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    typed = tuple(edits)
    if len(typed) > MOST_EDITS:
        raise Refused("draft_too_many_edits", most=MOST_EDITS)
    return typed


def _wanted(slug: str, token: uuid.UUID) -> QuerySet[Call, Row]:
    """A call with `now`, and whether something was `filed` with that token."""
    told = Call.objects.annotate(now=moment_now(), filed=Exists(Filing.objects.filter(token=token)))
    return told.filter(slug=slug).values_list(*columns(Call), *columns(Office, "office__"), "now", "filed")


_CALL = Prepared(_wanted, str, uuid.UUID)


def _call_now(slug: str, token: uuid.UUID) -> Call:
    found = _CALL.first(slug, token)
    if found is None:
        raise Refused("site_no_call", name=slug[:64])
    call, told = call_of(found)
    call.now, call.filed = told  # type: ignore[attr-defined]
    return call


def _new(
    call: Call,
    drafted: Drafted,
    token: uuid.UUID,
    organization: uuid.UUID | None,
    lang: str,
    at: datetime,
    asked: str,
) -> Draft:
    keys = site_keys()
    draft = Draft(
        office_id=call.office_id,
        call=call,
        number=spoken_number(3),
        token=token,
        code_index=keys.finder("filing code", code_for(token, keys)),
        organization_id=organization,
        filer=drafted.filer[:_LONGEST_FILER],
        body=_sealed(replace(drafted, asked=asked)),
        revision=drafted.revision,
        lang=lang,
        begun_at=at,
        saved_at=at,
    )
    draft.now, draft.proofs = at, False  # type: ignore[attr-defined]
    return draft


def _write(draft: Draft, drafted: Drafted, at: datetime) -> None:
    draft.body, draft.revision, draft.saved_at = _sealed(drafted), drafted.revision, at
    draft.filer = drafted.filer[:_LONGEST_FILER]
    draft.save(update_fields=["body", "revision", "saved_at", "filer"])


def _sealed(drafted: Drafted) -> bytes:
    text = json.dumps(drafted.as_plain(), ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) > MOST_BYTES:
        raise Refused("draft_body_too_large", most=MOST_BYTES // 1024)
    return site_keys().encrypt(text)
