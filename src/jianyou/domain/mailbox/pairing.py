"""盖章扫描件: scans, photographs and printed copies find the form that they belong to."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from jianyou.codes.names import name_key
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.domain.mailbox.filenames import (
    Told,
    body_in,
    called,
    core,
    han_count,
    is_idle,
    is_office,
    is_telling,
    lead,
    short_names,
    tell,
)
from jianyou.domain.mailbox.provenance import sender
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.message import Param
from jianyou.terms.place import Place

_PAPERS = (FileKind.IMAGE, FileKind.PDF, FileKind.OFD, FileKind.DOCX)
_PRINTED = (FileKind.PDF, FileKind.OFD)
_MAILS = (".eml", ".msg")
_CONTAINERS = (*_MAILS, ".zip", ".7z", ".rar", ".tar", ".gz", ".tgz")
_LEAST = 4
"""Han characters: a shorter name may stand inside any other words by chance."""
_LEAST_SHORT = 2
_MOST_TOLD = 5
_BRANCH = re.compile(r"[\u3400-\u9fff]{0,8}?(?:分公司|子公司|分厂|分校|分院|分店)")


class Pairing(StrEnum):
    """By which sign a scan was found to belong to a form; the first that decides counts."""

    NAME = "name"
    NUMBER = "number"
    CONTENT = "content"
    COPY = "copy"
    TOGETHER = "together"


class Paired(NamedTuple):
    """The file whose form a scan belongs to."""

    file: str
    by: Pairing


class Unpaired(NamedTuple):
    """Several forms fit equally well: the files in the order seen; a person decides."""

    candidates: tuple[str, ...]


class _Note(NamedTuple):
    """What is kept of a form; `names` are its nominees', its sender's and its file's, one a line."""

    file: str
    folder: str
    home: str
    nominees: str
    names: str
    number: int
    digits: int


Ids = set[int]
K = TypeVar("K", str, int)


