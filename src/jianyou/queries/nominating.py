"""上报: what a call would send to the office above, entry by entry, and what speaks against it now."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Max
from django.utils.timezone import localtime

from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.eligibility.claims import Standing
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import MADE_PUBLIC, EntryStatus, PublicityStatus
from jianyou.domain.packages.cards import Relation
from jianyou.domain.packages.nomination import MOST_ENTRIES, Answer, Came, Condition, Named, Nominated
from jianyou.queries.calls import file_of
from jianyou.queries.collective import office_quota
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.facts import Known, known_of
from jianyou.queries.office_calls import own_call
from jianyou.queries.official import official_basis
from jianyou.queries.partners import PartnerLine, list_partners
from jianyou.queries.proposed import ProposedRow, upward_list
from jianyou.queries.public_times import PENDING, RAISED, UPHELD
from jianyou.queries.publicity import status_at
from jianyou.queries.publicity_lines import names_in
from jianyou.store.dialect import database_now
from jianyou.store.models import (
    Call,
    Choice,
    CollectiveDecision,
    Entry,
    Filing,
    FilingVersion,
    Publicity,
    StoredFile,
)
from jianyou.terms.finding import Refused

SEALED_SCAN = "sealed_scan"
_LONGEST_FACT = 2000


class Round(NamedTuple):
    """A round of publicity with its objections, leads and those taken back left out.

    `snapshot` is the digest of what was published.
    """

    number: int
    title: str
    status: PublicityStatus
    published_at: datetime | None
    ends_at: datetime | None
    snapshot: str
    objections: int
    upheld: int
    undecided: int


class Scan(NamedTuple):
    """A sealed scan of a filing: where it lies in the package, what it was called, its digest and size."""

    member: str
    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class NominatedLine:
    """An entry for an award, as it would be sent."""

    order: int
    key: EntryKey
    name: str
    district: str
    award: str
    tier: str


@dataclass(frozen=True, slots=True)
class Nominating:
    """All that a call would send. `partners` are the offices above in use; `their_call` is the call above.

    `most` is what this office may name by its call's file (None: not told). `personal` are the titles of
    columns that hold contacts, `header` the fields above the table: key, label, and what stands in it at
    first. `problem` says why nothing can be sent, None where it can. `stamp` changes with the list and with
    what the entries say.
    """

    slug: str
    title: str
    partners: tuple[PartnerLine, ...]
    their_call: str
    lines: tuple[NominatedLine, ...]
    entries: int
    most: int | None
    personal: tuple[str, ...]
    header: tuple[tuple[str, str, str], ...]
    decision: int
    choices: tuple[int, ...]
    rounds: tuple[Round, ...]
    scans: int
    scan_bytes: int
    problem: Refused | None
    stamp: str

    @property
    def running(self) -> bool:
        """Whether a list is public still, or objections to one aren't decided."""
        return any(one.status is PublicityStatus.PUBLIC or one.undecided for one in self.rounds)


def get_nominating(*, viewer: Actor, slug: str) -> Nominating:
    """What would be sent now, without any contact.

    Raises:
        Refused: the viewer's office has no such call.
    """
    call = own_call(viewer, slug)
    file, rows = file_of(call.slug, call.source), upward_list(call)
    scans = scans_of(call, {row.key.number for row in rows})
    most, entries = office_quota(file), len({row.entry_id for row in rows})
    named = Entry.objects.filter(id__in={row.entry_id for row in rows})
    districts = dict(named.values_list("id", "district"))
    names = names_in(file)
    newest = CollectiveDecision.objects.filter(call=call).aggregate(newest=Max("number"))["newest"]
    choices = Choice.objects.filter(call=call, status="adopted").order_by("number")
    return Nominating(
        slug=call.slug,
        title=call.title,
        partners=tuple(
            one
            for one in list_partners(viewer=viewer)
            if one.relation is Relation.UPPER and one.retired_at is None
        ),
        their_call=file.rolls_up.call if file.rolls_up else "",
        lines=tuple(
            NominatedLine(
                row.order,
                row.key,
                row.name,
                districts[row.entry_id],
                names.get((row.award, ""), row.award),
                names.get((row.award, row.tier), row.tier) if row.tier else "",
            )
            for row in rows
        ),
        entries=entries,
        most=most,
        personal=_personal_titles(file),
        header=tuple(
            (field.key, field.label, call.office.name if at == 0 else "")
            for at, field in enumerate(file.annex.header)
        ),
        decision=newest or 0,
        choices=tuple(choices.values_list("number", flat=True)),
        rounds=rounds_of(call),
        scans=sum(len(each) for each in scans.values()),
        scan_bytes=sum(one.size for each in scans.values() for one in each),
        problem=_problem(rows, entries, most),
        stamp=stamp_of(rows),
    )


def stamp_of(rows: Sequence[ProposedRow]) -> str:
    """What changes with the list and what its entries say."""
    told = (f"{row.key.text} {row.version} {row.award} {row.tier} {row.order}" for row in rows)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def rounds_of(call: Call) -> tuple[Round, ...]:
    """The lists that were made public, with what came of objections to them."""
    rows = Publicity.objects.filter(call=call, status__in=MADE_PUBLIC)
    counted = rows.annotate(raised=RAISED, upheld=UPHELD, pending=PENDING)
    now = database_now()
    return tuple(
        Round(
            number=row.number,
            title=row.title,
            status=status_at(row, now),
            published_at=localtime(row.published_at) if row.published_at else None,
            ends_at=localtime(row.ends_at) if row.ends_at else None,
            snapshot=row.snapshot,
            objections=row.raised,
            upheld=row.upheld,
            undecided=row.pending,
        )
        for row in counted.order_by("number")
    )


