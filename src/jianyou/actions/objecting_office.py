"""异议的办理: taken or refused, passed on, looked into, asked about, decided; never telling who raised it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.acting import reason_given, short_text
from jianyou.actions.log import moment_for_people
from jianyou.actions.objecting_rows import (
    KeptFile,
    OnObjection,
    add_objection_files,
    add_step,
    check_tells_nobody,
    confirming,
    log_objection,
    missing_now,
    moved,
    on_objection,
    rules_of,
)
from jianyou.actions.outbox import Address, Kind, send_to, tell
from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.fingerprints import content_sha256
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import elapsed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.publicity.objections import (
    MISSING,
    POSSIBLE,
    Effect,
    FileRole,
    ObjectionKind,
    Outcome,
    answer_due,
)
from jianyou.domain.publicity.personal import seen_in
from jianyou.queries.objection_rows import objector_in, rows_about
from jianyou.queries.workdays import declared_days
from jianyou.store.models import Objection, OfficerRecusal, Post, Published
from jianyou.terms.finding import Refused

LONGEST_VALUE = 1000
LONGEST_UNIT = 200
LONGEST_RECUSAL = 300
_HANDLERS = (Role.OFFICE_CLERK, Role.SECTION_HEAD)


@dataclass(frozen=True, slots=True)
class Correction:
    """更正: the new value of a column that the list shows."""

    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided, with the reasons that both sides read; a correction where the effect is one."""

    outcome: Outcome
    effect: Effect
    reasons: str
    correction: Correction | None = None


@confirming
def accept_objection(*, actor: Actor, number: str, seen: str, despite: str = "") -> date | None:
    """受理: it is looked into; the last day to answer, None where the call sets none.

    Logs `accept_objection`. `despite` says why it is taken though something is missing.

    Raises:
        Refused: something is missing and nothing is said about it, it is anonymous where the call takes none,
            or whether a day is worked on isn't known.
        NotAllowed: who asks may not, or it isn't waiting.
    """
    why = short_text(despite)
    with transaction.atomic():
        on = on_objection(actor, Act.ACCEPT_OBJECTION, number, seen=seen)
        row, missing = on.row, missing_now(on.row)
        if "objection_missing_name" in missing:
            raise Refused("objection_anonymous")
        if missing and not why:
            raise Refused("objection_incomplete")
        check_tells_nobody(row, why)
        moved(row, Act.ACCEPT_OBJECTION)
        row.missing, row.accepted_at = list(missing), on.at
        row.answer_due = _due(on)
        row.save(update_fields=["missing", "status", "accepted_at", "answer_due"])
        due = row.answer_due.isoformat() if row.answer_due else ""
        content: dict[str, Plain] = {"missing": row.missing, "despite": why, "answer_due": due}
        log_objection(on, Act.ACCEPT_OBJECTION, actor, content)
    return row.answer_due


@confirming
def refuse_objection(*, actor: Actor, number: str, seen: str, codes: Sequence[str], words: str) -> None:
    """不予受理, for these of the `MISSING` reasons and in the officer's own words. Logs `refuse_objection`.

    Raises:
        Refused: no reason is chosen or given, or the words tell who objects.
        NotAllowed: who asks may not, or it isn't waiting.
    """
    why, chosen = reason_given(words), [code for code in MISSING if code in codes]
    with transaction.atomic():
        on = on_objection(actor, Act.REFUSE_OBJECTION, number, seen=seen)
        check_tells_nobody(on.row, why)
        on.row.missing, on.row.reasons = chosen, why
        _settled(on, Act.REFUSE_OBJECTION, actor)
        log_objection(on, Act.REFUSE_OBJECTION, actor, {"missing": chosen, "reason": why})
        _tell_objector(on)


@confirming
def pass_on_lead(*, actor: Actor, number: str, seen: str, unit: str, words: str = "") -> None:
    """转为线索: what it says goes to that unit, and isn't answered. Logs `pass_on_lead`.

    Raises:
        Refused: no unit is named, its name is too long, or the words tell who objects.
        NotAllowed: who asks may not, or it isn't waiting.
    """
    to, why = reason_given(unit), short_text(words)
    if len(to) > LONGEST_UNIT:
        raise Refused("site_text_long", most=LONGEST_UNIT)
    with transaction.atomic():
        on = on_objection(actor, Act.PASS_ON_LEAD, number, seen=seen)
        check_tells_nobody(on.row, to, why)
        on.row.passed_to, on.row.reasons = to, why
        _settled(on, Act.PASS_ON_LEAD, actor)
        log_objection(on, Act.PASS_ON_LEAD, actor, {"passed_to": to, "reason": why})


