"""The parts of a call file that an office above has fixed for those below: their digest, and what differs.

Compared is what the file says, not how it is laid out: remarks, order of keys and quotes don't count.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.datafiles.nodes import Listing, Mapping, Node, Scalar
from jianyou.datafiles.problems import Problems, quoted
from jianyou.datafiles.read import root_of

ALWAYS = ("annex", "awards", "regions")
"""What is always fixed: without one table and the same awards nothing could be put together above."""

MAY_BE_FIXED = (*ALWAYS, "audiences", "quotas", "choices", "review", "publicity", "objections", "support")


class Changed(NamedTuple):
    """A place where a file isn't as it was fixed: its line, its path, and both values (empty for none)."""

    line: int
    path: str
    fixed: str
    now: str


def digest_of(text: str, parts: Iterable[str]) -> str:
    """The digest (64 hex digits) of these parts of a call file together.

    Raises:
        DataFileInvalid: the text is no YAML mapping.
    """
    root = _root(text)
    told: dict[str, Plain] = {part: _plain(root.values.get(part)) for part in parts}
    return hashlib.sha256(canonical(told)).hexdigest()


def changes_of(fixed: str, text: str, parts: Iterable[str]) -> tuple[Changed, ...]:
    """Where `text` differs from the call file `fixed` in these parts, in their order; lines are of `text`.

    Raises:
        DataFileInvalid: one of the texts is no YAML mapping.
    """
    before, after = _root(fixed), _root(text)
    found: list[Changed] = []
    for part in parts:
        line = after.lines.get(part, after.line)
        found += _between(before.values.get(part), after.values.get(part), part, line)
    return tuple(found)


def _root(text: str) -> Mapping:
    problems = Problems("call", "call_file_invalid")
    root = root_of(text, problems)
    problems.raise_if_any()
    return root


def _between(before: Node | None, after: Node | None, path: str, line: int) -> Iterator[Changed]:
    at = after.line if after is not None else line
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before.values, *after.values)):
            here = after.lines.get(key, at)
            yield from _between(before.values.get(key), after.values.get(key), f"{path}.{key}", here)
    elif isinstance(before, Listing) and isinstance(after, Listing):
        for number in range(max(len(before.items), len(after.items))):
            one = before.items[number] if number < len(before.items) else None
            other = after.items[number] if number < len(after.items) else None
            yield from _between(one, other, f"{path}.{number + 1}", at)
    elif _plain(before) != _plain(after):
        yield Changed(at, path, _shown(before), _shown(after))


def _shown(node: Node | None) -> str:
    return quoted(node.text) if isinstance(node, Scalar) else "" if node is None else "…"


def _plain(node: Node | None) -> Plain:
    """The value as text, lists and mappings; what says nothing is as if it weren't there."""
    if node is None or (isinstance(node, Scalar) and node.empty):
        return None
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    told = {key: _plain(value) for key, value in node.values.items()}
    return {key: value for key, value in told.items() if value is not None}
