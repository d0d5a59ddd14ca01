"""The header line (填报部门、联系人、联系电话), wherever the sender's table keeps it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from jianyou.domain.annexes.records import Value
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.officefiles.model import Cell, Paragraph
from jianyou.terms.place import Place

_COLON = r"[\s\u3000]*[：:]"
_BRACKET = r"(?:[\s\u3000]*[（(][^（()）]{0,12}[)）])?"


class Found(NamedTuple):
    """A labelled value found; the text may be empty where the sender left it so."""

    key: str
    value: Value


@lru_cache(maxsize=64)
def _labels(schema: AnnexSchema) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """(label with its colon, cell that is nothing but a label, folded label -> key)."""
    keys = {label: field.key for field in schema.header for label in (field.label, *field.aliases)}
    spaced = (r"[\s\u3000]*".join(map(re.escape, label)) for label in sorted(keys, key=len, reverse=True))
    alternatives = "|".join(spaced)
    with_colon = re.compile(rf"(?<![\w])({alternatives}){_BRACKET}{_COLON}")
    alone = re.compile(rf"[\s\u3000]*({alternatives}){_BRACKET}[\s\u3000]*[：:]?[\s\u3000]*")
    return with_colon, alone, keys


def _key(label: str, keys: dict[str, str]) -> str:
    return keys["".join(label.split())]


def in_text(text: str, place: Place, schema: AnnexSchema) -> Iterator[Found]:
    """The labelled values of one stretch of text, each running up to the next label."""
    if not schema.header or ("：" not in text and ":" not in text):
        return
    with_colon, _, keys = _labels(schema)
    hits = list(with_colon.finditer(text))
    ends = [hit.start() for hit in hits[1:]] + [len(text)]
    for hit, end in zip(hits, ends, strict=False):
        value = text[hit.end() : end].strip().rstrip("，,；;、 \u3000_")
        yield Found(_key(hit.group(1), keys), Value(value.strip("_ \u3000"), place))


def in_cells(cells: Sequence[Cell], places: Sequence[Place], schema: AnnexSchema) -> Iterator[Found]:
    """The labelled values of a row: label and value in one cell, or in neighbours."""
    if not schema.header:
        return
    _, alone, keys = _labels(schema)
    for index, (cell, place) in enumerate(zip(cells, places, strict=True)):
        only_label = alone.fullmatch(cell.text) if cell.text else None
        if not only_label:
            yield from in_text(cell.text, place, schema)
            continue
        key = _key(only_label.group(1), keys)
        beside = cells[index + 1] if index + 1 < len(cells) else None
        if beside is not None and not _has_label(beside.text, schema):
            yield Found(key, Value(beside.text.strip(), places[index + 1]))
        elif "：" in cell.text or ":" in cell.text:
            yield Found(key, Value("", place))


def in_paragraphs(file: str, paragraphs: Iterable[Paragraph], schema: AnnexSchema) -> Iterator[Found]:
    """The labelled values of paragraphs outside any table."""
    for paragraph in paragraphs:
        if "：" in paragraph.text or ":" in paragraph.text:
            place = Place(file, part=paragraph.part, paragraph=paragraph.number)
            yield from in_text(paragraph.text, place, schema)


def _has_label(text: str, schema: AnnexSchema) -> bool:
    with_colon, alone, _ = _labels(schema)
    return bool(text) and bool(with_colon.search(text) or alone.fullmatch(text))
