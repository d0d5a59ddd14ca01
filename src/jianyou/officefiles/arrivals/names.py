"""Names of members: decoded as their archiver meant them, and shown so that none leads astray."""

import re
from collections.abc import Iterable

from jianyou.officefiles.unpacking import show

_SEPARATORS = re.compile(r"[/\\]")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_LONGEST = 80
_DEEPEST = 12
_STEPS = {"", "."}


def safe_name(name: str) -> str:
    """A member's way inside its container, fit to be shown and to be taken for a relative path.

    Parted by "/", never absolute, without `..`, drives, control or invisible characters; long names
    are shortened before their ending. Empty if nothing is left.
    """
    steps = [_safe_step(step) for step in _SEPARATORS.split(name.partition("\0")[0]) if step not in _STEPS]
    if len(steps) > _DEEPEST:
        steps = [*steps[: _DEEPEST - 2], "…", steps[-1]]
    return "/".join(steps)


def _safe_step(step: str) -> str:
    plain = step.replace(":", "：").strip() or "_"
    if not plain.strip("."):
        return "…"
    if len(plain) <= _LONGEST:
        return show(plain)
    end = ending(plain)
    return show(plain[: _LONGEST - len(end) - 1]) + "…" + end


def ending(name: str) -> str:
    """The ending with its dot, as written, if it is short and plain enough to be one; else empty."""
    found = _ENDING.search(name)
    return found[0] if found else ""


def decoded(raw: Iterable[bytes]) -> list[str]:
    """Names that say no encoding, all from one archiver: UTF-8 if they all are, else GB 18030."""
    names = list(raw)
    try:
        return [name.decode() for name in names]
    except UnicodeDecodeError:
        return [_decoded(name) for name in names]


def _decoded(name: bytes) -> str:
    try:
        return name.decode("gb18030")
    except UnicodeDecodeError:
        return name.decode("cp437")


class Numbered:
    """Gives every name once: the second `表.docx` becomes `表 (2).docx`."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def __call__(self, name: str) -> str:
        """The name, with a number before its ending where it (in any case) was given before."""
        key = name.casefold()
        count = self._given[key] = self._given.get(key, 0) + 1
        if count == 1:
            return name
        end = ending(name)
        return self(f"{name.removesuffix(end)} ({count}){end}")
