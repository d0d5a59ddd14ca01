"""One filing for its office: what it says, what was found, who did what with it, what may be done now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.ledger.entries import EntryKind
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.deadline import late_by
from jianyou.domain.lifecycle.roles import STAFF, Actor, Role
from jianyou.domain.lifecycle.states import CorrectionStatus, EntryStatus, FilingStatus
from jianyou.domain.lifecycle.subjects import Subject
from jianyou.domain.lifecycle.who_may import can, possible_acts
from jianyou.queries.calls import file_of
from jianyou.queries.handovers import HeldPaper, held_paper
from jianyou.queries.ledger import entry_of
from jianyou.queries.office_calls import names_of
from jianyou.queries.office_messages import MessageLine, messages_of
from jianyou.queries.proofs import PROOF, ProofView, proofs_of
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Arrival, Correction, Entry, Filing, LogRow, PersonalDatum, StoredFile
from jianyou.terms.finding import Refused

_VIEWABLE = (".pdf", ".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """补正: what was asked of an entry, by whom, until when, and how it ended.

    `remarks` go by column key. `answer` is the version that answers, 0 while none does.
    """

    status: CorrectionStatus
    remarks: Mapping[str, str]
    note: str
    due: datetime
    asked_by: str
    asked_at: datetime
    settled_at: datetime | None
    of: int
    answer: int


@dataclass(frozen=True, slots=True)
class EntryView:
    """申报: its state, what was asked of it before (the newest last), and what the viewer may do now."""

    ordinal: int
    name: str
    status: EntryStatus
    corrections: tuple[CorrectionLine, ...]
    acts: tuple[Act, ...]

    @property
    def asked(self) -> CorrectionLine | None:
        """What is asked of it now."""
        open_ones = [one for one in self.corrections if one.status is CorrectionStatus.ASKED]
        return open_ones[0] if open_ones else None


@dataclass(frozen=True, slots=True)
class VersionView:
    """What a filing said at one time, without personal data. `findings` are plain, as they were kept."""

    ordinal: int
    at: datetime
    header: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    findings: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of a filing: its name as sent, SHA-256 in hex, bytes, what it is for, since which version."""

    name: str
    digest: str
    size: int
    purpose: str
    version: int

    @property
    def viewable(self) -> bool:
        """Whether a browser may show it, as far as its name tells."""
        return self.name.lower().endswith(_VIEWABLE)


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """到场登记: its number and moment; of a slip written by hand also its number and when it was entered."""

    number: int
    at: datetime
    slip: str
    entered_at: datetime | None
    stamped_by: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act on the filing: who, in which role, when, on which entry (0: the whole), and why.

    `told` is the reason or the note, empty where none was given or what it told was erased.
    """

    act: Act
    who: str
    role: Role | None
    at: datetime
    ordinal: int
    told: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """The newest receipt: when it was signed, the commitment to what it tells (hex), whether it is placed."""

    at: datetime
    commitment: str
    placed: bool


@dataclass(frozen=True, slots=True)
class OfficeFiling:
    """A filing opened. Moments are in the site's zone; people are told by their names.

    `late` is how long after the deadline its paper or scan came, None where nothing came late. `personal` are
    the fields (`0.<key>` of the header, `<ordinal>.<key>` of an entry) that hold something nobody publishes.
    `detailing`: the office's clerks may type in now what stands on its paper.
    `second_person`: what crosses the deadline takes two people here. `paper` is what was handed in on paper.
    """

    number: str
    call: str
    call_title: str
    schema: AnnexSchema
    second_person: bool
    status: FilingStatus
    channel: str
    filer: str
    lang: str
    confirmed: bool
    completes_on: str
    late_admission: bool
    deadline: datetime
    now: datetime
    sent_at: datetime
    filed_at: datetime | None
    admitted_at: datetime | None
    late: timedelta | None
    newest: VersionView
    versions: tuple[tuple[int, datetime], ...]
    files: tuple[FileLine, ...]
    proofs: tuple[ProofView, ...]
    personal: frozenset[str]
    entries: tuple[EntryView, ...]
    arrivals: tuple[ArrivalLine, ...]
    receipt: ReceiptLine | None
    log: tuple[LogLine, ...]
    messages: tuple[MessageLine, ...]
    acts: tuple[Act, ...]
    detailing: bool
    paper: HeldPaper

    def entry(self, ordinal: int) -> EntryView:
        """The entry of that number.

        Raises:
            Refused: it has none.
        """
        for entry in self.entries:
            if entry.ordinal == ordinal:
                return entry
        raise Refused("site_no_entry", number=self.number, ordinal=ordinal)


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A file of a filing and where its bytes lie."""

    name: str
    path: Path


