"""The whole log of a call as a file: a line an entry, signed heads among them; checked from end to end."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.entries import Entry, entry_from
from jianyou.domain.ledger.heads import Head, SignedHead, head_from, sign_head
from jianyou.domain.ledger.keys import SigningKey
from jianyou.domain.ledger.receipts import Inclusion, Receipt
from jianyou.domain.ledger.tree import Edge, Tree, leaf_hash

FORMAT = "jianyou-ledger-1"
LONGEST_LINE = 64 * 1024


class Trouble(NamedTuple):
    """What is wrong with a log, and in which line of the file (from 1)."""

    code: str
    line: int


class LogCheck(NamedTuple):
    """What a log holds, its signing keys (more than one is told), its last head, and all that is wrong."""

    entries: int
    heads: int
    keys: tuple[str, ...]
    last: SignedHead | None
    troubles: tuple[Trouble, ...]


def head_of(log: str, edge: Edge, at: str, key: SigningKey) -> SignedHead:
    """The signed head of a log at its present size."""
    return sign_head(Head(log, edge.size, edge.root().hex(), at), key)


def include(receipt: Receipt, position: int, tree: Tree, head: SignedHead) -> Receipt:
    """The receipt with the proof that it is under the head; `tree` is that of the head's entries.

    Raises:
        IndexError: there is no such entry.
    """
    hashes = tuple(each.hex() for each in tree.path(position))
    return receipt._replace(inclusion=Inclusion(position, hashes, head))


def written_log(log: str, parts: Iterable[Entry | SignedHead]) -> Iterator[str]:
    """The lines of the file, from entries and heads in their order."""
    yield _line({"format": FORMAT, "log": log})
    for part in parts:
        yield _line({"head": part.as_plain()} if isinstance(part, SignedHead) else {"entry": part.as_plain()})


def check_log(lines: Iterable[str]) -> LogCheck:
    """Every entry hashed again and every head compared; reads line by line, in little memory."""
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        reader.take(number, line)
    return reader.done()


def entry_lines(lines: Iterable[str]) -> Iterator[bytes]:
    """The entries of a log's lines as the bytes that are hashed; other lines are passed over."""
    for line in lines:
        kind, part = _part(_plain(line))
        entry = entry_from(part) if kind == "entry" else None
        if entry is not None:
            yield entry.written()


class _Reader:
    def __init__(self) -> None:
        self._edge = Edge()
        self._log = ""
        self._heads = 0
        self._keys: dict[str, None] = {}
        self._last: SignedHead | None = None
        self._last_at: datetime | None = None
        self._last_line = 0
        self._troubles: list[Trouble] = []

    def take(self, number: int, line: str) -> None:
        self._last_line = number
        plain = _plain(line)
        if number == 1:
            if plain is None or plain.get("format") != FORMAT or not isinstance(plain.get("log"), str):
                self._wrong("ledger_unreadable", number)
            else:
                self._log = str(plain["log"])
        else:
            kind, part = _part(plain)
            if kind == "entry":
                self._entry(number, part)
            elif kind == "head":
                self._head(number, part)
            else:
                self._wrong("ledger_line_unreadable", number)

    def done(self) -> LogCheck:
        if self._last_line == 0:
            self._wrong("ledger_unreadable", 1)
        elif self._last is None or self._last.head.size != self._edge.size:
            self._wrong("ledger_end_unsigned", self._last_line)
        return LogCheck(self._edge.size, self._heads, tuple(self._keys), self._last, tuple(self._troubles))

    def _entry(self, number: int, plain: dict[str, object]) -> None:
        entry = entry_from(plain)
        if entry is None:
            self._wrong("ledger_line_unreadable", number)
            return
        if entry.call != self._log:
            self._wrong("ledger_other_call", number)
        self._edge.append(leaf_hash(entry.written()))

    def _head(self, number: int, plain: dict[str, object]) -> None:
        head = head_from(plain)
        if head is None:
            self._wrong("ledger_line_unreadable", number)
            return
        self._heads += 1
        self._keys[head.key] = None
        if not head.valid:
            self._wrong("ledger_head_unsigned", number)
        if (head.head.log, head.head.size, head.head.root) != (
            self._log,
            self._edge.size,
            self._edge.root().hex(),
        ):
            self._wrong("ledger_head_differs", number)
        at = _moment(head.head.at)
        if at is None or (self._last_at and at < self._last_at):
            self._wrong("ledger_head_earlier", number)
        self._last_at = at or self._last_at
        self._last = head

    def _wrong(self, code: str, number: int) -> None:
        self._troubles.append(Trouble(code, number))


def _line(plain: dict[str, Plain]) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"


def _plain(line: str) -> dict[str, object] | None:
    if len(line) > LONGEST_LINE:
        return None
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return plain if isinstance(plain, dict) else None


def _part(plain: dict[str, object] | None) -> tuple[str, dict[str, object]]:
    """The one key of a line and its mapping; "" where the line is otherwise."""
    if plain is None or len(plain) != 1:
        return "", {}
    ((kind, part),) = plain.items()
    return (kind, part) if isinstance(part, dict) else ("", {})


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