def scans_of(call: Call, numbers: set[str]) -> dict[str, list[Scan]]:
    """The sealed scans of the newest version of these filings, by the filing's number."""
    newest = dict(
        FilingVersion.objects.filter(filing__call=call, filing__number__in=numbers)
        .values_list("filing_id")
        .annotate(newest=Max("ordinal"))
    )
    rows = StoredFile.objects.filter(version__filing__in=newest, purpose=SEALED_SCAN)
    found: dict[str, list[Scan]] = {}
    for row in rows.select_related("version__filing").order_by("id"):
        if row.version.ordinal == newest[row.version.filing_id]:
            number = row.version.filing.number
            own = found.setdefault(number, [])
            suffix = row.name.rpartition(".")[2].lower()
            ending = f".{suffix}" if suffix.isascii() and suffix.isalnum() and len(suffix) < 6 else ""
            own.append(Scan(f"scans/{number}-{len(own) + 1}{ending}", row.name, row.digest, row.size))
    return found


def nominated_entries(
    call: Call,
    rows: Sequence[ProposedRow],
    scans: Mapping[str, Sequence[Scan]],
    personal: Mapping[EntryKey, Mapping[str, str]],
) -> tuple[Nominated, ...]:
    """The entries as a package tells them, in their order; `personal` are contacts by entry."""
    awards: dict[UUID, list[Named]] = {}
    for row in rows:
        awards.setdefault(row.entry_id, []).append(Named(row.award, row.tier, row.order))
    keys = list(awards)
    found = {one.id: one for one in Entry.objects.filter(id__in=keys).select_related("filing")}
    contents = _contents({one.filing_id for one in found.values()})
    known, scores = known_of(call, [found[key] for key in keys]), _scores(call)
    entries = []
    for key in keys:
        entry = found[key]
        filing, (version, content) = entry.filing, contents[entry.filing_id]
        accepted = entry.status == EntryStatus.ACCEPTED and entry.decided_at
        entries.append(
            Nominated(
                number=filing.number,
                ordinal=entry.ordinal,
                version=version,
                filer=filing.filer,
                received_at=localtime(filing.filed_at or filing.sent_at),
                accepted_at=localtime(entry.decided_at) if accepted and entry.decided_at else None,
                name=entry.name,
                uscc=entry.uscc,
                values=content["rows"][entry.ordinal - 1],
                personal=personal.get(EntryKey(filing.number, entry.ordinal), {}),
                awards=tuple(awards[key]),
                answers=tuple(_answers(known[key])),
                scores={award: text for (one, award), text in scores.items() if one == key.hex},
                facts={name: _fact(standing) for name, standing in known[key].told.items()},
                files=tuple(Came(one.member, one.name) for one in scans.get(filing.number, ())),
            )
        )
    return tuple(entries)


def filings_of(rows: Sequence[ProposedRow]) -> list[Filing]:
    """The filings of these entries."""
    return list(Filing.objects.filter(number__in={row.key.number for row in rows}))


def _contents(filings: set[UUID]) -> dict[UUID, tuple[int, Any]]:
    versions = FilingVersion.objects.filter(filing__in=filings).order_by("ordinal")
    told = versions.values_list("filing_id", "ordinal", "content")
    return {filing: (ordinal, content) for filing, ordinal, content in told}


def _answers(known: Known) -> list[Answer]:
    return [
        Answer(
            one.award.award,
            one.outcome.verdict.value,
            tuple(
                Condition(each.rule.condition.code, str(each.rule.condition.clause), each.verdict.value)
                for each in one.outcome.conditions
            ),
        )
        for one in known.judged
    ]


def _fact(standing: Standing) -> str:
    claim = standing.claim
    return f"{claim.value}（{claim.source}）"[:_LONGEST_FACT]


def _scores(call: Call) -> dict[tuple[str, str], str]:
    """Official scores by entry (hex) and award, as text; none where the call's file declares no review."""
    file = file_of(call.slug, call.source)
    found = {}
    for award in file.awards if file.review else ():
        for key, each in official_basis(call, award.key).scores().by_entry.items():
            if each.score is not None:
                found[key, award.key] = str(each.score)
    return found


def _problem(rows: Sequence[ProposedRow], entries: int, most: int | None) -> Refused | None:
    if not rows:
        return Refused("package_nothing_proposed")
    if most is not None and entries > most:
        distinct = list({row.entry_id: row.name for row in rows}.values())
        names = "、".join(distinct[most:])[:500]
        return Refused("package_own_quota", count=entries, most=most, names=names)
    if entries > MOST_ENTRIES:
        return Refused("report_many", count=entries, most=MOST_ENTRIES)
    return None


def _personal_titles(file: CallFile) -> tuple[str, ...]:
    return tuple(column.title for column in file.annex.columns if column.personal)
