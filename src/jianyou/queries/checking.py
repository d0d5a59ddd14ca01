"""The formal check of an entry as a list: what the machine tells, and what officers said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime

from jianyou.domain.annexes.reading import finding_of
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.domain.lifecycle.who_may import can
from jianyou.domain.papers.checklist import Looked, Told, checklist
from jianyou.queries.calls import file_of
from jianyou.queries.office_calls import names_of
from jianyou.queries.proofs import proofs_of
from jianyou.queries.scans import list_scans
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, FilingVersion, LogRow
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class Line:
    """An item: the machine's answer, and what was marked (None: nothing) with its remark."""

    told: Told
    marked: bool | None
    remark: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The list of an entry. `version` is the newest of its filing.

    `by` marked it at `at` (site's zone), when `marked_version` was the newest; 0 and None while nobody did.
    """

    number: str
    ordinal: int
    name: str
    call: str
    call_title: str
    version: int
    lines: tuple[Line, ...]
    by: str
    at: datetime | None
    marked_version: int
    may_mark: bool

    @property
    def outdated(self) -> bool:
        """Whether the filing was changed since it was marked."""
        return self.at is not None and self.marked_version != self.version


def get_checklist(*, viewer: Actor, number: str, ordinal: int) -> Checklist:
    """The formal check of an entry of the viewer's office.

    Raises:
        Refused: that office has no such entry.
    """
    rows = Entry.objects.filter(office_id=viewer.office, filing__number=number, ordinal=ordinal)
    entry = rows.select_related("filing__call__office").first()
    if entry is None:
        raise Refused("site_no_entry", number=number[:20], ordinal=ordinal)
    filing, call = entry.filing, entry.filing.call
    version = filing.versions.latest("ordinal")
    marked = _marked(entry)
    content: Mapping[str, Any] = (marked.content or {}) if marked else {}
    marks: Mapping[str, Any] = content.get("items", {})
    subject = subject_at(call, database_now(), filing=filing, entry=entry)
    return Checklist(
        number=filing.number,
        ordinal=entry.ordinal,
        name=entry.name,
        call=call.slug,
        call_title=call.title,
        version=version.ordinal,
        lines=tuple(_line(told, marks) for told in checklist(_looked(entry, version))),
        by=names_of(viewer, [marked.actor])[marked.actor] if marked else "",
        at=localtime(marked.at) if marked else None,
        marked_version=int(content.get("version", 0)),
        may_mark=can(viewer, Act.CHECK_ENTRY, subject),
    )


def _line(told: Told, marks: Mapping[str, Any]) -> Line:
    mark = marks.get(told.item.value)
    return Line(told, mark["ok"], mark["remark"]) if mark else Line(told, None, "")


def _marked(entry: Entry) -> LogRow | None:
    rows = LogRow.objects.filter(filing=entry.filing, act=Act.CHECK_ENTRY, content__ordinal=entry.ordinal)
    return rows.order_by("at", "id").last()


def _looked(entry: Entry, version: FilingVersion) -> Looked:
    filing, call = entry.filing, entry.filing.call
    scans = list_scans(number=filing.number, schema=file_of(call.slug, call.source).annex)
    proofs = [one for one in proofs_of(filing) if one.entry in (0, entry.ordinal)]
    return Looked(
        findings=[finding_of(plain) for plain in version.findings],
        ordinal=entry.ordinal,
        on_paper=LogRow.objects.filter(filing=filing, act=Act.REGISTER_PAPER).exists(),
        scan=scans[0].compared.outcome if scans else None,
        scan_agrees=bool(scans) and scans[0].compared.agrees,
        proofs=len(proofs),
        bad_proofs=sum(bool(one.findings) for one in proofs),
        willing=dict(entry.candidacies.order_by("id").values_list("award", "willing")),
        twins=_twins(entry),
    )


def _twins(entry: Entry) -> int:
    same = Q(name_key=entry.name_key) if entry.name_key else Q(pk__in=())
    if entry.uscc:
        same |= Q(uscc=entry.uscc)
    others = Entry.objects.filter(same, call=entry.call_id).exclude(id=entry.id)
    return others.exclude(status=EntryStatus.WITHDRAWN).exclude(filing__status=FilingStatus.WITHDRAWN).count()
