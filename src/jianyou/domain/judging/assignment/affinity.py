"""Affinity: how well an expert fits an entry, in whole millionths."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Self

import numpy as np
import numpy.typing as npt

from jianyou.domain.judging.assignment.keys import Pair, distinct, positions
from jianyou.terms.finding import Refused

UNIT = 1_000_000
"""Units in an affinity of 1."""
MOST = 100
"""The largest affinity, and with a minus the least: sums of prices stay within 64 bits."""
_LONGEST_NUMBER = 40
_BLOCK_VALUES = 1_000_000

Units = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32] | npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Affinity:
    """The affinity of each expert (column) to each entry (row), in millionths."""

    entries: tuple[str, ...]
    experts: tuple[str, ...]
    units: Units

    @classmethod
    def equal(cls, entries: Iterable[str], experts: Iterable[str]) -> Self:
        """Every expert fits every entry alike."""
        rows, columns = tuple(entries), tuple(experts)
        return cls(rows, columns, np.broadcast_to(np.int32(0), (len(rows), len(columns))))

    @classmethod
    def of_matrix(cls, entries: Iterable[str], experts: Iterable[str], values: Floats) -> Self:
        """From numbers between -100 and 100, shape (entries, experts), rounded to millionths.

        Raises:
            Refused: the shape is another, or a value is no number or out of bounds.
        """
        rows, columns = distinct(entries, "entry"), distinct(experts, "expert")
        if values.shape != (len(rows), len(columns)):
            raise Refused(
                "assignment_affinity_shape",
                rows=values.shape[0] if values.ndim else 0,
                columns=values.shape[1] if values.ndim > 1 else 0,
                entries=len(rows),
                experts=len(columns),
            )
        units = np.empty(values.shape, dtype=np.int32)
        step = max(1, _BLOCK_VALUES // max(1, len(columns)))
        for start in range(0, len(rows), step):
            block = values[start : start + step].astype(np.float64)
            wrong = np.argwhere(~(np.abs(block) <= MOST))
            if len(wrong):
                row, column = wrong[0]
                raise Refused(
                    "assignment_affinity_value",
                    entry=rows[start + row],
                    expert=columns[column],
                    value=str(block[row, column]),
                    most=MOST,
                )
            units[start : start + step] = np.rint(block * UNIT)
        return cls(rows, columns, units)

    @classmethod
    def of_rows(
        cls,
        entries: Iterable[str],
        experts: Iterable[str],
        rows: Iterable[tuple[str, str, str | int | Decimal]],
    ) -> Self:
        """From (entry, expert, value); pairs without a row have 0. More than six decimals are rounded.

        Raises:
            Refused: a value is no number or out of bounds, a key is unknown, or a pair stands twice.
        """
        lines, columns = distinct(entries, "entry"), distinct(experts, "expert")
        line_of, column_of = positions(lines), positions(columns)
        units = np.zeros((len(lines), len(columns)), dtype=np.int32)
        seen: set[Pair] = set()
        for entry, expert, written in rows:
            if entry not in line_of or expert not in column_of:
                raise Refused("assignment_affinity_unknown", entry=entry, expert=expert)
            if (entry, expert) in seen:
                raise Refused("assignment_affinity_twice", entry=entry, expert=expert)
            seen.add((entry, expert))
            units[line_of[entry], column_of[expert]] = _units(entry, expert, written)
        return cls(lines, columns, units)


def written(units: int) -> str:
    """Units as a decimal number with six places."""
    return f"{Decimal(units) / UNIT:.6f}"


def _units(entry: str, expert: str, value: str | int | Decimal) -> int:
    text = str(value).strip()
    try:
        number = Decimal(text) if len(text) <= _LONGEST_NUMBER else Decimal("nan")
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite() or not -MOST <= number <= MOST:
        raise Refused(
            "assignment_affinity_value",
            entry=entry,
            expert=expert,
            value=text[:_LONGEST_NUMBER],
            most=MOST,
        )
    return round(number * UNIT)


def order_of(keys: Sequence[str], within: Sequence[str]) -> npt.NDArray[np.int64] | None:
    """Where each of `keys` stands in `within`; None where both are the same.

    Raises:
        KeyError: one of them doesn't.
    """
    if tuple(keys) == tuple(within):
        return None
    place = positions(within)
    return np.array([place[key] for key in keys], dtype=np.int64)
