"""`jianyou eligibility diff`: what differs between two rule packs, one change a line."""

import argparse
import sys
from collections.abc import Sequence

from jianyou.cli.files.status import DONE
from jianyou.cli.terminal import Terminal
from jianyou.domain.eligibility.difference import Change, What, difference
from jianyou.domain.eligibility.load import load_pack
from jianyou.terms.display import excerpt, plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_LONGEST_EXAMPLE = 120
"""Whole cases with all their facts can't be compared on a screen; their names can."""


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Prints the differences; returns the exit status, 0 whether there are any or not."""
    print_changes(Terminal(sys.stdout), difference(load_pack(options.old), load_pack(options.new)), lang)
    return DONE


def print_changes(terminal: Terminal, changes: Sequence[Change], lang: Lang) -> None:
    """Prints changes, or that there are none."""
    for change in changes:
        text = plain(change.text(lang))
        terminal.hanging("", excerpt(text, _LONGEST_EXAMPLE) if change.what is What.EXAMPLE else text, 4)
    terminal.line(say("diff_count" if changes else "diff_none", {"count": len(changes)}, lang))
