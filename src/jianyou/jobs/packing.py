"""数据包的制作: what a call sends to other sites, put together, signed and kept; slow, in no transaction."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import localtime

from jianyou.actions.exporting import MasterRow
from jianyou.actions.personal import personal_of
from jianyou.actions.reporting_up import header_typed
from jianyou.actions.sending_packages import Sender, recipient, record_sent, sender_of
from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.annexes.write import master_paper
from jianyou.domain.calls.fixed import digest_of
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus
from jianyou.domain.packages.cards import Relation, address_of
from jianyou.domain.packages.downward import CALL_FILE, INTENTIONS, RESULTS, intentions_plain, results_plain
from jianyou.domain.packages.manifest import Kind, Manifest, sign
from jianyou.domain.packages.nomination import Nominated, Nomination, nomination_files
from jianyou.domain.packages.parcel import mark_of, parcel_bytes
from jianyou.jobs.recommending import recommendation_file, report_file
from jianyou.officefiles.writing.render import render_table
from jianyou.queries.calls import file_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.intentions import intended_in
from jianyou.queries.ledger import get_receipt, signed_head
from jianyou.queries.nominating import (
    Round,
    filings_of,
    get_nominating,
    nominated_entries,
    scans_of,
    stamp_of,
)
from jianyou.queries.partners import own_card
from jianyou.queries.proposed import ProposedRow, upward_list
from jianyou.queries.results_back import results_for
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Call, Choice, Partner, TreeHead
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

MOST_BYTES = 200 * 1024 * 1024
"""Of a package: it is made in memory."""


def make_nomination(
    *,
    actor: Actor,
    call_slug: str,
    partner: UUID,
    their_call: str,
    header: Mapping[str, str],
    stamp: str,
    scans: bool = True,
) -> UUID:
    """上报: a package of all that stands recommended, for the office above; the key of what was sent.

    `their_call` is that office's name for its call; `stamp` is that of the list looked at, `header` the line
    above the table. Contacts are in it, in a file of their own. Logs `send_package`.

    Raises:
        NotAllowed: the role doesn't, or the call is over.
        Refused: nothing stands recommended, more than the quota, the header line isn't complete, the list
            was changed since it was looked at, that office isn't known, or the package would be too large.
    """
    sender = sender_of(actor, call_slug)
    call, above = sender.call, recipient(actor, partner, Relation.UPPER)
    looked = get_nominating(viewer=actor, slug=call_slug)
    if looked.problem is not None:
        raise looked.problem
    if looked.stamp != stamp:
        raise Refused("package_list_changed")
    if not their_call:
        raise Refused("package_their_call")
    if scans and looked.scan_bytes > MOST_BYTES:
        raise Refused("package_large", most=MOST_BYTES // 1024 // 1024)
    file, rows = file_of(call.slug, call.source), upward_list(call)
    above_table = header_typed(file, header)
    nomination, files = _nomination_files(call, rows, above_table, scans=scans)
    files |= dict(_papers(actor, call, looked.decision, nomination.entries, above_table))
    files |= dict(_about_course(call, looked.rounds))
    files |= dict(_ledger(call, rows))
    about: dict[str, Plain] = {
        "for": their_call,
        "title": call.title,
        "entries": len(nomination.entries),
        "rules": file.rolls_up.digest if file.rolls_up else "",
        "fixed": list(file.rolls_up.fixed) if file.rolls_up else [],
    }
    summary: dict[str, Plain] = {"count": len(nomination.entries), "their_call": their_call, "personal": True}
    return _sent(actor, sender, Kind.NOMINATION, above, files, about, summary, stamp=stamp_of(rows))


def make_result(*, actor: Actor, call_slug: str, partner: UUID, their_call: str) -> UUID:
    """结果: what became of the entries that came from an office below in one of its calls, for that office.

    Raises:
        NotAllowed: the role doesn't, or the call is over.
        Refused: that office isn't known, or nothing is decided of its entries.
    """
    sender = sender_of(actor, call_slug)
    below = recipient(actor, partner, Relation.LOWER)
    lines = results_for(sender.call, below.id, their_call)
    if not lines:
        raise Refused("package_no_results")
    files = {RESULTS: canonical(results_plain(lines))}
    about: dict[str, Plain] = {"for": their_call, "title": sender.call.title, "results": len(lines)}
    summary: dict[str, Plain] = {"count": len(lines), "their_call": their_call}
    return _sent(actor, sender, Kind.RESULT, below, files, about, summary)


def make_rules(*, actor: Actor, call_slug: str, fixed: Sequence[str]) -> UUID:
    """统一规则: the call's own file, with the parts that stand fixed for every office below; for anybody.

    Raises:
        NotAllowed: the role doesn't, or the call is over.
    """
    sender = sender_of(actor, call_slug)
    source = sender.call.source
    digest = digest_of(source, fixed)
    about: dict[str, Plain] = {"title": sender.call.title, "fixed": list(fixed), "rules": digest}
    summary: dict[str, Plain] = {"fixed_parts": list(fixed), "rules_sha256": digest}
    return _sent(actor, sender, Kind.RULES, None, {CALL_FILE: source.encode()}, about, summary)


def make_intentions(*, actor: Actor, call_slug: str, partner: UUID, their_call: str) -> UUID:
    """申报意向: who means to be named, as recorded in this call, for the office above.

    Raises:
        NotAllowed: the role doesn't, or the call is over.
        Refused: nobody's intention is recorded, or that office isn't known.
    """
    sender = sender_of(actor, call_slug)
    above = recipient(actor, partner, Relation.UPPER)
    items = [one for each in intended_in(sender.call) for one in each.items]
    if not items:
        raise Refused("package_no_intentions")
    if not their_call:
        raise Refused("package_their_call")
    files = {INTENTIONS: canonical(intentions_plain(items))}
    about: dict[str, Plain] = {"for": their_call, "title": sender.call.title, "intentions": len(items)}
    summary: dict[str, Plain] = {"count": len(items), "their_call": their_call}
    return _sent(actor, sender, Kind.INTENTIONS, above, files, about, summary)


def _sent(
    actor: Actor,
    sender: Sender,
    kind: Kind,
    partner: Partner | None,
    files: Mapping[str, bytes],
    about: Mapping[str, Plain],
    summary: Mapping[str, Plain],
    stamp: str = "",
) -> UUID:
    if sum(map(len, files.values())) > MOST_BYTES:
        raise Refused("package_large", most=MOST_BYTES // (1024 * 1024))
    card, keys = own_card(viewer=actor), site_keys()
    manifest = Manifest(
        kind=kind,
        package=uuid4(),
        number=sender.number,
        made_at=localtime(database_now()).isoformat(),
        office=card.office,
        office_name=card.name,
        call=sender.call.slug,
        to=address_of(partner.slug, partner.key) if partner else "",
        files={name: mark_of(data) for name, data in files.items()},
        about=about,
    )
    signed = sign(manifest, keys.signing, keys.sm2)
    data = parcel_bytes(signed, files)
    return record_sent(actor=actor, signed=signed, data=data, partner=partner, summary=summary, stamp=stamp)


def _nomination_files(
    call: Call, rows: Sequence[ProposedRow], header: Mapping[str, str], *, scans: bool
) -> tuple[Nomination, dict[str, bytes]]:
    file = file_of(call.slug, call.source)
    found = scans_of(call, {row.key.number for row in rows}) if scans else {}
    personal = {field.key for field in file.annex.header if field.personal}
    nomination = Nomination(
        {key: text for key, text in header.items() if key not in personal},
        {key: text for key, text in header.items() if key in personal},
        nominated_entries(call, rows, found, _contacts(rows)),
    )
    files = nomination_files(nomination)
    for each in found.values():
        files |= {one.member: path_of(one.digest).read_bytes() for one in each}
    return nomination, files


def _contacts(rows: Sequence[ProposedRow]) -> dict[EntryKey, dict[str, str]]:
    """The contacts of the entries, by their columns."""
    filings = filings_of(rows)
    numbers = {filing.id: filing.number for filing in filings}
    found: dict[EntryKey, dict[str, str]] = {}
    for key, own in personal_of(filings).items():
        for field, text in own.items():
            ordinal, _, column = field.partition(".")
            found.setdefault(EntryKey(numbers[key], int(ordinal)), {})[column] = text
    return found


def _papers(
    actor: Actor, call: Call, decision: int, entries: Sequence[Nominated], header: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The table, and of what was decided together the letter and the report, each as Word and as PDF."""
    file = file_of(call.slug, call.source)
    rows = [
        MasterRow(one.number, one.ordinal, one.filer, EntryStatus.ACCEPTED, {**one.values, **one.personal})
        for one in entries
    ]
    form = form_of_values(file.annex, {}, [row.values for row in rows])
    paper = master_paper(file.annex, merge([form]), header=header)
    for kind in ("docx", "pdf"):
        yield f"papers/table.{kind}", render_table(Path(f"table.{kind}"), paper).written.data
        if decision:
            letter = recommendation_file(actor, call.slug, decision, rows, kind)
            yield f"papers/recommendation.{kind}", letter
            yield f"papers/report.{kind}", report_file(actor, call.slug, decision, kind)


