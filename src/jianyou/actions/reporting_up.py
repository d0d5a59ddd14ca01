"""汇总上报: an office below compiles its own table and files it, as one filing, with the office above."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from jianyou.actions.acting import check_act
from jianyou.actions.filing import Filed, Sent, code_for, file_now, filed_before
from jianyou.actions.handing_in import handed_in
from jianyou.actions.log import log_act
from jianyou.actions.personal import personal_of
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.check import Day, check_form
from jianyou.domain.annexes.reading import MOST_ENTRIES, as_read
from jianyou.domain.annexes.typed import fit_text, form_of_values
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.ledger.fingerprints import content_sha256
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.calls import file_of
from jianyou.queries.district import Candidate, accepted_in, live_tables, quotas_of, stamp_of, upper_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_alone, lock_call_shared
from jianyou.store.identifiers import spoken_number
from jianyou.store.lookups import call_named
from jianyou.store.models import Call, Entry, Filing
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiling:
    """A table about to be compiled: the entries in their order, the header line as typed, and its names.

    `number` and `token` are those of the filing that it becomes; `stamp` is that of the list looked at.
    """

    entries: tuple[EntryKey, ...]
    header: Mapping[str, str]
    stamp: str
    number: str
    token: uuid.UUID


@dataclass(frozen=True, slots=True)
class Compiled:
    """The table with its contacts: values by key as they are printed, and what stands in its mark."""

    header: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    content: Mapping[str, Plain]
    number: str


@dataclass(frozen=True, slots=True)
class _Found:
    """What the table is made of, under the calls' locks."""

    call: Call
    upper: Call
    at: datetime
    rows: tuple[Candidate, ...]
    quota: int | None
    left_out: int


def names_for_table() -> tuple[str, uuid.UUID]:
    """A number and a token for a table that may be reported."""
    return spoken_number(3), uuid.uuid4()


def header_typed(file: CallFile, header: Mapping[str, str]) -> dict[str, str]:
    """The header line of the table as it is printed.

    Raises:
        Refused: a field is missing or too long.
    """
    typed = {field.key: fit_text(header.get(field.key, ""), lines=False) for field in file.annex.header}
    for field in file.annex.header:
        if not typed[field.key]:
            raise Refused("report_header_missing", label=field.label)
        if len(typed[field.key]) > LONGEST_HEADER:
            raise Refused("report_header_long", label=field.label, most=LONGEST_HEADER)
    return typed


def compile_table(*, actor: Actor, call_slug: str, compiling: Compiling) -> Compiled:
    """The table as it would be printed and filed now, contacts included. Logs `compile_table`.

    Raises:
        NotAllowed: the actor may not, or the call is over.
        Refused: as `report_table`.
    """
    with transaction.atomic():
        found = _found(actor, call_slug, compiling)
        sent = _sent(found, compiling)
        _log(actor, found.call, found, compiling, sent, reported=False)
    return _compiled(sent, file_of(found.upper.slug, found.upper.source), compiling)


def report_table(*, actor: Actor, call_slug: str, compiling: Compiling) -> Filed:
    """Files the table with the office above, where a sealed paper or scan completes it as it does any other.

    Its entries keep their rank, and where they come from. Logs `compile_table` here and above, and the
    filing's receipt above. Sent twice with one token, it is filed once.

    Raises:
        NotAllowed: the actor may not, or the call is over.
        Refused: nothing is ranked, more would be reported than the quota or a table holds, the list was
            changed since it was looked at, this office has reported already, or the office above takes
            nothing any more.
    """
    try:
        return _report(actor, call_slug, compiling)
    except (IntegrityError, Refused):
        # The button was pressed twice: the other press was first.
        found = filed_before(compiling.token)
        if found is None:
            raise
        return found


def _report(actor: Actor, call_slug: str, compiling: Compiling) -> Filed:
    with transaction.atomic():
        found = _found(actor, call_slug, compiling)
        sent = _sent(found, compiling)
        who = Actor(role=Role.FILER, person=actor.person)
        filed = file_now(actor=who, call=found.upper, at=found.at, sent=sent)
        _mark(filed.filing, found)
        _log(actor, found.call, found, compiling, sent, reported=True)
        _log(actor, found.upper, found, compiling, sent, reported=True, filing=filed.filing)
    return filed


def code_of_table(*, actor: Actor, call_slug: str) -> str:
    """The code that lets the office below in to the table that it has reported.

    Raises:
        NotAllowed: the actor may not.
        Refused: it is collected for no office above, or nothing is reported.
    """
    call = call_named(call_slug)
    check_act(actor, Act.EXPORT_LIST, subject_at(call, database_now()), call)
    table = live_tables(upper_of(call)).get(call.office_id)
    if table is None:
        raise Refused("report_nothing_ranked")
    return code_for(table.token, site_keys())


