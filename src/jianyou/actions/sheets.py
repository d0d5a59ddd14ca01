"""评分表: filled in while it is typed, submitted, and entered from signed paper by two typings.

Saving is not logged: a log row at each pause of typing would say nothing that the submitted sheet doesn't.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from jianyou.actions.log import log_act
from jianyou.actions.reviewing import OnSheet, on_sheet
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.drafting import Conflict, Edit, text_mark
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.judging.filling import Filled, filled_of, findings_of, total_of
from jianyou.domain.judging.scores.exact import said
from jianyou.domain.judging.scores.rubrics import Rubric
from jianyou.domain.ledger.fingerprints import content_sha256
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.queries.paper_sheets import first_mark
from jianyou.queries.sheet_gate import Step, own_place, own_sheets, step_of
from jianyou.queries.sheets import filled_in, rubric_of_sheet
from jianyou.store.models import SheetVersion
from jianyou.terms.finding import Refused

MOST_EDITS = 400
"""Fields of one request."""
MOST_BYTES = 512 * 1024
"""Bytes of what stands in a sheet."""


class SavedSheet(NamedTuple):
    """A sheet after edits: `saved` are the fields that say now what was typed, `conflicts` the others."""

    revision: int
    at: datetime
    filled: Filled
    rubric: Rubric
    saved: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def save_sheet(*, actor: Actor, sheet: UUID, edits: Iterable[Edit]) -> SavedSheet:
    """Writes each text where its field still says what its typist had seen; the others are conflicts.

    The same edits once more change nothing. Not logged.

    Raises:
        Refused: the sheet isn't the expert's (any more), or too much was typed.
        NotAllowed: it can't be filled in now.
    """
    typed = tuple(edits)
    if len(typed) > MOST_EDITS:
        raise Refused("draft_too_many_edits", most=MOST_EDITS)
    with transaction.atomic():
        on = _on_own(actor, Act.SAVE_SHEET, sheet)
        row, rubric = on.sheet, rubric_of_sheet(on.call, on.review, on.sheet.entry)
        before = filled_in(row)
        texts, saved, conflicts = _merged(before.texts(rubric), typed)
        filled = filled_of(texts, rubric)
        if filled != before:
            row.revision, row.saved_at = row.revision + 1, on.at
            _put(on, filled, "revision", "saved_at")
    return SavedSheet(row.revision, localtime(row.saved_at or on.at), filled, rubric, saved, conflicts)


def submit_sheet(*, actor: Actor, sheet: UUID, seen: int) -> str:
    """提交 as it was at the revision looked at; the fingerprint of what it says. Logs `submit_sheet`.

    Raises:
        Refused: the sheet isn't the expert's (any more), was changed meanwhile, or isn't complete.
        NotAllowed: it can't be submitted now.
    """
    with transaction.atomic():
        on = _on_own(actor, Act.SUBMIT_SHEET, sheet)
        if on.sheet.revision != seen:
            raise Refused("sheet_changed")
        rubric = rubric_of_sheet(on.call, on.review, on.sheet.entry)
        return _submitted(on, actor, Act.SUBMIT_SHEET, filled_in(on.sheet), rubric, {})


class Entering(StrEnum):
    """What a typing from paper came to."""

    FIRST = "first"
    DIFFERS = "differs"
    SUBMITTED = "submitted"


class Entered(NamedTuple):
    """What a typing came to; `differ` are the item keys whose points the two typings don't agree on."""

    state: Entering
    differ: tuple[str, ...] = ()


def enter_sheet(
    *, actor: Actor, sheet: UUID, texts: Mapping[str, str], seen: str = "", anew: bool = False
) -> Entered:
    """Enters a signed paper: the first typing is kept, the second submits where its points are the same.

    `texts` are the fields by name. `seen` is the mark of the first typing that was there when this one
    began (`first_mark`), empty where there was none. `anew`: this one stands as the first. Where the office
    wants two people, they are two. Logs `enter_sheet` once submitted.

    Raises:
        Refused: there is no such sheet, it isn't complete, or somebody typed the first meanwhile; the
            second typist is the first where two people are wanted.
        NotAllowed: who asks may not, or the sheet's state forbids it.
    """
    with transaction.atomic():
        on = on_sheet(actor, Act.ENTER_SHEET, sheet)
        row, rubric = on.sheet, rubric_of_sheet(on.call, on.review, on.sheet.entry)
        if first_mark(row.first) != seen:
            raise Refused("sheet_first_changed")
        typed = filled_of({name: _fit(name, text) for name, text in texts.items()}, rubric)
        _check_complete(typed, rubric)
        settled = typed.settled()
        if not row.first or anew:
            row.first = {**settled.as_plain(), "by": actor.person, "at": on.at.isoformat()}
            row.save(update_fields=["first"])
            return Entered(Entering.FIRST)
        if on.call.office.second_person and row.first["by"] == actor.person:
            raise Refused("sheet_typed_by_one")
        differ = tuple(
            item.key for item in rubric.items if row.first["points"][item.key] != settled.points[item.key]
        )
        if differ:
            return Entered(Entering.DIFFERS, differ)
        row.by_hand = True
        _submitted(on, actor, Act.ENTER_SHEET, settled, rubric, {"first_by": row.first["by"]})
    return Entered(Entering.SUBMITTED)


