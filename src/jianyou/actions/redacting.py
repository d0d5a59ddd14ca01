"""隐名: copies without names are made, looked at, approved, withdrawn; experts see what is approved."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from jianyou.actions.acting import check_act, newest_version, on_filing, reason_given
from jianyou.actions.deciding import entry_of
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.typed import fit_text, has_lines
from jianyou.domain.ledger.fingerprints import content_sha256
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.nameless import Hit, Nameless, make_nameless
from jianyou.queries.hidden_names import columns_to_hide, finder_of
from jianyou.queries.office_calls import own_call
from jianyou.queries.redactions import judged_entry, proofs_of_entry, words_of
from jianyou.queries.subjects import subject_at
from jianyou.store.files import keep_file
from jianyou.store.models import Call, Entry, Redaction
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

MOST_WORDS, LONGEST_WORD = 30, 60
LONGEST_TEXT = 20_000
TITLE = "证明材料"


class Of(NamedTuple):
    """An entry by its call, number and ordinal."""

    call_slug: str
    number: str
    ordinal: int


class NameLeft(Refused):
    """A name is still in a text or a file: `hits` tell where."""

    def __init__(self, code: str, hits: Sequence[Hit]) -> None:
        super().__init__(code, count=len(hits))
        self.hits = tuple(hits)


class TextLeft(Refused):
    """A name is still in the text of a column."""

    def __init__(self, column: str, title: str, name: str) -> None:
        super().__init__("redact_name_left", title=title, name=name)
        self.column = column


def keep_texts(
    *, actor: Actor, of: Of, looked_at: int, texts: Mapping[str, str], words: Sequence[str] = ()
) -> UUID:
    """Keeps what experts read of a row instead; approved at once where no second person is asked for.

    `texts` are by column, all of them; `words` are hidden besides what is known. Those made before are
    withdrawn. Logs `redact_files`.

    Raises:
        TextLeft: a name is still in a text.
        Refused: there is no such entry, something was filed since, a text or word is too long, or there are
            too many words.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    kept = check_words(words)
    with transaction.atomic():
        call, entry, at = _on_entry(actor, of)
        newest_version(entry.filing, looked_at=looked_at)
        told = _checked(call, entry, texts, kept)
        _withdraw(entry, "", at)
        row = _made(actor, call, entry, at)
        row.texts, row.noted = told, _sealed({"words": list(kept)})
        row.save()
        content: dict[str, Plain] = {"texts": content_sha256({**told}), "approved": bool(row.approved_at)}
        _log(call, entry, actor, at, content)
    return row.id


def keep_copy(*, actor: Actor, of: Of, proof: str, data: bytes) -> UUID:
    """Makes the copy of a proof (by its digest) that experts get, from a file with its names taken out.

    It waits for approval: somebody looks at it first. One made before is withdrawn. Logs `redact_files`.

    Raises:
        NameLeft: a name was found in the file.
        Refused: there is no such entry or proof, or the file can't be made into a copy.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    made = _prepared(actor, of, proof, data)
    digest = keep_file(made.copy.data)
    with transaction.atomic():
        call, entry, at = _on_entry(actor, of)
        _check_proof(entry, proof)
        _withdraw(entry, proof, at)
        row = _made(actor, call, entry, at)
        row.approved_by, row.approved_at = "", None
        row.of, row.digest, row.size, row.kind = proof, digest, len(made.copy.data), made.copy.kind
        row.noted = _sealed(_seen(made))
        row.save()
        _log(call, entry, actor, at, {"of": proof, "digest": digest})
    return row.id


def approve_copy(*, actor: Actor, of: Of, key: UUID) -> None:
    """Lets experts see a copy, or the texts; another than who made it, where a second person is asked for.

    Logs `redact_files`.

    Raises:
        Refused: there is none that waits, something was filed since, or the actor made it.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    with transaction.atomic():
        call, entry, at = _on_entry(actor, of)
        row = _standing(entry, key)
        if row.approved_at is not None:
            raise Refused("redact_copy_gone")
        if call.office.second_person and row.made_by == actor.person:
            raise Refused("redact_second_person")
        if not row.of and entry.filing.versions.latest("ordinal").at > row.made_at:
            raise Refused("redact_stale")
        row.approved_by, row.approved_at = actor.person, at
        row.save(update_fields=["approved_by", "approved_at"])
        _log(call, entry, actor, at, {"of": row.of, "digest": row.digest, "approved": True})


