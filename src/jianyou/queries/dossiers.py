"""申报材料: what experts read of an entry: never contacts, numbers, names of who filed it, or notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jianyou.codes.industry_table import get as industry_of
from jianyou.domain.annexes.proofs import label_code, order_of
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.domain.annexes.typed import has_lines, typed_columns
from jianyou.domain.eligibility.claims import Asked, SourceKind
from jianyou.domain.eligibility.facts import PARENT, FactType
from jianyou.domain.eligibility.pack import Basis
from jianyou.domain.eligibility.values_labels import fact_label
from jianyou.queries.calls import file_of
from jianyou.queries.facts import asked_of, facts_of
from jianyou.queries.proofs import PROOF
from jianyou.queries.redacted import Redacted, redacted_for
from jianyou.queries.review import claim_words
from jianyou.store.files import path_of
from jianyou.store.models import Call, Entry, Fact, StoredFile
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message

_NAMELESS = frozenset({FactType.NUMBER, FactType.FLAG, FactType.DATE, FactType.CHOICE, FactType.CHOICES})
"""What can't hold anybody's name."""
_FOR_EXPERTS = frozenset({SourceKind.REPLY, SourceKind.REGISTER, SourceKind.FILER})
"""What the office noted by itself stays with it."""
_VIEWABLE = (".pdf", ".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of the table with its text; `withheld`: it may name somebody, and no copy without is made."""

    title: str
    text: str
    lines: bool
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact in words; `source` says who told it, empty where that would tell whose entry it is."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class FileShown:
    """A proof by its digest. `name` is neutral where names are hidden; `label` says what it proves."""

    digest: str
    name: str
    size: int
    label: Message | None
    viewable: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """What there is to read; `withheld` says that files are kept back until copies without names are made."""

    cells: tuple[Cell, ...]
    facts: tuple[FactShown, ...]
    files: tuple[FileShown, ...]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class DossierFile:
    """A file for an expert, and where its bytes lie."""

    name: str
    path: Path


def dossier_of(call: Call, entry: Entry, *, blind: bool, lang: Lang) -> Dossier:
    """What an expert reads of an entry; with `blind` only what tells nobody's name."""
    schema = file_of(call.slug, call.source).annex
    row = _row_of(entry)
    facts = tuple(_facts(entry, asked_of(call), lang, blind=blind))
    if not blind:
        return Dossier(tuple(_cells(schema, row)), facts, tuple(_proofs(entry)))
    redacted = redacted_for(entry)
    cells = tuple(_hidden_cells(schema, row, redacted.texts, entry))
    files = tuple(_copies(redacted))
    return Dossier(cells, facts, files, withheld=not files and any(True for _ in _held(entry)))


def dossier_file(entry: Entry, digest: str, *, blind: bool) -> DossierFile:
    """One of the files that `dossier_of` lists.

    Raises:
        Refused: it lists none of that digest, or its bytes are gone.
    """
    files = _copies(redacted_for(entry)) if blind else _proofs(entry)
    found = next((one for one in files if one.digest == digest), None)
    if found is None or not path_of(digest).is_file():
        raise Refused("proof_file_gone")
    return DossierFile(found.name, path_of(digest))


def _row_of(entry: Entry) -> Mapping[str, str]:
    content = entry.filing.versions.latest("ordinal").content
    rows: list[Mapping[str, str]] = content["rows"]
    return rows[entry.ordinal - 1] if entry.ordinal <= len(rows) else {}


def _cells(schema: AnnexSchema, row: Mapping[str, str]) -> Iterator[Cell]:
    for _, column in typed_columns(schema):
        if not column.personal:
            yield Cell(column.title, row.get(column.key, ""), has_lines(column))


def _hidden_cells(
    schema: AnnexSchema, row: Mapping[str, str], texts: Mapping[str, str], entry: Entry
) -> Iterator[Cell]:
    """Of each column the copy that was made; without one, only what names nobody."""
    for _, column in typed_columns(schema):
        if column.personal or column.kind in (ColumnKind.NAME, ColumnKind.CREDIT_CODE):
            continue
        if column.key in texts:
            yield Cell(column.title, texts[column.key], has_lines(column))
        elif column.kind is ColumnKind.YES_NO:
            yield Cell(column.title, row.get(column.key, ""), lines=False)
        elif column.kind in (ColumnKind.INDUSTRY, ColumnKind.REGION_INDUSTRY):
            yield Cell(column.title, _industry(entry), lines=False)
        else:
            yield Cell(column.title, "", has_lines(column), withheld=bool(row.get(column.key)))


def _industry(entry: Entry) -> str:
    """Its industry by the standard: the words of the table may name a place or a firm."""
    found = industry_of(entry.industry) if entry.industry else None
    return f"{entry.industry} {found.name if found else ''}".strip()


def _facts(entry: Entry, asked: Asked, lang: Lang, *, blind: bool) -> Iterator[FactShown]:
    newest: dict[str, Fact] = {}
    for row in facts_of([entry]):
        if row.kind in _FOR_EXPERTS and row.name.partition(".")[0] not in set(Basis):
            newest[row.name] = row
    for name, row in newest.items():
        spec = asked.specs.get(name.removeprefix(PARENT))
        if spec is None or (blind and spec.type not in _NAMELESS):
            continue
        value = claim_words(name, row.value, asked, lang)
        yield FactShown(fact_label(name, spec, lang), value, "" if blind else row.source)


def _held(entry: Entry) -> Iterator[StoredFile]:
    """The proofs of an entry; of a table with several only those that were told to be its own."""
    newest = entry.filing.versions.latest("ordinal")
    whole = (0, None) if entry.filing.entries.count() == 1 else ()
    for file in newest.files.filter(purpose=PROOF):
        if file.entry == entry.ordinal or file.entry in whole:
            yield file


def _proofs(entry: Entry) -> Iterator[FileShown]:
    for file in sorted(_held(entry), key=lambda one: (order_of(one.kind), one.name, one.digest)):
        viewable = file.name.lower().endswith(_VIEWABLE)
        yield FileShown(file.digest, file.name, file.size, Message(label_code(file.kind)), viewable)


def _copies(redacted: Redacted) -> Iterator[FileShown]:
    for copy in redacted.files:
        yield FileShown(copy.digest, copy.name, copy.size, None, viewable=True)
