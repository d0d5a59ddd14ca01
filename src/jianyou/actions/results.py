"""结果: what became of entries is recorded from a document, or a package; a correction keeps the former."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.acting import on_call, reason_given, short_text
from jianyou.actions.log import log_act
from jianyou.actions.texts import one_line
from jianyou.datafiles.canonical import Plain
from jianyou.domain.calls.awards import Award
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.calls import file_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.results import CONFERRED, Outcome, tiers_of
from jianyou.store.models import Call, Entry, Result, Title, Vacancy
from jianyou.terms.finding import Refused

MOST_LINES = 2000
LONGEST_DOCUMENT = 200
_CHUNK = 400


class ResultLine(NamedTuple):
    """What became of an entry for an award of the call; `tier` is "" unless it was conferred.

    `seen` is the key of the result that was looked at ("" for none); None doesn't ask.
    """

    key: EntryKey
    award: str
    outcome: Outcome
    tier: str = ""
    note: str = ""
    seen: str | None = None


class Empty(NamedTuple):
    """Why places of a tier stayed empty."""

    award: str
    tier: str
    reason: str


def record_results(
    *,
    actor: Actor,
    call_slug: str,
    lines: Sequence[ResultLine],
    document: str,
    on: date,
    package: str = "",
    over_places: str = "",
    vacancies: Sequence[Empty] = (),
) -> int:
    """Records what became of entries of a call, told by a document of that day; gives how many changed.

    What was recorded before stays to be seen. `over_places` says why a tier may have more than its places,
    `vacancies` why places stayed empty. `package` is the number of the package that told it. Logs
    `record_results` unless nothing changed.

    Raises:
        Refused: there is no such call, entry, award or tier; something is missing or too long; a result was
            changed since it was looked at, or a title rests on it; a tier has more than its places.
        NotAllowed: who asks may not.
    """
    document, over = one_line(document, LONGEST_DOCUMENT, "title_document_missing"), short_text(over_places)
    if len(lines) > MOST_LINES:
        raise Refused("result_too_many", most=MOST_LINES)
    if not lines and not vacancies:
        raise Refused("result_nothing")
    with transaction.atomic():
        call, at = on_call(actor, Act.RECORD_RESULTS, call_slug)
        if on > localtime(at).date():
            raise Refused("title_day_future")
        changed = _changed(call, lines, at)
        told = {"document": document, "on": on, "package": package, "by": actor.person, "at": at}
        _write(call, changed, told)
        given = _given(call)
        touched = {(line.award, line.tier) for line, _ in changed}
        _check_places(call, {key: given[key] for key in touched}, over)
        empty = _keep_vacancies(call, vacancies, given, actor, at)
        if changed or empty:
            content = _logged([line for line, _ in changed], document, on, package, over, empty)
            log_act(call=call, act=Act.RECORD_RESULTS, actor=actor, at=at, content=content)
    return len(changed)


def _changed(call: Call, lines: Sequence[ResultLine], at: datetime) -> list[tuple[ResultLine, Entry]]:
    """The lines that tell something new, with their entries; what they take the place of is marked so."""
    awards = {award.key: award for award in file_of(call.slug, call.source).awards}
    entries, standing = _entries(call, lines), _standing(call)
    told = _checked(lines, awards, entries, standing)
    changed = [line for line in told if _differs(line, standing, entries)]
    _replace(call, changed, entries, standing, at)
    return [(line, entries[line.key]) for line in changed]


def _write(call: Call, changed: Sequence[tuple[ResultLine, Entry]], told: Mapping[str, Any]) -> None:
    rows = [
        Result(
            office_id=call.office_id,
            call=call,
            entry=entry,
            award=line.award,
            tier=line.tier,
            outcome=line.outcome.value,
            note=short_text(line.note),
            **told,
        )
        for line, entry in changed
    ]
    Result.objects.bulk_create(rows, batch_size=_CHUNK)


def _entries(call: Call, lines: Iterable[ResultLine]) -> dict[EntryKey, Entry]:
    """The entries that are accepted, by number and ordinal."""
    numbers = sorted({line.key.number for line in lines})
    found: dict[EntryKey, Entry] = {}
    for at in range(0, len(numbers), _CHUNK):
        rows = Entry.objects.filter(call=call, filing__number__in=numbers[at : at + _CHUNK])
        accepted = rows.filter(status=EntryStatus.ACCEPTED, filing__status=FilingStatus.FILED)
        for row in accepted.select_related("filing"):
            found[EntryKey(row.filing.number, row.ordinal)] = row
    return found


def _standing(call: Call) -> dict[tuple[Plain, str], Result]:
    rows = Result.objects.filter(call=call, replaced_at=None)
    return {(row.entry_id.hex, row.award): row for row in rows}


def _checked(
    lines: Sequence[ResultLine],
    awards: Mapping[str, Award],
    entries: Mapping[EntryKey, Entry],
    standing: Mapping[tuple[Plain, str], Result],
) -> Sequence[ResultLine]:
    seen: set[tuple[EntryKey, str]] = set()
    for line in lines:
        entry = entries.get(line.key)
        if entry is None:
            raise Refused("result_entry_unknown", number=line.key.number[:20], ordinal=line.key.ordinal)
        if line.award not in awards:
            raise Refused("result_award_unknown", award=line.award[:40])
        if (line.key, line.award) in seen:
            raise Refused("result_twice", name=entry.name)
        seen.add((line.key, line.award))
        tiers = {tier.key for tier in tiers_of(awards[line.award])}
        if line.outcome is CONFERRED and line.tier not in tiers:
            raise Refused("result_tier_unknown", name=entry.name)
        if line.outcome is not CONFERRED and line.tier:
            raise Refused("result_tier_needless", name=entry.name)
        now = standing.get((entry.id.hex, line.award))
        if line.seen is not None and line.seen != (now.id.hex if now else ""):
            raise Refused("result_changed", name=entry.name)
    return lines


def _differs(
    line: ResultLine, standing: Mapping[tuple[Plain, str], Result], entries: Mapping[EntryKey, Entry]
) -> bool:
    now = standing.get((entries[line.key].id.hex, line.award))
    told = (line.outcome.value, line.tier, line.note.strip())
    return now is None or (now.outcome, now.tier, now.note) != told


def _replace(
    call: Call,
    changed: Sequence[ResultLine],
    entries: Mapping[EntryKey, Entry],
    standing: Mapping[tuple[Plain, str], Result],
    at: datetime,
) -> None:
    """The results that these take the place of; none of them may have become a title that holds."""
    replaced = []
    kept = Title.objects.filter(call=call, status="valid")
    titles = {(key.hex, award): number for key, award, number in kept.values_list("entry", "award", "number")}
    for line in changed:
        entry = entries[line.key]
        now = standing.get((entry.id.hex, line.award))
        if now is None:
            continue
        number = titles.get((entry.id.hex, line.award))
        if number and (now.outcome, now.tier) != (line.outcome.value, line.tier):
            raise Refused("result_title_stands", name=entry.name, number=number)
        replaced.append(now.id)
    for start in range(0, len(replaced), _CHUNK):
        Result.objects.filter(id__in=replaced[start : start + _CHUNK]).update(replaced_at=at)


def _given(call: Call) -> Counter[tuple[str, str]]:
    rows = Result.objects.filter(call=call, replaced_at=None, outcome=CONFERRED.value)
    return Counter(rows.values_list("award", "tier"))


def _check_places(call: Call, given: Mapping[tuple[str, str], int], over: str) -> None:
    if over:
        return
    file = file_of(call.slug, call.source)
    for award in file.awards:
        for tier in tiers_of(award, file.choices):
            count = given.get((award.key, tier.key), 0)
            if tier.places is not None and count > tier.places:
                raise Refused(
                    "result_over_places",
                    tier=tier.name,
                    places=tier.places,
                    count=count,
                    over=count - tier.places,
                )


def _keep_vacancies(
    call: Call,
    vacancies: Sequence[Empty],
    given: Mapping[tuple[str, str], int],
    actor: Actor,
    at: datetime,
) -> list[Vacancy]:
    """The places that stayed empty, with why; a later reason takes the place of an earlier one."""
    file = file_of(call.slug, call.source)
    tiers = {(award.key, tier.key): tier for award in file.awards for tier in tiers_of(award, file.choices)}
    kept = []
    for one in vacancies:
        tier = tiers.get((one.award, one.tier))
        empty = (tier.places or 0) - given.get((one.award, one.tier), 0) if tier else 0
        if tier is None or empty <= 0:
            raise Refused("result_vacancy_unknown", tier=tier.name if tier else one.tier[:40])
        told = {"places": tier.places, "empty": empty, "reason": reason_given(one.reason)}
        row, _ = Vacancy.objects.update_or_create(
            call=call,
            award=one.award,
            tier=one.tier,
            defaults={**told, "office_id": call.office_id, "by": actor.person, "at": at},
        )
        kept.append(row)
    return kept


def _logged(
    changed: Sequence[ResultLine],
    document: str,
    on: date,
    package: str,
    over: str,
    empty: Sequence[Vacancy],
) -> dict[str, Plain]:
    content: dict[str, Plain] = {
        "document": document,
        "on": on.isoformat(),
        "results": [
            {
                "number": line.key.number,
                "ordinal": line.key.ordinal,
                "award": line.award,
                "outcome": line.outcome.value,
                "tier": line.tier,
            }
            for line in changed
        ],
    }
    if package:
        content["package"] = package
    if over:
        content["over_places"] = over
    if empty:
        content["vacancies"] = [
            {"award": row.award, "tier": row.tier, "empty": row.empty, "reason": row.reason} for row in empty
        ]
    return content
