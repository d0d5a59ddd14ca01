"""取入数据包: a verified package becomes a filing, results, intentions or kept rules, in one transaction.

Its bytes are on the disk, encrypted, before any row speaks of them: interrupted anywhere, either all of it is
there or nothing is, and it can be taken again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from jianyou.actions.acting import check_act
from jianyou.actions.filing import Sent, receipt_content, start_filing
from jianyou.actions.handing_in import handed_in
from jianyou.actions.intentions import write_intentions
from jianyou.actions.log import log_act
from jianyou.actions.results import ResultLine, record_results
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.check import Day, check_form
from jianyou.domain.annexes.reading import as_read
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Channel, Means, completes
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.packages.downward import ResultTold
from jianyou.domain.packages.manifest import Kind
from jianyou.domain.packages.nomination import Nominated, Nomination
from jianyou.queries.arriving import Verified, call_for, fixed_in, opened, problems_of, verified_of
from jianyou.queries.calls import file_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.results import Outcome
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_alone
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Entry, Filing, TakenEntry, TakenPackage
from jianyou.store.sealed_files import SealedFile, sealing
from jianyou.terms.finding import Refused, Severity

_KEEPERS = frozenset({Role.OFFICE_CLERK, Role.SECTION_HEAD})
_LONGEST_PROBLEM = 600


class Taken(NamedTuple):
    """A package as it was taken: its row's key, the filing that it became ("" for none), its lines."""

    key: UUID
    filing: str
    entries: int


def take_package(*, actor: Actor, data: bytes) -> Taken:
    """Takes a package in whole, judged by the database's clock. Logs `take_package` in the call's log.

    A table becomes a filing of the office below, complete where a sealed scan completes one; its entries
    keep their order and where they come from. Results are recorded, intentions become a version of that
    office's list, rules are kept to be opened from.

    Raises:
        NotAllowed: the actor's role doesn't, or the call is over.
        Refused: it is no package, something in it was changed, or anything else speaks against it.
    """
    if actor.role not in _KEEPERS:
        raise NotAllowed("partners_not_yours")
    with opened(actor, data) as parcel:
        if not parcel.good:
            first = next(one for one in parcel.findings if one.severity is Severity.ERROR)
            raise Refused(first.code, **first.params)
        verified = verified_of(actor, parcel)
    try:
        with sealing(data) as kept, transaction.atomic():
            return _take(actor, verified, kept)
    except IntegrityError:
        # Somebody else took it in this moment.
        raise Refused("package_taken_now") from None


def refuse_package(*, actor: Actor, data: bytes, reason: str = "") -> UUID:
    """拒收: keeps that a package was refused whole, and why; of its content nothing. Logs `refuse_package`.

    Raises:
        NotAllowed: the actor's role doesn't, or the call is over.
        Refused: it can't be verified, belongs to no call here, or nothing speaks against it and no reason is
            given.
    """
    with opened(actor, data) as parcel:
        if not parcel.good:
            raise Refused("package_not_verified")
        verified = verified_of(actor, parcel)
    with transaction.atomic():
        call, at = _locked(actor, call_for(actor, verified.manifest).slug)
        check_act(actor, Act.REFUSE_PACKAGE, subject_at(call, at), call)
        problems: list[Plain] = [[one.code, dict(one.params)] for one in problems_of(call, verified, at)]
        told = reason.strip()[:_LONGEST_PROBLEM]
        if told:
            problems.append(["package_refused_for", {"reason": told}])
        if not problems:
            raise Refused("site_reason_missing")
        row = _row(actor, verified, call, at, "refused", SealedFile("", "", 0, b""))
        row.problems = problems
        row.save(force_insert=True)
        content = {**_about(verified), "problems": [one[0] for one in problems if isinstance(one, list)]}
        log_act(call=call, act=Act.REFUSE_PACKAGE, actor=actor, at=at, content=content)
    return row.id


def _take(actor: Actor, verified: Verified, kept: SealedFile) -> Taken:
    if verified.manifest.kind is Kind.RULES:
        return _rules(actor, verified, kept)
    call, at = _locked(actor, call_for(actor, verified.manifest).slug)
    result = verified.manifest.kind is Kind.RESULT
    check_act(actor, Act.RECORD_RESULTS if result else Act.TAKE_PACKAGE, subject_at(call, at), call)
    for problem in problems_of(call, verified, at):
        raise problem
    row = _row(actor, verified, call, at, "taken", kept)
    row.save(force_insert=True)
    number = ""
    match verified.manifest.kind:
        case Kind.NOMINATION:
            number = _file(actor, call, verified, row, at)
        case Kind.RESULT:
            _record(actor, call, verified)
        case _:
            items = verified.brought.intentions
            write_intentions(call, verified.partner.name, items, actor.person, at, partner=verified.partner)
    if verified.manifest.kind is not Kind.NOMINATION:
        log_act(call=call, act=Act.TAKE_PACKAGE, actor=actor, at=at, content=_about(verified))
    return Taken(row.id, number, verified.brought.count)