def get_office_filing(*, viewer: Actor, number: str) -> OfficeFiling:
    """The filing of that number, of the viewer's office.

    Raises:
        Refused: that office has none.
    """
    filing = _own(viewer, number)
    call, now, files = filing.call, localtime(database_now()), tuple(_files(filing))
    versions = list(filing.versions.order_by("ordinal").values_list("ordinal", "at"))
    rows = list(LogRow.objects.filter(filing=filing).order_by("at", "id"))
    arrivals = list(filing.arrivals.order_by("at", "number"))
    corrections = list(_corrections(filing))
    names = names_of(viewer, [*_people(rows), *_people_of(arrivals, corrections)])
    entries = tuple(_entries(viewer, filing, corrections, now, names))
    subject = subject_at(call, now, filing=filing)
    return OfficeFiling(
        number=filing.number,
        call=call.slug,
        call_title=call.title,
        schema=file_of(call.slug, call.source).annex,
        second_person=call.office.second_person,
        status=FilingStatus(filing.status),
        channel=filing.channel,
        filer=filing.filer,
        lang=filing.lang,
        confirmed=filing.confirmed,
        completes_on=call.completes_on,
        late_admission=call.late_admission,
        deadline=localtime(call.deadline),
        now=now,
        sent_at=localtime(filing.sent_at),
        filed_at=localtime(filing.filed_at) if filing.filed_at else None,
        admitted_at=localtime(filing.admitted_at) if filing.admitted_at else None,
        late=_late(rows, filing),
        newest=_version(filing, versions[-1][0]),
        versions=tuple((ordinal, localtime(at)) for ordinal, at in versions),
        files=files,
        proofs=proofs_of(filing) if any(file.purpose == PROOF for file in files) else (),
        personal=_personal(filing),
        entries=entries,
        arrivals=tuple(_arrival(each, names) for each in arrivals),
        receipt=_receipt(rows),
        log=tuple(_log(row, names) for row in rows),
        messages=messages_of(filing),
        acts=possible_acts(viewer, subject),
        detailing=_detailing(viewer, filing, entries, subject),
        paper=held_paper(filing),
    )


def get_office_version(*, viewer: Actor, number: str, ordinal: int) -> VersionView:
    """What a filing of the viewer's office said in that version.

    Raises:
        Refused: that office has no such filing, or it no such version.
    """
    filing = _own(viewer, number)
    if not filing.versions.filter(ordinal=ordinal).exists():
        raise Refused("office_no_version", number=number[:20], version=ordinal)
    return _version(filing, ordinal)


def get_office_file(*, viewer: Actor, number: str, digest: str) -> OfficeFile:
    """A file of a filing of the viewer's office; whether it may be shown was asked before.

    Raises:
        Refused: that office has no such filing, it no such file, or its bytes are gone.
    """
    found = StoredFile.objects.filter(version__filing=_own(viewer, number), digest=digest).first()
    if found is None or not path_of(digest).is_file():
        raise Refused("office_no_file", number=number[:20])
    return OfficeFile(found.name, path_of(digest))


def _own(viewer: Actor, number: str) -> Filing:
    own = Filing.objects.filter(office_id=viewer.office, number=number)
    filing = own.select_related("call__office").first()
    if filing is None:
        raise Refused("site_no_filing", number=number[:20])
    return filing


def _version(filing: Filing, ordinal: int) -> VersionView:
    version = filing.versions.get(ordinal=ordinal)
    content = version.content
    rows = tuple(content["rows"])
    return VersionView(ordinal, localtime(version.at), content["header"], rows, tuple(version.findings))


def _files(filing: Filing) -> Iterable[FileLine]:
    """Each file once, with the version that it came with; later versions keep it."""
    files: dict[tuple[str, str], FileLine] = {}
    for each in (
        StoredFile.objects.filter(version__filing=filing)
        .order_by("version__ordinal", "id")
        .values_list("name", "digest", "size", "purpose", "version__ordinal")
    ):
        files.setdefault((each[1], each[3]), FileLine(*each))
    return files.values()


