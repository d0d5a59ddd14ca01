"""随机抽取: a draw that nobody can steer and everybody can check, by commit and reveal.

1. The office freezes the list with its rules; each party named (the office, the discipline inspection, a
   nominee) commits to a secret. Published: the list's SHA-256, the commitments, and which value, known to
   all and made by none of them, will be taken and when (a national lottery's numbers of a coming day).
2. Once that value is known, the secrets are told. The seed is the SHA-256 of the canonical JSON
   `[list hash, public value, [secrets in the order of the commitments]]`.
3. The order is that of HMAC-SHA256(seed, key of the ticket), as hexadecimal text; with `strata` the order
   is walked and each ticket taken if the rest stays feasible.

Who won't tell his secret can stop a draw but not turn it; that he did so is plain to see.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.judging.draw_strata import MOST_ATTRIBUTES, Strata, Stratum, conflicting
from jianyou.domain.judging.plain import plain_of
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

FORMAT = "jianyou-draw-1"
MOST_TICKETS = 100_000
LEAST_SALT = 32
"""Hexadecimal digits of a salt, so that a short secret can't be found by trying."""


class DrawPurpose(StrEnum):
    """What is drawn: experts, the order of the defence, seats, or which of two equal entries is chosen."""

    EXPERTS = "experts"
    DEFENCE_ORDER = "defence_order"
    SUPPORT_SEATS = "support_seats"
    TIES = "ties"


class Ticket(NamedTuple):
    """What can be drawn, by its key; `values` are what the rules speak of, such as its field."""

    key: str
    values: Mapping[str, str] = {}


class Commitment(NamedTuple):
    """A party bound to a secret: `sha256` is 64 hexadecimal digits."""

    who: str
    sha256: str


class Secret(NamedTuple):
    """A secret told, with the salt that it was committed with."""

    who: str
    secret: str
    salt: str


@dataclass(frozen=True)
class DrawPlan:
    """All that is fixed before the draw. `public_value` says in words which value will be taken.

    `take` is how many are drawn: all of them for an order. `clause` cites the rule that allows the draw;
    a draw among equal entries needs one.
    """

    purpose: DrawPurpose
    title: str
    tickets: tuple[Ticket, ...]
    take: int
    public_value: str
    commitments: tuple[Commitment, ...] = ()
    strata: tuple[Stratum, ...] = ()
    clause: str = ""

    @cached_property
    def list_hash(self) -> str:
        """SHA-256 of the frozen list with its rules, in whatever order the tickets are given."""
        return hashlib.sha256(canonical(self.frozen())).hexdigest()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of list hash and commitments: what a ledger keeps, since both must stand before."""
        parties = [[one.who, one.sha256] for one in self.commitments]
        return hashlib.sha256(canonical([self.list_hash, parties])).hexdigest()

    def frozen(self) -> dict[str, Plain]:
        """What the list hash covers: everything but the commitments."""
        return {
            "format": FORMAT,
            "purpose": self.purpose.value,
            "title": self.title,
            "clause": self.clause,
            "public_value": self.public_value,
            "take": self.take,
            "tickets": plain_of(tuple(sorted(self.tickets, key=_key))),
            "strata": plain_of(self.strata),
        }


@dataclass(frozen=True)
class Draw:
    """A draw made: the whole order, who was taken in it, and who was passed over for a rule's sake."""

    plan: DrawPlan
    public_value: str
    secrets: tuple[Secret, ...]
    seed: str
    order: tuple[str, ...]
    taken: tuple[str, ...]
    passed_over: tuple[str, ...]


def commit(secret: Secret) -> Commitment:
    """The commitment to a secret; to be published before the public value can be known.

    Raises:
        Refused: the salt is too short, or isn't hexadecimal.
    """
    if len(secret.salt) < LEAST_SALT or not set(secret.salt) <= set("0123456789abcdef"):
        raise Refused("draw_salt_short", who=secret.who, least=LEAST_SALT)
    said = canonical([f"{FORMAT}-secret", secret.who, secret.salt, secret.secret])
    return Commitment(secret.who, hashlib.sha256(said).hexdigest())


def check_plan(plan: DrawPlan) -> None:
    """Refuses a plan that can't be drawn, before it is published.

    Raises:
        Refused: a key twice, more to take than there are, rules that can't be kept together (they are
            named), no commitment, a draw among equals without a clause.
    """
    if not plan.tickets or len(plan.tickets) > MOST_TICKETS:
        raise Refused("draw_tickets_count", count=len(plan.tickets), most=MOST_TICKETS)
    _refuse_twice([one.key for one in plan.tickets], "draw_ticket_twice")
    _refuse_twice([one.who for one in plan.commitments], "draw_party_twice")
    if not 1 <= plan.take <= len(plan.tickets):
        raise Refused("draw_take_wrong", take=plan.take, count=len(plan.tickets))
    if not plan.public_value.strip():
        raise Refused("draw_public_value_undescribed")
    if not plan.commitments:
        raise Refused("draw_commitments_missing")
    if plan.purpose is DrawPurpose.TIES and not plan.clause.strip():
        raise Refused("draw_clause_missing")
    _check_strata(plan)


