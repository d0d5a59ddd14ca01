"""`jianyou call show`: a call in words, its open questions, and where it differs from its notice."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jianyou.cli.files.call_words import Row, call_rows
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import load_call
from jianyou.domain.calls.questions import Question, open_questions
from jianyou.terms.display import pad, plain, width
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

if TYPE_CHECKING:
    from jianyou.domain.notices.compare import Comparison

_LABEL_COLUMNS = 14


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Prints the call; returns 1 where it differs from the notice that was given."""
    call = load_call(options.call)
    questions = open_questions(call)
    compared = _compared(call, options.notice) if options.notice else None
    if options.json:
        from jianyou.cli.files.call_json import as_data  # noqa: PLC0415  — only for JSON
        from jianyou.cli.files.json_report import print_json  # noqa: PLC0415  — only for JSON

        print_json(as_data(call, questions, compared, lang))
    else:
        texts: Mapping[str, str] = compared.texts if compared else {}
        terminal = Terminal(sys.stdout)
        _print(terminal, [*call_rows(call, texts, lang), *_open(questions, lang)])
        if compared:
            _print(terminal, _differences(compared, lang))
    return ERRORS_FOUND if compared and compared.differences else DONE


def _compared(call: Call, notice: str) -> "Comparison":
    from jianyou.domain.notices.compare import compare  # noqa: PLC0415  — slow to load, only for a notice
    from jianyou.domain.notices.read import open_notice, read_laid  # noqa: PLC0415  — the same
    from jianyou.officefiles.legacy.office import Office  # noqa: PLC0415  — the same

    with Office() as office:
        text = open_notice(Path(notice), office=office)
    return compare(read_laid(text), text, call)


def _open(questions: Sequence[Question], lang: Lang) -> list[Row]:
    rows = [Row("", f"{each.key}: {each.message.text(lang)}", 1) for each in questions]
    count = {"count": len(questions)}
    return [Row(say("show_open", lang=lang), say("show_open_count", count, lang), 0), *rows]


def _differences(compared: "Comparison", lang: Lang) -> list[Row]:
    count = {"count": len(compared.differences)}
    rows = [Row(say("show_differences", lang=lang), say("show_differences_count", count, lang), 0)]
    rows += [Row("", f"{each.key}: {each.text(lang)}", 1) for each in compared.differences]
    label = say("show_contacts_found", lang=lang)
    for each in compared.contacts:
        rows.append(Row(label, "  ".join(part for part in (each.unit, each.name, each.phone) if part), 0))
        label = ""
    return rows


def _print(terminal: Terminal, rows: Sequence[Row]) -> None:
    for row in rows:
        indent = 2 * row.depth
        lead = " " * indent + pad(plain(row.label), _LABEL_COLUMNS - indent)
        shown = lead.replace(row.label, terminal.strong(row.label), 1) if row.label and not indent else lead
        gap = " " if width(lead) > _LABEL_COLUMNS else ""
        terminal.hanging(shown + gap, plain(row.text), max(_LABEL_COLUMNS, width(lead) + len(gap)))