def withdraw_copy(*, actor: Actor, of: Of, key: UUID, reason: str) -> None:
    """Takes a copy, or the texts, away from experts at once. Logs `redact_files`.

    Raises:
        Refused: there is none (any more), or no reason is given.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    why = reason_given(reason)
    with transaction.atomic():
        call, entry, at = _on_entry(actor, of)
        row = _standing(entry, key)
        _withdraw(entry, row.of, at)
        _log(call, entry, actor, at, {"of": row.of, "digest": row.digest, "withdrawn": True, "reason": why})


def check_words(words: Sequence[str]) -> tuple[str, ...]:
    """The words to hide as they are kept, each once.

    Raises:
        Refused: there are too many, or one is too long.
    """
    kept = tuple(dict.fromkeys(fit for word in words if (fit := fit_text(word, lines=False))))
    if len(kept) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in kept):
        raise Refused("redact_words_many", most=MOST_WORDS, longest=LONGEST_WORD)
    return kept


def _prepared(actor: Actor, of: Of, proof: str, data: bytes) -> Nameless:
    """The copy, made before any row is locked: it takes seconds."""
    entry = judged_entry(own_call(actor, of.call_slug), of.number, of.ordinal)
    _check_proof(entry, proof)
    texts = Redaction.objects.filter(entry=entry, of="", withdrawn_at=None).first()
    made = make_nameless(data, title=TITLE, finder=finder_of(entry, words_of(texts) if texts else ()))
    if made.names:
        raise NameLeft("redact_names_found", made.names)
    return made


def _on_entry(actor: Actor, of: Of) -> tuple[Call, Entry, Any]:
    on = on_filing(of.number)
    if on.call.slug != of.call_slug or on.call.office_id.hex != actor.office:
        raise Refused("site_no_entry", number=of.number[:20], ordinal=of.ordinal)
    check_act(actor, Act.REDACT_FILES, subject_at(on.call, on.at), on.call)
    entry_of(on, of.ordinal)
    return on.call, judged_entry(on.call, of.number, of.ordinal), on.at


def _checked(call: Call, entry: Entry, texts: Mapping[str, str], words: Sequence[str]) -> dict[str, str]:
    finder = finder_of(entry, words)
    told: dict[str, str] = {}
    for column in columns_to_hide(call):
        text = fit_text(texts.get(column.key, ""), lines=has_lines(column))
        if len(text) > LONGEST_TEXT:
            raise Refused("site_text_long", most=LONGEST_TEXT)
        for mark in finder.marks(text):
            if mark.sure:
                raise TextLeft(column.key, column.title, text[mark.start : mark.end][:40])
        told[column.key] = text
    return told


def _check_proof(entry: Entry, proof: str) -> None:
    if not any(file.digest == proof for file in proofs_of_entry(entry)):
        raise Refused("redact_copy_gone")


def _made(actor: Actor, call: Call, entry: Entry, at: Any) -> Redaction:
    row = Redaction(office_id=call.office_id, entry=entry, made_by=actor.person, made_at=at)
    if not call.office.second_person:
        row.approved_by, row.approved_at = actor.person, at
    return row


def _standing(entry: Entry, key: UUID) -> Redaction:
    row = Redaction.objects.select_for_update().filter(entry=entry, id=key, withdrawn_at=None).first()
    if row is None:
        raise Refused("redact_copy_gone")
    return row


def _withdraw(entry: Entry, of: str, at: Any) -> None:
    Redaction.objects.filter(entry=entry, of=of, withdrawn_at=None).update(withdrawn_at=at)


def _seen(made: Nameless) -> dict[str, Any]:
    found = [
        {"text": hit.text, "code": hit.where.code, "params": dict(hit.where.params), "covered": hit.covered}
        for hit in made.maybe
    ]
    copy = made.copy
    return {"pages": copy.pages, "by_eye": list(copy.by_eye), "left_out": copy.left_out, "found": found}


def _sealed(told: Mapping[str, Any]) -> bytes:
    return site_keys().encrypt(json.dumps(told, ensure_ascii=False))


def _log(call: Call, entry: Entry, actor: Actor, at: Any, content: dict[str, Plain]) -> None:
    told = {"ordinal": entry.ordinal, **content}
    log_act(call=call, act=Act.REDACT_FILES, actor=actor, at=at, content=told, filing=entry.filing)
