"""Records of this room as plain values for files and hashes, and back again: strictly, nothing guessed.

Numbers are text in the one way of `exact.said`, fractions `2/3`, clauses as they are written. The keys of a
mapping are text. What is read has exactly the keys of its record.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.scores.exact import number_of, said
from jianyou.terms.clause import Clause, parse_clause
from jianyou.terms.finding import Refused

MOST_WHOLE = 10**15
_FRACTION = re.compile(r"(0|[1-9][0-9]{0,17})/([1-9][0-9]{0,17})", re.ASCII)

Record = TypeVar("Record")


def plain_of(value: Any) -> Plain:
    """A record, or what may stand in one, as plain values."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if (text := _text(value)) is not None:
        return text
    if names := _names(type(value)):
        return {name: plain_of(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {key: plain_of(each) for key, each in value.items()}
    return [plain_of(each) for each in value]


def _text(value: Any) -> str | None:
    """A value that is written as a text; None for any other."""
    if isinstance(value, (str, Clause)):
        return str(value)
    if isinstance(value, Decimal):
        return said(value)
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else None


def from_plain(kind: type[Record], plain: object, path: str = "") -> Record:
    """The record of this type that `plain_of` makes such values of.

    Raises:
        Refused: something is missing, unknown or of the wrong kind; `where` is the path to it.
    """
    made: Record = _made(kind, plain, path)
    return made


def _made(kind: Any, plain: object, path: str) -> Any:
    origin = get_origin(kind)
    if origin is UnionType:
        (inner,) = [each for each in get_args(kind) if each is not NoneType]
        return None if plain is None else _made(inner, plain, path)
    if origin is tuple:
        return _tuple(get_args(kind), plain, path)
    if origin is not None and issubclass(origin, Mapping):
        inner = get_args(kind)[1]
        given = _mapping(plain, path)
        return MappingProxyType({key: _made(inner, each, f"{path}.{key}") for key, each in given.items()})
    if kind is not Clause and (names := _names(kind)):
        return _record(kind, names, _mapping(plain, path), path)
    return _single(kind, plain, path)


def _tuple(kinds: tuple[Any, ...], plain: object, path: str) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise _wrong(path)
    if kinds[-1] is Ellipsis:
        return tuple(_made(kinds[0], each, f"{path}.{at}") for at, each in enumerate(plain, 1))
    if len(plain) != len(kinds):
        raise _wrong(path)
    pairs = enumerate(zip(kinds, plain, strict=True), 1)
    return tuple(_made(kind, each, f"{path}.{at}") for at, (kind, each) in pairs)


def _record(kind: Any, names: tuple[str, ...], plain: Mapping[str, object], path: str) -> Any:
    for name in plain.keys() ^ set(names):
        raise _wrong(f"{path}.{name}")
    hints = get_type_hints(kind)
    return kind(**{name: _made(hints[name], plain[name], f"{path}.{name}".lstrip(".")) for name in names})


def _single(kind: Any, plain: object, path: str) -> Any:
    """A value that has no parts."""
    made: Any = None
    if kind is bool:
        made = plain if isinstance(plain, bool) else None
    elif kind is int:
        made = plain if isinstance(plain, int) and not isinstance(plain, bool) else None
        made = made if made is None or abs(made) <= MOST_WHOLE else None
    elif kind is Decimal:
        made = number_of(plain)
    elif isinstance(plain, str):
        made = _from_text(kind, plain)
    if made is None:
        raise _wrong(path)
    return made


def _from_text(kind: Any, text: str) -> Any:
    if kind is str:
        return text
    if kind is Clause:
        clause = parse_clause(text)
        return clause if str(clause) == text else None
    if kind is Fraction:
        found = _FRACTION.fullmatch(text)
        made = Fraction(int(found[1]), int(found[2])) if found else None
        return made if made is not None and f"{made.numerator}/{made.denominator}" == text else None
    if issubclass(kind, StrEnum):
        return kind(text) if text in tuple(kind) else None
    raise TypeError(kind)


def _names(kind: Any) -> tuple[str, ...]:
    """The names of a record's fields; empty for what is no record."""
    if is_dataclass(kind):
        return tuple(each.name for each in fields(kind))
    return getattr(kind, "_fields", ())


def _mapping(plain: object, path: str) -> Mapping[str, object]:
    if not isinstance(plain, dict):
        raise _wrong(path)
    return plain


def _wrong(path: str) -> Refused:
    return Refused("record_part_wrong", where=path.lstrip(".")[:200])
