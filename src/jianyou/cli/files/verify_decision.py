"""`jianyou verify decision`: a decision record made anew from its file, without the site that wrote it."""

import argparse
import sys
from typing import Any

from jianyou.cli.files.json_report import print_json
from jianyou.cli.files.progress import progress_bar
from jianyou.cli.files.record_file import digest_given, record_text
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.judging.record import MOST_BYTES, PARTS, RecordFile, read_record
from jianyou.domain.judging.record_check import RecordFinding, check_record
from jianyou.terms.display import plain
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Verifies one record; 1 where anything doesn't hold."""
    file = read_record(record_text(options.file, MOST_BYTES, "record_unreadable"))
    digest = digest_given(options.digest)
    with progress_bar("record_reckoning", lang, quiet=options.json) as progress:
        found = [*check_record(file, digest=digest, progress=progress), *_beside(file, options.call)]
    good = all(each.severity is not Severity.ERROR for each in found)
    if options.json:
        print_json(_json(file, found, good, lang), indent=2)
    else:
        _tell(Terminal(sys.stdout), file, found, good, compared=bool(digest), lang=lang)
    return DONE if good else ERRORS_FOUND


def _beside(file: RecordFile, call: str | None) -> tuple[RecordFinding, ...]:
    """What isn't as the call file declared it; nothing where none is given."""
    if call is None:
        return ()
    from jianyou.domain.calls.load import parse_call, source_of  # noqa: PLC0415  — only where one is given
    from jianyou.domain.calls.record_beside import beside_call  # noqa: PLC0415  — the same

    text = source_of(call)
    return beside_call(file, parse_call(text, source=call), text)


def _tell(
    terminal: Terminal,
    file: RecordFile,
    found: list[RecordFinding],
    good: bool,
    *,
    compared: bool,
    lang: Lang,
) -> None:
    about = file.parts["about"]
    told = {key: str(value) for key, value in about.items()} if isinstance(about, dict) else {}
    params: dict[str, Param] = {key: told.get(key, "—") for key in ("call", "award", "made_at", "code")}
    terminal.line(terminal.strong(plain(say("record_about", params, lang))))
    for each in found:
        mark = say(f"severity_{each.severity.value}", lang=lang)
        terminal.hanging(f"  [{mark}] ", plain(each.text(lang)), 4)
    terminal.line(say("record_good" if good else "record_bad", {"count": len(found)}, lang))
    if good and not compared:
        terminal.line(say("record_compare", {"digest": plain(file.digest)}, lang))


def _json(file: RecordFile, found: list[RecordFinding], good: bool, lang: Lang) -> dict[str, Any]:
    return {
        "good": good,
        "about": file.parts["about"],
        "digest": file.digest,
        "hashes": {name: file.hashes.get(name) for name in PARTS},
        "findings": [
            {
                "code": each.code,
                "severity": each.severity.value,
                "part": each.part,
                "params": dict(each.params),
                "message": each.text(lang),
            }
            for each in found
        ],
    }
