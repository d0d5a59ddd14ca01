"""`jianyou verify seats`: the seats of an activity given anew from their record, without the site."""

import argparse
import sys
from typing import Any

from jianyou.cli.files.json_report import print_json
from jianyou.cli.files.record_file import digest_given, record_text
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.support.record import MOST_BYTES, SeatsFile, check_seats, read_seats
from jianyou.terms.display import plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message, Param, say


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Verifies one record; 1 where anything doesn't hold."""
    file = read_seats(record_text(options.file, MOST_BYTES, "support_record_unreadable"))
    digest = digest_given(options.digest)
    found = check_seats(file, digest)
    if options.json:
        print_json(_json(file, found, lang), indent=2)
    else:
        _tell(Terminal(sys.stdout), file, found, compared=bool(digest), lang=lang)
    return ERRORS_FOUND if found else DONE


def _tell(
    terminal: Terminal, file: SeatsFile, found: tuple[Message, ...], *, compared: bool, lang: Lang
) -> None:
    about, answers = file.parts["about"], file.parts["answers"]
    told = about if isinstance(about, dict) else {}
    params: dict[str, Param] = {name: str(told.get(name, "—")) for name in ("call", "activity", "title")}
    params["count"] = len(answers) if isinstance(answers, list) else 0
    params["seats"] = str(file.parts["seats"])
    terminal.line(terminal.strong(plain(say("support_record_about", params, lang))))
    for each in found:
        mark = say("severity_error", lang=lang)
        terminal.hanging(f"  [{mark}] ", plain(each.text(lang)), 4)
    terminal.line(say("support_record_bad" if found else "support_record_good", {"count": len(found)}, lang))
    if not found and not compared:
        terminal.line(say("support_record_compare", {"digest": plain(file.digest)}, lang))


def _json(file: SeatsFile, found: tuple[Message, ...], lang: Lang) -> dict[str, Any]:
    findings = [
        {"code": each.code, "params": dict(each.params), "message": each.text(lang)} for each in found
    ]
    return {"good": not found, "about": file.parts["about"], "digest": file.digest, "findings": findings}