def _about_course(call: Call, rounds: Sequence[Round]) -> Iterator[tuple[str, bytes]]:
    """How the list came about: decision records of choices, what was public and what came of it."""
    for choice in Choice.objects.filter(call=call, status="adopted").order_by("number"):
        yield f"decision/choice-{choice.number}.json", path_of(choice.file).read_bytes()
    for one in rounds:
        if one.snapshot:
            yield f"publicity/{one.number}.json", path_of(one.snapshot).read_bytes()
    if rounds:
        told: list[Any] = [_round_plain(one) for one in rounds]
        yield "publicity/outcome.json", canonical(told)


def _round_plain(one: Round) -> dict[str, Plain]:
    return {
        "number": one.number,
        "title": one.title,
        "status": one.status.value,
        "published_at": one.published_at.isoformat() if one.published_at else "",
        "ends_at": one.ends_at.isoformat() if one.ends_at else "",
        "snapshot": one.snapshot,
        "objections": one.objections,
        "upheld": one.upheld,
        "undecided": one.undecided,
    }


def _ledger(call: Call, rows: Sequence[ProposedRow]) -> Iterator[tuple[str, bytes]]:
    """The receipts of their filings, with the proofs of their places, and the newest head."""
    for number in sorted({row.key.number for row in rows}):
        yield f"ledger/receipts/{number}.json", get_receipt(number=number).written().encode()
    head = TreeHead.objects.filter(call=call).order_by("size").last()
    if head is not None:
        yield "ledger/head.json", canonical(signed_head(head, call.slug).as_plain())
