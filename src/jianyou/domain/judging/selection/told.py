"""What a choice tells: who is chosen, why, what would change, how far limits are used."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from jianyou.domain.judging.selection.inputs import Limit
from jianyou.domain.judging.selection.limits import limit_text
from jianyou.terms.lang import Lang
from jianyou.terms.message import say


class Chosen(NamedTuple):
    """A chosen entry: its key, the key of its tier, its score."""

    key: str
    tier: str
    score: Decimal


class Move(NamedTuple):
    """An entry whose tier differs; tiers by key, None for none."""

    key: str
    before: str | None
    after: str | None


class Tied(NamedTuple):
    """`first` has the tier and `others` haven't, though nothing but the key tells them apart."""

    first: str
    others: tuple[str, ...]
    tier: str


class Use(NamedTuple):
    """A limit and how many chosen entries count in it."""

    limit: Limit
    used: int

    @property
    def full(self) -> bool:
        """Whether not one more, or for at least not one fewer, would be allowed."""
        return self.used == self.limit.n


class Reserve(NamedTuple):
    """The `number`-th on the reserve list, and the chosen entries for any of which it would come in."""

    number: int
    key: str
    replaces: tuple[str, ...]


class Alternative(NamedTuple):
    """Another choice: what differs, and what each tier's total loses (negative where it gains)."""

    moves: tuple[Move, ...]
    losses: Mapping[str, Decimal]


class Why(NamedTuple):
    """Why an entry stands where it does.

    `margin` is what a chosen one could lose; `missing_score` what is missing for the place `toward`;
    `displaced` what would change then; points are exact. Each of `blocked_by` is in the way alone, or only
    all `together`.
    """

    key: str
    tier: str | None
    score: Decimal
    margin: Decimal | None
    missing_score: Decimal | None
    toward: str | None
    blocked_by: tuple[Limit, ...]
    together: bool
    displaced: tuple[Move, ...]
    digits: int
    tier_names: Mapping[str, str]

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The reasons in words, a sentence each."""
        return ("" if lang is Lang.ZH else " ").join(self._sentences(lang))

    def _sentences(self, lang: Lang) -> list[str]:
        said = []
        if self.tier is not None:
            names = {"tier": self.tier_names[self.tier], "margin": str(self.margin)}
            said.append(say("selection_why_in", names, lang))
        if self.missing_score is not None and self.toward is not None:
            params = {"tier": self.tier_names[self.toward], "missing": str(self.missing_score)}
            if self.missing_score:
                said.append(say("selection_why_missing", params, lang))
            else:
                said.append(say("selection_why_tie", params, lang))
        elif self.tier is None:
            said.append(say("selection_why_never", {}, lang))
        if self.blocked_by:
            limits = ("；" if lang is Lang.ZH else "; ").join(
                limit_text(limit, self.digits, lang) for limit in self.blocked_by
            )
            code = "selection_why_blocked_together" if self.together else "selection_why_blocked"
            said.append(say(code, {"limits": limits}, lang))
        away = [move.key for move in self.displaced if move.after is None]
        if away:
            keys = ("、" if lang is Lang.ZH else ", ").join(away)
            said.append(say("selection_why_displaced", {"keys": keys}, lang))
        return said