def _personal(filing: Filing) -> frozenset[str]:
    fields = PersonalDatum.objects.filter(subject=filing.id).values_list("field", flat=True)
    return frozenset(field for field in fields if field[:1].isdigit())


def _corrections(filing: Filing) -> Iterable[Correction]:
    asked = Correction.objects.filter(entry__filing=filing).select_related("entry", "of", "answer")
    return asked.defer("of__content", "of__findings", "answer__content", "answer__findings").order_by(
        "asked_at", "id"
    )


def _entries(
    viewer: Actor, filing: Filing, corrections: Sequence[Correction], now: datetime, names: Mapping[str, str]
) -> Iterable[EntryView]:
    for entry in filing.entries.order_by("ordinal"):
        own = [one for one in corrections if one.entry_id == entry.id]
        yield EntryView(
            entry.ordinal,
            entry.name,
            EntryStatus(entry.status),
            tuple(_correction(one, names) for one in own),
            _acts(viewer, filing, entry, own, now),
        )


def _acts(
    viewer: Actor, filing: Filing, entry: Entry, own: Sequence[Correction], now: datetime
) -> tuple[Act, ...]:
    asked = next((one for one in own if one.status == CorrectionStatus.ASKED), None)
    return possible_acts(viewer, subject_at(filing.call, now, filing=filing, entry=entry, correction=asked))


def _correction(one: Correction, names: Mapping[str, str]) -> CorrectionLine:
    return CorrectionLine(
        status=CorrectionStatus(one.status),
        remarks={remark["column"]: remark["text"] for remark in one.remarks},
        note=one.note,
        due=localtime(one.due),
        asked_by=names[one.asked_by],
        asked_at=localtime(one.asked_at),
        settled_at=localtime(one.settled_at) if one.settled_at else None,
        of=one.of.ordinal,
        answer=one.answer.ordinal if one.answer else 0,
    )


def _detailing(viewer: Actor, filing: Filing, entries: Iterable[EntryView], subject: Subject) -> bool:
    """As `enter_details` asks: it began at the counter, and none of its entries was looked at yet."""
    untouched = all(one.status is EntryStatus.PENDING and not one.corrections for one in entries)
    clerk = replace(viewer, role=Role.OFFICE_CLERK)
    return filing.channel == Channel.COUNTER and untouched and can(clerk, Act.ENTER_DETAILS, subject)


def _arrival(each: Arrival, names: Mapping[str, str]) -> ArrivalLine:
    entered_at = localtime(each.entered_at) if each.entered_at else None
    return ArrivalLine(each.number, localtime(each.at), each.slip, entered_at, names[each.stamped_by])


def _people(rows: Sequence[LogRow]) -> Iterable[str]:
    for row in rows:
        yield row.actor
        yield str((row.content or {}).get("approved_by", ""))


def _people_of(arrivals: Sequence[Arrival], corrections: Sequence[Correction]) -> Iterable[str]:
    yield from (each.stamped_by for each in arrivals)
    yield from (one.asked_by for one in corrections)


def _log(row: LogRow, names: Mapping[str, str]) -> LogLine:
    content: Mapping[str, Any] = row.content or {}
    role = Role(content["role"]) if content.get("role") in set(Role) else None
    ordinal = content.get("ordinal", content.get("corrected", 0))
    return LogLine(
        act=Act(row.act),
        who=names[row.actor] if role in STAFF or role is None else "",
        role=role,
        at=localtime(row.at),
        ordinal=int(ordinal),
        told=str(content.get("reason") or content.get("note") or ""),
        approved_by=names[str(content.get("approved_by", ""))],
    )


def _receipt(rows: Sequence[LogRow]) -> ReceiptLine | None:
    receipts = [row for row in rows if row.kind == EntryKind.RECEIPT]
    if not receipts:
        return None
    newest = receipts[-1]
    return ReceiptLine(localtime(newest.at), entry_of(newest).commitment, newest.place is not None)


def _late(rows: Sequence[LogRow], filing: Filing) -> timedelta | None:
    """By the moment that the receipt of the late registration tells."""
    late = [row.content for row in rows if row.act == Act.REGISTER_LATE and row.content]
    if not late:
        return None
    decisive = datetime.fromisoformat(late[-1]["decisive"])
    return late_by(decisive, filing.call.deadline, counts=filing.call.deadline_counts)
