"""证明材料: the proofs of a draft or a filing, what each may serve, and where their bytes are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.utils.timezone import localtime

from jianyou.domain.annexes.proofs import Validity, check_validity, label_code, order_of
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.eligibility.pack import Pack, leaves
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import elapsed
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.lifecycle.who_may import can
from jianyou.queries.calls import file_of
from jianyou.queries.drafts import content_of
from jianyou.queries.facts import award_rules
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Call, Draft, DraftFile, Filing, StoredFile
from jianyou.terms.clause import Clause
from jianyou.terms.finding import Finding, Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message

PROOF = "proof"
"""The purpose of a file that is a proof."""


@dataclass(frozen=True, slots=True)
class Served:
    """A condition that names a proof: its clause, what it asks, the proof, and for how many months it holds.

    `text` and `proof` are pairs, Chinese and English.
    """

    award: str
    clause: Clause
    text: tuple[str, str]
    proof: tuple[str, str]
    months: int | None

    def words(self, lang: Lang) -> tuple[str, str]:
        """Condition and proof in one language; Chinese where the pack has no English."""
        at = 1 if lang is Lang.EN else 0
        return self.text[at] or self.text[0], self.proof[at] or self.proof[0]


@dataclass(frozen=True, slots=True)
class ProofView:
    """A proof: name as sent, SHA-256 in hex, bytes, kind, nominee (empty: the whole table), validity.

    `entry` is a row's id in a draft, an ordinal in a filing, 0 for the whole table.
    """

    name: str
    digest: str
    size: int
    kind: str
    entry: int
    nominee: str
    validity: Validity
    findings: tuple[Finding, ...]

    @property
    def label(self) -> Message:
        """What its kind is called."""
        return Message(label_code(self.kind))

    @property
    def suffix(self) -> str:
        """What kind of file it is, by its name: `pdf`."""
        return Path(self.name).suffix.lower().lstrip(".")


@dataclass(frozen=True, slots=True)
class ProofsView:
    """All proofs of a draft or a filing; moments in the site's zone, `left` negative past the deadline.

    `entries` are nominees by what a proof's `entry` tells; `counts` is the day that validity is asked for.
    `may_add` tells whether proofs are taken now.
    """

    number: str
    call: str
    call_title: str
    issuer: str
    filer: str
    is_draft: bool
    deadline: datetime
    left: timedelta
    counts: date
    entries: Mapping[int, str]
    proofs: tuple[ProofView, ...]
    served: tuple[Served, ...]
    may_add: bool


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A proof's name as sent, and where its bytes lie."""

    name: str
    path: Path


def get_draft_proofs(*, number: str) -> ProofsView:
    """The proofs of a draft; only for who was let in to it.

    Raises:
        Refused: there is none (any more).
    """
    draft = Draft.objects.filter(number=number).select_related("call__office").first()
    if draft is None:
        raise Refused("draft_gone")
    file = file_of(draft.call.slug, draft.call.source)
    return _view(
        draft.call,
        file,
        number=number,
        filer=draft.filer,
        is_draft=True,
        entries=dict(_rows(draft, file)),
        files=draft.files.filter(purpose=PROOF),
        may_add=True,
    )


def get_filing_proofs(*, number: str) -> ProofsView:
    """The proofs of a filing; only for who was let in to it.

    Raises:
        Refused: there is none.
    """
    filing = Filing.objects.filter(number=number).select_related("call__office").first()
    if filing is None:
        raise Refused("public_no_filing")
    call = filing.call
    subject = subject_at(call, database_now(), filing=filing)
    return _view(
        call,
        file_of(call.slug, call.source),
        number=number,
        filer=filing.filer,
        is_draft=False,
        entries=dict(filing.entries.order_by("ordinal").values_list("ordinal", "name")),
        files=_of_filing(filing),
        may_add=can(filer_of(number), Act.ADD_COPY, subject),
    )


