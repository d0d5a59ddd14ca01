"""Drafts between page and action: what a form or a script sent, and what stands in the fields."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest

from jianyou.actions.confirming import Asking, address_of, offered_channels
from jianyou.actions.drafting import Saved
from jianyou.domain.annexes.drafting import Conflict, Drafted, DraftedRow, Edit, row_of, text_mark
from jianyou.domain.annexes.reading import Reading
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.calls.call import Call
from jianyou.queries.drafts import DraftView, get_draft
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.web.account.membership import opens_filing, organization_of
from jianyou.web.components.answers import Answers, Cell, Entry, Remark, answers_of
from jianyou.web.components.forms.reading import read_typed
from jianyou.web.components.forms.typed import Clash, Typed
from jianyou.web.public.doors import draft_door

_FIELDS = ("filer", "address", "c-")
_TAKE = "take-"
_MINE, _THEIRS = "mine:", "theirs"
_LOOKED = "public.looked"
_BLANK = text_mark("")


class Unread(ValueError):
    """What a script sent is no list of edits."""


def let_in(request: HttpRequest, number: str) -> DraftView:
    """The draft, for whoever began or opened it here, and for the people of its organization.

    Raises:
        PermissionDenied: the visitor is neither.
        Refused: there is no such draft (any more), and he was let in to it.
    """
    return get_draft(number=number) if draft_door(request, number) else _of_member(request, number)


def check_let_in(request: HttpRequest, number: str) -> None:
    """Look at whether the visitor is let in, without reading the draft where his browser alone tells it.

    Raises:
        PermissionDenied: he isn't.
        Refused: there is no such draft any more, and he was let in to it.
    """
    if not draft_door(request, number):
        _of_member(request, number)


def _of_member(request: HttpRequest, number: str) -> DraftView:
    if not request.user.is_authenticated:
        raise PermissionDenied
    try:
        view = get_draft(number=number)
    except Refused as refused:
        if opens_filing(request, number):
            raise
        raise PermissionDenied from refused
    if view.organization is None or organization_of(request) != view.organization:
        raise PermissionDenied
    return view


def edits_posted(posted: Mapping[str, str]) -> tuple[Edit, ...]:
    """The fields of a form without scripts; `marks` stand for what the page had shown in them.

    Of a field that was changed elsewhere too, the visitor chose which text to take.
    """
    return tuple(_edits(posted, marks_posted(posted)))


def _edits(posted: Mapping[str, str], marks: Mapping[str, str]) -> Iterator[Edit]:
    for name in posted:
        choice = posted.get(f"{_TAKE}{name}", "")
        if name.startswith(_FIELDS) and choice != _THEIRS:
            mark = choice.removeprefix(_MINE) if choice.startswith(_MINE) else marks.get(name, _BLANK)
            yield Edit(name, posted[name], mark=mark or _BLANK)


def marks_posted(posted: Mapping[str, str]) -> dict[str, str]:
    """The marks by field that a page had carried."""
    pairs = (one.partition(":") for one in posted.get("marks", "").split())
    return {name: mark for name, _, mark in pairs}


def marks_written(drafted: Drafted, kept: Mapping[str, str]) -> str:
    """The marks of what a page shows; `kept` are those of fields whose texts weren't seen yet."""
    marks = {name: text_mark(text) for name, text in texts_of(drafted) if text}
    return " ".join(f"{name}:{mark}" for name, mark in {**marks, **kept}.items())


