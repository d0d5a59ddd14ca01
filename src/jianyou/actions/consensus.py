"""合议: what the experts of an entry agreed is recorded; earlier records are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from jianyou.actions.acting import reason_given
from jianyou.actions.reviewing import on_review
from jianyou.actions.reviews import log_review, stage_of
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.judging.filling import Filled, findings_of, total_of
from jianyou.domain.judging.scores.exact import said
from jianyou.domain.judging.scores.rubrics import Rubric
from jianyou.domain.judging.scores.stages import FormulaKind
from jianyou.domain.ledger.fingerprints import content_sha256
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.sheets import rubric_of_sheet
from jianyou.store.models import Consensus, Entry, Sheet
from jianyou.terms.finding import Refused

MOST_PEOPLE = 50
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Agreement:
    """What came of talking: the points of each item by its key, empty where the scores stand as they are.

    `participants` are names, `note` says what was talked over.
    """

    points: Mapping[str, str]
    note: str
    participants: Sequence[str]


def record_consensus(
    *, actor: Actor, call_slug: str, review: int, entry: EntryKey, seen: str, agreement: Agreement
) -> UUID:
    """Records what the experts of an entry agreed; its key. `seen`: the record looked at, empty for none.

    Only where the declared rule takes a stage's score by consensus are points given; anywhere else the
    scores stand. Logs `record_consensus`.

    Raises:
        Refused: there is no such review or entry, somebody else recorded meanwhile, note or participants
            are missing, points can't stand or are missing, or are given where they change nothing.
        NotAllowed: who asks may not, or scores aren't talked over now.
    """
    note = reason_given(fit_text(agreement.note, lines=True))
    people = _people(agreement.participants)
    with transaction.atomic():
        on = on_review(actor, Act.RECORD_CONSENSUS, call_slug, review)
        row = _entry(on.call.id, entry)
        if not Sheet.objects.filter(review=on.review, entry=row, status=SheetStatus.SUBMITTED).exists():
            raise Refused("consensus_no_entry")
        before = Consensus.objects.filter(review=on.review, entry=row, replaced_at=None).first()
        if (before.id.hex if before else "") != seen:
            raise Refused("consensus_changed")
        by_consensus = stage_of(on.call, on.review.stage).formula.kind is FormulaKind.CONSENSUS
        rubric = rubric_of_sheet(on.call, on.review, row)
        filled = _settled(agreement.points, rubric, by_consensus=by_consensus)
        total = total_of(filled, rubric) if filled.points else None
        if before:
            before.replaced_at = on.at
            before.save(update_fields=["replaced_at"])
        made = Consensus.objects.create(
            office_id=on.review.office_id,
            review=on.review,
            entry=row,
            points=dict(filled.points),
            total=total,
            note=note,
            participants=people,
            by=actor.person,
            at=on.at,
        )
        content = _told(entry, row.name, made, rubric)
        log_review(on, Act.RECORD_CONSENSUS, actor, content)
    return made.id


def _told(key: EntryKey, name: str, made: Consensus, rubric: Rubric) -> dict[str, Plain]:
    """What the log tells of a record; of the note only the fingerprint of all."""
    points: list[Plain] = [
        {"item": item.name, "points": made.points[item.key]} for item in rubric.items if made.points
    ]
    people: list[Plain] = [*made.participants]
    whole: dict[str, Plain] = {"points": made.points, "note": made.note, "participants": people}
    return {
        "number": key.number,
        "ordinal": key.ordinal,
        "name": name,
        "total": "" if made.total is None else said(made.total),
        "points": points,
        "participants": people,
        "sha256": content_sha256(whole),
    }


def _people(names: Sequence[str]) -> list[str]:
    told = list(dict.fromkeys(" ".join(fit_text(name, lines=False).split()) for name in names))
    people = [name for name in told if name]
    if not people:
        raise Refused("consensus_nobody")
    if len(people) > MOST_PEOPLE or any(len(name) > LONGEST_NAME for name in people):
        raise Refused("consensus_people_many", most=MOST_PEOPLE, longest=LONGEST_NAME)
    return people


def _entry(call: UUID, key: EntryKey) -> Entry:
    found = Entry.objects.filter(call_id=call, filing__number=key.number, ordinal=key.ordinal).first()
    if found is None:
        raise Refused("consensus_no_entry")
    return found


def _settled(points: Mapping[str, str], rubric: Rubric, *, by_consensus: bool) -> Filled:
    typed = {key: text for key, text in points.items() if text.strip()}
    if not by_consensus:
        if typed:
            raise Refused("consensus_changes_nothing")
        return Filled()
    filled = Filled({item.key: typed[item.key] for item in rubric.items if item.key in typed})
    wrong = list(findings_of(filled, rubric))
    if wrong:
        _, finding = wrong[0]
        raise Refused(finding.code, **finding.params)
    return filled.settled()
