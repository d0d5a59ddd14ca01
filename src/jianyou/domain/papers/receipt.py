"""报送回执 on paper: one calm page that tells what was filed, when, and how anybody can verify it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jianyou.domain.ledger.fingerprints import Mark
from jianyou.officefiles.writing.facts_pdf import FactsPaper, FactValue
from jianyou.terms.display import excerpt, in_groups
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_MOST_ENTRIES, _MOST_FILES = 4, 2
_LONGEST_NAME, _LONGEST_TITLE = 40, 80


class ToldFile(NamedTuple):
    """A file of the filing: its name, its size in words, its SHA-256 in hex."""

    name: str
    size: str
    digest: str


@dataclass(frozen=True, slots=True)
class ReceiptTold:
    """What a receipt tells, in the words of one language; moments are written out.

    `said` tells how the filing stands. `completed` and `changed` are empty where there is no such moment.
    `content_sha256` is the fingerprint of the newest version, `commitment` the log's, both in hex;
    `mark` is that of the newest version.
    """

    issuer: str
    call: str
    number: str
    filer: str
    said: str
    received: str
    completed: str
    deadline: str
    version: int
    changed: str
    entries: Sequence[str]
    files: Sequence[ToldFile]
    content_sha256: str
    commitment: str
    mark: Mark
    own_application: bool
    verify_url: str


def receipt_paper(told: ReceiptTold, lang: Lang) -> FactsPaper:
    """The page; of long lists it shows the first ones and the count."""
    notes = [say("receipt_square_code", lang=lang), say("receipt_to_verify", {"url": told.verify_url}, lang)]
    if told.own_application:
        notes.insert(0, say("receipt_not_the_award", lang=lang))
    return FactsPaper(
        issuer=told.issuer,
        title=say("receipt_title", lang=lang),
        subject=excerpt(told.call, _LONGEST_TITLE),
        said=told.said,
        facts=[(say(code, lang=lang), values) for code, values in _facts(told, lang)],
        notes=notes,
        code=told.mark.text,
        code_alt=say("receipt_square_code", lang=lang),
        lang=lang.value,
    )


def _facts(told: ReceiptTold, lang: Lang) -> Iterator[tuple[str, list[FactValue]]]:
    yield "receipt_number", [FactValue(told.number, strong=True)]
    clock = FactValue(say("receipt_clock", lang=lang), small=True)
    yield "receipt_received", [FactValue(told.received, strong=True), clock]
    if told.completed:
        yield "receipt_completed", [FactValue(told.completed)]
    if told.version > 1:
        params: dict[str, Param] = {"version": told.version, "at": told.changed}
        yield "receipt_version", [FactValue(say("receipt_version_at", params, lang))]
    yield "receipt_deadline", [FactValue(told.deadline)]
    yield "receipt_filer", [FactValue(excerpt(told.filer, _LONGEST_NAME))]
    yield "receipt_entries", list(_entries(told, lang))
    yield "receipt_files", list(_files(told, lang))
    explained = FactValue(say("receipt_content_told", lang=lang), small=True)
    yield "receipt_content", [FactValue(in_groups(told.content_sha256, " "), small=True), explained]
    yield "receipt_commitment", [FactValue(in_groups(told.commitment, " "), small=True)]


def _entries(told: ReceiptTold, lang: Lang) -> Iterator[FactValue]:
    for number, name in enumerate(told.entries[:_MOST_ENTRIES], 1):
        yield FactValue(f"{number}. {excerpt(name, _LONGEST_NAME) or '—'}")
    if len(told.entries) > _MOST_ENTRIES:
        params = {"shown": _MOST_ENTRIES, "count": len(told.entries)}
        yield FactValue(say("receipt_more_entries", params, lang), small=True)


def _files(told: ReceiptTold, lang: Lang) -> Iterator[FactValue]:
    if not told.files:
        yield FactValue(say("receipt_no_files", lang=lang))
    for file in told.files[:_MOST_FILES]:
        name = excerpt(file.name, _LONGEST_NAME)
        yield FactValue(say("receipt_file", {"name": name, "size": file.size}, lang))
        yield FactValue(f"SHA-256 {in_groups(file.digest, ' ')}", small=True)
    if len(told.files) > _MOST_FILES:
        params = {"shown": _MOST_FILES, "count": len(told.files)}
        yield FactValue(say("receipt_more_files", params, lang), small=True)
