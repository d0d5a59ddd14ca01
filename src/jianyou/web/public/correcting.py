"""An answer to a correction: only what was asked for can change, and all of it is checked again."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jianyou.actions.filing import Sent
from jianyou.actions.handing_in import handed_in
from jianyou.domain.annexes.check import Day, check_row
from jianyou.domain.annexes.reading import Reading, ReadRow
from jianyou.domain.annexes.records import Row, Value
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind
from jianyou.domain.annexes.typed import fit_text, has_lines, typed_columns
from jianyou.domain.lifecycle.completion import Channel
from jianyou.queries.filings import CorrectionView, FiledContent, RemarkView
from jianyou.terms.finding import Finding, Refused
from jianyou.terms.lang import Lang
from jianyou.terms.place import Place
from jianyou.web.components.answers import Remark
from jianyou.web.components.forms.typed import LONGEST_VALUE, Asked, Field, Typed, sections_of

_LONGEST_FIELD = 40


@dataclass(frozen=True, slots=True)
class Mended:
    """A column asked for: what the office wants, what stood in it, what stands in it now, and its field.

    `field` is None where nothing can be typed in the column, such as serial numbers.
    """

    remark: RemarkView
    before: str
    now: str
    field: Field | None

    @property
    def told_by(self) -> str:
        """The ids of what explains the field."""
        return " ".join(filter(None, (f"{self.field.name}-asked", self.field.told_by))) if self.field else ""

    @property
    def changed(self) -> bool:
        """Whether something else stands in it now."""
        return self.now != self.before


@dataclass(frozen=True, slots=True)
class Closed:
    """A column that stays as it is; `hidden`: what stands in it is personal and isn't shown."""

    title: str
    text: str
    hidden: bool


