"""A returned table on its way into the record: kept, read, matched, and shown row by row before anything."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, dumps, loads
from django.http import QueryDict

from jianyou.actions.clearance_replies import Reply
from jianyou.actions.uploads import keep_upload
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.papers.clearance import Question
from jianyou.domain.papers.clearance_answers import LONGEST_ANSWER, Answer, Overall, Told, overall
from jianyou.domain.papers.clearance_returned import (
    FOUND,
    Match,
    MatchedRow,
    ReturnedRow,
    match_rows,
    read_returned,
)
from jianyou.officefiles.files import storable_name
from jianyou.officefiles.guard import admit
from jianyou.officefiles.model import FileKind
from jianyou.officefiles.read import read_file
from jianyou.queries.clearance import AskedLine, returned_path
from jianyou.queries.entry_wanted import EntryKey
from jianyou.terms.finding import Refused
from jianyou.terms.message import say

MOST_BYTES = 20 * 1024 * 1024
PURPOSE = "clearance"
_READ = (FileKind.DOCX, FileKind.XLSX, FileKind.XLS)
_SALT = "jianyou.clearance"
_A_DAY = 24 * 3600
_AT_ONCE = threading.BoundedSemaphore(2)
_PATIENCE = 20.0
_MOST_PICKS = 500


class Returned(NamedTuple):
    """A returned file as it is kept: its name, its digest, and what the next step sends of it."""

    name: str
    digest: str
    signed: str


def returned_file(upload: "UploadedFile[bytes] | None", signed: str) -> Returned:
    """The file that was uploaded now, or a step before.

    Raises:
        Refused: there is none, it is too large, or was lost on the way.
    """
    if upload is not None:
        if upload.size is None or upload.size > MOST_BYTES:
            raise Refused("clearance_file_large", most=MOST_BYTES // 1024 // 1024)
        file = keep_upload(name=storable_name(upload.name or "")[-200:], data=upload.read(), purpose=PURPOSE)
        return Returned(file.name, file.digest, dumps([file.name, file.digest], salt=_SALT))
    if not signed:
        raise Refused("clearance_file_missing")
    try:
        name, digest = loads(signed[:2000], salt=_SALT, max_age=_A_DAY)
    except BadSignature as error:
        raise Refused("clearance_file_gone") from error
    return Returned(name, digest, signed)


def rows_in(file: Returned, questions: Sequence[Question]) -> tuple[ReturnedRow, ...]:
    """The rows of a returned table; at most two files are read at once, so that memory is bounded.

    Raises:
        Refused: it is no Word or Excel file, it can't be read, no table of ours is in it, or too many read.
    """
    path = returned_path(file.digest)
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise Refused("clearance_busy")
    try:
        kind = admit(path, file=file.name).kind
        document = read_file(path, file=file.name) if kind in _READ else None
    except Refused as refused:
        reason = say(refused.code, refused.params)
        raise Refused("clearance_file_unread", name=file.name, reason=reason) from None
    finally:
        _AT_ONCE.release()
    if document is None:
        raise Refused("clearance_file_kind", name=file.name)
    return read_returned(document, questions)


def picks_in(posted: QueryDict) -> dict[int, tuple[str, int]]:
    """The entries that a person chose for doubtful rows (`pick3`), by the rows' numbers from 0."""
    found = {}
    names = [name for name in posted if name.startswith("pick")][:_MOST_PICKS]
    for name in names:
        at, key = name.removeprefix("pick"), EntryKey.read(posted.get(name, "")[:40])
        if key and at.isascii() and at.isdecimal() and len(at) <= len("20000"):
            found[int(at)] = (key.number, key.ordinal)
    return found


