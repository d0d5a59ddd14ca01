"""Personal data of a call: which rows hold it, for telling how much there is and for erasing it."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from jianyou.store.files import path_of
from jianyou.store.models import (
    Archive,
    AudienceList,
    Call,
    CallDraft,
    Choice,
    CollectiveDecision,
    Draft,
    DraftFile,
    Enquired,
    Entry,
    Filing,
    ImportedFile,
    Invited,
    Objection,
    ObjectionFile,
    ObjectionStep,
    OutboxMessage,
    PersonalDatum,
    Publicity,
    Redaction,
    SentPackage,
    StoredFile,
    TakenPackage,
)

ERASED = b""
"""What stands where an encrypted text was: it reads as an empty one."""

_KEPT: tuple[tuple[type[Any], str], ...] = (
    (StoredFile, "digest"),
    (DraftFile, "digest"),
    (ImportedFile, "digest"),
    (Redaction, "digest"),
    (CollectiveDecision, "digest"),
    (Enquired, "digest"),
    (AudienceList, "digest"),
    (CallDraft, "notice"),
    (Choice, "file"),
    (Publicity, "snapshot"),
    (TakenPackage, "file"),
    (SentPackage, "file"),
    (ObjectionFile, "digest"),
)
"""Every column that names a file kept by its digest, archives aside."""
_FILES = ("originals", "packages", "taken", "archives")


@dataclass(frozen=True, slots=True)
class Personal:
    """How much personal data a call has, by kind; kinds that it has none of are left out."""

    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All of it together."""
        return sum(self.counts.values())


def personal_in(call: Call, *, originals: bool) -> Personal:
    """What would be erased of a call."""
    rows = personal_rows(call, originals=originals)
    counts = {kind: found.count() for kind, found in rows.items() if kind not in _FILES}
    counts |= {kind: len(on_disk(rows[kind])) for kind in _FILES if kind in rows}
    return Personal({kind: count for kind, count in counts.items() if count})


def on_disk(rows: QuerySet[Any]) -> set[str]:
    """The digests of these rows' files that are there."""
    column = dict(_KEPT).get(rows.model, "digest")
    return {digest for digest in rows.values_list(column, flat=True) if digest and path_of(digest).is_file()}


def personal_rows(call: Call, *, originals: bool) -> dict[str, QuerySet[Any]]:
    """The rows with personal data, by kind; with `originals` the files that were handed in too."""
    filings = Filing.objects.filter(call=call)
    entries, invited = Entry.objects.filter(call=call), Invited.objects.filter(call=call)
    subjects = Q()
    for rows in (filings, entries, invited):
        subjects |= Q(subject__in=rows.values("id"))
    messages = OutboxMessage.objects.filter(Q(call=call) | Q(filing__call=call))
    objections = Objection.objects.filter(call=call)
    told = Q(person__isnull=False) | Q(reply__isnull=False) | ~Q(text=ERASED)
    found: dict[str, QuerySet[Any]] = {
        "contacts": PersonalDatum.objects.filter(subjects),
        "messages": messages.filter(Q(recipient__isnull=False) | Q(secret__isnull=False)),
        "drafts": Draft.objects.filter(call=call),
        "imported": ImportedFile.objects.filter(batch__call=call, body__isnull=False),
        "objectors": objections.filter(told),
        "objection_files": ObjectionFile.objects.filter(objection__call=call, key__isnull=False),
        "objection_steps": ObjectionStep.objects.filter(objection__call=call).exclude(text=ERASED),
        "redactions": Redaction.objects.filter(entry__call=call).exclude(noted=None),
    }
    if originals:
        found["originals"] = StoredFile.objects.filter(version__filing__call=call)
        found["packages"] = SentPackage.objects.filter(call=call)
        found["taken"] = TakenPackage.objects.filter(call=call, status="taken")
        found["archives"] = Archive.objects.filter(call=call, personal=True, status="made")
    return found


def needed_elsewhere(call: Call, digests: set[str], *, originals: bool) -> set[str]:
    """Which of these files something kept needs; with `originals` the call's own filings don't count."""
    own = personal_rows(call, originals=True)
    leaving: dict[type[Any], QuerySet[Any]] = {}
    if originals:
        leaving = {own[kind].model: own[kind] for kind in ("originals", "packages", "taken")}
    needed: set[str] = set()
    for model, column in _KEPT:
        rows = model.objects.filter(**{f"{column}__in": digests})
        if model in leaving:
            rows = rows.exclude(id__in=leaving[model].values("id"))
        if model is ImportedFile and originals:
            rows = rows.exclude(batch__call=call)
        if model is ObjectionFile:
            rows = rows.exclude(key=None)
        needed |= set(rows.values_list(column, flat=True))
    return needed
