"""工作记录: what of a screening is done, so that one that was broken off goes on where it stood."""

import contextlib
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jianyou import __version__
from jianyou.domain.eligibility.resolve import Rules
from jianyou.domain.screening.columns import ColumnMap
from jianyou.domain.screening.opened import Opened
from jianyou.officefiles.files import write_atomically
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that the result depends on."""

    packs: Sequence[Mapping[str, object]]
    engine: str
    source: Sequence[Sequence[object]]
    columns: str
    unit_rows: int

    def digest(self) -> str:
        """Hex digits that change with any of it."""
        said = [__version__, self.packs, self.engine, self.source, self.columns, self.unit_rows]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def told_rules(packs: Sequence[Rules]) -> list[dict[str, object]]:
    """Each pack's name, the digest of its file, the day of reckoning and the parameters used."""
    return [
        {
            "pack": rules.pack.id,
            "digest": rules.pack.digest,
            "as_of": rules.as_of.isoformat(),
            "settings": {name: _plain(value) for name, value in rules.settings.items()},
            "rules": [rule.code for rule in rules.rules],
        }
        for rules in packs
    ]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def order_of(
    packs: Sequence[Rules], engine: str, opened: Opened, given: ColumnMap | None, unit_rows: int
) -> Order:
    """The order that this screening is."""
    columns = [dict(given.columns), dict(given.values), list(given.carry)] if given else []
    told = json.dumps(columns, ensure_ascii=False, sort_keys=True, default=str)
    return Order(told_rules(packs), engine, opened.identity, told, unit_rows)


class Journal:
    """The record in the work folder: the order's digest and the units done."""

    def __init__(self, folder: Path, order: Order) -> None:
        self._path = folder / "journal.json"
        self._digest = order.digest()
        self._done: list[str] = []

    def resume(self) -> frozenset[str]:
        """The units that are done.

        Raises:
            Refused: the folder holds the work of another order.
        """
        told: object = None
        with contextlib.suppress(OSError, ValueError):
            told = json.loads(self._path.read_text(encoding="utf-8"))
        if not isinstance(told, dict):
            return frozenset()
        if told.get("order") != self._digest:
            raise Refused("screening_other_order", folder=str(self._path.parent))
        done = told.get("done")
        self._done = [str(unit) for unit in done] if isinstance(done, list) else []
        return frozenset(self._done)

    def note(self, unit: str) -> None:
        """Note that a unit is done."""
        self._done.append(unit)
        self.write()

    def write(self) -> None:
        """Put the record on the disk."""
        told = {"order": self._digest, "done": self._done}
        write_atomically(self._path, json.dumps(told, ensure_ascii=False).encode())
