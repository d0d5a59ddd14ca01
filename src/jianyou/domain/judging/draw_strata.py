"""At least and at most of each kind in a draw: whether the rest can still be taken, exactly.

Rules over one attribute, or over two (a field and an employer, say), are a flow with lower bounds between
the values of the one and the values of the other, so that the answer is exact and soon found. Three and
more would make it a hard puzzle, and are refused.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

MOST_ATTRIBUTES = 2
Cell = tuple[str, str]
"""A ticket's values of the two attributes that rules speak of; empty where it has none."""


class Stratum(NamedTuple):
    """At least and at most so many with `value` in `attribute`; an empty value means each value there is.

    `most` None sets no upper bound. A ticket without the attribute counts for none of its rules.
    """

    attribute: str
    value: str = ""
    least: int = 0
    most: int | None = None

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The rule in words."""
        value = self.value or say("draw_each_value", lang=lang)
        params: dict[str, Param] = {
            "attribute": self.attribute,
            "value": value,
            "least": self.least,
            "most": self.most or 0,
        }
        if self.most is None:
            return say("draw_at_least", params, lang)
        return say("draw_between" if self.least else "draw_at_most", params, lang)


class Strata:
    """The rules over a list of tickets, each by its values; asked while the order is walked."""

    def __init__(self, rules: Sequence[Stratum], tickets: Mapping[str, Mapping[str, str]], take: int) -> None:
        named = sorted({rule.attribute for rule in rules})
        self._first, self._second = (*named, "", "")[:MOST_ATTRIBUTES]
        self._cells = {key: self._cell(values) for key, values in tickets.items()}
        self._there = Counter(self._cells.values())
        self._taken: Counter[Cell] = Counter()
        self._left = take
        self._take = take
        self._refused: set[Cell] = set()
        sides = (
            (self._first, {cell[0] for cell in self._there}),
            (self._second, {cell[1] for cell in self._there}),
        )
        self._bounds = [
            {value: _bounds(rules, attribute, value, take) for value in values} for attribute, values in sides
        ]
        self._missing = [
            rule
            for rule in rules
            if rule.value
            and rule.least
            and not any((rule.attribute, rule.value) in _pairs(side) for side in sides)
        ]

    def feasible(self) -> bool:
        """Whether what is left to take can be taken within the rules."""
        return not self._missing and _flow_exists(self._there, self._taken, self._bounds, self._take)

    def take(self, key: str) -> bool:
        """Takes the ticket if the rest stays feasible; says whether it was taken.

        What was refused once is refused for good, since taking more never widens what is left.
        """
        cell = self._cells[key]
        if not self._left or cell in self._refused:
            return False
        self._taken[cell] += 1
        if not self.feasible():
            self._taken[cell] -= 1
            self._refused.add(cell)
            return False
        self._left -= 1
        return True

    def _cell(self, values: Mapping[str, str]) -> Cell:
        return (
            values.get(self._first, "") if self._first else "",
            values.get(self._second, "") if self._second else "",
        )


def conflicting(
    rules: Sequence[Stratum], tickets: Mapping[str, Mapping[str, str]], take: int
) -> tuple[Stratum, ...]:
    """Rules that can't be kept together, of which none can be left out; empty if all can be kept."""
    if Strata(rules, tickets, take).feasible():
        return ()
    kept = list(rules)
    for rule in rules:
        without = [other for other in kept if other is not rule]
        if not Strata(without, tickets, take).feasible():
            kept = without
    return tuple(kept)


def _pairs(side: tuple[str, set[str]]) -> Iterator[Cell]:
    attribute, values = side
    return ((attribute, value) for value in values)


def _bounds(rules: Iterable[Stratum], attribute: str, value: str, take: int) -> tuple[int, int]:
    """At least and at most for a value, all rules on it together; a ticket without it is bound by none."""
    least, most = 0, take
    for rule in rules:
        if value and rule.attribute == attribute and rule.value in {"", value}:
            least = max(least, rule.least)
            most = most if rule.most is None else min(most, rule.most)
    return least, most


def _flow_exists(
    there: Mapping[Cell, int],
    taken: Mapping[Cell, int],
    bounds: Sequence[Mapping[str, tuple[int, int]]],
    take: int,
) -> bool:
    """Whether counts per cell exist between `taken` and `there`, within the bounds, `take` in all."""
    net = _Net()
    for value, (least, most) in bounds[0].items():
        net.between("source", (0, value), least, most)
    for value, (least, most) in bounds[1].items():
        net.between((1, value), "sink", least, most)
    for (first, second), count in there.items():
        net.between((0, first), (1, second), taken.get((first, second), 0), count)
    net.between("sink", "source", take, take)
    return net.circulates()


Node = str | tuple[int, str]


class _Net:
    """Arcs with lower and upper bounds; what each lower bound forces becomes supply and demand."""

    def __init__(self) -> None:
        self._room: dict[Node, dict[Node, int]] = defaultdict(lambda: defaultdict(int))
        self._needed = 0
        self._broken = False

    def between(self, start: Node, end: Node, least: int, most: int) -> None:
        """Adds an arc that carries `least` to `most`."""
        self._broken |= least > most
        self._room[start][end] += most - least
        self._room["supply"][end] += least
        self._room[start]["demand"] += least
        self._needed += least

    def circulates(self) -> bool:
        """Whether a flow within all bounds exists."""
        if self._broken:
            return False
        sent = 0
        while path := self._path():
            room = min(self._room[start][end] for start, end in path)
            for start, end in path:
                self._room[start][end] -= room
                self._room[end][start] += room
            sent += room
        return sent == self._needed

    def _path(self) -> list[tuple[Node, Node]]:
        """A shortest path with room from supply to demand; empty if there is none."""
        came: dict[Node, Node] = {"supply": "supply"}
        waiting: deque[Node] = deque(["supply"])
        while waiting and "demand" not in came:
            node = waiting.popleft()
            for following, room in self._room[node].items():
                if room and following not in came:
                    came[following] = node
                    waiting.append(following)
        path = []
        end: Node = "demand"
        while end in came and end != "supply":
            path.append((came[end], end))
            end = came[end]
        return path
