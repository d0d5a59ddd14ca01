"""The draft's annex: the table's title and number, its header line, its columns, and the note below it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jianyou.datafiles.written import clean
from jianyou.domain.annexes.headings import fold
from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.notices.draft_lines import LONGEST_VALUE, Lines, Material, Value
from jianyou.domain.notices.drafted_columns import (
    DraftColumn,
    draft_columns,
    names_itself,
    printed_tables,
)
from jianyou.domain.notices.model import Line, NoticeColumn
from jianyou.terms.display import excerpt
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_ABOVE = 5
_BELOW = 14
_MOST_COLUMNS = 60
_LONGEST_NOTE = 4000
_TITLE_END = re.compile(r"(?:表|名单|清单|一览|花名册)(?:[（(][^（）()]{1,12}[）)])?$")
_LABEL = re.compile(
    r"(?P<label>[^\s\u3000：:（）()\d][^\s：:（）()]{0,10}(?:\s?[（(][^（）()：:]{1,8}[）)])?)\s*[：:]"
)
_LABELS = re.compile(rf"(?:\s*{_LABEL.pattern.replace('?P<label>', '?:')}[\s_＿]*){{1,6}}")
_NOTE = re.compile(r"^(?:备?注|说明|填表说明)\s*\d?\s*[：:]")
_NO_HEADER = re.compile(r"^(?:附件|附表|附|注|备注|说明|序号)")
_HEADER_KEYS = (
    (re.compile(r"单位|部门|学校|机构"), "department"),
    (re.compile(r"电话|手机|联系方式"), "phone"),
    (re.compile(r"联系人|填报人|填表人|经办人"), "contact"),
)


class Header(NamedTuple):
    """A labelled value outside the rows: its key, its label as printed, its line."""

    key: str
    label: str
    line: Line


class Annex(NamedTuple):
    """The table that the draft takes: its columns, and what stands around it."""

    printed: list[NoticeColumn]
    columns: list[DraftColumn]
    label: str
    title: str
    title_line: Line | None
    header: list[Header]
    note: Line | None
    others: list[list[NoticeColumn]]


def find_annex(material: Material) -> Annex:
    """The table with most columns, and its surroundings."""
    tables = printed_tables(material.facts.columns, material.text)
    chosen = max(tables, key=len)
    above, below = _around(material, chosen)
    number, title, line, rest = _title(material, chosen, above)
    header = list(_header([*rest, *((each, each.text) for each in below)]))
    note = next((each for each in below if _NOTE.match(each.text) and "\t" not in each.text), None)
    columns = draft_columns(chosen[:_MOST_COLUMNS])
    label = f"附件{number}" if number else ""
    others = [table for table in tables if table is not chosen]
    return Annex(chosen, columns, label, title, line, header, note, others)


def _around(material: Material, table: Sequence[NoticeColumn]) -> tuple[list[Line], list[Line]]:
    """The filled lines above the headings, nearest first, and those below them."""
    filled = list(material.text.filled())
    first, last = table[0].span.start, table[-1].span.end
    above = [line for line in filled if line.span.end <= first][-_ABOVE:]
    below = [line for line in filled if line.span.start >= last][:_BELOW]
    return above[::-1], below


def _title(
    material: Material, table: Sequence[NoticeColumn], above: Sequence[Line]
) -> tuple[int, str, Line | None, list[tuple[Line, str]]]:
    """The attachment's number, the table's title and line, and the lines between with the title cut off."""
    listed = [fold(each.value) for each in material.facts.attachments]
    between: list[tuple[Line, str]] = []
    for line in above:
        words = clean(line.text)
        bare = fold(words)
        number = next((at for at, name in enumerate(listed, 1) if name and bare.startswith(name)), 0)
        if number:
            title = material.facts.attachments[number - 1].value
            return number, title, line, [(line, _behind(words, listed[number - 1])), *between]
        if _TITLE_END.search(words) and len(words) <= LONGEST_VALUE:
            return table[0].attachment, words, line, between
        between.append((line, words))
    number = table[0].attachment
    attached = material.facts.attachments
    own = material.facts.title.value if material.facts.title else ""
    return number, attached[number - 1].value if 0 < number <= len(attached) else own, None, between


def _behind(words: str, folded: str) -> str:
    """What stands on a line behind a title that is known by its folded form."""
    ends = range(min(len(words), 2 * LONGEST_VALUE) + 1)
    return next((words[at:] for at in ends if fold(words[:at]) == folded), "").lstrip("”》 ")


def _header(lines: Sequence[tuple[Line, str]]) -> Iterator[Header]:
    """The labels of lines that hold nothing else: 填报部门： 联系人： 联系电话： and the like."""
    keys: set[str] = set()
    labels: set[str] = set()
    for line, words in lines:
        if (
            "\t" in line.text
            or len(words) > LONGEST_VALUE
            or not _LABELS.fullmatch(words)
            or _NO_HEADER.match(words)
        ):
            continue
        for match in _LABEL.finditer(words):
            label = clean(match["label"])
            key = next((key for sign, key in _HEADER_KEYS if sign.search(label)), "")
            if not key or key in keys:
                key = f"header_{len(keys) + 1}"
            if fold(label) and fold(label) not in labels and len(keys) < 20:
                keys.add(key)
                labels.add(fold(label))
                yield Header(key, label, line)


def write_annex(lines: Lines, annex: Annex, lang: Lang) -> None:
    """The annex in the call file's form."""
    if annex.others:
        lines.ask("annex", "draft_tables", count=len(annex.others) + 1)
    lines.open("annex")
    lines.put("label", annex.label, 1)
    title = excerpt(clean(annex.title), LONGEST_VALUE) or say("draft_title_missing", lang=lang)
    lines.put("title", title, 1, annex.title_line.span if annex.title_line else None)
    if annex.note:
        lines.put("note", excerpt(clean(annex.note.text), _LONGEST_NOTE), 1, annex.note.span)
    if annex.header:
        lines.open("header", 1)
    for field in annex.header:
        lines.item({"key": field.key, "label": field.label}, 2, field.line.span, said=field.line.text)
    if len(annex.printed) > _MOST_COLUMNS:
        lines.more("columns", len(annex.printed), _MOST_COLUMNS, 1)
    _columns(lines, annex)
    for table in annex.others:
        lines.note("draft_other_table", names=excerpt("、".join(column.name for column in table), 300))


def _columns(lines: Lines, annex: Annex) -> None:
    if not names_itself(annex.printed):
        lines.ask("columns", "draft_name_open", 1)
    lines.open("columns", 1)
    for column in annex.columns:
        title = clean(column.title)
        if title != clean(column.source.name):
            lines.ask("title", "draft_heading_changed", 2, heading=excerpt(column.source.name, 40) or "—")
        values: dict[str, Value] = {"key": column.key, "title": title, "kind": column.kind}
        if column.kind is not ColumnKind.SERIAL:
            values["required"] = Severity.ERROR if column.kind is ColumnKind.NAME else Severity.WARNING
        if column.limit:
            rule = {"as_a_rule": True} if column.as_a_rule else {}
            values["limit"] = {"characters": column.limit, **rule}
        lines.item(values, 2, column.source.span, said=column.source.name)
