"""One page of a long list, and how to turn it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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
        return last_page(self.total, self.length)

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


def last_page(total: int, length: int) -> int:
    """The number of the last page of so many things; an empty list has one."""
    return max(1, -(-total // length))


def turned_to(asked: int, total: int, length: int) -> int:
    """The page that was asked for, or the nearest one that there is."""
    return min(max(1, asked), last_page(total, length))