def picks_told(picks: Mapping[int, tuple[str, int]]) -> str:
    """The choices as a text, so that a button can tell whether they were looked at."""
    return " ".join(f"{at}:{number}.{ordinal}" for at, (number, ordinal) in sorted(picks.items()))


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of a preview: where it stands, whom it is about, what was understood, what stood before."""

    at: int
    matched: MatchedRow
    line: AskedLine | None
    told: tuple[tuple[str, Answer | None], ...]
    overall: Overall | None

    @property
    def replaces(self) -> bool:
        """Whether it says something else than what stands recorded."""
        return self.line is not None and self.line.answer is not None and not self.same

    @property
    def same(self) -> bool:
        """Whether it says what stands recorded."""
        return self.line is not None and dict(self.line.answers) == dict(self.matched.row.answers)

    @property
    def picked(self) -> str:
        """The entry that was chosen for it."""
        entry = self.matched.entry
        return f"{entry.number}.{entry.ordinal}" if entry and self.matched.match is Match.CHOSEN else ""


@dataclass(frozen=True, slots=True)
class ReplyPreview:
    """What a returned table will do: rows by what becomes of them, and entries that it doesn't mention."""

    record: tuple[SeenRow, ...]
    same: tuple[SeenRow, ...]
    silent: tuple[SeenRow, ...]
    doubtful: tuple[SeenRow, ...]
    lost: tuple[SeenRow, ...]
    missing: tuple[AskedLine, ...]

    @property
    def replies(self) -> list[Reply]:
        """What is to be recorded."""
        return [
            Reply(
                EntryKey(row.line.number, row.line.ordinal),
                row.matched.row.answers,
                row.matched.row.remark,
                row.matched.row.place,
            )
            for row in self.record
            if row.line
        ]

    @property
    def replacing(self) -> int:
        """How many of them take the place of an earlier reply."""
        return sum(row.replaces for row in self.record)

    @property
    def unclear(self) -> int:
        """How many of them hold words that aren't plain."""
        return sum(any(one and one.told is Told.UNCLEAR for _, one in row.told) for row in self.record)


def preview_of(
    enquiry: int,
    rows: Sequence[ReturnedRow],
    asked: Sequence[AskedLine],
    questions: Sequence[Question],
    picks: Mapping[int, tuple[str, int]],
) -> ReplyPreview:
    """What the rows of a returned table will do to what stands."""
    lines = {line.row: line for line in asked}
    keys = [question.key for question in questions]
    seen, taken = [], set()
    for at, matched in enumerate(match_rows(enquiry, rows, lines, picks)):
        line = lines[matched.entry] if matched.entry else None
        if line and matched.entry in taken:
            continue
        if matched.entry:
            taken.add(matched.entry)
        told = tuple((question.title, matched.row.answers.get(question.key)) for question in questions)
        seen.append(SeenRow(at, matched, line, told, overall(matched.row.answers, keys)))
    found = [row for row in seen if row.matched.match in FOUND]
    spoken = [row for row in found if row.overall]
    candidates = {one for row in seen for one in row.matched.candidates}
    return ReplyPreview(
        record=tuple(row for row in spoken if not row.same),
        same=tuple(row for row in spoken if row.same),
        silent=tuple(row for row in found if not row.overall),
        doubtful=tuple(row for row in seen if row.matched.match in (Match.AMBIGUOUS, Match.CHOSEN)),
        lost=tuple(row for row in seen if row.matched.match in _LOST),
        missing=tuple(line for key, line in lines.items() if key not in taken and key not in candidates),
    )


_LOST = (Match.OTHER_LETTER, Match.TWICE, Match.UNKNOWN)


@dataclass(frozen=True, slots=True)
class AnswerField:
    """One question of the form for a reply by hand: what is chosen, and what is written."""

    at: int
    question: Question
    told: str
    text: str


def answer_fields(
    questions: Sequence[Question], posted: QueryDict | None, before: Mapping[str, Answer]
) -> list[AnswerField]:
    """The fields with what was typed (`told1`, `text1`), or what stands recorded."""
    fields = []
    for at, question in enumerate(questions, 1):
        stands = before.get(question.key)
        if posted is None:
            told, text = (stands.told.value, stands.text) if stands else ("", "")
        else:
            told = posted.get(f"told{at}", "")
            text = fit_text(posted.get(f"text{at}", "")[: 2 * LONGEST_ANSWER], lines=False)
        fields.append(AnswerField(at, question, told if told in set(Told) else "", text))
    return fields


def answers_typed(fields: Sequence[AnswerField]) -> tuple[dict[str, Answer], dict[str, Refused]]:
    """The answers, and what is wrong by field."""
    answers: dict[str, Answer] = {}
    problems: dict[str, Refused] = {}
    for field in fields:
        if len(field.text) > LONGEST_ANSWER:
            problems[f"text{field.at}"] = Refused("site_text_long", most=LONGEST_ANSWER)
        if not field.told:
            continue
        if field.told == Told.SOME and not field.text:
            problems[f"text{field.at}"] = Refused("clearance_text_missing", title=field.question.title)
        answers[field.question.key] = Answer(Told(field.told), field.text)
    if not answers and not problems:
        problems["told1"] = Refused("clearance_answer_missing")
    return answers, problems
