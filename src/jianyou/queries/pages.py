"""One page of a long list: counted and cut in the database."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet

from jianyou.terms.paging import Page, turned_to

Item = TypeVar("Item")


def page_of(
    found: QuerySet[Any], number: int, length: int, shown: Callable[[Sequence[Any]], Sequence[Item]]
) -> Page[Item]:
    """The page of that number, or the last one if there are fewer; `shown` makes records of its rows."""
    total = found.count()
    number = turned_to(number, total, length)
    rows = list(found[(number - 1) * length : number * length])
    return Page(tuple(shown(rows)), number, total, length)