def _found(actor: Actor, call_slug: str, compiling: Compiling) -> _Found:
    lock_call_alone(call_slug)
    call = call_named(call_slug)
    upper = upper_of(call)
    lock_call_shared(upper.slug)
    at = database_now()
    check_act(actor, Act.COMPILE_TABLE, subject_at(call, at), call)
    there = live_tables(upper).get(call.office_id)
    if there is not None:
        raise Refused("report_there", number=there.number)
    accepted, quota = accepted_in(call), quotas_of(upper).get(call.office_id)
    ranked = [row for row in accepted.rows if row.rank is not None]
    count = len(compiling.entries)
    _check_count(ranked[:count], quota)
    same = tuple(row.key for row in ranked[:count]) == compiling.entries
    if not same or stamp_of(accepted, quota) != compiling.stamp:
        raise Refused("report_changed")
    return _Found(call, upper, at, tuple(ranked[:count]), quota, accepted.total - count)


def _check_count(rows: Sequence[Candidate], quota: int | None) -> None:
    if not rows:
        raise Refused("report_nothing_ranked")
    if quota is not None and len(rows) > quota:
        names = "、".join(row.name for row in rows[quota:])[:500]
        raise Refused("report_over_quota", count=len(rows), most=quota, names=names)
    if len(rows) > MOST_ENTRIES:
        raise Refused("report_many", count=len(rows), most=MOST_ENTRIES)


def _sent(found: _Found, compiling: Compiling) -> Sent:
    """The table read and checked as any other that is filed."""
    file = file_of(found.upper.slug, found.upper.source)
    header = header_typed(file, compiling.header)
    form = form_of_values(file.annex, header, _values(found.rows))
    check_form(form, file.annex, Day(file.deadline.date(), file.regions))
    sent = handed_in(
        as_read(form),
        file,
        filer=found.call.office.name,
        channel=Channel.DISTRICT,
        token=compiling.token,
    )
    return sent._replace(number=compiling.number)


def _values(rows: Sequence[Candidate]) -> list[dict[str, str]]:
    """What each entry says now, contacts included, by column key."""
    numbers = {row.key.number for row in rows}
    filings = list(Filing.objects.filter(number__in=numbers))
    by_number = {filing.number: filing for filing in filings}
    personal = personal_of(filings)
    content: dict[str, Any] = {
        filing.number: filing.versions.latest("ordinal").content["rows"] for filing in filings
    }
    values = []
    for row in rows:
        begin, own = f"{row.key.ordinal}.", personal.get(by_number[row.key.number].id, {})
        told = {field.removeprefix(begin): text for field, text in own.items() if field.startswith(begin)}
        values.append({**content[row.key.number][row.key.ordinal - 1], **told})
    return values


def _compiled(sent: Sent, file: CallFile, compiling: Compiling) -> Compiled:
    rows: Any = sent.content["rows"]
    header: Any = sent.content["header"]
    with_contacts = [{**row, **_own(sent.personal, ordinal)} for ordinal, row in enumerate(rows, 1)]
    whole = {**header, **_own(sent.personal, 0)}
    return Compiled(
        {field.key: whole.get(field.key, "") for field in file.annex.header},
        tuple(with_contacts),
        sent.content,
        compiling.number,
    )


def _own(personal: Mapping[str, str], ordinal: int) -> dict[str, str]:
    begin = f"{ordinal}."
    return {field.removeprefix(begin): text for field, text in personal.items() if field.startswith(begin)}


def _mark(filing: Filing, found: _Found) -> None:
    """Where the table and each of its entries come from, and in which order."""
    filing.from_office = found.call.office
    filing.save(update_fields=["from_office"])
    origins = {
        EntryKey(entry.filing.number, entry.ordinal): entry
        for entry in Entry.objects.filter(
            call=found.call, filing__number__in=[row.key.number for row in found.rows]
        ).select_related("filing")
    }
    entries = list(filing.entries.order_by("ordinal"))
    for entry, row in zip(entries, found.rows, strict=True):
        entry.rank, entry.origin = entry.ordinal, origins[row.key]
    Entry.objects.bulk_update(entries, ["rank", "origin"])


def _log(
    actor: Actor,
    call: Call,
    found: _Found,
    compiling: Compiling,
    sent: Sent,
    *,
    reported: bool,
    filing: Filing | None = None,
) -> None:
    content: dict[str, Plain] = {
        "number": compiling.number,
        "reported": reported,
        "from": found.call.slug,
        "content_sha256": content_sha256(sent.content),
        "quota": found.quota,
        "entries": [{"number": row.key.number, "ordinal": row.key.ordinal} for row in found.rows],
        "left_out": found.left_out,
    }
    log_act(call=call, act=Act.COMPILE_TABLE, actor=actor, at=found.at, content=content, filing=filing)
