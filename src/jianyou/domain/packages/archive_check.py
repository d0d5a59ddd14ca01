"""What an archive holds beside its files' hashes: the call's ledger, what it commits to, the receipts."""

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import Any

from jianyou.domain.ledger.entries import Entry, commitment, entry_from
from jianyou.domain.ledger.heads import SignedHead, unhex
from jianyou.domain.ledger.log import LogCheck, check_log
from jianyou.domain.ledger.receipts import MOST_BYTES, check_receipt, read_receipt
from jianyou.domain.packages.manifest import Kind
from jianyou.domain.packages.parcel import Parcel
from jianyou.domain.packages.parcel_check import ParcelFinding, shortened
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.message import Param

LEDGER, CONTENTS, RECEIPTS = "ledger/ledger.jsonl", "ledger/contents.jsonl", "receipts/"
_LONGEST_LINE = 16 * 1024 * 1024


def check_archive(parcel: Parcel) -> tuple[ParcelFinding, ...]:
    """All that doesn't hold in an archive beyond its files' hashes, errors first.

    Of each kind at most 200 are told, then how many more there are.
    """
    manifest = parcel.manifest
    if manifest.kind is not Kind.ARCHIVE:
        return (_error("archive_other_kind"),)
    if LEDGER not in manifest.files:
        return (_error("archive_without_ledger", LEDGER),)
    return tuple(shortened(_findings(parcel)))


def _findings(parcel: Parcel) -> Iterator[ParcelFinding]:
    checked = check_log(_lines(parcel, LEDGER))
    yield from _ledger_findings(parcel, checked)
    entries = list(_entries(_lines(parcel, LEDGER)))
    if CONTENTS in parcel.manifest.files:
        yield from _contents_findings(_lines(parcel, CONTENTS), entries)
    yield from _receipts_findings(parcel, checked.last, set(entries))


def _ledger_findings(parcel: Parcel, checked: LogCheck) -> Iterator[ParcelFinding]:
    for trouble in checked.troubles:
        yield _error("archive_ledger_wrong", LEDGER, line=trouble.line)
    about, last = parcel.manifest.about, checked.last
    told = (about.get("ledger_size"), about.get("ledger_root"))
    if told != ((last.head.size, last.head.root) if last else (0, "")):
        yield _error("archive_ledger_other", LEDGER)
    if checked.keys and checked.keys != (parcel.manifest.key,):
        keys = " ".join(checked.keys)
        yield ParcelFinding("archive_ledger_keys", Severity.WARNING, LEDGER, {"keys": keys})


def _contents_findings(lines: Iterable[str], entries: list[Entry]) -> Iterator[ParcelFinding]:
    """Contents that aren't those which the ledger committed to; erased ones are simply not there."""
    last = -1
    for number, line in enumerate(lines, 1):
        plain = _plain(line)
        try:
            place, salt = plain["place"], unhex(plain["salt"], 64)
            sound = isinstance(place, int) and last < place < len(entries) and salt is not None
            if not sound or salt is None or commitment(plain["content"], salt) != entries[place].commitment:
                yield _error("archive_content_differs", CONTENTS, line=number)
            last = place if sound else last
        except (KeyError, TypeError, AttributeError, UnicodeEncodeError, RecursionError):
            yield _error("archive_content_differs", CONTENTS, line=number)


def _receipts_findings(
    parcel: Parcel, head: SignedHead | None, entries: set[Entry]
) -> Iterator[ParcelFinding]:
    for name in sorted(parcel.manifest.files):
        if not name.startswith(RECEIPTS):
            continue
        try:
            receipt = read_receipt(parcel.read(name, MOST_BYTES).decode())
        except (Refused, UnicodeDecodeError):
            yield _error("archive_receipt_wrong", name, name=name)
            continue
        if any(check.holds is False for check in check_receipt(receipt)) or receipt.entry not in entries:
            yield _error("archive_receipt_wrong", name, name=name)
        elif head is not None and receipt.key != head.key:
            yield ParcelFinding("archive_receipt_key", Severity.WARNING, name, {"name": name})


def _entries(lines: Iterable[str]) -> Iterator[Entry]:
    """The ledger's entries by their place; `check_log` has told what else stands there."""
    for line in lines:
        part = _plain(line).get("entry")
        entry = entry_from(part) if isinstance(part, dict) else None
        if entry is not None:
            yield entry


def _lines(parcel: Parcel, name: str) -> Iterator[str]:
    """A file's lines; one beyond all measure comes in parts, which no check takes for a line."""
    decoder, rest = codecs.getincrementaldecoder("utf-8")("replace"), ""
    for piece in parcel.pieces(name):
        *whole, rest = (rest + decoder.decode(piece)).split("\n")
        yield from (line + "\n" for line in whole)
        if len(rest) > _LONGEST_LINE:
            yield rest
            rest = ""
    if rest:
        yield rest


def _plain(line: str) -> dict[str, Any]:
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return plain if isinstance(plain, dict) else {}


def _error(code: str, member: str = "", **params: Param) -> ParcelFinding:
    return ParcelFinding(code, Severity.ERROR, member, params)
