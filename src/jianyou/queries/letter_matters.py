"""What letters are about: the decision that stands on an entry now, and whether a letter still tells it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localtime

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.states import CorrectionStatus, EntryStatus, FilingStatus
from jianyou.domain.mailbox.moment import moment_text
from jianyou.domain.papers.decision_letters import Chosen, ColumnRemark, DecisionTold
from jianyou.domain.papers.letters import LetterKind
from jianyou.queries.calls import file_of
from jianyou.queries.choice_records import record_part
from jianyou.store.models import Call, Choice, Correction, Entry, Feedback, Filing, LogRow
from jianyou.terms.lang import Lang

_STATES = {
    LetterKind.ACCEPTANCE: EntryStatus.ACCEPTED,
    LetterKind.REFUSAL: EntryStatus.REFUSED,
    LetterKind.CORRECTION: EntryStatus.RETURNED,
}
_REASONS = {LetterKind.REFUSAL: Act.REFUSE_ENTRY, LetterKind.ADMISSION: Act.ADMIT_LATE}


@dataclass(frozen=True, slots=True)
class Matter:
    """A decision that a letter tells of; `of` is its moment (ISO), which tells decisions apart.

    `entry` is None where the whole filing was decided.
    """

    filing: Filing
    entry: Entry | None
    of: str
    correction: Correction | None = None
    chosen: Chosen | None = None

    @property
    def key(self) -> tuple[UUID, UUID | None]:
        """What it is about."""
        return self.filing.id, self.entry.id if self.entry else None


def matters_of(kind: LetterKind, entries: Sequence[Entry]) -> list[Matter]:
    """The decisions of that kind that stand on the entries now; their filings must be loaded."""
    if kind is LetterKind.ADMISSION:
        filings = {entry.filing_id: entry.filing for entry in entries}
        return [
            Matter(filing, None, filing.admitted_at.isoformat())
            for filing in filings.values()
            if filing.admitted_at and filing.status == FilingStatus.FILED
        ]
    if kind is LetterKind.CHOICE:
        return list(_results(entries))
    standing = [
        entry
        for entry in entries
        if entry.status == _STATES.get(kind) and entry.filing.status == FilingStatus.FILED
    ]
    if kind is LetterKind.CORRECTION:
        asked = _asked(standing)
        return [
            Matter(entry.filing, entry, asked[entry.id].asked_at.isoformat(), asked[entry.id])
            for entry in standing
            if entry.id in asked
        ]
    return [
        Matter(entry.filing, entry, entry.decided_at.isoformat()) for entry in standing if entry.decided_at
    ]


def decided_rows(kind: LetterKind, call: Call) -> QuerySet[Entry]:
    """The entries of a call on which something of that kind was decided, with their filings."""
    rows = Entry.objects.filter(call=call, filing__status=FilingStatus.FILED).select_related("filing")
    if kind is LetterKind.ADMISSION:
        return rows.filter(filing__admitted_at__isnull=False)
    if kind is LetterKind.CHOICE:
        standing = Choice.objects.filter(call=call, status="adopted")
        keys = {key for choice in standing for key in _judged(choice)}
        return rows.filter(id__in=keys)
    return rows.filter(status=_STATES[kind])


def _judged(choice: Choice) -> list[str]:
    """The entries that a choice was made from, by their keys, and those that went no further."""
    judged: list[str] = [*record_part(choice.file, "result")["order"], *choice.summary["stopped"]]
    return judged


def _results(entries: Sequence[Entry]) -> Iterator[Matter]:
    """What the choices that stand decided of these entries, award by award."""
    by_key = {entry.id.hex: entry for entry in entries if entry.filing.status == FilingStatus.FILED}
    calls = {entry.filing.call_id for entry in by_key.values()}
    told = {(row.entry_id.hex, row.award): row for row in Feedback.objects.filter(entry__in=by_key.values())}
    choices = Choice.objects.filter(call__in=calls, status="adopted").select_related("call")
    for choice in choices.order_by("award"):
        file = file_of(choice.call.slug, choice.call.source)
        names = {award.key: award.name for award in file.awards}
        tiers = {
            tier.key: tier.name for one in file.choices if one.award == choice.award for tier in one.tiers
        }
        decided: Mapping[str, str] = choice.summary["decided"]
        for key in _judged(choice):
            entry = by_key.get(key)
            if entry is None:
                continue
            row = told.get((key, choice.award))
            chosen = Chosen(
                award=names.get(choice.award, choice.award),
                tier=tiers.get(decided.get(key, ""), ""),
                strengths=row.strengths if row else "",
                gaps=row.gaps if row else "",
            )
            yield Matter(entry.filing, entry, f"{choice.award} {choice.digest}", chosen=chosen)


def _asked(entries: Iterable[Entry]) -> dict[UUID, Correction]:
    rows = Correction.objects.filter(entry__in=list(entries), status=CorrectionStatus.ASKED)
    return {row.entry_id: row for row in rows}


def told_of(kind: LetterKind, call: Call, matters: Sequence[Matter]) -> Iterator[DecisionTold]:
    """What the letters of these decisions tell."""
    schema = file_of(call.slug, call.source).annex
    reasons = _reasons(kind, matters)
    for matter in matters:
        entry, correction = matter.entry, matter.correction
        yield DecisionTold(
            kind=kind,
            call=call.title,
            office=call.office.name,
            filer=matter.filing.filer,
            number=matter.filing.number,
            ordinal=entry.ordinal if entry else 0,
            name=entry.name if entry else "",
            reason=correction.note if correction else reasons.get((matter.filing.id, _place(entry)), ""),
            remarks=tuple(_remarks(correction, schema)) if correction else (),
            due=moment_text(localtime(correction.due), Lang.ZH) if correction else "",
            chosen=matter.chosen,
        )


def _place(entry: Entry | None) -> int:
    return entry.ordinal if entry else 0


def _reasons(kind: LetterKind, matters: Sequence[Matter]) -> Mapping[tuple[UUID, int], str]:
    """The newest reason of each decision as the log tells it, by filing and ordinal."""
    act = _REASONS.get(kind)
    if act is None:
        return {}
    rows = LogRow.objects.filter(filing__in=[matter.filing.id for matter in matters], act=act)
    told: dict[tuple[UUID, int], str] = {}
    for filing, content in rows.order_by("at", "id").values_list("filing_id", "content"):
        plain: Mapping[str, Any] = content or {}
        told[filing, int(plain.get("ordinal", 0))] = str(plain.get("reason", ""))
    return told


def _remarks(correction: Correction, schema: AnnexSchema) -> Iterator[ColumnRemark]:
    """What was said of somebody's contact stays in the site."""
    for remark in correction.remarks:
        column = schema.by_key.get(remark["column"])
        if column is not None:
            yield ColumnRemark(column.title, "" if column.personal else remark["text"])
