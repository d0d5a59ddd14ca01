"""择优: a choice is asked for, computed by a job (`choosing_work`), adopted by people, and signed by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from jianyou.actions.acting import on_call, short_text
from jianyou.actions.choosing_record import changed_parts, decided_record
from jianyou.actions.choosing_work import keep_record, pseudonym_secret
from jianyou.actions.log import log_act
from jianyou.actions.texts import one_line
from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.changes import MOST_PLACES, Changes
from jianyou.domain.judging.record import Decided, Decision, How, written
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.together import Outcome
from jianyou.queries.ballots import passed_in, recorded_ballots
from jianyou.queries.calls import file_of
from jianyou.queries.choice_basis import basis_of, check_closed, declared_for, standing_for
from jianyou.queries.choice_records import record_parts
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Choice, CollectiveDecision, SignOff, User
from jianyou.store.models import Decided as DecidedRow
from jianyou.terms.finding import Refused

RUNNING, COMPUTED, ADOPTED, REPLACED = "running", "computed", "adopted", "replaced"
LONGEST_NAME = 60
MOST_DIFFERENT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceAsked:
    """What is asked of a choice. `places` are those of tiers that the call leaves open, said by `said_by`.

    `unknown` takes in entries whose conditions aren't settled, None where there are none. `reason` says why
    for both. With `changes` it is a scenario, called `title`.
    """

    award: str
    places: Mapping[str, int] = field(default_factory=dict)
    said_by: str = ""
    unknown: bool | None = None
    reason: str = ""
    changes: Changes = field(default_factory=Changes)
    title: str = ""


def ask_choice(*, actor: Actor, call_slug: str, asked: ChoiceAsked) -> int:
    """Orders a choice, which a job computes; its number in the call. Logs `make_choice`.

    Raises:
        Refused: there is no such call or award, a review is open, nothing can be chosen from, places aren't
            told or not by whom and why, or nobody said what to do with unsettled conditions.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    said_by, title = one_line(asked.said_by, LONGEST_NAME), one_line(asked.title, 200)
    with transaction.atomic():
        call, at = on_call(actor, Act.MAKE_CHOICE, call_slug)
        _check_asked(call, asked, said_by)
        last = Choice.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
        row = Choice.objects.create(
            office_id=call.office_id,
            call=call,
            number=last + 1,
            award=asked.award,
            title=title,
            wanted={
                "places": dict(asked.places),
                "said_by": said_by,
                "unknown": asked.unknown,
                "reason": short_text(asked.reason),
            },
            changes=asked.changes.plain(),
            made_by=actor.person,
            made_at=at,
        )
        content: dict[str, Plain] = {
            "choice": row.number,
            "award": asked.award,
            **row.wanted,
            "changes": row.changes,
        }
        log_act(call=call, act=Act.MAKE_CHOICE, actor=actor, at=at, content=content)
    return row.number


