"""`jianyou form check`: what is wrong with filled forms, at file, row and cell."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from jianyou.cli.files.intake import taking_in
from jianyou.cli.files.json_report import JsonReport, speak_utf8
from jianyou.cli.files.listing import Listing
from jianyou.cli.files.passwords import GivenPasswords
from jianyou.cli.files.progress import Progress
from jianyou.cli.files.returns import Returns
from jianyou.cli.files.status import ERRORS_FOUND, status_of
from jianyou.cli.terminal import Terminal
from jianyou.domain.annexes.records import Form
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import load_call
from jianyou.domain.mailbox.tally import Tally
from jianyou.officefiles.arrivals.folders import Inputs, collect
from jianyou.terms.lang import Lang

Tell = Callable[[Form], None]


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Checks the files one by one and tells as it goes; returns the exit status."""
    call = load_call(options.call)
    returns = Returns(options, call, lang)
    inputs = collect(options.paths)
    listing = Listing(Terminal(sys.stdout), call.annex, lang)
    if options.json:
        with _as_json(call, lang) as tell:
            tally = _check(inputs, call, tell, returns, options, lang)
    else:
        tally = _check(inputs, call, _nothing if options.quiet else listing.form, returns, options, lang)
        listing.summary(tally, inputs, verbose=options.verbose)
    returns.tell(sys.stderr if options.json else sys.stdout)
    status = status_of(tally)
    return max(status, ERRORS_FOUND) if inputs.lost else status


def _check(
    inputs: Inputs, call: Call, tell: Tell, returns: Returns, options: argparse.Namespace, lang: Lang
) -> Tally:
    tally = Tally()
    with Progress(len(inputs.files), lang, quiet=options.quiet) as progress:
        passwords = GivenPasswords(options.passwords, lang, partial(progress.hidden, asking=True))
        with taking_in(inputs, call, passwords=passwords) as forms:
            for taken in forms:
                tally.add(taken.form)
                returns.add(taken)
                with progress.hidden():
                    tell(taken.form)
                progress.step(taken.arrival.container)
    return tally


@contextmanager
def _as_json(call: Call, lang: Lang) -> Iterator[Tell]:
    speak_utf8()
    report = JsonReport(sys.stdout, call.annex, lang)
    try:
        yield report.form
    finally:
        report.close()


def _nothing(_form: Form) -> None:
    """Tells nothing, as was asked."""