@confirming
def correct_typo(*, actor: Actor, number: str, seen: str, correction: Correction, reason: str) -> None:
    """更正: the short path of a typing error; the list shows the new value at once. Logs `correct_typo`.

    Raises:
        Refused: it isn't about one, the list doesn't show the column, the value is empty, as it was, too
            long or looks personal, no reason is given, or it tells who objects.
        NotAllowed: who asks may not, or it isn't waiting.
    """
    why = reason_given(reason)
    with transaction.atomic():
        on = on_objection(actor, Act.CORRECT_TYPO, number, seen=seen)
        if on.row.kind != ObjectionKind.TYPING:
            raise Refused("objection_not_typing")
        check_tells_nobody(on.row, why)
        corrected = _correct(on, correction)
        row = on.row
        row.outcome, row.effect, row.reasons = Outcome.UPHELD.value, Effect.CORRECT.value, why
        _settled(on, Act.CORRECT_TYPO, actor)
        log_objection(on, Act.CORRECT_TYPO, actor, {**corrected, "reason": why})
        _tell_sides(on)


def investigate(*, actor: Actor, number: str, seen: str, text: str, files: Sequence[KeptFile] = ()) -> None:
    """核查: what was done and found, with its files; kept encrypted. Logs `investigate` without the words.

    Raises:
        Refused: nothing is told, or there are too many files.
        NotAllowed: who asks may not, or it isn't being investigated.
    """
    told = short_text(text)
    if not told:
        raise Refused("objection_step_empty")
    with transaction.atomic():
        on = on_objection(actor, Act.INVESTIGATE, number, seen=seen)
        add_step(on, Act.INVESTIGATE, actor, told)
        add_objection_files(on, [file._replace(role=FileRole.FINDING) for file in files], actor.person)
        content: dict[str, Plain] = {
            "files": [file.sealed.plain_digest for file in files],
            "content_sha256": content_sha256({"text": told}),
        }
        log_objection(on, Act.INVESTIGATE, actor, content)


@confirming
def ask_for_reply(*, actor: Actor, number: str, seen: str, statement: str, until: datetime) -> None:
    """Asks the nominee for an answer, in the officer's own words; asked again, these take their place.

    Logs `ask_for_reply`, and tells the filer.

    Raises:
        Refused: it is about no nominee, nothing is asked, the words tell who objects, or the time is past.
        NotAllowed: who asks may not, or it isn't being investigated.
    """
    told = reason_given(statement)
    with transaction.atomic():
        on = on_objection(actor, Act.ASK_FOR_REPLY, number, seen=seen)
        row = on.row
        if row.entry is None:
            raise Refused("objection_no_row")
        if elapsed(on.at, until) <= timedelta(0):
            raise Refused("objection_until_past")
        check_tells_nobody(row, told)
        row.reply_asked, row.reply_asked_at, row.reply_until = told, on.at, until
        row.save(update_fields=["reply_asked", "reply_asked_at", "reply_until"])
        add_step(on, Act.ASK_FOR_REPLY, actor, told)
        content: dict[str, Plain] = {"text": told, "until": moment_for_people(until)}
        log_objection(on, Act.ASK_FOR_REPLY, actor, content)
        params: dict[str, Plain] = {
            "ordinal": row.entry.ordinal,
            "name": row.entry.name,
            "until": moment_for_people(until),
            # Which objection, for calendars: its number isn't the nominee's to know.
            "part": row.id.hex[:8],
        }
        tell(row.entry.filing, kind=Kind.OBJECTION_ASKED, at=on.at, params=params)


@confirming
def decide_objection(*, actor: Actor, number: str, seen: str, decision: Decision) -> None:
    """决定, with its effect on the list at once: a row leaves it, or a value is put right.

    Logs `decide_objection`.

    Raises:
        Refused: outcome and effect don't go together, there is no row to remove or check, no reasons are
            given or they tell who objects, or the correction is none.
        NotAllowed: who asks may not, or it isn't being investigated.
    """
    why = reason_given(decision.reasons)
    if decision.effect not in POSSIBLE[decision.outcome]:
        raise Refused("objection_effect_impossible")
    with transaction.atomic():
        on = on_objection(actor, Act.DECIDE_OBJECTION, number, seen=seen)
        row = on.row
        check_tells_nobody(row, why)
        if decision.effect is not Effect.NONE and row.entry is None:
            raise Refused("objection_no_row")
        done: dict[str, Plain] = {}
        if decision.effect is Effect.REMOVE:
            _remove(on)
        elif decision.effect is Effect.CORRECT:
            done = _correct(on, decision.correction)
        row.outcome, row.effect, row.reasons = decision.outcome.value, decision.effect.value, why
        _settled(on, Act.DECIDE_OBJECTION, actor)
        content: dict[str, Plain] = {
            "outcome": row.outcome,
            "effect": row.effect,
            "reason": why,
            **done,
        }
        log_objection(on, Act.DECIDE_OBJECTION, actor, content)
        _tell_sides(on)


