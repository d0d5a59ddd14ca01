"""函件: made of decisions and held, then sent by somebody, or dropped."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.acting import on_call, reason_given
from jianyou.actions.log import log_act
from jianyou.actions.outbox import Kind, Told, tell_some
from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.fingerprints import content_sha256
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.decision_letters import DECISION_LETTERS, decision_letter
from jianyou.domain.papers.letters import LetterKind
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.letter_matters import Matter, matters_of, told_of
from jianyou.queries.letters import MOST_AT_ONCE, LetterStatus, entries_named, made_of, stale_among
from jianyou.store.models import Call, Filing, Letter
from jianyou.terms.finding import Refused


class How(StrEnum):
    """How a letter goes out: as a message with the letter to be fetched, or printed and handed over."""

    MESSAGE = "message"
    PRINTED = "printed"


def make_letters(*, actor: Actor, call_slug: str, kind: LetterKind, keys: Sequence[EntryKey]) -> int:
    """Makes and holds a letter of each decision of that kind on the entries; how many.

    A decision that has one already gets no second, so that twice makes nothing more; entries on which
    nothing of the kind stands decided are passed over.

    Raises:
        Refused: there is no such call, no such letter is made of decisions, or too many are chosen.
        NotAllowed: who asks may not.
    """
    if kind not in DECISION_LETTERS:
        raise Refused("letter_kind_unknown")
    with transaction.atomic():
        call, at = on_call(actor, Act.SEND_LETTERS, call_slug)
        matters = matters_of(kind, entries_named(call, list(dict.fromkeys(keys))))
        made = made_of(kind, matters)
        new = [matter for matter in matters if (*matter.key, matter.of) not in made]
        Letter.objects.bulk_create(_made(call, kind, new, actor, at), batch_size=200)
    return len(new)


def _made(
    call: Call, kind: LetterKind, matters: Sequence[Matter], actor: Actor, at: datetime
) -> list[Letter]:
    rows = []
    for matter, told in zip(matters, told_of(kind, call, matters), strict=True):
        letter = decision_letter(told)
        content: dict[str, Any] = {
            "title": letter.title,
            "paragraphs": list(letter.paragraphs),
            "signed_by": letter.signed_by,
            "of": matter.of,
        }
        row = Letter(
            office_id=call.office_id,
            call=call,
            filing=matter.filing,
            entry=matter.entry,
            kind=kind.value,
            addressee=letter.addressee,
            content=content,
            made_by=actor.person,
            made_at=at,
        )
        rows.append(row)
    return rows


def send_letters(*, actor: Actor, call_slug: str, keys: Sequence[UUID], how: How = How.MESSAGE) -> int:
    """Sends letters that are held, all or none: dated today, told to their filers; how many.

    As a message it lies in the filer's inbox and goes to the confirmed address where there is one; a printed
    one is only marked. Logs `send_letters`, once for all. What was sent before is passed over.

    Raises:
        Refused: there is no such call, one of the letters was dropped or tells of a decision that stands no
            more, the office wants another person than its maker to send it, or too many are chosen.
        NotAllowed: who asks may not.
    """
    wanted = list(dict.fromkeys(keys))
    if len(wanted) > MOST_AT_ONCE:
        raise Refused("letters_too_many", most=MOST_AT_ONCE, count=len(wanted))
    with transaction.atomic():
        call, at = on_call(actor, Act.SEND_LETTERS, call_slug)
        rows = _to_send(call, wanted)
        _check_sendable(actor, call, rows)
        for row in rows:
            row.status, row.sent_by, row.sent_at = LetterStatus.SENT, actor.person, at
            row.content = {**row.content, "on": localtime(at).date().isoformat(), "how": how.value}
        Letter.objects.bulk_update(rows, ["status", "sent_by", "sent_at", "content"], batch_size=200)
        if rows:
            content: dict[str, Plain] = {"how": how.value, "letters": [_logged(row) for row in rows]}
            log_act(call=call, act=Act.SEND_LETTERS, actor=actor, at=at, content=content)
        if how is How.MESSAGE:
            tell_some(call, [Told(_filing(row), Kind.LETTER, _told(row)) for row in rows], at=at)
    return len(rows)


def _to_send(call: Call, keys: Sequence[UUID]) -> list[Letter]:
    """Those of the letters that aren't sent yet, their filings locked against other decisions."""
    own = Letter.objects.filter(call=call, id__in=keys, filing__isnull=False)
    if len(own) != len(keys):
        raise Refused("letter_unknown")
    filings = set(own.values_list("filing_id", flat=True))
    list(Filing.objects.select_for_update(of=("self",)).filter(id__in=filings).order_by("id"))
    rows = own.exclude(status=LetterStatus.SENT).select_related("entry__filing", "filing")
    return list(rows.order_by("made_at", "id"))


def _check_sendable(actor: Actor, call: Call, rows: Sequence[Letter]) -> None:
    if any(row.status == LetterStatus.DROPPED for row in rows):
        raise Refused("letter_dropped")
    stale = stale_among(rows)
    if stale:
        raise Refused("letters_stale", count=len(stale))
    own = sum(row.made_by == actor.person for row in rows)
    if call.office.second_person and own:
        raise Refused("letters_own", count=own)


def drop_letter(*, actor: Actor, call_slug: str, key: UUID, reason: str) -> None:
    """Drops a letter that is held; it is kept as dropped, with who did it, when and why.

    Raises:
        Refused: no reason is given, there is no such letter, or it was sent.
        NotAllowed: who asks may not.
    """
    told = reason_given(reason)
    with transaction.atomic():
        call, at = on_call(actor, Act.SEND_LETTERS, call_slug)
        row = Letter.objects.filter(call=call, id=key).first()
        if row is None:
            raise Refused("letter_unknown")
        if row.status == LetterStatus.SENT:
            raise Refused("letter_sent_already")
        if row.status == LetterStatus.HELD:
            row.status = LetterStatus.DROPPED
            dropped = {"because": told, "dropped_by": actor.person, "dropped_at": localtime(at).isoformat()}
            row.content = {**row.content, **dropped}
            row.save(update_fields=["status", "content"])


def _filing(row: Letter) -> Filing:
    if row.filing is None:
        raise Refused("letter_unknown")
    return row.filing


def _told(row: Letter) -> Mapping[str, Plain]:
    return {"letter": str(row.content["title"])}


def _logged(row: Letter) -> Plain:
    said: dict[str, Plain] = {name: row.content[name] for name in ("title", "paragraphs", "signed_by", "on")}
    return {
        "letter": row.id.hex,
        "kind": row.kind,
        "number": _filing(row).number,
        "ordinal": row.entry.ordinal if row.entry else 0,
        "sha256": content_sha256({**said, "addressee": row.addressee}),
    }