class FormsSeen:
    """Remembers of each form what pairing needs, about 2 KB; keeps no form.

    Remember every form before the first scan is paired: first those from Word and Excel, then each
    PDF or OFD that was read as a form and isn't `pair`ed as a printed copy.
    """

    def __init__(self, schema: AnnexSchema) -> None:
        self._schema = schema
        self._notes: list[_Note] = []
        self._nominees = _Names()
        self._senders = _Names()
        self._shorts: dict[str, tuple[int, ...]] = {}
        self._stems: dict[str, tuple[int, ...]] = {}
        self._numbers: dict[int, tuple[int, ...]] = {}
        self._below: dict[str, tuple[int, int]] = {}
        self._prints: dict[bytes, int] = {}

    def remember(self, form: Form) -> None:
        """Keeps what may be asked of a form that was read; any other file is passed over."""
        if form.status is not FormStatus.READ:
            return
        at, told = len(self._notes), tell(_base(form.file), self._schema)
        written = [row.text(self._schema.name_column.key) for row in form.rows]
        nominees = list(dict.fromkeys(filter(None, map(name_key, written))))
        department = sender(form, self._schema)
        home = self._home(form.file)
        names = _names_of([*written, department], told.rest)
        note = _Note(
            form.file, _folder(form.file), home, "\n".join(nominees), names, told.number, told.digits
        )
        self._notes.append(note)
        for name in nominees:
            self._nominees.add(name, at)
        if name_key(department) not in nominees:
            self._senders.add(name_key(department), at)
        for short in {short for name in written for short in short_names(name)}:
            _append(self._shorts, short, at)
        for stem in {told.rest, f"{note.folder}/{told.whole}"}:
            _append(self._stems, stem, at)
        if told.number:
            _append(self._numbers, told.number, at)
        for folder in {*_ancestors(home), *_ancestors(note.folder)}:
            count, first = self._below.get(folder, (0, at))
            self._below[folder] = (count + 1, first)
        if form.rows:
            self._prints.setdefault(_print_of(form, self._schema), at)

    def pair(self, scan: Form) -> Paired | Unpaired | None:
        """The form that a scan or printed copy belongs to; None where nothing points to one.

        A form read from PDF or OFD is a copy of the form whose header and entries are the same,
        white space, width and punctuation aside. Anything else that isn't a paper gives None.
        """
        if scan.status is FormStatus.READ:
            at = self._prints.get(_print_of(scan, self._schema)) if scan.rows else None
            return None if at is None or scan.kind not in _PRINTED else self._paired(at, Pairing.COPY)
        if not may_be_scan(scan):
            return None
        fitting: Ids = set()
        for by, found in self._signs(scan):
            both = fitting & found if fitting else found
            at = self._only(both, scan.file)
            if at is not None:
                return self._paired(at, by)
            fitting = both or fitting
        return Unpaired(tuple(self._notes[at].file for at in sorted(fitting))) if fitting else None

    def _paired(self, at: int, by: Pairing) -> Paired:
        return Paired(self._notes[at].file, by)

    def _signs(self, scan: Form) -> Iterator[tuple[Pairing, Ids]]:
        told = tell(_base(scan.file), self._schema)
        home = self._home(scan.file)
        yield Pairing.NAME, self._naming(told.whole, scan.file)
        yield Pairing.NAME, self._same_stem(told, scan.file, home)
        yield Pairing.NAME, self._senders.in_text(told.whole).most_named()
        yield Pairing.NAME, self._by_short_name(told)
        within = self._naming(name_key(scan.text), scan.file)
        yield Pairing.NUMBER, self._by_number(told, scan.file, home, within)
        yield Pairing.CONTENT, within & self._senders.in_text(name_key(scan.text)).most_named() or within
        yield Pairing.NAME, self._by_folder(told, scan.file, home)
        yield Pairing.TOGETHER, self._together(told, scan, home)

    def _naming(self, text: str, file: str) -> Ids:
        """The forms whose nominees a folded text names; of several the one that has most of them."""
        hits = self._nominees.in_text(text)
        found = hits.most_named()
        if len(found) < 2 or not all(found <= ids for ids in hits.by_name.values()):
            return found
        # The same nominees in several forms: the one beside the scan, else the firm's own filing.
        beside = {at for at in found if self._notes[at].folder == _folder(file)}
        fewest = min(self._notes[at].nominees.count("\n") for at in beside or found)
        return {at for at in beside or found if self._notes[at].nominees.count("\n") == fewest}

    def _same_stem(self, told: Told, file: str, home: str) -> Ids:
        beside = set(self._stems.get(f"{_folder(file)}/{told.whole}", ())) if told.whole else set()
        if beside or not is_telling(told.rest):
            return beside
        alike = self._stems.get(told.rest, ())
        return {at for at in alike if _related(self._notes[at].home, home)}

    def _by_short_name(self, told: Told) -> Ids:
        """Forms with a nominee that is called what a piece of the name says, and no other is."""
        found: Ids = set()
        for piece in {*told.pieces, told.rest}:
            short = core(piece)
            if han_count(short) >= _LEAST_SHORT:
                said = called(piece)
                found |= {at for at in self._shorts.get(short, ()) if said in self._notes[at].names}
        return found

    def _by_number(self, told: Told, file: str, home: str, within: Ids) -> Ids:
        numbered = self._numbers.get(told.number, ()) if told.number else ()
        if len(numbered) != 1:
            return set()
        (at,) = numbered
        note = self._notes[at]
        # 1 and 2 number the papers of a folder; 01 and 012 number the senders of a mailbox.
        near = note.folder == _folder(file) or (
            min(told.digits, note.digits) > 1 and _related(note.home, home)
        )
        contradicted = bool(within) and at not in within
        return {at} if near and not contradicted and self._agrees(told, note) else set()

    def _by_folder(self, told: Told, file: str, home: str) -> Ids:
        """Forms named by the folder that the scan lies in, unless its own name tells otherwise."""
        found = self._naming(tell(_base(home), self._schema).whole, file) if home else set()
        return {at for at in found if self._agrees(told, self._notes[at])}

    def _together(self, told: Told, scan: Form, home: str) -> Ids:
        """The only form in the same mail, in the same folder of an archive, or in the sender's own folder."""
        places = [home, _folder(scan.file)]
        places += [folder for folder in _ancestors(scan.file) if folder.lower().endswith(_MAILS)]
        for place in places:
            count, at = self._below.get(place, (0, 0))
            if count == 1 and self._agrees(told, self._notes[at]) and self._is_senders(place, scan, at):
                return {at}
        return set()

    def _is_senders(self, place: str, scan: Form, at: int) -> bool:
        """Whether all in a folder comes from one sender: packed by him, or named after him."""
        if scan.container and place:
            return True
        rest = tell(_base(place), self._schema).rest
        return is_telling(rest) and _fits(rest, self._notes[at].names)

    def _agrees(self, told: Told, note: _Note) -> bool:
        """Whether nothing in the scan's name tells of another sender or number than the form's."""
        if told.number and note.number and told.digits == note.digits > 1 and told.number != note.number:
            return False
        bodies = filter(None, map(body_in, told.pieces))
        return all(_fits(body, note.names) for body in bodies)

    def _only(self, found: Ids, file: str) -> int | None:
        """The one form meant: the only one, the one beside the scan, or the first of the same nominees."""
        beside = {at for at in found if self._notes[at].folder == _folder(file)} or found
        same = len({self._notes[at].nominees for at in beside}) == 1
        return min(beside) if same else None

    def _home(self, file: str) -> str:
        """The folder without those at its end that tell no sender (盖章件, Word版); a container is kept."""
        folder = _folder(file)
        while folder and not folder.lower().endswith(_CONTAINERS) and is_idle(_base(folder), self._schema):
            folder = _folder(folder)
        return folder


def may_be_scan(form: Form) -> bool:
    """Whether a file that was not read as a form is a paper rather than something broken or locked."""
    papers = form.reason is None or form.reason.code == "scan_without_form"
    return form.status is FormStatus.REJECTED and form.kind in _PAPERS and papers


