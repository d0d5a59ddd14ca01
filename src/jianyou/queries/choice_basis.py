"""择优 from what: the entries that stand for an award, their sheets, what rules count by, draws for ties."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from jianyou.codes import industry
from jianyou.domain.annexes.nominees import NomineeKind, kind_of
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.review import Attribute
from jianyou.domain.calls.review import Choice as Declared
from jianyou.domain.judging.draw import Draw as Drawn
from jianyou.domain.judging.draw import DrawPurpose
from jianyou.domain.judging.draw_plain import from_plain
from jianyou.domain.judging.scores.sheets import Assigned
from jianyou.domain.judging.scores.sheets import Sheet as ScoreSheet
from jianyou.domain.judging.scores.stages import Review as Reviewing
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.queries.calls import file_of
from jianyou.queries.facts import known_of
from jianyou.queries.judged import judged_entries
from jianyou.queries.official import assigned_in, counting_sheets
from jianyou.store.models import Call, Candidacy, Draw, Entry, FilingVersion, Review
from jianyou.terms.finding import Refused
from jianyou.terms.verdict import Verdict

MOST_EXCLUDED = 200
"""Entries left out by name; of more only the number is told."""
_AT_ONCE = 400
_DIVISION = len("C36")


class Standing(NamedTuple):
    """The entries for an award by what their conditions came to; those with no rules are `met`."""

    met: tuple[UUID, ...]
    unknown: tuple[UUID, ...]
    not_met: tuple[UUID, ...]


class LeftOut(NamedTuple):
    """An entry that isn't chosen from, and the clauses of the conditions that it doesn't meet."""

    entry: UUID
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a choice is made from; entries and experts by their row keys in hex.

    `lots` are the places in the newest draw for ties, `draws` that draw.
    """

    file: CallFile
    declared: Declared
    review: Reviewing
    entries: tuple[str, ...]
    attributes: Mapping[str, Mapping[str, str]]
    sheets: tuple[ScoreSheet, ...]
    assigned: tuple[Assigned, ...]
    draws: tuple[Drawn, ...]
    lots: Mapping[str, int]


def declared_for(file: CallFile, award: str) -> tuple[Declared, Reviewing]:
    """How a call chooses for an award, and how it scores.

    Raises:
        Refused: its file doesn't say.
    """
    declared = next((one for one in file.choices if one.award == award), None)
    if declared is None or file.review is None:
        raise Refused("choice_not_declared")
    return declared, file.review


def check_closed(call: Call, review: Reviewing) -> None:
    """Looks whether every review that was started is closed, the first stage's among them.

    Raises:
        Refused: one is open.
    """
    rows = {row.stage: row for row in Review.objects.filter(call=call)}
    first = review.stages[0]
    if first.key not in rows:
        raise Refused("choice_review_open", name=first.name)
    for row in sorted(rows.values(), key=lambda row: row.number):
        if row.status != ReviewStatus.CLOSED:
            raise Refused("choice_review_open", name=row.title)


def standing_for(call: Call, award: str) -> Standing:
    """The accepted entries that stand for an award: whose nominees didn't say that they don't want it."""
    rows = Candidacy.objects.filter(entry__in=judged_entries(call), award=award).exclude(willing=False)
    found: dict[str, list[UUID]] = {verdict.value: [] for verdict in Verdict}
    for entry, verdict in rows.order_by("entry_id").values_list("entry_id", "verdict"):
        found[verdict or Verdict.MET.value].append(entry)
    return Standing(*(tuple(found[one.value]) for one in (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET)))


def left_out(call: Call, award: str, entries: Sequence[UUID]) -> tuple[LeftOut, ...]:
    """The first of these entries with the clauses of what they don't meet."""
    rows = list(Entry.objects.filter(id__in=entries[:MOST_EXCLUDED]).select_related("filing").order_by("id"))
    told = known_of(call, rows)
    return tuple(LeftOut(row.id, tuple(_clauses(told[row.id].judged, award))) for row in rows)


def _clauses(judged: Iterable[Any], award: str) -> Iterator[str]:
    for one in judged:
        if one.award.award == award:
            yield from dict.fromkeys(each.rule.condition.clause.label() for each in one.outcome.blocking)


def basis_of(call: Call, award: str, *, unknown: bool) -> Basis:
    """What the choice for an award is made from; `unknown` takes in those whose conditions aren't settled.

    Raises:
        Refused: the call doesn't declare how to choose.
    """
    file = file_of(call.slug, call.source)
    declared, review = declared_for(file, award)
    standing = standing_for(call, award)
    keys = sorted([*standing.met, *(standing.unknown if unknown else ())])
    known = {key.hex for key in keys}
    draws = _draws(call) if declared.lottery else ()
    return Basis(
        file=file,
        declared=declared,
        review=review,
        entries=tuple(key.hex for key in keys),
        attributes=_attributes(file, declared, keys),
        sheets=tuple(counting_sheets(call, review, award, known)),
        assigned=tuple(assigned_in(call, known)),
        draws=draws,
        lots={key: place for draw in draws for place, key in enumerate(draw.order, 1) if key in known},
    )


def _draws(call: Call) -> tuple[Drawn, ...]:
    rows = Draw.objects.filter(call=call, purpose=DrawPurpose.TIES, status="drawn").order_by("number")
    newest = rows.last()
    return (from_plain(newest.result),) if newest else ()


def _attributes(file: CallFile, declared: Declared, keys: Sequence[UUID]) -> dict[str, dict[str, str]]:
    """What rules count by of each entry: what every entry has, and columns of the annex that they name."""
    named = (
        {rule.per for rule in declared.rules} | set(declared.one_of) | {tie.fewer for tie in declared.ties}
    )
    columns = sorted(key for key in named - set(_OWN) if key in file.annex.by_key)
    found: dict[str, dict[str, str]] = {}
    for at in range(0, len(keys), _AT_ONCE):
        rows = list(Entry.objects.filter(id__in=keys[at : at + _AT_ONCE]).select_related("filing"))
        texts = _rows_of({row.filing_id for row in rows}) if columns else {}
        for row in rows:
            cells = texts.get(row.filing_id, [])
            typed = cells[row.ordinal - 1] if row.ordinal <= len(cells) else {}
            own = {key: " ".join(str(typed.get(key, "")).split()) for key in columns}
            found[row.id.hex] = {**{key: "" for key in named if key}, **own, **_of_every(row)}
    return found


_OWN = (Attribute.DISTRICT, Attribute.INDUSTRY, Attribute.KIND, Attribute.FILER)


def _of_every(row: Entry) -> dict[str, str]:
    kind = kind_of(row.name)
    return {
        Attribute.DISTRICT.value: row.district,
        Attribute.INDUSTRY.value: industry_name(row.industry),
        Attribute.KIND.value: "" if kind is NomineeKind.UNKNOWN else kind.value,
        Attribute.FILER.value: row.filing.filer,
    }


def industry_name(code: str) -> str:
    """The division that an entry's industry lies in by its name (C3670: 汽车制造业), else the section's."""
    found = industry.get(code[:_DIVISION]) if code else None
    return found.name if found else ""


def _rows_of(filings: Iterable[UUID]) -> dict[UUID, list[Mapping[str, Any]]]:
    rows: dict[UUID, list[Mapping[str, Any]]] = {}
    versions = FilingVersion.objects.filter(filing__in=list(filings)).order_by("ordinal")
    for filing, content in versions.values_list("filing_id", "content"):
        rows[filing] = content["rows"]
    return rows
