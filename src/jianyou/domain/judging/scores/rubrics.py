"""评分标准: the items that experts mark, each with its points; exact numbers throughout."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from jianyou.domain.judging.scores.exact import on_grid
from jianyou.terms.clause import Clause

ONE = Decimal(1)
MOST_ITEMS = 60


@dataclass(frozen=True, slots=True)
class Band:
    """评分档: points from `low` to `high`, both included, are given where `words` fit."""

    low: Decimal
    high: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """评分项: 0 to `most` points in steps of `step`, counted `weight` times in the total.

    `clause` is the place of the notice that it rests on, `text` what experts look at. `awards` are the
    keys of the awards that it is marked for, empty for all.
    """

    key: str
    name: str
    most: Decimal
    step: Decimal = ONE
    weight: Decimal = ONE
    clause: Clause | None = None
    text: str = ""
    bands: tuple[Band, ...] = ()
    awards: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """What its most points count in the total."""
        return self.most * self.weight

    def on_step(self, points: Decimal) -> bool:
        """Whether points can be given at all: a whole number of steps, or all of them."""
        return points == self.most or on_grid(points, self.step)

    def band_of(self, points: Decimal) -> Band | None:
        """The band that these points lie in, None where there is none."""
        return next((band for band in self.bands if band.low <= points <= band.high), None)


@dataclass(frozen=True)
class Rubric:
    """All items of a stage in their order, told apart by their keys."""

    items: tuple[Item, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Item]:
        """The items by their keys."""
        return {item.key: item for item in self.items}

    @property
    def total(self) -> Decimal:
        """The most that a sheet can come to."""
        return sum((item.total for item in self.items), Decimal(0))

    def for_award(self, award: str) -> "Rubric":
        """The items that are marked for entries of this award."""
        if not any(item.awards for item in self.items):
            return self
        return Rubric(tuple(item for item in self.items if not item.awards or award in item.awards))


def draft_rubric(judged: Iterable[tuple[str, Clause | None]], total: int = 100) -> Rubric:
    """A rubric to start from: an item for each judged condition (its words and clause), points shared evenly.

    What doesn't divide goes to the first items, a point each. Names are the words up to their first mark
    of punctuation. No condition gives no item.
    """
    conditions = list(judged)[:MOST_ITEMS]
    if not conditions:
        return Rubric(())
    share, rest = divmod(total, len(conditions))
    return Rubric(
        tuple(
            Item(
                key=f"item_{number}",
                name=_name(text),
                most=Decimal(share + (number <= rest)),
                clause=clause,
                text=text,
            )
            for number, (text, clause) in enumerate(conditions, 1)
        )
    )


_MARKS = "，。；：、,;:（("
_LONGEST_NAME = 20


def _name(text: str) -> str:
    end = next((at for at, sign in enumerate(text) if sign in _MARKS), len(text))
    return text[: min(end, _LONGEST_NAME)]


def bands_by_percent(most: Decimal, shares: Iterable[tuple[int, int, str]]) -> Iterator[Band]:
    """Bands of an item from shares of its points in percent."""
    for low, high, words in shares:
        yield Band(most * low / 100, most * high / 100, words)