def _on_own(actor: Actor, act: Act, sheet: UUID) -> OnSheet:
    """A sheet of the expert's own, locked, once nothing is in the way of it."""
    on = on_sheet(actor, act, sheet)
    if not own_sheets(actor).filter(id=sheet).exists():
        raise Refused("site_no_sheet")
    if step_of(own_place(actor, on.review.id), _with_call(on)) is not Step.SCORE:
        raise Refused("sheet_not_yet")
    return on


def _with_call(on: OnSheet) -> Any:
    on.review.call = on.call
    return on.review


def _merged(
    texts: dict[str, str], edits: Sequence[Edit]
) -> tuple[dict[str, str], tuple[str, ...], tuple[Conflict, ...]]:
    """The texts after the edits, the names that say now what was typed, and those that don't."""
    now, saved, conflicts = dict(texts), dict[str, None](), list[Conflict]()
    for edit in edits:
        theirs, text = now.get(edit.name), _fit(edit.name, edit.text)
        if theirs is None:
            continue
        was = edit.mark or text_mark(_fit(edit.name, edit.was or ""))
        if text != theirs and text_mark(text) == was:
            continue  # left as it was seen, and changed elsewhere
        if text == theirs or was == text_mark(theirs):
            now[edit.name] = text
            saved[edit.name] = None
        else:
            conflicts.append(Conflict(edit.name, theirs, text))
    return now, tuple(saved), tuple(conflicts)


def _fit(name: str, text: str) -> str:
    return fit_text(text, lines=not name.endswith("-points"))


def _put(on: OnSheet, filled: Filled, *changed: str) -> None:
    if len(json.dumps(filled.as_plain(), ensure_ascii=False).encode()) > MOST_BYTES:
        raise Refused("draft_body_too_large", most=MOST_BYTES // 1024)
    row = on.sheet
    row.points, row.comments = dict(filled.points), dict(filled.comments)
    row.strengths, row.gaps = filled.strengths, filled.gaps
    row.save(update_fields=["points", "comments", "strengths", "gaps", *changed])


def _check_complete(filled: Filled, rubric: Rubric) -> None:
    """Look at whether every item is marked as the rubric wants it.

    Raises:
        Refused: something is missing or wrong; how many fields it is in.
    """
    wrong = {name for name, _ in findings_of(filled, rubric)}
    if wrong or not rubric.items:
        raise Refused("sheet_incomplete", count=len(wrong) or 1)


def _submitted(
    on: OnSheet, actor: Actor, act: Act, filled: Filled, rubric: Rubric, more: dict[str, Plain]
) -> str:
    """Submits what a sheet says: one more version, and the log row with its fingerprint."""
    _check_complete(filled, rubric)
    settled, row = filled.settled(), on.sheet
    total = total_of(settled, rubric)
    if total is None:
        raise Refused("sheet_incomplete", count=1)
    row.status = next_status(SheetStatus(row.status), act)
    row.total, row.submitted_at, row.saved_at, row.first = total, on.at, on.at, {}
    row.revision += 1
    _put(on, settled, "status", "total", "submitted_at", "saved_at", "revision", "by_hand", "first")
    content: dict[str, Any] = settled.as_plain()
    last = SheetVersion.objects.filter(sheet=row).aggregate(last=Max("ordinal"))["last"] or 0
    SheetVersion.objects.create(
        office_id=row.office_id,
        sheet=row,
        ordinal=last + 1,
        content=content,
        total=total,
        by=actor.person,
        at=on.at,
    )
    digest = content_sha256(content)
    points: list[Plain] = [{"item": item.name, "points": settled.points[item.key]} for item in rubric.items]
    told: dict[str, Plain] = {
        "review": on.review.number,
        "expert": row.expert.name,
        "number": row.entry.filing.number,
        "ordinal": row.entry.ordinal,
        "name": row.entry.name,
        "version": last + 1,
        "points": points,
        "total": said(total),
        "sha256": digest,
        **more,
    }
    # Not a row of the filing: who hands in may not learn who judged.
    log_act(call=on.call, act=act, actor=actor, at=on.at, content=told)
    return digest
