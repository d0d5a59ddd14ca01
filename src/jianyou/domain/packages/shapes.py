"""Reading the data of a package from elsewhere: what isn't of the shape expected is refused by its name."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from jianyou.domain.packages.parcel import Parcel
from jianyou.terms.finding import Refused

LONGEST_TEXT = 20_000
MOST_KEYS = 200
MOST_BYTES = 32 * 1024 * 1024
"""Of one file of data."""

_KEY = re.compile(r"[a-z][a-z0-9_.-]{0,79}", re.ASCII)
_NUMBER = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){1,4}", re.ASCII)
T = TypeVar("T")


def data_of(parcel: Parcel, name: str) -> dict[str, Any]:
    """The JSON object in that file of a package.

    Raises:
        Refused: it isn't there, or is none.
    """
    try:
        found = json.loads(parcel.read(name, MOST_BYTES))
    except KeyError:
        raise Refused("package_file_missing", name=name) from None
    except (ValueError, RecursionError):
        raise Refused("package_data_wrong", name=name, place="1") from None
    if not isinstance(found, dict):
        raise Refused("package_data_wrong", name=name, place="1")
    return found


class Shape:
    """One object in a file of data, read key by key; `place` leads to it in messages."""

    def __init__(self, plain: object, name: str, place: str = "") -> None:
        self._name = name
        self._place = place
        if not isinstance(plain, dict):
            raise self.wrong("")
        self._plain: Mapping[str, Any] = plain

    def text(self, key: str, *, longest: int = LONGEST_TEXT, needed: bool = True) -> str:
        """A text that any database keeps."""
        value = self._plain.get(key, "")
        if not isinstance(value, str) or len(value) > longest or "\0" in value or (needed and not value):
            raise self.wrong(key)
        try:
            value.encode()
        except UnicodeEncodeError:
            raise self.wrong(key) from None
        return value

    def key(self, key: str, *, needed: bool = True) -> str:
        """An identifier for data, or "" where it may be missing."""
        value = self.text(key, longest=40, needed=needed)
        if value and not _KEY.fullmatch(value):
            raise self.wrong(key)
        return value

    def number(self, key: str) -> str:
        """The number of a filing."""
        value = self.text(key, longest=24)
        if not _NUMBER.fullmatch(value):
            raise self.wrong(key)
        return value

    def whole(self, key: str, *, high: int = 1_000_000) -> int:
        """A whole number from 1."""
        value = self._plain.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= high:
            raise self.wrong(key)
        return value

    def day(self, key: str) -> date:
        """A date in ISO."""
        try:
            return date.fromisoformat(self.text(key, longest=10))
        except ValueError:
            raise self.wrong(key) from None

    def moment(self, key: str) -> datetime:
        """A moment in ISO with its offset."""
        try:
            found = datetime.fromisoformat(self.text(key, longest=40))
        except ValueError:
            raise self.wrong(key) from None
        if found.tzinfo is None:
            raise self.wrong(key)
        return found

    def texts(self, key: str, *, longest: int = LONGEST_TEXT) -> dict[str, str]:
        """Texts by key."""
        plain = self._plain.get(key, {})
        inner = Shape(plain, self._name, self._at(key))
        if len(plain) > MOST_KEYS or not all(_KEY.fullmatch(name) for name in plain):
            raise self.wrong(key)
        return {name: inner.text(name, longest=longest, needed=False) for name in plain}

    def each(self, key: str, most: int, read: Callable[["Shape"], T]) -> tuple[T, ...]:
        """A list of objects."""
        items = self._plain.get(key, [])
        if not isinstance(items, Sequence) or isinstance(items, str) or len(items) > most:
            raise self.wrong(key)
        return tuple(
            read(Shape(item, self._name, f"{self._at(key)}.{at}")) for at, item in enumerate(items, 1)
        )

    def wrong(self, key: str) -> Refused:
        """The refusal of what stands under that key."""
        return Refused("package_data_wrong", name=self._name, place=self._at(key)[:120] or "1")

    def _at(self, key: str) -> str:
        return ".".join(part for part in (self._place, key) if part)
