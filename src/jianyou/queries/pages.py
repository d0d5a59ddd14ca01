"""One page of a long list: counted and cut in the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """What stands on one page (from 1) of `total` things, `length` a page."""

    items: Sequence[Item]
    number: int
    total: int
    length: int

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one."""
        return max(1, -(-self.total // self.length))

    @property
    def before(self) -> int:
        """The page before, 0 if there is none."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The page after, 0 if there is none."""
        return self.number + 1 if self.number < self.last else 0

    @property
    def first_item(self) -> int:
        """The number of the first thing on the page, counted over all pages."""
        return (self.number - 1) * self.length + 1

    @property
    def last_item(self) -> int:
        """The number of the last thing on the page."""
        return self.first_item + len(self.items) - 1


def page_of(
    found: QuerySet[Any], number: int, length: int, shown: Callable[[Sequence[Any]], Sequence[Item]]
) -> Page[Item]:
    """The page of that number, or the last one if there are fewer; `shown` makes records of its rows."""
    total = found.count()
    number = min(max(1, number), max(1, -(-total // length)))
    rows = list(found[(number - 1) * length : number * length])
    return Page(tuple(shown(rows)), number, total, length)