def proofs_of(filing: Filing) -> tuple[ProofView, ...]:
    """The proofs of a filing at hand, with what is to be looked at on them."""
    call = filing.call
    day = day_that_counts(file_of(call.slug, call.source), localtime(call.deadline))
    entries = dict(filing.entries.order_by("ordinal").values_list("ordinal", "name"))
    return _proofs(_of_filing(filing), entries, localtime(database_now()).date(), day)


def get_draft_proof(*, number: str, digest: str) -> ProofFile:
    """A proof of a draft; only for who was let in to it.

    Raises:
        Refused: it has no such proof, or its bytes are gone.
    """
    found = DraftFile.objects.filter(draft__number=number, purpose=PROOF, digest=digest).first()
    return _file(found, digest)


def get_filing_proof(*, number: str, digest: str) -> ProofFile:
    """A proof of a filing; only for who was let in to it.

    Raises:
        Refused: it has no such proof, or its bytes are gone.
    """
    held = StoredFile.objects.filter(version__filing__number=number, purpose=PROOF, digest=digest)
    return _file(held.first(), digest)


def day_that_counts(file: CallFile, deadline: datetime) -> date:
    """The day that validity is asked for: the latest that an award counts from, else the deadline's."""
    days = [award.as_of for award in file.awards if award.as_of]
    return max(days) if days else deadline.date()


@lru_cache(maxsize=64)
def served_by(slug: str, source: str) -> tuple[Served, ...]:
    """The conditions of a call's awards that name a proof."""
    awards = award_rules(slug, source)
    return tuple(each for award in awards for each in _served(award.name, award.rules.pack))


def _served(award: str, pack: Pack) -> Iterator[Served]:
    for condition in pack.conditions:
        for proof in dict.fromkeys(leaf.proof for leaf in leaves(condition.node) if leaf.proof):
            yield Served(
                award,
                condition.clause,
                (condition.text, condition.text_en),
                (proof.text, proof.text_en),
                proof.months,
            )


def _view(
    call: Call,
    file: CallFile,
    *,
    number: str,
    filer: str,
    is_draft: bool,
    entries: Mapping[int, str],
    files: Iterable[DraftFile | StoredFile],
    may_add: bool,
) -> ProofsView:
    now, deadline = localtime(database_now()), localtime(call.deadline)
    day = day_that_counts(file, deadline)
    return ProofsView(
        number=number,
        call=call.slug,
        call_title=call.title,
        issuer=file.notice.issuer or call.office.name,
        filer=filer,
        is_draft=is_draft,
        deadline=deadline,
        left=elapsed(now, deadline),
        counts=day,
        entries=entries,
        proofs=_proofs(files, entries, now.date(), day),
        served=served_by(call.slug, call.source),
        may_add=may_add,
    )


def _proofs(
    files: Iterable[DraftFile | StoredFile], entries: Mapping[int, str], today: date, day: date
) -> tuple[ProofView, ...]:
    # Rows that were written at once come in no order of their own.
    ordered = sorted(files, key=lambda file: (order_of(file.kind), file.name, file.digest))
    return tuple(
        ProofView(
            name=file.name,
            digest=file.digest,
            size=file.size,
            kind=file.kind,
            entry=file.entry or 0,
            nominee=entries.get(file.entry or 0, ""),
            validity=(validity := Validity(file.valid_from, file.valid_until)),
            findings=tuple(check_validity(validity, today=today, counts=day, file=file.name)),
        )
        for file in ordered
    )


def _of_filing(filing: Filing) -> Iterable[StoredFile]:
    """Each proof once: later versions hold those of the earlier ones."""
    newest = filing.versions.latest("ordinal")
    return newest.files.filter(purpose=PROOF)


def _rows(draft: Draft, file: CallFile) -> Iterator[tuple[int, str]]:
    name = file.annex.name_column.key
    for row in content_of(draft).told_rows():
        yield row.id, row.values.get(name, "")


def _file(found: DraftFile | StoredFile | None, digest: str) -> ProofFile:
    if found is None or not path_of(digest).is_file():
        raise Refused("proof_file_gone")
    return ProofFile(found.name, path_of(digest))
