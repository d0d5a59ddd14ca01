"""部门复函: a department's answers are recorded row by row, with what they settle; none is overwritten."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.acting import on_call, short_text
from jianyou.actions.clearance_settling import SettledFacts, settle_facts
from jianyou.actions.log import log_act, moment_for_people
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.clearance_answers import LONGEST_ANSWER, Answers, overall, plain_answers
from jianyou.queries.clearance import stamp_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.models import Call, Enquired, Enquiry
from jianyou.terms.finding import Refused

MOST_EARLIER = 50
_LONGEST_PLACE = 200


class Reply(NamedTuple):
    """A department's answers to one entry; `place` tells where in its file they stand."""

    key: EntryKey
    answers: Answers
    text: str = ""
    place: str = ""


class Recorded(NamedTuple):
    """How many rows were written, how many of them replaced an earlier reply, and what became of facts."""

    rows: int
    replaced: int
    facts: SettledFacts


def record_replies(
    *,
    actor: Actor,
    call_slug: str,
    number: int,
    replies: Sequence[Reply],
    on: date,
    seen: str,
    digest: str = "",
) -> Recorded:
    """Records what a letter's department answered, as its reply of the day `on` says; all or none.

    `seen` is the letter's stamp (`queries.clearance.stamp_of`) as it was looked at; `digest` is that of the
    returned file, kept already. An answer that a later one replaces stays on record. What all departments
    together settle becomes facts of the entries. Rows that say what stands already change nothing.
    Logs `record_replies`.

    Raises:
        Refused: there is no such letter, it isn't sent or was dropped, replies were recorded since it was
            looked at, the day is to come or before the letter's, an entry isn't in it or is named twice, or
            nothing is answered or new.
        NotAllowed: who asks may not.
    """
    with transaction.atomic():
        call, row, at = _locked(actor, call_slug, number)
        if stamp_of(row) != seen:
            raise Refused("clearance_changed")
        _check_day(row, on, at)
        written = _written(actor, row, replies, on, digest, at)
        if not written:
            raise Refused("clearance_nothing_new")
        fields = ["answer", "answers", "text", "replied_on", "recorded_by", "recorded_at", "digest"]
        Enquired.objects.bulk_update(written, [*fields, "place", "earlier"], batch_size=200)
        entries = [one.entry_id for one in written]
        facts = settle_facts(actor=actor, call=call, entries=entries, reference=row.id.hex)
        replaced = [one for one in written if one.earlier]
        content: dict[str, Plain] = {
            "enquiry": row.number,
            "department": row.department,
            "replied_on": on.isoformat(),
            "sha256": digest,
            "replies": [_logged(one) for one in written],
        }
        log_act(call=call, act=Act.RECORD_REPLIES, actor=actor, at=at, content=content)
    return Recorded(len(written), len(replaced), facts)


def _locked(actor: Actor, call_slug: str, number: int) -> tuple[Call, Enquiry, datetime]:
    """The call and the letter, locked against other letters and replies."""
    call, at = on_call(actor, Act.RECORD_REPLIES, call_slug)
    row = Enquiry.objects.filter(call=call, number=number).first()
    if row is None:
        raise Refused("clearance_unknown")
    if row.dropped_at:
        raise Refused("clearance_dropped")
    if not row.sent_at:
        raise Refused("clearance_not_sent")
    return call, row, at


def _check_day(row: Enquiry, on: date, at: datetime) -> None:
    if on > localtime(at).date():
        raise Refused("clearance_day_to_come")
    if row.sent_on and on < row.sent_on:
        raise Refused("clearance_reply_before_letter", sent=row.sent_on.isoformat())


def _written(
    actor: Actor, row: Enquiry, replies: Sequence[Reply], on: date, digest: str, at: datetime
) -> list[Enquired]:
    """The rows that say something new, with what they replace."""
    own = Enquired.objects.filter(enquiry=row).select_related("entry__filing")
    by_key = {EntryKey(one.entry.filing.number, one.entry.ordinal): one for one in own}
    written: dict[EntryKey, Enquired] = {}
    for reply in replies:
        one = by_key.get(reply.key)
        if one is None:
            raise Refused("site_no_entry", number=reply.key.number, ordinal=reply.key.ordinal)
        if reply.key in written:
            raise Refused("clearance_row_twice", name=one.entry.name)
        answers = {key: reply.answers[key] for key in row.asks if key in reply.answers}
        all_of_it = overall(answers, row.asks)
        if all_of_it is None:
            continue
        if any(len(answer.text) > LONGEST_ANSWER for answer in answers.values()):
            raise Refused("site_text_long", most=LONGEST_ANSWER)
        kept, text = plain_answers(answers), short_text(reply.text)
        if (one.answers, one.text, one.replied_on) == (kept, text, on):
            continue
        if one.answer:
            one.earlier = [*one.earlier, _replaced(one)][-MOST_EARLIER:]
        one.answer, one.answers, one.text, one.replied_on = all_of_it.value, kept, text, on
        one.recorded_by, one.recorded_at = actor.person, at
        one.digest, one.place = digest, reply.place[:_LONGEST_PLACE]
        written[reply.key] = one
    return list(written.values())


def _replaced(one: Enquired) -> dict[str, object]:
    """An answer as it is kept after another took its place."""
    return {
        "answer": one.answer,
        "answers": one.answers,
        "text": one.text,
        "replied_on": one.replied_on.isoformat() if one.replied_on else "",
        "recorded_by": one.recorded_by,
        "recorded_at": moment_for_people(one.recorded_at) if one.recorded_at else "",
        "digest": one.digest,
        "place": one.place,
    }


def _logged(one: Enquired) -> dict[str, Plain]:
    return {
        "number": one.entry.filing.number,
        "ordinal": one.entry.ordinal,
        "answer": one.answer,
        "answers": [f"{key}: {told}{' ' if text else ''}{text}" for key, (told, text) in one.answers.items()],
        "text": one.text,
        "replaced": bool(one.earlier),
    }
