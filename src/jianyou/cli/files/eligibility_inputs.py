"""What the commands on eligibility are given: facts as JSON, a pack, a day of reckoning, settings."""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from jianyou.datafiles.values import day_of
from jianyou.domain.eligibility.editions import choose, families
from jianyou.domain.eligibility.load import builtin_packs, load_pack
from jianyou.domain.eligibility.pack import Pack, Setting
from jianyou.domain.eligibility.settings import chosen_setting
from jianyou.terms.display import excerpt, plain
from jianyou.terms.finding import Refused

STDIN = "-"
NEW = "new"
"""The path of a filing that isn't a recheck."""

MOST_BYTES = 20 * 1024 * 1024
MOST_NOMINEES = 10_000
_LONGEST_SHOWN = 40


class Given(NamedTuple):
    """One nominee's facts as they were written; `file` is the name given.

    `number` is its place in the list that the file holds, from 1; 0 where it holds no list.
    """

    file: str
    number: int
    raw: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The nominee's own name as written, empty where there is none."""
        name = self.raw.get("name")
        if isinstance(name, Mapping):
            name = name.get("value")
        return excerpt(plain(name), _LONGEST_SHOWN) if isinstance(name, str) else ""


def read_facts(name: str) -> list[Given]:
    """The nominees of one file, `-` for standard input: a JSON object, or a list of them.

    Raises:
        Refused: nothing can be read, it is no JSON, or no facts.
    """
    shown = plain(name)
    try:
        read = json.loads(_text(name, shown), object_pairs_hook=_once(shown))
    except json.JSONDecodeError as error:
        found = excerpt(plain(error.doc[error.pos : error.pos + 12]), 12)
        raise Refused(
            "facts_file_not_json", name=shown, line=error.lineno, column=error.colno, found=found
        ) from None
    except (RecursionError, ValueError):
        raise Refused("facts_file_too_deep", name=shown) from None
    nominees = read if isinstance(read, list) else [read]
    first = 1 if isinstance(read, list) else 0
    if not nominees or not all(isinstance(each, dict) for each in nominees):
        raise Refused("facts_file_no_object", name=shown)
    if len(nominees) > MOST_NOMINEES:
        raise Refused("facts_file_too_many", name=shown, count=len(nominees), most=MOST_NOMINEES)
    return [Given(name, number, raw) for number, raw in enumerate(nominees, first)]


def _text(name: str, shown: str) -> str:
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            path = Path(name)
            if not path.is_file():
                raise Refused("facts_file_not_found", name=shown)
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise Refused("facts_file_unreadable", name=shown, reason=reason) from None
    if len(data) > MOST_BYTES:
        raise Refused("facts_file_too_large", name=shown, most=MOST_BYTES // 1024 // 1024)
    if not data.strip():
        raise Refused("facts_file_empty", name=shown)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("facts_file_not_utf8", name=shown) from None


def _once(shown: str) -> Any:
    """Takes objects whose keys stand once: of two values the last would win in silence."""

    def take(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        taken = dict(pairs)
        if len(taken) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise Refused("facts_file_key_twice", name=shown, key=excerpt(plain(twice), _LONGEST_SHOWN))
        return taken

    return take


def day_of_reckoning(written: str | None) -> date:
    """The day that spans of years run back from.

    Raises:
        Refused: it isn't given, with why it must be; or it is no day.
    """
    if written is None:
        raise Refused("eligibility_as_of_missing")
    day = day_of(written)
    if day is None:
        raise Refused("as_of_wrong", text=plain(written))
    return day


def pack_for(name: str, path: str | None, as_of: date) -> Pack:
    """The pack of that name or file; of a family, the edition that serves filings of `path` on that day.

    Raises:
        Refused: no edition of the family serves, or a path is given without a family to choose from.
        DataFileInvalid: there is no such pack, or it can't be used.
    """
    file = name in builtin_packs() or "\0" in name or os.path.lexists(name)
    if not file and name in families():
        return choose(name, path or NEW, as_of)
    if path is not None:
        raise Refused("path_without_family", name=excerpt(plain(name), _LONGEST_SHOWN))
    return load_pack(name)


def settings_of(pack: Pack, written: Sequence[str]) -> dict[str, Setting]:
    """The parameters that were set by `name=value`.

    Raises:
        Refused: one isn't written so, is given twice, is none of the pack's, or takes no such value.
    """
    chosen: dict[str, Setting] = {}
    for name, value in _pairs(written):
        if name in chosen:
            raise Refused("setting_twice", name=plain(name))
        chosen[name] = chosen_setting(pack, name, value)
    return chosen


def _pairs(written: Sequence[str]) -> Iterator[tuple[str, str]]:
    for one in written:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise Refused("setting_form", text=excerpt(plain(one), _LONGEST_SHOWN))
        yield name.strip(), value.strip()