def settle(form: Form, found: Paired | Unpaired | None) -> Form:
    """The form as what `pair` found it to be: a sealed scan, or still rejected with the candidates told.

    A sealed scan keeps nothing that could be counted as an entry. None changes nothing.
    """
    if found is None:
        return form
    place = Place(form.file)
    if isinstance(found, Unpaired):
        told = "、".join(found.candidates[:_MOST_TOLD]) + ("…" if len(found.candidates) > _MOST_TOLD else "")
        params: dict[str, Param] = {"count": len(found.candidates), "files": told}
        finding = Finding("scan_ambiguous", Severity.WARNING, place, params)
        return replace(form, findings=[*form.findings, finding])
    finding = Finding(_TOLD[found.by], Severity.INFO, place, {"file": found.file})
    return replace(
        form,
        status=FormStatus.SEALED_SCAN,
        reason=None,
        header={},
        rows=[],
        findings=[finding],
        scan_of=found.file,
    )


_TOLD = {
    Pairing.NAME: "sealed_scan_by_name",
    Pairing.NUMBER: "sealed_scan_by_number",
    Pairing.CONTENT: "sealed_scan_by_content",
    Pairing.COPY: "sealed_scan_by_copy",
    Pairing.TOGETHER: "sealed_scan_by_place",
}


class _Hits(NamedTuple):
    """The names found in a text, each with the forms that have it."""

    by_name: dict[str, Ids]

    def most_named(self) -> Ids:
        """The forms that have most of the names."""
        counts = Counter(at for ids in self.by_name.values() for at in ids)
        most = max(counts.values(), default=0)
        return {at for at, count in counts.items() if count == most}


class _Names:
    """Folded names to look for in texts, in time that doesn't grow with their number."""

    def __init__(self) -> None:
        self._ids: dict[str, tuple[int, ...]] = {}
        self._lengths: dict[str, int] = {}

    def add(self, name: str, at: int) -> None:
        """Keeps a name; one of fewer than four Han characters counts only where it is the whole text."""
        if not name:
            return
        _append(self._ids, name, at)
        if han_count(name) >= _LEAST:
            self._lengths[name[:_LEAST]] = self._lengths.get(name[:_LEAST], 0) | 1 << min(len(name), 255)

    def in_text(self, text: str) -> _Hits:
        """Names that stand in a folded text, those inside a longer one and those of a branch aside."""
        if text in self._ids:
            return _Hits({text: set(self._ids[text])})
        found: dict[str, Ids] = {}
        end = 0
        for start in range(len(text) - _LEAST + 1):
            lengths = self._lengths.get(text[start : start + _LEAST], 0)
            name = next((name for name in _cut(text, start, lengths) if name in self._ids), "")
            if name and start + len(name) > end:
                end = start + len(name)
                if not _BRANCH.match(text, end):
                    found[name] = set(self._ids[name])
        return _Hits(found)


def _cut(text: str, start: int, lengths: int) -> Iterator[str]:
    """What stands at `start` in each of the lengths that are set, longest first."""
    while lengths:
        length = lengths.bit_length() - 1
        lengths ^= 1 << length
        if start + length <= len(text):
            yield text[start : start + length]


def _append(index: dict[K, tuple[int, ...]], key: K, at: int) -> None:
    if key:
        index[key] = (*index.get(key, ()), at)


def _names_of(written: Iterable[str], rest: str) -> str:
    """The names in all folded writings in which a shorter one may be found."""
    keys = [key for name in written for key in (name_key(name), *short_names(name)) if key]
    return "\n".join(dict.fromkeys([*map(called, keys), *keys, rest]))


def _fits(body: str, names: str) -> bool:
    """Whether a firm or an office, however shortened, may be one of the names."""
    if is_office(body):
        return lead(body) in names
    short, known = core(body) or body, names.split("\n")
    # From the beginning only: 峰峰齿轮 stands inside 峰峰峰齿轮 as well.
    return any(
        name.startswith(short)
        or (han_count(name) >= _LEAST and (short.startswith(name) or body.startswith(name)))
        for name in known
    )


def _print_of(form: Form, schema: AnnexSchema) -> bytes:
    """A fingerprint of header and entries, equal where only the writing differs."""
    columns = [column.key for column in schema.columns if column.kind is not ColumnKind.SERIAL]
    header = [form.header[field.key].text if field.key in form.header else "" for field in schema.header]
    cells = (name_key(row.text(key)) for row in form.rows for key in columns)
    text = "\0".join((*map(name_key, header), *cells))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _base(file: str) -> str:
    return file.rpartition("/")[2]


def _folder(file: str) -> str:
    return file.rpartition("/")[0]


def _ancestors(path: str) -> Iterator[str]:
    """The path itself and every folder above it."""
    while path:
        yield path
        path = _folder(path)


def _related(one: str, other: str) -> bool:
    """Whether one folder is the other or lies in it: then they aren't two senders' own."""
    return one == other or not one or not other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