def _check_strata(plan: DrawPlan) -> None:
    attributes = sorted({rule.attribute for rule in plan.strata})
    if len(attributes) > MOST_ATTRIBUTES:
        raise Refused("draw_attributes_many", names="、".join(attributes), most=MOST_ATTRIBUTES)
    for rule in plan.strata:
        if rule.least < 0 or (rule.most is not None and rule.most < rule.least):
            raise Refused("draw_stratum_wrong", rule=rule.text())
        if not any(one.values.get(rule.attribute) for one in plan.tickets):
            raise Refused("draw_attribute_unknown", name=rule.attribute)
    if rules := conflicting(plan.strata, _values(plan), plan.take):
        raise Refused("draw_rules_conflict", take=plan.take, rules="；".join(rule.text() for rule in rules))


def make_draw(plan: DrawPlan, public_value: str, secrets: Sequence[Secret]) -> Draw:
    """The draw that follows from the public value and the secrets told; the same for everybody.

    Raises:
        Refused: the plan can't be drawn, a secret is missing or isn't the one committed to.
    """
    check_plan(plan)
    value = _value_told(public_value)
    if not value:
        raise Refused("draw_public_value_missing", described=plan.public_value)
    told = {secret.who: secret for secret in secrets}
    ordered = []
    for commitment in plan.commitments:
        secret = told.get(commitment.who)
        if secret is None:
            raise Refused("draw_secret_missing", who=commitment.who)
        if commit(secret) != commitment:
            raise Refused("draw_secret_other", who=commitment.who)
        ordered.append(secret)
    return _drawn(plan, value, tuple(ordered))


def check_draw(draw: Draw) -> tuple[Message, ...]:
    """What of a draw doesn't follow from its plan, its public value and its secrets; empty if all does."""
    try:
        again = make_draw(draw.plan, draw.public_value, draw.secrets)
    except Refused as refused:
        return (Message(refused.code, refused.params),)
    found = []
    if draw.seed != again.seed:
        found.append(Message("draw_seed_differs", {"told": draw.seed, "due": again.seed}))
    for code, told, due in (
        ("draw_order_differs", draw.order, again.order),
        ("draw_taken_differs", draw.taken, again.taken),
        ("draw_passed_over_differs", draw.passed_over, again.passed_over),
    ):
        if told != due:
            found.append(Message(code, _first_difference(told, due)))
    return tuple(found)


def seed_of(list_hash: str, public_value: str, secrets: Sequence[Secret]) -> str:
    """The seed, as 64 hexadecimal digits."""
    said = canonical([list_hash, _value_told(public_value), [secret.secret for secret in secrets]])
    return hashlib.sha256(said).hexdigest()


def order_by(seed: str, keys: Sequence[str]) -> tuple[str, ...]:
    """The keys in the order that the seed gives them."""
    secret = bytes.fromhex(seed)
    return tuple(sorted(keys, key=lambda key: (hmac.digest(secret, key.encode(), "sha256"), key)))


def _drawn(plan: DrawPlan, public_value: str, secrets: tuple[Secret, ...]) -> Draw:
    seed = seed_of(plan.list_hash, public_value, secrets)
    order = order_by(seed, [one.key for one in plan.tickets])
    strata = Strata(plan.strata, _values(plan), plan.take)
    taken: list[str] = []
    passed_over: list[str] = []
    for key in order:
        if len(taken) == plan.take:
            break
        (taken if strata.take(key) else passed_over).append(key)
    return Draw(plan, public_value, secrets, seed, order, tuple(taken), tuple(passed_over))


def _values(plan: DrawPlan) -> dict[str, Mapping[str, str]]:
    return {one.key: one.values for one in plan.tickets}


def _value_told(text: str) -> str:
    """A value as it is hashed: half-width, with single spaces, since two people never type it alike."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _first_difference(told: Sequence[str], due: Sequence[str]) -> dict[str, str | int]:
    length = max(len(told), len(due))
    pad_told, pad_due = ((*keys, *[""] * (length - len(keys))) for keys in (told, due))
    at = next(at for at in range(length) if pad_told[at] != pad_due[at])
    return {"number": at + 1, "told": pad_told[at] or "—", "due": pad_due[at] or "—"}


def _refuse_twice(keys: Sequence[str], code: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise Refused(code, key=key)
        seen.add(key)


def _key(ticket: Ticket) -> str:
    return ticket.key
