"""`jianyou notice read`: a notice's values with the lines that they come from."""

import argparse
import sys
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from jianyou.cli.files.json_report import print_json
from jianyou.cli.files.outputs import CALL_SUFFIXES, PAGE_SUFFIXES, Target, check_overwriting, check_targets
from jianyou.cli.terminal import Terminal
from jianyou.domain.notices.as_json import as_json
from jianyou.domain.notices.draft import draft_call
from jianyou.domain.notices.model import NoticeFacts, NoticeText
from jianyou.domain.notices.read import open_notice, read_laid
from jianyou.domain.notices.values import listed
from jianyou.officefiles.legacy.office import Office
from jianyou.officefiles.paper import Written
from jianyou.officefiles.writing.render import Rendered, write_all
from jianyou.terms.display import pad, plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_FIELD_COLUMNS = 14
_LINE_COLUMNS = 10


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Reads the file and prints what it says; Refused where it is no notice. Returns the exit status."""
    page = Path(options.html) if options.html else None
    draft = Path(options.output) if options.output else None
    targets = [Target(page, PAGE_SUFFIXES)] if page else []
    targets += [Target(draft, CALL_SUFFIXES)] if draft else []
    check_targets(targets)
    check_overwriting([target.path for target in targets], [options.file], replace=False)
    with Office() as office:
        text = open_notice(Path(options.file), office=office)
    facts = read_laid(text)
    if page:
        from jianyou.cli.files.notice_page import notice_page  # noqa: PLC0415  — slow to load, only for a page

        write_all([Rendered(page, Written(notice_page(text, facts, lang).encode()))])
    drafted = draft_call(text, facts, lang) if draft else None
    if draft and drafted:
        write_all([Rendered(draft, Written(drafted.text.encode()))])
    if options.json:
        print_json(as_json(facts, text, lang))
        return 0
    terminal = Terminal(sys.stdout)
    for line in _table(text, facts, lang):
        terminal.hanging(line[0], line[1], _FIELD_COLUMNS + _LINE_COLUMNS)
    if page:
        terminal.line(say("notice_page_written", {"path": plain(str(page))}, lang))
    if draft and drafted:
        params: dict[str, Param] = {"name": plain(str(draft)), "count": drafted.questions}
        terminal.line(say("draft_written", params, lang))
    return 0


def _table(text: NoticeText, facts: NoticeFacts, lang: Lang) -> Iterator[tuple[str, str]]:
    """The lines of the table: field and line number, then the value."""
    starts = [line.span.start for line in text.lines]
    for field in listed(facts, lang):
        label = pad(field.label, _FIELD_COLUMNS)
        if not field.values:
            yield label + " " * _LINE_COLUMNS, say("notice_nothing", lang=lang)
        for value in field.values:
            at = (
                say("notice_line", {"line": bisect_right(starts, value.span.start)}, lang)
                if value.span
                else ""
            )
            yield label + pad(at, _LINE_COLUMNS), plain(value.words)
            label = " " * _FIELD_COLUMNS