@confirming
def recuse_officer(*, actor: Actor, number: str, username: str, reason: str) -> None:
    """经办人回避: that person of the office has nothing to do with it any more. Logs `recuse_officer`.

    Everybody recuses himself; a section head anybody.

    Raises:
        Refused: it is for the head, the office has no such person, he is recused already, nobody would be
            left, or the reason tells who objects.
        NotAllowed: who asks may not, or it is settled.
    """
    why = reason_given(reason)
    if len(why) > LONGEST_RECUSAL:
        raise Refused("site_text_long", most=LONGEST_RECUSAL)
    with transaction.atomic():
        on = on_objection(actor, Act.RECUSE_OFFICER, number)
        if username != actor.person and actor.role is not Role.SECTION_HEAD:
            raise Refused("objection_recuse_head")
        check_tells_nobody(on.row, why)
        posts = Post.objects.filter(office_id=on.row.office_id, user__is_active=True)
        post = posts.filter(user__username=username).select_related("user").first()
        if post is None:
            raise Refused("objection_officer_unknown")
        recused = set(on.row.recusals.values_list("user__username", flat=True))
        if username in recused:
            raise Refused("objection_recused_already")
        handlers = set(posts.filter(role__in=_HANDLERS).values_list("user__username", flat=True))
        if not handlers - recused - {username}:
            raise Refused("objection_recuse_last")
        OfficerRecusal.objects.create(
            office_id=on.row.office_id,
            objection=on.row,
            user=post.user,
            reason=why,
            by=actor.person,
            at=on.at,
        )
        log_objection(on, Act.RECUSE_OFFICER, actor, {"person": username, "reason": why})


def _due(on: OnObjection) -> date | None:
    changes = declared_days(on.row.office_id) if on.row.publicity.working_days else None
    return answer_due(localtime(on.at).date(), rules_of(on.call).answer_days, changes)


def _settled(on: OnObjection, act: Act, actor: Actor) -> None:
    """Moves it to its end and saves what was decided."""
    moved(on.row, act)
    on.row.settled_at, on.row.settled_by = on.at, actor.person
    fields = ["missing", "outcome", "effect", "reasons", "passed_to", "status", "settled_at", "settled_by"]
    on.row.save(update_fields=fields)


def _rows(row: Objection) -> list[Published]:
    """The rows that it is about, locked against others who change them."""
    keys = [one.id for one in rows_about(row)]
    if not keys:
        raise Refused("objection_no_row")
    return list(Published.objects.select_for_update().filter(id__in=keys).order_by("order"))


def _remove(on: OnObjection) -> None:
    for one in _rows(on.row):
        if one.removed_at is None:
            one.removed_at = on.at
            one.save(update_fields=["removed_at"])


def _correct(on: OnObjection, correction: Correction | None) -> dict[str, Plain]:
    """Puts a value right in every row of the nominee, and tells the log of it."""
    rows, shown = _rows(on.row), on.row.publicity.shows
    if correction is None or correction.column not in shown:
        raise Refused("objection_column_unknown")
    column, value = correction.column, correction.value.strip()
    before = str(rows[0].values.get(column, ""))
    if not value or value == before:
        raise Refused("objection_value_same")
    if len(value) > LONGEST_VALUE:
        raise Refused("site_text_long", most=LONGEST_VALUE)
    if seen_in(value):
        raise Refused("objection_value_personal")
    for one in rows:
        was = {"column": column, "was": one.values.get(column, ""), "at": moment_for_people(on.at)}
        one.corrected = [*one.corrected, was]
        one.values = {**one.values, column: value}
        one.save(update_fields=["corrected", "values"])
    return {"column": column, "before": before, "after": value}


def _tell_sides(on: OnObjection) -> None:
    """Tells the nominee where it was asked or something follows for it, and the objector's mailbox."""
    row = on.row
    if row.entry and (row.reply_asked_at or row.effect != Effect.NONE):
        tell(row.entry.filing, kind=Kind.OBJECTION_DECIDED, at=on.at, params={"name": row.entry.name})
    _tell_objector(on)


def _tell_objector(on: OnObjection) -> None:
    objector = objector_in(on.row)
    if objector is None or not objector.mail:
        return
    send_to(
        Address("mail", objector.mail),
        kind=Kind.OBJECTION_ANSWERED,
        at=on.at,
        params={"number": on.row.number, "title": on.call.title},
        secret={},
        lang=on.row.lang,
        call=on.call,
    )
