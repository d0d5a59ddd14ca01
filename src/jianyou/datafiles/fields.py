"""Reading a mapping of a data file key by key: each problem is noted, and reading goes on.

Where a value is missing or wrong a harmless stand-in is returned. It never reaches anybody: the
file is refused as a whole once all its problems are known.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from jianyou.datafiles.nodes import Listing, Mapping, Node, Scalar
from jianyou.datafiles.problems import Problems, quoted
from jianyou.datafiles.values import day_of, moment_of, unprintable
from jianyou.terms.clause import Clause, parse_clause
from jianyou.terms.message import Message, Param

NAME = re.compile(r"(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""What calls and rule packs are named by."""

_SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,6}(?:\.[0-9]{1,6})?", re.ASCII)
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}
_LONGEST_KEY_COMPARED = 40
_MOST_TEXTS = 50
_LONGEST_LISTED = 400

_Member = TypeVar("_Member", bound=StrEnum)

Check = Callable[[str], Message | None]
"""Says what is wrong with a text, None where nothing is."""


class Section:
    """One mapping of the file at its path; asking for a key makes it a known one."""

    def __init__(self, node: Mapping, path: str, problems: Problems) -> None:
        self.line = node.line
        self._node = node
        self._path = path
        self._problems = problems
        self._asked: dict[str, None] = {}

    def path(self, key: str) -> str:
        """The whole path of one of its keys."""
        return f"{self._path}.{key}" if self._path else key

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping where the key is missing."""
        return self._node.lines.get(key, self._node.line)

    def given(self, key: str) -> bool:
        """Whether anything is said under the key, which becomes a known one."""
        node = self._value(key)
        return node is not None and not (isinstance(node, Scalar) and node.empty)

    def node(self, key: str) -> Node | None:
        """What stands under a key as it was written; None where the key is missing."""
        return self._value(key)

    def problem(self, key: str, code: str, line: int | None = None, **params: Param) -> None:
        """Note a problem with one of its keys."""
        self._problems.add(code, line or self.line_of(key), self.path(key), **params)

    def text(
        self,
        key: str,
        *,
        required: bool = False,
        longest: int = 200,
        lines: bool = False,
        check: Check | None = None,
    ) -> str:
        """A text, outer white space aside, on one line unless `lines`; empty where it may be missing."""
        scalar = self._scalar(key, required=required)
        if scalar is None:
            return ""
        text = self._checked_text(key, scalar, longest, lines=lines)
        if check is not None and (wrong := check(text)) is not None:
            self.problem(key, wrong.code, scalar.line, **wrong.params)
        return text

    def slug(self, key: str) -> str:
        """An identifier for data: small ASCII letters, digits and underscores."""
        return self.text(key, required=True, check=_problem_of_slug)

    def texts(
        self, key: str, *, check: Check | None = None, required: bool = False, most: int = _MOST_TEXTS
    ) -> tuple[str, ...]:
        """A list of texts, each passing `check`; empty where it is missing."""
        found: list[str] = []
        for number, item in enumerate(self._items(key, most=most, required=required), 1):
            at = f"{key}.{number}"
            if not isinstance(item, Scalar):
                self.problem(at, "data_not_text", item.line)
            elif item.empty:
                self.problem(at, "data_value_missing", item.line)
            elif item.plain and "，" in item.text:
                self.problem(at, "data_full_width_comma", item.line, text=quoted(item.text))
            elif check is not None and (wrong := check(item.text)) is not None:
                self.problem(at, wrong.code, item.line, **wrong.params)
            else:
                found.append(self._checked_text(at, item, _LONGEST_LISTED))
        return tuple(found)

    def whole(self, key: str, *, default: int | None, low: int, high: int) -> int:
        """A whole number within bounds; without a default the key is required."""
        scalar = self._scalar(key, required=default is None)
        if scalar is None:
            return default or low
        if not _WHOLE.fullmatch(scalar.text) or not low <= int(scalar.text) <= high:
            self.problem(key, "data_bad_whole", scalar.line, text=quoted(scalar.text), low=low, high=high)
            return low
        return int(scalar.text)

    def decimal(self, key: str, *, default: float | None, high: int) -> float:
        """A number above 0 and up to `high`; without a default the key is required."""
        scalar = self._scalar(key, required=default is None)
        if scalar is None:
            return default or high
        if not _DECIMAL.fullmatch(scalar.text) or not 0 < float(scalar.text) <= high:
            self.problem(key, "data_bad_decimal", scalar.line, text=quoted(scalar.text), high=high)
            return default or high
        return float(scalar.text)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        scalar = self._scalar(key)
        if scalar is None:
            return default
        if scalar.text.lower() not in _FLAGS:
            self.problem(key, "data_bad_flag", scalar.line, text=quoted(scalar.text))
        return _FLAGS.get(scalar.text.lower(), default)

    def choice(self, key: str, options: Sequence[str], *, default: str | None) -> str:
        """One of `options`; without a default the key is required, and a bad one gives ""."""
        scalar = self._scalar(key, required=default is None)
        if scalar is None:
            return default or ""
        wrong = self._problem_of_choice(scalar.text, options)
        if wrong is None:
            return scalar.text
        self.problem(key, wrong.code, scalar.line, **wrong.params)
        return default or ""

    def member(self, key: str, kinds: type[_Member], *, default: _Member | None = None) -> _Member:
        """One of an enum by its value; without a default the key is required."""
        chosen = self.choice(key, tuple(kinds), default=default)
        return kinds(chosen) if chosen else next(iter(kinds))

    def chosen(self, key: str, options: Sequence[str], *, required: bool = False) -> tuple[str, ...]:
        """A list of some of `options`, each once; empty where it is missing."""
        found = self.texts(key, check=lambda text: self._problem_of_choice(text, options), required=required)
        return tuple(dict.fromkeys(found))

    def members(self, key: str, kinds: type[_Member]) -> tuple[_Member, ...]:
        """A list of an enum's values, each once; empty where it is missing."""
        return tuple(map(kinds, self.chosen(key, tuple(kinds))))

    def day(self, key: str) -> date | None:
        """A date written YYYY-MM-DD; None where it is missing or wrong."""
        scalar = self._scalar(key)
        if scalar is None:
            return None
        day = day_of(scalar.text)
        if day is None:
            self.problem(key, "data_bad_date", scalar.line, text=quoted(scalar.text))
        return day

    def moment(self, key: str) -> datetime | None:
        """A moment with its UTC offset, written 2024-02-22T18:00:00+08:00; required, None if wrong."""
        scalar = self._scalar(key, required=True)
        if scalar is None:
            return None
        moment = moment_of(scalar.text)
        if moment is None:
            self.problem(key, "data_bad_moment", scalar.line, text=quoted(scalar.text))
        elif moment.tzinfo is None:
            self.problem(key, "data_moment_without_zone", scalar.line, text=quoted(scalar.text))
            return None
        return moment

    def clause(self, key: str = "clause") -> Clause | None:
        """A clause of the notice, written 附件1一（二）1（1）; None where it is missing or wrong."""
        scalar = self._scalar(key)
        if scalar is None:
            return None
        clause = parse_clause(scalar.text.strip())
        if clause is None:
            self.problem(key, "data_bad_clause", scalar.line, text=quoted(scalar.text))
        return clause

    def section(self, key: str, *, required: bool = False) -> "Section | None":
        """A mapping within this one."""
        node = self._value(key)
        if node is None or (isinstance(node, Scalar) and node.empty):
            if required:
                self.problem(key, "data_key_missing" if node is None else "data_value_missing")
            return None
        return self._section(key, node)

    def sections(self, key: str, *, most: int, required: bool = False) -> "list[Section]":
        """A list of mappings; empty where it is missing."""
        items = self._items(key, most=most, required=required)
        sections = [self._section(f"{key}.{number}", item) for number, item in enumerate(items, 1)]
        return [section for section in sections if section is not None]

    def done(self, elsewhere: Sequence[str] = ()) -> None:
        """Note every key that nobody asked for; `elsewhere` are known ones that mean nothing here."""
        for key in self._node.values:
            if key in self._asked:
                continue
            if key in elsewhere:
                self.problem(key, "data_key_not_here", name=key, known=", ".join(self._asked))
                continue
            nearest = self._nearest(key, tuple(self._asked))
            code = "data_key_unknown_near" if nearest else "data_key_unknown"
            params: dict[str, Param] = {
                "name": quoted(key),
                "nearest": nearest,
                "known": ", ".join(self._asked),
            }
            self._problems.add(code, self.line_of(key), self._path, **params)

    def _nearest(self, text: str, options: Sequence[str]) -> str:
        if self._problems.full or len(text) > _LONGEST_KEY_COMPARED:
            return ""
        return next(iter(difflib.get_close_matches(text.lower().replace("-", "_"), options, 1)), "")

    def _problem_of_choice(self, text: str, options: Sequence[str]) -> Message | None:
        if text in options:
            return None
        said: dict[str, Param] = {"text": quoted(text), "options": " / ".join(options)}
        nearest = self._nearest(text, options)
        if nearest:
            return Message("data_bad_choice_near", {**said, "nearest": nearest})
        return Message("data_bad_choice", said)

    def _value(self, key: str) -> Node | None:
        self._asked[key] = None
        return self._node.values.get(key)

    def _scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        """The key's scalar; None where it is missing, empty or no scalar."""
        node = self._value(key)
        if node is None:
            if required:
                self.problem(key, "data_key_missing")
            return None
        if not isinstance(node, Scalar):
            self.problem(key, "data_not_text", node.line)
            return None
        if node.empty:
            if required:
                self.problem(key, "data_value_missing", node.line)
            return None
        return node

    def _checked_text(self, key: str, scalar: Scalar, longest: int, *, lines: bool = False) -> str:
        text = scalar.text.strip()
        if "\n" in text and not lines:
            self.problem(key, "data_text_lines", scalar.line)
        if len(text) > longest:
            self.problem(key, "data_text_too_long", scalar.line, count=len(text), most=longest)
        if any(unprintable(character) for character in text):
            self.problem(key, "data_text_control", scalar.line, text=quoted(text))
        return text

    def _items(self, key: str, *, most: int, required: bool = False) -> Iterator[Node]:
        node = self._value(key)
        if node is None or (isinstance(node, Scalar) and node.empty):
            if required:
                self.problem(key, "data_key_missing" if node is None else "data_value_missing")
            return
        if not isinstance(node, Listing):
            self.problem(key, "data_not_list", node.line)
            return
        if len(node.items) > most:
            self.problem(key, "data_list_too_long", node.line, count=len(node.items), most=most)
        if required and not node.items:
            self.problem(key, "data_value_missing", node.line)
        yield from node.items[:most]

    def _section(self, key: str, node: Node) -> "Section | None":
        if isinstance(node, Mapping):
            return Section(node, self.path(key), self._problems)
        colon = isinstance(node, Scalar) and node.plain and "：" in node.text
        self.problem(key, "data_full_width_colon" if colon else "data_not_mapping", node.line)
        return None


def _problem_of_slug(text: str) -> Message | None:
    return None if _SLUG.fullmatch(text) else Message("data_bad_slug", {"text": quoted(text)})


def problem_of_name(text: str) -> Message | None:
    """What is wrong with the name of a file of data: small letters, digits and hyphens (mayor-2024)."""
    return None if NAME.fullmatch(text) else Message("data_bad_name", {"text": quoted(text)})
