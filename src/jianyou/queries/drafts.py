"""Drafts for those who fill them in: nothing of them is shown to anybody else."""

import hmac
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.timezone import localtime

from jianyou.domain.annexes.drafting import Drafted, drafted_of
from jianyou.domain.lifecycle.deadline import late_by
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.queries.calls import CallView, call_view
from jianyou.store.calls_now import CallNow
from jianyou.store.dialect import moment_of, moment_sql
from jianyou.store.models import Call, Draft, DraftFile, Filing, Office
from jianyou.store.prepared import Prepared, Row, columns, row_of
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class DraftFileView:
    """A proof of a draft: `entry` is the id of the row that it is about, None where it is about all."""

    name: str
    digest: str
    size: int
    purpose: str
    kind: str
    entry: int | None
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft at one moment of the database's clock (`call.now`); moments are in the site's zone.

    `token` is what its code is made of, `content` what stands in it, `revision` counts its changes.
    `organization` is the key of the account's that it belongs to; `reminds` tells whether an address for
    reminders was confirmed.
    """

    number: str
    token: uuid.UUID
    slug: str
    call: CallView
    content: Drafted
    revision: int
    begun_at: datetime
    saved_at: datetime
    organization: uuid.UUID | None
    reminds: bool
    lang: str
    files: tuple[DraftFileView, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list; `open` says whether it may be filed now."""

    number: str
    slug: str
    title: str
    filer: str
    deadline: datetime
    saved_at: datetime
    open: bool


def get_draft(*, number: str) -> DraftView:
    """The draft of that number; only for who was let in to it.

    Raises:
        Refused: there is none (any more).
    """
    draft = draft_now(number)
    if draft is None:
        raise Refused("draft_gone")
    return draft_view(draft)


def list_drafts(*, organization: uuid.UUID) -> tuple[DraftLine, ...]:
    """The drafts of an organization, the next deadline first."""
    drafts = Draft.objects.filter(organization_id=organization)
    return _lines(drafts.order_by("call__deadline", "begun_at"))


def is_draft_code(*, number: str, code: str) -> bool:
    """Whether that number and that code are those of a draft."""
    index = site_keys().finder("filing code", code)
    kept = Draft.objects.filter(number=number).values_list("code_index", flat=True).first()
    return hmac.compare_digest(index, kept or "") and kept is not None


def token_of_filing(*, number: str) -> uuid.UUID | None:
    """The token of the filing that the draft of that number became; None where it became none."""
    return Filing.objects.filter(number=number).values_list("token", flat=True).first()


def list_opened(*, numbers: Sequence[str], slug: str) -> tuple[DraftLine, ...]:
    """Those of these drafts that are for that call, the latest saved first; for who was let in to them."""
    if not numbers:
        return ()
    return _lines(Draft.objects.filter(number__in=numbers, call__slug=slug).order_by("-saved_at"))


def _draft_now(number: str) -> QuerySet[Draft, Row]:
    """A draft with its call, its `proofs` (whether it has any), and `now` by the database's clock."""
    told = Draft.objects.annotate(
        now=moment_now(), proofs=Exists(DraftFile.objects.filter(draft=OuterRef("pk")))
    )
    names = (*columns(Draft), *columns(Call, "call__"), *columns(Office, "call__office__"))
    return told.filter(number=number).values_list(*names, "now", "proofs")


_DRAFT = Prepared(_draft_now, str)
_LOCKED_DRAFT = Prepared(_draft_now, str, locked=Draft)


def draft_now(number: str, *, locked: bool = False) -> Draft | None:
    """The draft of that number, with `now` and `proofs`; `locked` until the transaction ends."""
    found = (_LOCKED_DRAFT if locked else _DRAFT).first(number)
    if found is None:
        return None
    draft, rest = row_of(Draft, found)
    draft.call, rest = call_of(rest)
    draft.now, draft.proofs = rest  # type: ignore[attr-defined]
    return draft


def call_of(values: Sequence[Any]) -> tuple[Call, Sequence[Any]]:
    """The call that the values of a row begin with, with its office behind it, and the rest."""
    call, rest = row_of(Call, values)
    call.office, rest = row_of(Office, rest)
    return call, rest


def moment_now() -> RawSQL:
    """The moment by the database's clock, as one more column of a statement."""
    return RawSQL(moment_sql(), [], output_field=DateTimeField())  # noqa: S611  — no text of anybody's in it


def draft_view(draft: Draft) -> DraftView:
    """The record of a row that `draft_now` brought, or of one just begun."""
    call = draft.call
    columns = CallNow(
        call.title,
        call.office.name,
        call.status,
        call.source,
        call.deadline,
        call.deadline_counts,
        call.completes_on,
        call.late_admission,
        now_of(draft),
    )
    return DraftView(
        number=draft.number,
        token=draft.token,
        slug=call.slug,
        call=call_view(call.slug, columns),
        content=content_of(draft),
        revision=draft.revision,
        begun_at=localtime(draft.begun_at),
        saved_at=localtime(draft.saved_at),
        organization=draft.organization_id,
        reminds=draft.reach is not None,
        lang=draft.lang,
        files=_files(draft) if getattr(draft, "proofs", False) else (),
    )


def content_of(draft: Draft) -> Drafted:
    """What stands in a draft, decrypted."""
    return drafted_of(json.loads(site_keys().decrypt(bytes(draft.body))))


def now_of(row: Draft | Call) -> datetime:
    """The moment at which a row with `moment_now` was read."""
    return moment_of(row.now)  # type: ignore[union-attr]


def _lines(drafts: QuerySet[Draft]) -> tuple[DraftLine, ...]:
    found = drafts.select_related("call").annotate(now=moment_now()).defer("body")
    return tuple(
        DraftLine(
            draft.number,
            draft.call.slug,
            draft.call.title,
            draft.filer,
            localtime(draft.call.deadline),
            localtime(draft.saved_at),
            draft.call.status == CallStatus.OPEN
            and late_by(now_of(draft), draft.call.deadline, counts=draft.call.deadline_counts) is None,
        )
        for draft in found
    )


def _files(draft: Draft) -> tuple[DraftFileView, ...]:
    return tuple(
        DraftFileView(
            file.name,
            file.digest,
            file.size,
            file.purpose,
            file.kind,
            file.entry,
            file.valid_from,
            file.valid_until,
        )
        for file in draft.files.order_by("id")
    )
