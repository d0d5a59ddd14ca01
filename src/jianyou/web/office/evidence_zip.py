"""Evidence as one .zip, read and verified offline: a page, the rows with their proofs, whole ledgers."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.verifier.page import verifier_page
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.mailbox.moment import moment_text
from jianyou.officefiles.writing.archive import write_archive
from jianyou.officefiles.writing.html import render_html
from jianyou.queries.evidence import Evidence, FilingRecord, ProvenRow
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

FORMAT = "jianyou-evidence-1"
_HERE = Path(__file__).parent
_CODES = (
    "evidence_title",
    "evidence_filing",
    "evidence_entries",
    "evidence_rows",
    "evidence_at",
    "evidence_act",
    "evidence_who",
    "evidence_on",
    "evidence_why",
    "evidence_place",
    "evidence_heads",
    "evidence_keys",
    "evidence_keys_hint",
    "evidence_how",
    "evidence_how_page",
    "evidence_how_rows",
    "evidence_how_command",
    "evidence_limits",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Who takes the evidence, for which office, when (in the site's zone) and why.

    `personal` are the data of the filing by field, where they were asked for.
    """

    office: str
    person: str
    at: datetime
    reason: str
    personal: Mapping[str, str] | None = None


def evidence_zip(
    evidence: Evidence, making: Making, ledger_lines: Callable[[str], Iterable[str]]
) -> IO[bytes]:
    """The archive, at its beginning; `ledger_lines` gives the ledger of a call by its short name."""
    ledgers = {f"ledgers/{slug}.jsonl": ledger_lines(slug) for slug, _ in evidence.calls}
    return write_archive(_files(evidence, making), ledgers)


def _files(evidence: Evidence, making: Making) -> Iterator[tuple[str, str]]:
    yield "index.html", _page(evidence, making)
    yield "rows.json", _json(_rows_plain(evidence, making))
    yield "check.py", (_HERE / "evidence_check.py").read_text("utf-8")
    yield "verifier.html", verifier_page(Lang.ZH, evidence.keys[0] if evidence.keys else "")
    for name, text in _receipts(evidence.rows):
        yield f"receipts/{name}.json", text
    if evidence.filing:
        yield "filing.json", _json(_filing_plain(evidence.filing))
    if making.personal is not None:
        yield "personal.json", _json(dict(making.personal))


def _rows_plain(evidence: Evidence, making: Making) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "office": making.office,
        "exported_at": making.at.isoformat(timespec="seconds"),
        "exported_by": making.person,
        "reason": making.reason,
        "calls": dict(evidence.calls),
        "keys": list(evidence.keys),
        "heads": [head.as_plain() for head in evidence.heads],
        "rows": [_row_plain(row) for row in evidence.rows],
    }


def _row_plain(row: ProvenRow) -> dict[str, Any]:
    proof = row.inclusion
    return {
        "who": row.line.who,
        "entry": row.entry.as_plain(),
        "content": row.content,
        "salt": row.salt,
        "leaf": row.hash,
        "inclusion": proof
        and {
            "position": proof.position,
            "hashes": list(proof.hashes),
            "head": proof.head.as_plain(),
        },
    }


def _filing_plain(filing: FilingRecord) -> dict[str, Any]:
    return {
        "number": filing.number,
        "filer": filing.filer,
        "call": filing.call,
        "status": filing.status.value,
        "filed_at": filing.filed_at.isoformat() if filing.filed_at else None,
        "entries": [
            {"ordinal": ordinal, "name": name, "status": status.value}
            for ordinal, name, status in filing.entries
        ],
        "versions": [
            {"ordinal": version.ordinal, "at": version.at.isoformat(), "content": version.content}
            for version in filing.versions
        ],
    }


def _receipts(rows: Iterable[ProvenRow]) -> Iterator[tuple[str, str]]:
    """Each receipt as the file that its filer has, by number and place among those of the number."""
    seen: dict[str, int] = {}
    for row in rows:
        if row.receipt:
            number = row.entry.subject
            seen[number] = seen.get(number, 0) + 1
            yield f"{number}-{seen[number]}", row.receipt.written()


def _page(evidence: Evidence, making: Making) -> str:
    values = {
        "parts": [_part(evidence, making, lang) for lang in Lang],
        "filing": evidence.filing,
        "keys": evidence.keys,
    }
    return render_html(_HERE / "evidence_page.html", values)


def _part(evidence: Evidence, making: Making, lang: Lang) -> dict[str, Any]:
    def words(code: str, **params: Param) -> str:
        return say(code, params, lang)

    filing = evidence.filing
    heads = (each.head for each in evidence.heads)
    return {
        "lang": "zh-Hans" if lang is Lang.ZH else "en",
        "t": {code: words(code) for code in _CODES},
        "facts": [
            (words("evidence_office"), making.office),
            (words("evidence_calls"), "；".join(title for _, title in evidence.calls)),
            (words("evidence_made_at"), _to_second(making.at, lang)),
            (words("evidence_made_by"), making.person),
            (words("evidence_reason"), making.reason),
        ],
        "persons": words("evidence_no_persons" if making.personal is None else "evidence_persons"),
        "count": words("evidence_count", count=len(evidence.rows)),
        "rows": [_row_words(row, lang) for row in evidence.rows],
        "heads": [
            (words("evidence_head", log=head.log, size=head.size, at=_iso(head.at, lang)), head.root)
            for head in heads
        ],
        "filing_state": say(label_code(filing.status), lang=lang) if filing else "",
        "entries": [(name, say(label_code(status), lang=lang)) for _, name, status in filing.entries]
        if filing
        else [],
        "versions": [
            words("evidence_versions", ordinal=version.ordinal, at=_to_second(version.at, lang))
            for version in (filing.versions if filing else ())
        ],
    }


def _row_words(row: ProvenRow, lang: Lang) -> dict[str, str]:
    line = row.line
    role = say(label_code(line.role), lang=lang) if line.role else ""
    approved = say("evidence_approved", {"name": line.approved_by}, lang) if line.approved_by else ""
    entry = say("evidence_entry", {"ordinal": line.ordinal}, lang) if line.ordinal else ""
    erased = "" if row.content is not None else say("evidence_erased", lang=lang)
    place = say("evidence_unsealed", lang=lang) if row.inclusion is None else str(row.inclusion.position + 1)
    return {
        "at": _to_second(line.at, lang),
        "act": say(label_code(line.act), lang=lang),
        "who": _joined(line.who, role, approved),
        "on": _joined(line.number, entry, line.name, line.filer),
        "why": _joined(line.told, erased),
        "place": place,
    }


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _to_second(at: datetime, lang: Lang) -> str:
    return moment_text(at, lang).replace(f"{at:%H:%M}", f"{at:%H:%M:%S}", 1)


def _iso(text: str, lang: Lang) -> str:
    return _to_second(datetime.fromisoformat(text), lang)


def _json(plain: Mapping[str, Any] | dict[str, Plain]) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
