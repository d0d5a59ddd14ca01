"""A sealed scan looked into: its pages, the square codes on them, its signatures; never refused for them.

The file is a stranger's, and drawing it takes large libraries: a process of its own does it, with bounds on
pages, pixels, memory and seconds. What that process says is checked as if it came from a stranger too.
"""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jianyou.officefiles.confined import Helper, running
from jianyou.officefiles.signed import LONGEST_NAME, MOST_SIGNATURES, Signature
from jianyou.officefiles.squarecode import MOST_TEXT
from jianyou.terms.finding import Refused

MOST_PAGES = 40
"""Pages that are looked at; those behind them aren't."""
SECONDS = 10.0
MEMORY = 320 * 1024 * 1024
_SCRIPT = Path(__file__).with_name("scan_child.py")
_LONGEST_FRAME = 64 * 1024
_MOST_FRAMES = MOST_PAGES * 256 + MOST_SIGNATURES + 8
_LONGEST_MOMENT = 40
_MOST = 1_000_000
_PROBLEMS = frozenset({"scan_damaged", "scan_locked", "scan_too_large", "scan_kind_unknown"})


class FoundCode(NamedTuple):
    """A square code: the page that it stands on, from 1, and its text."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen on a scan. `pages` has the file, `looked` were looked at; `words`: it has a text layer.

    `problem` is the code of what kept it from being looked into, or from being looked at to the end; empty
    where nothing did.
    """

    pages: int = 0
    looked: int = 0
    words: bool = False
    codes: tuple[FoundCode, ...] = ()
    signatures: tuple[Signature, ...] = ()
    problem: str = ""


def look_into(data: bytes, *, seconds: float = SECONDS, memory: int = MEMORY) -> Look:
    """What a PDF, JPEG or PNG bears, in at most `seconds` and `memory` bytes; never raises for a file."""
    order = {"seconds": seconds, "pages": MOST_PAGES, "memory": memory}
    head = json.dumps(order).encode()
    try:
        with running(_SCRIPT, len(head).to_bytes(4, "big") + head + data, seconds=seconds) as helper:
            return _Listening().to(helper)
    except Refused:
        return Look(problem="scan_helper_missing")


class _Listening:
    """What was heard so far; what was seen before the process ended counts."""

    def __init__(self) -> None:
        self._pages = self._looked = 0
        self._words = False
        self._codes: list[FoundCode] = []
        self._signatures: list[Signature] = []

    def to(self, helper: Helper) -> Look:
        """Listen until it has said all, ends, or talks nonsense."""
        problem = "scan_stopped"
        with contextlib.suppress(ValueError, KeyError, TypeError):
            for _ in range(_MOST_FRAMES):
                told = _frame(helper)
                if told is None:
                    problem = "scan_too_slow" if helper.late else problem
                    break
                if told["is"] == "end":
                    problem = ""
                    break
                if told["is"] == "problem":
                    problem = told["code"] if told["code"] in _PROBLEMS else problem
                    break
                self._take(told)
        codes = tuple(dict.fromkeys(self._codes))
        return Look(self._pages, self._looked, self._words, codes, tuple(self._signatures), problem)

    def _take(self, told: Mapping[str, Any]) -> None:
        match told["is"]:
            case "pages":
                self._pages = _count(told["pages"])
            case "page":
                self._looked = min(self._looked + 1, MOST_PAGES)
                self._words = self._words or told["words"] is True
            case "code":
                self._codes.append(FoundCode(_count(told["page"]), _text(told["text"], MOST_TEXT)))
            case "signature":
                self._signatures.append(_signature(told))
            case _:
                raise ValueError(told["is"])


def _frame(helper: Helper) -> Mapping[str, Any] | None:
    """The next thing it says; None once it has ended. ValueError if that makes no sense."""
    head = helper.read(4)
    size = int.from_bytes(head, "big")
    if len(head) < 4:
        return None
    if size > _LONGEST_FRAME:
        raise ValueError(size)
    body = helper.read(size)
    if len(body) < size:
        return None
    told = json.loads(body)
    if not isinstance(told, dict):
        raise TypeError(type(told))
    return told


def _signature(told: Mapping[str, Any]) -> Signature:
    trusted = told["trusted"]
    return Signature(
        signer=_text(told["signer"], LONGEST_NAME),
        at=_text(told["at"], _LONGEST_MOMENT),
        known=told["known"] is True,
        whole=told["whole"] is True,
        intact=told["intact"] is True,
        untouched=told["untouched"] is True,
        trusted=None if trusted is None else trusted is True,
    )


def _count(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= _MOST:
        raise ValueError(value)
    return value


def _text(value: object, most: int) -> str:
    """A text as any database keeps it."""
    if not isinstance(value, str):
        raise TypeError(type(value))
    return "".join(sign for sign in value[:most] if sign.isprintable())