def _locked(actor: Actor, slug: str) -> tuple[Call, datetime]:
    # Alone: two packages of one office must not both find that none of it stands.
    lock_call_alone(slug)
    call = call_named(slug)
    if call.office_id.hex != actor.office:
        raise Refused("package_no_call", name=slug[:64])
    return call, database_now()


def _rules(actor: Actor, verified: Verified, kept: SealedFile) -> Taken:
    at = database_now()
    for problem in problems_of(None, verified, at):
        raise problem
    row = _row(actor, verified, None, at, "taken", kept)
    row.summary = {
        **row.summary,
        "rules": str(verified.manifest.about.get("rules")),
        "fixed": list(fixed_in(verified.manifest)),
        "source": verified.brought.source,
    }
    row.save(force_insert=True)
    return Taken(row.id, "", 0)


def _row(
    actor: Actor, verified: Verified, call: Call | None, at: datetime, status: str, kept: SealedFile
) -> TakenPackage:
    manifest = verified.manifest
    return TakenPackage(
        office_id=actor.office,
        partner=verified.partner,
        call=call,
        package=manifest.package,
        their_call=manifest.call[:64],
        number=manifest.number,
        kind=manifest.kind.value,
        status=status,
        digest=manifest.digest,
        size=kept.size,
        file=kept.digest,
        file_key=kept.key or None,
        summary={
            "title": str(manifest.about.get("title", ""))[:200],
            "made_at": manifest.made_at,
            "count": verified.brought.count,
        },
        by=actor.person,
        at=at,
    )


def _about(verified: Verified) -> dict[str, Plain]:
    manifest = verified.manifest
    return {
        "package": manifest.package.hex,
        "package_number": manifest.number,
        "kind": manifest.kind.value,
        "from_office": verified.partner.name,
        "their_call": manifest.call,
        "manifest_sha256": manifest.digest,
        "count": verified.brought.count,
    }


def _file(actor: Actor, call: Call, verified: Verified, row: TakenPackage, at: datetime) -> str:
    """The table as a filing of the office below, with its receipt; its number."""
    nomination = verified.brought.nomination
    assert nomination is not None
    entries = sorted(nomination.entries, key=lambda one: one.place)
    complete = completes(Means.SEALED_SCAN, call.completes_on)
    status = FilingStatus.FILED if complete else FilingStatus.PREFILLED
    filing = start_filing(call, _sent(call, verified, entries), status, at, at if complete else None)
    _mark(filing, row, verified.manifest.call, entries)
    content: Mapping[str, Plain] = {**receipt_content(filing, at), **_about(verified)}
    log_act(call=call, act=Act.TAKE_PACKAGE, actor=actor, at=at, content=content, filing=filing, receipt=True)
    return filing.number


def _sent(call: Call, verified: Verified, entries: Sequence[Nominated]) -> Sent:
    """The table read and checked as any other that is filed."""
    file, nomination = file_of(call.slug, call.source), verified.brought.nomination or Nomination({}, {}, ())
    header = {**nomination.header, **nomination.personal}
    form = form_of_values(file.annex, header, [{**one.values, **one.personal} for one in entries])
    check_form(form, file.annex, Day(file.deadline.date(), file.regions))
    return handed_in(
        as_read(form),
        file,
        filer=verified.partner.name,
        channel=Channel.DISTRICT,
        token=verified.manifest.package,
    )


def _mark(filing: Filing, row: TakenPackage, their_call: str, entries: Sequence[Nominated]) -> None:
    """The order that the office below gave, and where each entry comes from."""
    rows = list(filing.entries.order_by("ordinal"))
    for entry in rows:
        entry.rank = entry.ordinal
    Entry.objects.bulk_update(rows, ["rank"])
    TakenEntry.objects.bulk_create(
        TakenEntry(
            office_id=filing.office_id,
            package=row,
            filing=filing,
            entry=entry,
            their_call=their_call,
            their_number=one.number,
            their_ordinal=one.ordinal,
            provenance=one.provenance,
        )
        for entry, one in zip(rows, entries, strict=True)
    )


def _record(actor: Actor, call: Call, verified: Verified) -> None:
    """The results, document by document."""
    lines = sorted(verified.brought.results, key=lambda one: (one.on, one.document))
    for (on, document), some in groupby(lines, key=lambda one: (one.on, one.document)):
        record_results(
            actor=actor,
            call_slug=call.slug,
            lines=[_line(one) for one in some],
            document=document,
            on=on,
            package=verified.manifest.package.hex,
            over_places=verified.partner.name,
        )


def _line(told: ResultTold) -> ResultLine:
    key = EntryKey(told.number, told.ordinal)
    return ResultLine(key, told.award, Outcome(told.outcome), told.tier, told.note)
