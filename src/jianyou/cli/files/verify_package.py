"""`jianyou verify package` and `verify archive`: every byte of a package compared with what was signed."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jianyou.cli.files.json_report import print_json
from jianyou.cli.files.progress import progress_bar
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.ledger.heads import unhex
from jianyou.domain.packages.archive_check import check_archive
from jianyou.domain.packages.manifest import MANIFEST, Kind
from jianyou.domain.packages.parcel import Parcel, open_parcel
from jianyou.domain.packages.parcel_check import ParcelFinding, Trusted, no_step
from jianyou.officefiles.files import why
from jianyou.terms.display import plain
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_KINDS = {
    Kind.NOMINATION: "parcel_kind_nomination",
    Kind.RESULT: "parcel_kind_result",
    Kind.RULES: "parcel_kind_rules",
    Kind.INTENTIONS: "parcel_kind_intentions",
    Kind.ARCHIVE: "parcel_kind_archive",
}


def package(options: argparse.Namespace, lang: Lang) -> int:
    """Verifies one package; 1 where anything differs."""
    with _opened(options, lang) as opened:
        return _report(opened, opened.findings if isinstance(opened, Parcel) else (opened,), options, lang)


def archive(options: argparse.Namespace, lang: Lang) -> int:
    """Verifies one archive, and the ledger and receipts in it; 1 where anything differs."""
    with _opened(options, lang) as opened:
        found = check_archive(opened) if isinstance(opened, Parcel) else ()
        own = opened.findings if isinstance(opened, Parcel) else (opened,)
        return _report(opened, (*own, *found), options, lang)


@contextmanager
def _opened(options: argparse.Namespace, lang: Lang) -> Iterator[Parcel | ParcelFinding]:
    """The package, or why nothing can be said about it."""
    trusted = None if options.key is None else [_trusted(options.key)]
    try:
        with progress_bar("parcel_reading", lang, quiet=options.json) as step:
            parcel = open_parcel(Path(options.file), trusted=trusted, step=step or no_step)
    except Refused as refused:
        yield ParcelFinding(refused.code, Severity.ERROR, MANIFEST, refused.params)
    except OSError as error:
        raise Refused("verify_unreadable", name=plain(options.file), reason=why(error)) from None
    else:
        with parcel:
            yield parcel


def _trusted(text: str) -> Trusted:
    key = text.strip().lower()
    if unhex(key, 64) is None:
        raise Refused("verify_bad_key")
    return Trusted(key)


def _report(
    opened: Parcel | ParcelFinding,
    findings: tuple[ParcelFinding, ...],
    options: argparse.Namespace,
    lang: Lang,
) -> int:
    good = all(each.severity is not Severity.ERROR for each in findings)
    parcel = opened if isinstance(opened, Parcel) else None
    if options.json:
        print_json(_json(parcel, findings, good, lang), indent=2)
    else:
        _tell(parcel, findings, good, trusted=options.key is not None, lang=lang)
    return DONE if good else ERRORS_FOUND


def _tell(
    parcel: Parcel | None, findings: tuple[ParcelFinding, ...], good: bool, *, trusted: bool, lang: Lang
) -> None:
    terminal = Terminal(sys.stdout)
    if parcel is not None:
        for line in _about(parcel, lang):
            terminal.line(plain(line))
    if good:
        terminal.line(say("parcel_good" if trusted else "parcel_good_untrusted", lang=lang))
    else:
        terminal.line(say("parcel_bad", {"count": len(findings)}, lang))
    for each in findings:
        mark = say(f"severity_{each.severity.value}", lang=lang)
        terminal.hanging(f"  [{mark}] ", plain(each.text(lang)), 4)


def _about(parcel: Parcel, lang: Lang) -> Iterator[str]:
    manifest = parcel.manifest
    told: dict[str, Param] = {
        "kind": say(_KINDS[manifest.kind], lang=lang),
        "number": manifest.number,
        "office": manifest.office_name,
        "at": manifest.made_at,
        "count": len(manifest.files),
    }
    yield say("parcel_about", told, lang)
    yield say("parcel_call", {"call": manifest.call}, lang)
    if manifest.to:
        yield say("parcel_to", {"to": manifest.to}, lang)
    yield say("parcel_digest", {"digest": manifest.digest}, lang)
    yield say("parcel_signed_by", {"key": manifest.key}, lang)
    if manifest.sm2:
        yield say("parcel_signed_sm2", {"key": manifest.sm2}, lang)


def _json(
    parcel: Parcel | None, findings: tuple[ParcelFinding, ...], good: bool, lang: Lang
) -> dict[str, Any]:
    manifest = parcel.manifest if parcel is not None else None
    about = manifest and {
        "kind": manifest.kind.value,
        "package": str(manifest.package),
        "number": manifest.number,
        "made_at": manifest.made_at,
        "office": {"slug": manifest.office, "name": manifest.office_name},
        "call": manifest.call,
        "to": manifest.to,
        "keys": {"ed25519": manifest.key, "sm2": manifest.sm2},
        "files": len(manifest.files),
        "root": manifest.root,
        "digest": manifest.digest,
    }
    return {
        "good": good,
        "manifest": about,
        "findings": [
            {
                "code": each.code,
                "severity": each.severity.value,
                "member": each.member,
                "params": dict(each.params),
                "message": each.text(lang),
            }
            for each in findings
        ],
    }
