"""择优, as a job computes it: what was asked of a choice, and its record."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from django.utils.timezone import localtime

from jianyou.actions.claims import Claim, settle
from jianyou.domain.judging.changes import Changes, changes_of
from jianyou.domain.judging.record import read_record
from jianyou.queries.choice_basis import Basis, LeftOut, basis_of, left_out, standing_for
from jianyou.store.files import keep_file
from jianyou.store.models import Choice
from jianyou.store.sitekeys import site_keys
from jianyou.terms.message import Message


class Asked(NamedTuple):
    """What was asked of a choice.

    `about` are the call's name, the SHA-256 of its file, the award and when it was asked (ISO 8601).
    """

    about: tuple[str, str, str, str]
    places: Mapping[str, int]
    changes: Changes
    basis: Basis
    left_out: tuple[LeftOut, ...]
    secret: bytes


def read_choice(claim: Claim) -> Asked:
    """What is asked for, as things stand now.

    Raises:
        Refused: it can't be chosen as things stand.
    """
    row = Choice.objects.select_related("call").get(id=claim.key)
    call = row.call
    return Asked(
        about=(call.slug, call.source_digest, row.award, localtime(row.made_at).isoformat()),
        places=row.wanted.get("places", {}),
        changes=changes_of(row.changes),
        basis=basis_of(call, row.award, unknown=bool(row.wanted.get("unknown"))),
        left_out=left_out(call, row.award, standing_for(call, row.award).not_met),
        secret=pseudonym_secret(call.slug),
    )


def pseudonym_secret(slug: str) -> bytes:
    """By what experts of a call have their pseudonyms: always the same, so that a record can be made anew."""
    return bytes.fromhex(site_keys().finder("decision record", slug))


def keep_choice(claim: Claim, record: str, summary: Mapping[str, Any]) -> bool:
    """Keeps the record, then says that it is there; False where nobody wants it any more."""
    kept = keep_record(record)
    told = {"status": "computed", "summary": dict(summary)}
    return settle(claim, **told, digest=kept.digest, file=kept.file, size=kept.size)


class Kept(NamedTuple):
    """A record that is kept: its digest, which is published, and the SHA-256 and size of its file."""

    digest: str
    file: str
    size: int


def keep_record(record: str) -> Kept:
    """Writes the file of a record."""
    data = record.encode()
    return Kept(read_record(record).digest, keep_file(data), len(data))


def fail_choice(
    claim: Claim, reason: Message, conflicts: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> bool:
    """Writes why there is no choice; False where nobody wants it any more.

    `conflicts` are lines on rules that can't be kept together, by language.
    """
    told = {"reason": [reason.code, dict(reason.params)], "conflicts": dict(conflicts)}
    return settle(claim, status="failed", summary=told)
