"""Drafts of calls for who writes them, and the course of a call that runs."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.timezone import localtime

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.load import parse_call
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.queries.calls import CallView, file_of
from jianyou.queries.office_calls import names_of, own_call
from jianyou.queries.overview import public_key
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.lookups import draft_of_call
from jianyou.store.models import Call, CallDraft, CourseChange


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list: by whom and when it was changed last, who has handed it on (by name)."""

    key: str
    title: str
    notice_name: str
    changed_at: datetime
    changed_by: str
    ready_by: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step of a draft: the revision that it made, who did what (a step's code), when."""

    revision: int
    by: str
    step: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft at one moment of the database's clock.

    `file` is what its call file tells, None while that can't be used; `problems` says why. `based_on` is
    the name of the former call, `ready_by` the log's name of who has handed it on, `ready_name` the person's.
    """

    key: str
    title: str
    notice_name: str
    notice_text: str
    source: str
    revision: int
    file: CallFile | None
    problems: DataFileInvalid | None
    based_on: str
    based_on_title: str
    ready_by: str
    ready_name: str
    ready_at: datetime | None
    second_person: bool
    office: str
    history: tuple[HistoryLine, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class CallChoice:
    """A former call that a draft may begin from."""

    slug: str
    title: str
    deadline: datetime


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A change of the course: why, by whom (by name), when, and the call files before and after."""

    reason: str
    by: str
    at: datetime
    before: CallFile
    after: CallFile


@dataclass(frozen=True, slots=True)
class CourseView:
    """The course of a call: its file with its digest, what was changed, and what the viewer may do."""

    slug: str
    title: str
    status: CallStatus
    source: str
    digest: str
    file: CallFile
    deadline: datetime
    now: datetime
    changes: tuple[CourseLine, ...]
    acts: tuple[Act, ...]
    filings: int


def list_call_drafts(*, viewer: Actor) -> tuple[DraftLine, ...]:
    """The drafts of the viewer's office, the one changed last first."""
    found = CallDraft.objects.filter(office_id=viewer.office, call=None, dropped_at=None)
    drafts = list(found.only(*_LISTED).order_by("-changed_at", "id"))
    last = [_last_by(draft) for draft in drafts]
    names = names_of(viewer, [*last, *(draft.ready_by for draft in drafts)]) if drafts else {}
    return tuple(
        DraftLine(
            key=str(draft.id),
            title=draft.title,
            notice_name=draft.notice_name,
            changed_at=localtime(draft.changed_at),
            changed_by=names[by],
            ready_by=names[draft.ready_by] if draft.ready_by else "",
        )
        for draft, by in zip(drafts, last, strict=True)
    )


_LISTED = ("title", "notice_name", "changed_at", "history", "made_by", "ready_by")


def _last_by(draft: CallDraft) -> str:
    return str(draft.history[-1]["by"]) if draft.history else draft.made_by


def get_call_draft(*, viewer: Actor, key: str) -> DraftView:
    """A draft of the viewer's office.

    Raises:
        Refused: the office has none of that key.
    """
    draft = draft_of_call(viewer.office, key)
    names = names_of(viewer, [*(one["by"] for one in draft.history), draft.ready_by])
    file, problems = read_source(draft.source)
    return DraftView(
        key=str(draft.id),
        title=draft.title,
        notice_name=draft.notice_name,
        notice_text=draft.notice_text,
        source=draft.source,
        revision=draft.revision,
        file=file,
        problems=problems,
        based_on=draft.based_on.slug if draft.based_on else "",
        based_on_title=draft.based_on.title if draft.based_on else "",
        ready_by=draft.ready_by,
        ready_name=names[draft.ready_by] if draft.ready_by else "",
        ready_at=localtime(draft.ready_at) if draft.ready_at else None,
        second_person=draft.office.second_person,
        office=draft.office.name,
        history=tuple(_history(one, names) for one in reversed(draft.history)),
        now=localtime(database_now()),
    )


def _history(one: dict[str, Any], names: dict[str, str]) -> HistoryLine:
    return HistoryLine(one["revision"], names[one["by"]], one["step"], datetime.fromisoformat(one["at"]))


@lru_cache(maxsize=64)
def read_source(source: str) -> tuple[CallFile | None, DataFileInvalid | None]:
    """What a draft's call file tells, or why it can't be used; neither where it has none yet."""
    if not source:
        return None, None
    try:
        return parse_call(source, source="draft"), None
    except DataFileInvalid as invalid:
        return None, invalid


def previewed_call(draft: DraftView, file: CallFile) -> CallView:
    """The call as everybody would see it if the draft were published now."""
    return CallView(
        slug=file.id,
        title=file.notice.title,
        office=draft.office,
        status=CallStatus.OPEN,
        file=file,
        source=draft.source,
        deadline=localtime(file.deadline),
        counts=file.filing.deadline_counts,
        completes_on=file.filing.completes_on.value if file.filing.completes_on else "",
        late_admission=file.filing.late_admission,
        now=draft.now,
        late=None,
        head=None,
        key=public_key(),
        opened_at=draft.now,
        closed_at=None,
        extensions=(),
    )


def list_former_calls(*, viewer: Actor) -> tuple[CallChoice, ...]:
    """The calls of the viewer's office that a draft may begin from, the newest first."""
    found = Call.objects.filter(office_id=viewer.office).exclude(status=CallStatus.DRAFT)
    rows = found.order_by("-deadline", "slug").values_list("slug", "title", "deadline")[:50]
    return tuple(CallChoice(slug, title, localtime(deadline)) for slug, title, deadline in rows)


def get_source(*, viewer: Actor, slug: str) -> tuple[str, CallFile]:
    """The call file of a call of the viewer's office.

    Raises:
        Refused: that office has none of that name.
    """
    call = own_call(viewer, slug)
    return call.source, file_of(call.slug, call.source)


def get_course(*, viewer: Actor, slug: str) -> CourseView:
    """The course of a call of the viewer's office.

    Raises:
        Refused: that office has none of that name.
    """
    call, now = own_call(viewer, slug), localtime(database_now())
    changes = list(CourseChange.objects.filter(call=call).order_by("-at")[:50])
    names = names_of(viewer, [change.by for change in changes])
    return CourseView(
        slug=call.slug,
        title=call.title,
        status=CallStatus(call.status),
        source=call.source,
        digest=call.source_digest,
        file=file_of(call.slug, call.source),
        deadline=localtime(call.deadline),
        now=now,
        changes=tuple(
            CourseLine(
                reason=change.reason,
                by=names[change.by],
                at=localtime(change.at),
                before=file_of(call.slug, change.before),
                after=file_of(call.slug, change.after),
            )
            for change in changes
        ),
        acts=possible_acts(viewer, subject_at(call, now)),
        filings=call.filings.exclude(status="withdrawn").count(),
    )
