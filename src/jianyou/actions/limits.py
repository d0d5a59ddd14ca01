"""How often something may be done within a time, counted for all processes of the site at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jianyou.store.counting import count_up, counted, forget


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many times within so long, for each name; the time begins with the first.

    A name is a key or a fingerprint, nothing personal. `at` is the moment by the database's clock.
    """

    purpose: str
    most: int
    lasts: timedelta

    def take(self, name: str, at: datetime) -> int:
        """Takes a place: its number from 1, 0 where all are taken."""
        taken = count_up(self._named(name), at=at, until=at + self.lasts)
        return taken if taken <= self.most else 0

    def is_over(self, name: str, at: datetime) -> bool:
        """Whether all places are taken."""
        return counted(self._named(name), at=at) >= self.most

    def forget(self, name: str) -> None:
        """Gives every place free."""
        forget(self._named(name))

    def _named(self, name: str) -> str:
        return f"{self.purpose} {name}"
