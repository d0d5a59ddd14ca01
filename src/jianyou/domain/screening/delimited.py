"""Registers as text with separators: encoding, separator and headings found out, every value kept as text."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import polars as pl

from jianyou.domain.screening.opened import ROW_NUMBER, Opened, Progress, identity_of, no_progress
from jianyou.domain.screening.parquet import open_parquet, reason_of
from jianyou.terms.finding import Refused

_SEPARATORS = ",;\t|，；"
_WIDE_SEPARATORS = {"，": ",", "；": ";"}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PIECE = 4 * 1024 * 1024
_HEAD_LINES = 20
_LONGEST_HEAD = 1024 * 1024
MOST_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class _Form:
    """How the text is laid out: its separator, the lines up to the first row of values, the headings."""

    separator: str
    before: int
    headings: tuple[str, ...]


def open_delimited(path: Path, work: Path, *, progress: Progress = no_progress) -> Opened:
    """Turn a text register (UTF-8, UTF-16 or GBK; comma, semicolon, tab or |) into Parquet, and open it.

    Raises:
        Refused: it is no such text, or a row has more values than there are headings.
    """
    encoding = _encoding(path, progress)
    form = _form(path, encoding)
    work.mkdir(parents=True, exist_ok=True)
    text, made = work / "register.txt", work / "register.parquet"
    plain = encoding == "utf-8"
    try:
        if not plain:
            _recode(path, encoding, text)
        _convert(path if plain else text, form, made, name=path.name)
    finally:
        text.unlink(missing_ok=True)
    opened = open_parquet(path.name, [made])
    return replace(opened, identity=(identity_of(path),), numbered=True)


def _convert(text: Path, form: _Form, made: Path, *, name: str) -> None:
    """Write the values as texts, with the number of each row; an empty value is null, empty rows go."""
    temporary = made.with_suffix(".tmp")
    values = pl.scan_csv(
        text,
        glob=False,
        separator=form.separator,
        skip_lines=form.before,
        has_header=False,
        schema=dict.fromkeys(form.headings, pl.String()),
        missing_columns="insert",
    )
    filled = pl.any_horizontal(pl.col(name).is_not_null() for name in form.headings)
    try:
        numbered = values.with_row_index(ROW_NUMBER, offset=form.before + 1).filter(filled)
        numbered.sink_parquet(temporary, compression="lz4")
        temporary.replace(made)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        _refuse_row(text, form, name)
        raise Refused("register_unreadable", name=name, reason=reason_of(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _refuse_row(text: Path, form: _Form, name: str) -> None:
    """Refuse the first row that has more values than there are headings, if that is what is wrong."""
    with text.open(encoding="utf-8", errors="replace", newline="") as lines:
        for _ in islice(lines, form.before):
            pass
        reader = csv.reader(lines, delimiter=form.separator, strict=True)
        try:
            for row in reader:
                if len(row) > len(form.headings):
                    line = form.before + reader.line_num
                    raise Refused(
                        "register_row_too_long",
                        name=name,
                        line=line,
                        count=len(row),
                        columns=len(form.headings),
                    )
        except csv.Error as error:
            line = form.before + reader.line_num
            raise Refused("register_row_unreadable", name=name, line=line) from error


def _encoding(path: Path, progress: Progress) -> str:
    """What the whole file can be read in; GBK is what Chinese offices write besides UTF-8."""
    with path.open("rb") as file:
        head = file.read(4)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    for encoding in ("utf-8", "gb18030"):
        if _readable(path, encoding, progress):
            return encoding
    raise Refused("register_encoding", name=path.name)


def _readable(path: Path, encoding: str, progress: Progress) -> bool:
    size, done = path.stat().st_size, 0
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if b"\0" in piece:
                return False
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                return False
            done += len(piece)
            progress("open", done, size)
    return not decoder.getstate()[0]


def _recode(path: Path, encoding: str, target: Path) -> None:
    """Write the same text as UTF-8 without a byte order mark."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as source, target.open("w", encoding="utf-8", newline="") as sink:
            while piece := source.read(_PIECE):
                sink.write(decoder.decode(piece))
            sink.write(decoder.decode(b"", final=True))
    except UnicodeError as error:
        raise Refused("register_encoding", name=path.name) from error


def _form(path: Path, encoding: str) -> _Form:
    try:
        with path.open(encoding=encoding, newline="") as file:
            lines = file.read(_LONGEST_HEAD).splitlines(keepends=True)[:_HEAD_LINES]
    except UnicodeError as error:
        raise Refused("register_encoding", name=path.name) from error
    if any(mark in "".join(lines) for mark in "\0"):
        raise Refused("register_kind", name=path.name)
    before, separator, headings = _headings(lines)
    if separator in _WIDE_SEPARATORS:
        raise Refused("register_wide_separator", name=path.name, sign=separator)
    if not headings:
        raise Refused("register_without_columns", name=path.name)
    if len(headings) > MOST_COLUMNS:
        raise Refused("register_too_many_columns", name=path.name, count=len(headings), most=MOST_COLUMNS)
    return _Form(separator, before, tuple(distinct_headings(headings)))


def _headings(lines: Sequence[str]) -> tuple[int, str, list[str]]:
    """How many lines stand before the first row of values, the separator, and the headings."""
    separator = max(_SEPARATORS, key=lambda sign: max((line.count(sign) for line in lines), default=0))
    if not any(separator in line for line in lines):
        separator = ","
    first: tuple[int, list[str]] | None = None
    for number, row in _rows(lines, separator):
        filled = sum(bool(cell.strip()) for cell in row)
        if first is None and filled:
            first = (number, row)
        if filled > 1:
            return number, separator, row
    return (first[0], separator, first[1]) if first else (0, separator, [])


def _rows(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of lines up to its end."""
    reader = csv.reader(lines, delimiter=separator)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error:  # a quotation mark that never closes within these lines
        return


def distinct_headings(headings: Sequence[str]) -> list[str]:
    """Headings on one line, all different: a repeated one gets its number, an empty one its place."""
    taken: dict[str, int] = {ROW_NUMBER: 1}
    found: list[str] = []
    for place, heading in enumerate(headings, 1):
        name = " ".join("".join(filter(_shown, heading)).split()) or f"第{place}列"
        taken[name] = taken.get(name, 0) + 1
        unique = name if taken[name] == 1 else f"{name}（{taken[name]}）"
        while unique in found:
            taken[name] += 1
            unique = f"{name}（{taken[name]}）"
        found.append(unique)
    return found


def _shown(character: str) -> bool:
    return character.isprintable() or character in "\t\r\n\u3000\xa0"