def edits_sent(body: bytes) -> tuple[Edit, ...]:
    """The edits of a script's request: `{"edits": [{"name", "text", "was"}]}`.

    Raises:
        Unread: it is something else.
    """
    try:
        told = json.loads(body)
        return tuple(_edit_sent(one) for one in told["edits"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unread from error


def token_sent(body: bytes) -> str:
    """The token of the empty page that a script's request comes from, empty where it tells none."""
    token = json.loads(body).get("token", "")
    return token if isinstance(token, str) else ""


def _edit_sent(one: Mapping[str, Any]) -> Edit:
    name, text, was = one["name"], one["text"], one.get("was", "")
    if not (isinstance(name, str) and isinstance(text, str) and (was is None or isinstance(was, str))):
        raise TypeError
    return Edit(name, text, was)


def texts_of(drafted: Drafted) -> Iterator[tuple[str, str]]:
    """Every field of a draft by its name."""
    yield "filer", drafted.filer
    yield "address", drafted.address
    for number, texts in ((0, drafted.header), *((row.id, row.values) for row in drafted.rows)):
        for key, text in texts.items():
            yield f"c-{number}-{key}", text


def typed_of(drafted: Drafted) -> Typed:
    """What stands in the fields of a draft."""
    rows = tuple(row.values for row in drafted.rows)
    return Typed(drafted.filer, drafted.address, drafted.header, rows, tuple(row.id for row in drafted.rows))


def with_yours(drafted: Drafted, conflicts: Iterable[Conflict]) -> Drafted:
    """With what the visitor typed where it wasn't saved, for his page alone."""
    for one in conflicts:
        drafted = drafted.with_text(one.name, one.yours)
    return drafted


def clashes_of(drafted: Drafted, conflicts: Iterable[Conflict]) -> dict[str, Clash]:
    """What stands elsewhere in the fields that weren't saved."""
    found = {}
    for one in conflicts:
        change = drafted.changed.get(one.name)
        found[one.name] = Clash(one.theirs, text_mark(one.theirs), change.at if change else "")
    return found


def reading_of_draft(drafted: Drafted, call: Call) -> Reading:
    """What would be filed, with what the formal check finds in it."""
    return read_typed(drafted.header, [row.values for row in drafted.rows], call)


def answers_of_draft(drafted: Drafted, reading: Reading, schema: AnnexSchema, lang: Lang) -> Answers:
    """The table of a draft's reading; its places on the page go by the ids of the rows."""
    answers = answers_of(reading, schema, lang)
    places = {row.id: place for place, row in enumerate(drafted.rows, 1)}
    ids = {ordinal: row.id for ordinal, row in enumerate(drafted.told_rows(), 1)}
    if all(ordinal == number == places[number] for ordinal, number in ids.items()):
        return answers
    return _AtIds(ids, places).answers(answers)


@dataclass(frozen=True, slots=True)
class _AtIds:
    """The ids of the rows by the numbers of their entries, and their places by ids."""

    ids: Mapping[int, int]
    places: Mapping[int, int]

    def answers(self, answers: Answers) -> Answers:
        return replace(
            answers,
            entries=tuple(map(self._entry, answers.entries)),
            to_mend=tuple(map(self._remark, answers.to_mend)),
        )

    def _entry(self, entry: Entry) -> Entry:
        cells = tuple(map(self._cell, entry.cells))
        return replace(entry, cells=cells, remarks=tuple(map(self._remark, entry.remarks)))

    def _cell(self, cell: Cell) -> Cell:
        remarks = tuple(map(self._remark, cell.remarks))
        return replace(cell, anchor=self._anchor(cell.anchor), remarks=remarks)

    def _remark(self, one: Remark) -> Remark:
        number = _number(one.anchor)
        if number not in self.ids:
            return one
        where = one.where.removeprefix(f"{number}")
        place = self.places[self.ids[number]]
        return replace(one, anchor=self._anchor(one.anchor), where=f"{place}{where}")

    def _anchor(self, anchor: str) -> str:
        kind, _, rest = anchor.partition("-")
        number, _, key = rest.partition("-")
        tail = f"-{key}" if key else ""
        return f"{kind}-{self.ids[int(number)]}{tail}"


def _number(anchor: str) -> int:
    """The entry that an anchor lies in, 0 outside of the entries."""
    number = anchor.partition("-")[2].partition("-")[0]
    return int(number) if number.isdecimal() else 0


def without_gaps(answers: Answers) -> Answers:
    """Without remarks at what is still empty: who is filling a table in knows that it isn't full."""

    def cell(one: Cell) -> Cell:
        return one if one.text else replace(one, remarks=())

    entries = (replace(entry, cells=tuple(map(cell, entry.cells))) for entry in answers.entries)
    return replace(answers, header=tuple(map(cell, answers.header)), entries=tuple(entries))


def told_of(saved: Saved, lang: Lang) -> dict[str, list[dict[str, str]]]:
    """What is found in the fields just saved, and in those where that changed what is found."""
    touched = {row_of(name) for name in saved.saved}
    call, told = saved.view.call.file, {}
    before = _told(_only(saved.before, touched), call, lang)
    for name, (text, remarks) in _told(_only(saved.view.content, touched), call, lang).items():
        changed = name in before and before[name][1] != remarks
        if name in saved.saved or (changed and text):
            told[name] = [{"severity": one.severity.value, "text": one.text} for one in remarks]
    return told


def _only(drafted: Drafted, rows: Iterable[int]) -> Drafted:
    """With these rows alone: entries are checked each by itself."""
    kept = tuple(row for row in drafted.rows if row.id in set(rows))
    return replace(drafted, rows=kept or (DraftedRow(1),))


def _told(drafted: Drafted, call: Call, lang: Lang) -> dict[str, tuple[str, tuple[Remark, ...]]]:
    answers = answers_of_draft(drafted, reading_of_draft(drafted, call), call.annex, lang)
    cells = [*answers.header, *(cell for entry in answers.entries for cell in entry.cells)]
    return {cell.anchor: (cell.text, cell.remarks) for cell in cells}


def asking_of(view: DraftView) -> Asking | None:
    """The address that is to be confirmed before filing; None where none was left, or it is none."""
    try:
        address = address_of(view.content.address) if offered_channels() else None
    except Refused:
        return None
    return Asking(view.token, address) if address else None


def looked_written(drafted: Drafted) -> str:
    """What a visitor is shown to be filed, as text that comes back with his press of the button."""
    return dumps(dict(texts_of(drafted)), salt=_LOOKED, compress=True)


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that says something else than when it was looked at; `place` is its row's, 0 outside."""

    name: str
    title: str
    place: int
    was: str
    now: str


def changed_since(looked: str, drafted: Drafted, schema: AnnexSchema) -> Iterator[Changed]:
    """The fields that changed since somebody looked."""
    try:
        was: Mapping[str, str] = loads(looked, salt=_LOOKED)
    except BadSignature:
        return
    titles = {one.key: one.label for one in schema.header}
    titles |= {column.key: column.title for column in schema.columns}
    places = {row.id: place for place, row in enumerate(drafted.rows, 1)}
    now = dict(texts_of(drafted))
    for name in dict.fromkeys([*was, *now]):
        if was.get(name, "") != now.get(name, ""):
            title = titles.get(name.rpartition("-")[2], "")
            yield Changed(name, title, places.get(row_of(name), 0), was.get(name, ""), now.get(name, ""))