class Answer:
    """The answer to one correction: the present texts of an entry, and those that were typed.

    `personal` are the filing's personal data by field, complete where the answer shall be sent. `posted`
    is what a browser sent, None where nothing was yet; fields that weren't asked for are passed over.
    """

    def __init__(
        self,
        content: FiledContent,
        ordinal: int,
        correction: CorrectionView,
        personal: Mapping[str, str],
        posted: Mapping[str, str] | None = None,
    ) -> None:
        self._content, self._ordinal, self._personal = content, ordinal, personal
        self._schema = content.file.annex
        self._remarks = correction.remarks
        self._before = whole_table(content, personal)[1][ordinal - 1]
        self._open = open_columns(content, correction)
        self._texts = {column.key: self._text(column, posted or {}) for column in self._open}
        self._row_now = self._as_row({**self._before, **self._texts})
        self._findings = tuple(check_row(self._row_now, self._schema, _day(content)))
        self._posted = posted is not None

    @property
    def problems(self) -> dict[str, Refused]:
        """What keeps the answer from being taken, by field; nothing of form is among it."""
        problems: dict[str, Refused] = {}
        for column in self._open:
            text = self._texts[column.key]
            if text == self._before.get(column.key, ""):
                continue
            if len(text) > LONGEST_VALUE:
                problems[self._name(column)] = Refused(
                    "public_fill_long", title=column.title, count=len(text), most=LONGEST_VALUE
                )
            elif not text and column.kind is ColumnKind.NAME:
                problems[self._name(column)] = Refused("public_correct_no_name", title=column.title)
        if not problems and not any(value.text for value in self._row_now.values.values()):
            problems[self._name(self._open[0])] = Refused("public_correct_nothing")
        return problems

    def mended(self, lang: Lang) -> list[Mended]:
        """The columns asked for, in the order of the table, with what was found in what was typed."""
        asked = self._asked(lang)
        by_key = {column.key: column for column in self._open}
        problems = self.problems if self._posted else {}
        mended = []
        for remark in self._remarks:
            column = by_key.get(remark.column)
            before = self._before.get(remark.column, "")
            now = self._texts.get(remark.column, before)
            field = self._field(column, asked, problems, lang) if column else None
            mended.append(Mended(remark, before, now, field))
        return mended

    def closed(self) -> list[Closed]:
        """The entry's other columns."""
        again = {column.key for column in self._open}
        return [
            Closed(column.title, "" if column.personal else self._before.get(column.key, ""), column.personal)
            for _, column in typed_columns(self._schema)
            if column.key not in again
        ]

    def sent(self) -> Sent:
        """The whole filing as it shall be, for `answer_correction`, which touches nothing but this entry."""
        answers = {key: told["answer"] for key, told in self._row_now.parsed.items() if "answer" in told}
        header, whole = whole_table(self._content, self._personal)
        whole[self._ordinal - 1] |= self._texts
        rows = (
            ReadRow(number, values, answers if number == self._ordinal else {})
            for number, values in enumerate(whole, 1)
        )
        reading = Reading(header, tuple(rows), self._findings)
        filer, file = self._content.filer, self._content.file
        sent = handed_in(reading, file, filer=filer, channel=Channel.WEB, token=uuid.uuid4())
        kept = tuple(dict(one) for one in self._content.findings if one.get("row") != self._ordinal)
        return sent._replace(findings=(*kept, *sent.findings))

    def _text(self, column: Column, posted: Mapping[str, str]) -> str:
        """What was typed; what was only laid out anew by the browser counts as untouched."""
        before, lines = self._before.get(column.key, ""), has_lines(column)
        typed = fit_text(posted.get(self._name(column), before), lines=lines)
        return before if typed == fit_text(before, lines=lines) else typed

    def _as_row(self, values: Mapping[str, str]) -> Row:
        """The entry for the formal check, each value at its cell in the official annex."""
        place = Place("", table=1, row=self._ordinal + 1)
        cells = {
            column.key: Value(values.get(column.key, ""), place._replace(column=at))
            for at, column in typed_columns(self._schema)
        }
        return Row(self._ordinal, place, cells)

    def _name(self, column: Column) -> str:
        return f"c-{self._ordinal}-{column.key}"

    def _asked(self, lang: Lang) -> dict[str, Asked]:
        """The fields as the page to fill asks for them."""
        _, section = sections_of(Typed(), self._schema, lang, {})
        return {field.asked.key: field.asked for field in section.fields}

    def _field(
        self, column: Column, asked: Mapping[str, Asked], problems: Mapping[str, Refused], lang: Lang
    ) -> Field:
        name = self._name(column)
        remarks = tuple(_remarks(self._findings, column, name, lang)) if self._posted else ()
        text = self._texts[column.key]
        shown = text if has_lines(column) else fit_text(text, lines=False)
        return Field(name, asked[column.key], shown, problems.get(name), remarks)


def open_columns(content: FiledContent, correction: CorrectionView) -> list[Column]:
    """The columns that open again, in the order of the table."""
    again = {remark.column for remark in correction.remarks}
    return [column for _, column in typed_columns(content.file.annex) if column.key in again]


def whole_table(
    content: FiledContent, personal: Mapping[str, str]
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Header line and rows of a filing with its personal data in their places."""
    schema = content.file.annex
    header = {**content.header, **_personal_header(schema, personal)}
    rows = [{**row, **_personal_row(schema, personal, at)} for at, row in enumerate(content.rows, 1)]
    return header, rows


def _personal_header(schema: AnnexSchema, personal: Mapping[str, str]) -> dict[str, str]:
    return _found(personal, 0, (field.key for field in schema.header if field.personal))


def _personal_row(schema: AnnexSchema, personal: Mapping[str, str], number: int) -> dict[str, str]:
    return _found(personal, number, (column.key for column in schema.columns if column.personal))


def _found(personal: Mapping[str, str], number: int, keys: Iterable[str]) -> dict[str, str]:
    """Values by key; a field's name is kept in so many characters."""
    fields = {key: f"{number}.{key}"[:_LONGEST_FIELD] for key in keys}
    return {key: personal[field] for key, field in fields.items() if field in personal}


def _remarks(findings: Iterable[Finding], column: Column, anchor: str, lang: Lang) -> Iterator[Remark]:
    for one in findings:
        if one.column == column.key:
            yield Remark(one.severity, one.text(lang), anchor, column.title)


def _day(content: FiledContent) -> Day:
    return Day(content.file.deadline.date(), content.file.regions)