def _check_asked(call: Call, asked: ChoiceAsked, said_by: str) -> None:
    declared, review = declared_for(file_of(call.slug, call.source), asked.award)
    check_closed(call, review)
    open_ = {tier.key: tier.name for tier in declared.tiers if tier.n is None}
    for key, name in open_.items():
        if key not in asked.places:
            raise Refused("choice_places_open", tier=name)
    if asked.places.keys() - open_.keys():
        raise Refused("choice_places_fixed")
    if any(not 0 <= n <= MOST_PLACES for n in asked.places.values()):
        raise Refused("choice_number_wrong", most=MOST_PLACES)
    standing = standing_for(call, asked.award)
    if standing.unknown and asked.unknown is None:
        raise Refused("choice_unknown_open", count=len(standing.unknown))
    if not standing.met and not (standing.unknown and asked.unknown):
        raise Refused("choice_nobody")
    if asked.places and not said_by:
        raise Refused("choice_said_by_missing")
    if (asked.places or standing.unknown) and not short_text(asked.reason):
        raise Refused("choice_reason_missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopting:
    """How a choice is adopted: by the rules alone, by a collective decision (`meeting`), or by `ballots`.

    `chosen` are the entries (row keys in hex) with their tiers, None where they are those of the rules;
    `reasons` say of each that is treated otherwise why, and of each open tie, under its first entry.
    """

    how: How = How.RULES
    chosen: Mapping[str, str] | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    meeting: int = 0
    ballots: Sequence[int] = ()


def adopt_choice(*, actor: Actor, call_slug: str, number: int, digest: str, told: Adopting) -> str:
    """Makes a computed choice the one that stands for its award; the digest of its final record.

    The one that stood before is replaced, and what was signed of it is void. Logs `make_choice` with the
    digest, which is what anybody can hold the record against.

    Raises:
        Refused: there is no such choice, it isn't the one that was looked at, is a scenario, or no longer
            what would be computed now; a tie is open; others are chosen without meeting, ballot or reason;
            more than there are places; or the office wants another person than who asked for it.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    row = _computed(actor, call_slug, number, digest)
    parts = record_parts(row.file)
    reasons = {key: short_text(text) for key, text in told.reasons.items()}
    chosen = _chosen(parts, told, reasons)
    _check_backed(row, told, chosen)
    _check_fresh(row, parts)
    ballots = recorded_ballots(row.call, told.ballots)
    at = localtime(database_now()).isoformat()
    decision = Decision(told.how, at, tuple(sorted(chosen)), _reason(reasons))
    kept = keep_record(written(decided_record(parts, decision, ballots)))
    with transaction.atomic():
        call, now = on_call(actor, Act.MAKE_CHOICE, call_slug)
        row = Choice.objects.select_for_update(of=("self",)).get(id=row.id)
        if row.status != COMPUTED or row.digest != digest:
            raise Refused("choice_changed")
        if call.office.second_person and row.made_by == actor.person:
            raise Refused("choice_own")
        check_closed(call, declared_for(file_of(call.slug, call.source), row.award)[1])
        before = Choice.objects.filter(call=call, award=row.award, status=ADOPTED)
        replaced = list(before.values_list("number", flat=True))
        before.update(status=REPLACED)
        row.status, row.settled_by, row.settled_at = ADOPTED, actor.person, now
        row.digest, row.file, row.size = kept
        row.reason = decision.reason
        row.summary = {
            **row.summary,
            "how": told.how.value,
            "meeting": told.meeting,
            "decided": {one.entry: one.tier for one in decision.chosen},
            "reasons": {key: text for key, text in reasons.items() if text},
            "ballots": list(told.ballots),
        }
        row.save()
        _log_adopted(actor, call, now, row, replaced)
    return kept.digest


def _computed(actor: Actor, call_slug: str, number: int, digest: str) -> Choice:
    rows = Choice.objects.filter(call__slug=call_slug, office_id=actor.office, number=number)
    row = rows.select_related("call__office").first()
    if row is None:
        raise Refused("choice_unknown")
    if row.changes:
        raise Refused("choice_is_scenario")
    if row.status != COMPUTED or row.digest != digest:
        raise Refused("choice_changed")
    return row


def _chosen(parts: Mapping[str, Any], told: Adopting, reasons: Mapping[str, str]) -> tuple[Decided, ...]:
    """Who gets which tier in the end, looked at against what the rules came to."""
    result, tiers = parts["result"], parts["choice"]["tiers"]
    due = {one["key"]: one["tier"] for one in result["chosen"]}
    chosen = due if told.chosen is None else dict(told.chosen)
    known = {one["key"] for one in parts["choice"]["candidates"]}
    if not known >= chosen.keys() or not {tier["key"] for tier in tiers} >= set(chosen.values()):
        raise Refused("choice_entry_unknown")
    for tier in tiers:
        count = sum(own == tier["key"] for own in chosen.values())
        if count > tier["most"]:
            raise Refused("choice_over_places", tier=tier["name"], count=count, most=tier["most"])
    other = {key for key in due.keys() | chosen.keys() if due.get(key) != chosen.get(key)}
    if len(other) > MOST_DIFFERENT:
        raise Refused("choice_too_different", most=MOST_DIFFERENT)
    if told.how is How.RULES:
        _check_ties(result["unsettled"], due, chosen, other, reasons)
    elif any(not reasons.get(key) for key in other):
        raise Refused("choice_difference_reason", count=len(other))
    return tuple(Decided(key, tier) for key, tier in chosen.items())


def _check_ties(
    unsettled: Sequence[Mapping[str, Any]],
    due: Mapping[str, str],
    chosen: Mapping[str, str],
    other: set[str],
    reasons: Mapping[str, str],
) -> None:
    """Looks whether only ties were settled otherwise, each with a reason and within its places."""
    ties = [{one["first"], *one["others"]} for one in unsettled]
    if other - set().union(*ties):
        raise Refused("choice_only_together")
    for one, members in zip(unsettled, ties, strict=True):
        if not reasons.get(one["first"]):
            raise Refused("choice_tie_open")
        if _held(due, members) != _held(chosen, members):
            raise Refused("choice_tie_places")


def _held(chosen: Mapping[str, str], members: set[str]) -> list[str]:
    """The places that these entries have among them."""
    return sorted(tier for key, tier in chosen.items() if key in members)


def _check_backed(row: Choice, told: Adopting, chosen: Sequence[Decided]) -> None:
    """Looks whether the meeting or the ballots came to this."""
    keys = {one.entry for one in chosen}
    if told.how is How.COLLECTIVE:
        meeting = CollectiveDecision.objects.filter(call=row.call, number=told.meeting).first()
        if meeting is None:
            raise Refused("choice_meeting_missing")
        lines = DecidedRow.objects.filter(decision=meeting, outcome=Outcome.RECOMMENDED)
        recommended = lines.filter(award__in=("", row.award)).values_list("entry_id", flat=True)
        if {key.hex for key in recommended} != keys:
            raise Refused("choice_meeting_other", number=told.meeting)
    if told.how is How.BALLOT:
        if not told.ballots:
            raise Refused("choice_ballot_missing")
        short = keys - passed_in(row.call, told.ballots)
        if short:
            raise Refused("choice_not_voted", count=len(short))


def _check_fresh(row: Choice, parts: Mapping[str, Any]) -> None:
    """Looks whether the same would be computed now."""
    call = row.call
    basis = basis_of(call, row.award, unknown=bool(row.wanted.get("unknown")))
    about = (call.slug, call.source_digest, row.award, "")
    secret = pseudonym_secret(call.slug)
    changed = changed_parts(basis, about, row.wanted.get("places", {}), secret, parts)
    if changed:
        raise Refused("choice_outdated", parts=", ".join(changed))


def _reason(reasons: Mapping[str, str]) -> str:
    return "\n".join(f"{key}：{text}" for key, text in sorted(reasons.items()) if text)


def _log_adopted(actor: Actor, call: Call, at: datetime, row: Choice, replaced: Sequence[int]) -> None:
    content: dict[str, Plain] = {
        "choice": row.number,
        "award": row.award,
        "digest": row.digest,
        "sha256": row.file,
        "how": row.summary["how"],
        "meeting": row.summary["meeting"] or None,
        "ballots": row.summary["ballots"],
        "entries": len(row.summary["decided"]),
        "reason": row.reason,
        "replaced": list(replaced),
    }
    log_act(call=call, act=Act.MAKE_CHOICE, actor=actor, at=at, content=content)


def sign_choice(*, actor: Actor, call_slug: str, number: int, digest: str, post: str = "") -> None:
    """Puts the actor's own name to a choice that stands. Logs `sign_choice` with the digest.

    Raises:
        Refused: there is no such choice, it doesn't stand, its record isn't the one that was looked at, or
            the actor signed it before.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    with transaction.atomic():
        user = User.objects.filter(username=actor.person).first()
        if user is None:
            raise Refused("choice_signer_unknown")
        _sign(
            actor,
            call_slug,
            number,
            digest,
            SignOff(user=user, name=user.name, post=one_line(post, LONGEST_NAME)),
        )


def sign_on_paper(*, actor: Actor, call_slug: str, number: int, digest: str, name: str, post: str) -> None:
    """Records that somebody signed a choice on paper. Logs `sign_choice` with the digest.

    Raises:
        Refused: as `sign_choice` does, or the name or post is missing.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    signer, held = one_line(name, LONGEST_NAME), one_line(post, LONGEST_NAME)
    if not signer or not held:
        raise Refused("choice_signer_missing")
    with transaction.atomic():
        _sign(actor, call_slug, number, digest, SignOff(name=signer, post=held))


def _sign(actor: Actor, call_slug: str, number: int, digest: str, sign: SignOff) -> None:
    call, at = on_call(actor, Act.SIGN_CHOICE, call_slug)
    row = Choice.objects.select_for_update(of=("self",)).filter(call=call, number=number).first()
    if row is None:
        raise Refused("choice_unknown")
    if row.status != ADOPTED or row.digest != digest:
        raise Refused("choice_changed")
    same = SignOff.objects.filter(choice=row)
    own = same.filter(user=sign.user) if sign.user else same.filter(user=None, name=sign.name, post=sign.post)
    if own.exists():
        raise Refused("choice_signed_already", name=sign.name)
    sign.office_id, sign.choice, sign.digest, sign.by, sign.at = call.office_id, row, digest, actor.person, at
    sign.save(force_insert=True)
    content: dict[str, Plain] = {
        "choice": number,
        "digest": digest,
        "name": sign.name,
        "post": sign.post,
        "on_paper": sign.user is None,
    }
    log_act(call=call, act=Act.SIGN_CHOICE, actor=actor, at=at, content=content)
