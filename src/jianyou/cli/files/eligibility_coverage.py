"""`jianyou eligibility coverage`: which clauses of its notice a rule pack covers, and how."""

import argparse
import sys
from pathlib import Path

from jianyou.cli.files.outputs import Target, check_overwriting, check_targets
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.eligibility.coverage import coverage
from jianyou.domain.eligibility.coverage_page import coverage_remarks, coverage_table
from jianyou.domain.eligibility.load import load_pack
from jianyou.officefiles.paper import Written
from jianyou.officefiles.writing.render import Rendered, write_all
from jianyou.terms.display import plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

PAGE_SUFFIXES = (".md",)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Prints the table, or writes it; returns the exit status, 1 where pack and notice don't agree."""
    out = Path(options.output) if options.output else None
    if out:
        check_targets([Target(out, PAGE_SUFFIXES)])
        check_overwriting([out], [options.pack, *([options.notice] if options.notice else [])], replace=False)
    pack = load_pack(options.pack)
    words = None
    if options.notice:
        # Reading notices takes many modules; the table alone needs none.
        from jianyou.cli.files.eligibility_notice import clause_words  # noqa: PLC0415  — see above

        words = clause_words(options.notice)
    found = coverage(pack, words)
    title = (pack.title_en or pack.title) if lang is Lang.EN else pack.title
    page = f"# {title}\n\n{coverage_table(found, lang)}"
    remarks = list(coverage_remarks(found, lang))
    terminal = Terminal(sys.stdout)
    if out:
        write_all([Rendered(out, Written(page.encode()))])
        for remark in remarks:
            terminal.hanging("  ", plain(remark), 2)
        terminal.line(say("written", {"name": plain(str(out))}, lang))
    else:
        terminal.line(page.rstrip("\n"))
    if words is not None and not remarks:
        terminal.line(say("coverage_complete", {"count": len(found.rows)}, lang))
    return ERRORS_FOUND if remarks else DONE
