"""`jianyou form blank`: the authority's own annex, empty, in any of the formats."""

import argparse
from pathlib import Path

from jianyou.cli.files.outputs import TABLE_SUFFIXES, Target, check_targets
from jianyou.domain.annexes.write import blank_paper
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.writing.render import render_table, write_all
from jianyou.terms.display import plain
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

MOST_ROWS = 1000


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Writes the blank annex; returns the exit status."""
    targets = [Path(name) for name in options.output]
    check_targets(Target(path, TABLE_SUFFIXES) for path in targets)
    if options.rows is not None and not 0 <= options.rows <= MOST_ROWS:
        raise Refused("rows_out_of_range", most=MOST_ROWS)
    call = load_call(options.call)
    paper = blank_paper(call.annex, rows=options.rows)
    write_all([render_table(path, paper) for path in targets])
    for path in targets:
        print(say("written", {"name": plain(str(path))}, lang))
    return 0
