"""The page to fill: what was typed, and the fields that the annex asks for with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from django.conf import settings
from django.utils.translation import gettext

from jianyou.actions.confirming import LONGEST_ADDRESS
from jianyou.domain.annexes.reading import MOST_ENTRIES
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind, HeaderField, Limit
from jianyou.domain.annexes.typed import NO, YES, fit_text, has_lines, typed_columns
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.web.components.answers import Answers, Remark
from jianyou.web.components.forms.reading import filer_named

LONGEST_VALUE = 5000
"""Characters of one field."""

_NAME = re.compile("c-([0-9]{1,5})-([a-z0-9_]+)")
_OTHER_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields: filer, address, the header line by key, a mapping an entry, never none.

    `ids` are the numbers that name the fields of each entry, where they aren't 1, 2, ….
    """

    filer: str = ""
    address: str = ""
    header: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Mapping[str, str], ...] = ({},)
    ids: tuple[int, ...] = ()

    def numbered(self) -> Iterator[tuple[int, int, Mapping[str, str]]]:
        """Each entry with its place from 1 and the number that names its fields."""
        ids = self.ids or range(1, len(self.rows) + 1)
        for place, (number, texts) in enumerate(zip(ids, self.rows, strict=True), 1):
            yield place, number, texts

    def with_one_more(self, most: int) -> "Typed":
        """With an empty entry at the end, where there is room for one."""
        return replace(self, rows=(*self.rows, {})) if len(self.rows) < most else self

    def without(self, number: int) -> "Typed":
        """Without that entry; the only one is emptied."""
        return replace(self, rows=(*self.rows[: number - 1], *self.rows[number:]) or ({},))


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as the annex asks for it, in one language; `rows` is 0 where it has a single line."""

    key: str
    label: str
    hint: str
    rows: int = 0
    required: bool = True
    yes_no: bool = False
    phone: bool = False
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """What was typed elsewhere in a field meanwhile: the text, its mark, and when (ISO), if that is known."""

    theirs: str
    mark: str
    at: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its text; `name` is its place here and on the page "check your answers"."""

    name: str
    asked: Asked
    text: str
    problem: Refused | None
    remarks: tuple[Remark, ...]
    clash: Clash | None = None

    @property
    def told_by(self) -> str:
        """The ids of what explains the field."""
        said = {
            "hint": self.asked.hint,
            "error": self.problem,
            "clash": self.clash,
            "told": self.remarks,
        }
        return " ".join(f"{self.name}-{part}" for part, there in said.items() if there)

    @property
    def wrong(self) -> bool:
        """Whether it has to be mended."""
        told = self.problem is not None or self.clash is not None
        return told or any(one.severity is Severity.ERROR for one in self.remarks)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Yes, no and nothing, each with its word; an answer in other words stays to choose."""
        words = {YES: gettext("是"), NO: gettext("否"), "": gettext("暂不填写")}
        return list((words if self.text in words else words | {self.text: self.text}).items())


@dataclass(frozen=True, slots=True)
class Section:
    """The header line (number 0) or an entry, with its fields; `key` is the number that names these."""

    number: int
    key: int
    name: str
    fields: tuple[Field, ...]
    problem: Refused | None


NO_CLASHES: Mapping[str, Clash] = MappingProxyType({})


def most_entries(schema: AnnexSchema) -> int:
    """How many entries the page takes: a request has only so many fields. More of them are uploaded."""
    room = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - _OTHER_FIELDS - len(schema.header)
    return max(1, min(MOST_ENTRIES, room // len(tuple(typed_columns(schema)))))


def typed_in(posted: Mapping[str, str], schema: AnnexSchema) -> Typed:
    """What a browser sent, as the annex can hold it; fields that the annex lacks are passed over."""
    by_entry: dict[int, dict[str, str]] = {}
    for name in posted:
        if found := _NAME.fullmatch(name):
            by_entry.setdefault(int(found[1]), {})[found[2]] = posted[name]
    header = by_entry.pop(0, {})
    return Typed(
        " ".join(fit_text(posted.get("filer", ""), lines=False).split()),
        fit_text(posted.get("address", ""), lines=False)[: LONGEST_ADDRESS + 1],
        {one.key: fit_text(header.get(one.key, ""), lines=False) for one in schema.header},
        tuple(_entry(by_entry[number], schema) for number in sorted(by_entry)) or ({},),
    )


def _entry(texts: Mapping[str, str], schema: AnnexSchema) -> dict[str, str]:
    return {
        column.key: fit_text(texts.get(column.key, ""), lines=has_lines(column))
        for _, column in typed_columns(schema)
    }


def problems_of(typed: Typed, schema: AnnexSchema) -> dict[str, Refused]:
    """What keeps the page from being read, by field; nothing of form is among it."""
    problems: dict[str, Refused] = {}
    try:
        filer_named(typed.filer)
    except Refused as refused:
        problems["filer"] = refused
    labels = {one.key: one.label for one in schema.header}
    titles = {column.key: column.title for column in schema.columns}
    told = [(0, labels, typed.header), *((number, titles, texts) for _, number, texts in typed.numbered())]
    for number, words, texts in told:
        for key, text in texts.items():
            if len(text) > LONGEST_VALUE:
                problems[f"c-{number}-{key}"] = Refused(
                    "public_fill_long", title=words[key], count=len(text), most=LONGEST_VALUE
                )
    name, most = schema.name_column, most_entries(schema)
    if not any(texts.get(name.key) for texts in typed.rows):
        problems[f"c-{told[1][0]}-{name.key}"] = Refused("public_fill_no_name", title=name.title)
    if len(typed.rows) > most:
        problems[f"entry-{told[most + 1][0]}"] = Refused("public_fill_many", count=len(typed.rows), most=most)
    return problems


def sections_of(
    typed: Typed,
    schema: AnnexSchema,
    lang: Lang,
    problems: Mapping[str, Refused],
    answers: Answers | None = None,
    clashes: Mapping[str, Clash] = NO_CLASHES,
) -> list[Section]:
    """The page's fields in the language that is active, with what was found where `answers` are given.

    `clashes` tell what was typed elsewhere, by field.
    """
    remarks = dict(_remarks(answers)) if answers else {}

    def section(place: int, number: int, texts: Mapping[str, str], asked: tuple[Asked, ...]) -> Section:
        name = f"entry-{number}" if number else "header"
        fields = []
        for one in asked:
            at = f"c-{number}-{one.key}"
            text, found = texts.get(one.key, ""), remarks.get(at, ())
            fields.append(Field(at, one, text, problems.get(at), found, clashes.get(at)))
        return Section(place, number, name, tuple(fields), problems.get(name))

    header, columns = _asked(schema, lang)
    entries = (section(place, number, texts, columns) for place, number, texts in typed.numbered())
    return [section(0, 0, typed.header, header), *entries]


def _remarks(answers: Answers) -> Iterator[tuple[str, tuple[Remark, ...]]]:
    for cells in (answers.header, *(entry.cells for entry in answers.entries)):
        for cell in cells:
            yield cell.anchor, cell.remarks


@lru_cache(maxsize=64)
def _asked(schema: AnnexSchema, lang: Lang) -> tuple[tuple[Asked, ...], tuple[Asked, ...]]:
    """Header line and columns; `lang` is the language that is active."""
    between = " " if lang is Lang.EN else ""
    return (
        tuple(map(_asked_of_header, schema.header)),
        tuple(_asked_of_column(column, between) for _, column in typed_columns(schema)),
    )


def _asked_of_header(one: HeaderField) -> Asked:
    hint = "" if one.required else gettext("可以不填。")
    return Asked(one.key, one.label, hint, required=bool(one.required), phone=one.key == "phone")


def _asked_of_column(column: Column, between: str) -> Asked:
    return Asked(
        column.key,
        column.title,
        between.join(_hints(column)),
        _rows(column) if has_lines(column) else 0,
        required=bool(column.required),
        yes_no=column.kind is ColumnKind.YES_NO,
        phone=column.kind is ColumnKind.PHONE,
        limit=column.limit,
    )


def _rows(column: Column) -> int:
    """How many rows a text area begins with; the style sheet knows these numbers."""
    if column.kind is ColumnKind.HONORS:
        return 4
    characters = column.limit.characters if column.limit else 0
    return 2 if characters <= 60 else 4 if characters <= 150 else 9


def _hints(column: Column) -> Iterator[str]:
    """What is told beside a column's title, a sentence each."""
    if not column.required:
        yield gettext("可以不填。")
    if column.limit:
        most = column.limit.characters
        words = (
            gettext("原则上不超过 {most} 字。") if column.limit.as_a_rule else gettext("不超过 {most} 字。")
        )
        yield words.format(most=most)
    if column.facts:
        facts = "、".join(fact.label for fact in column.facts)
        yield gettext("推荐单位的，须写明：{facts}。").format(facts=facts)
    yield from _hints_of_kind(column)


def _hints_of_kind(column: Column) -> Iterator[str]:
    match column.kind:
        case ColumnKind.REGION_INDUSTRY:
            yield gettext("先写区县，再写行业。")
        case ColumnKind.CONTACT:
            yield gettext("依次写姓名、职务、电话，用逗号隔开。")
        case ColumnKind.CREDIT_CODE:
            yield gettext("18 位。")
        case ColumnKind.HONORS:
            yield gettext("一行写一项，写明年份。")
            if column.levels:
                levels = "、".join(level.label for level in column.levels)
                yield gettext("只写这些级别的：{levels}。").format(levels=levels)
