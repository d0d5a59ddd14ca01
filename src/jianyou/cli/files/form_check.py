"""`jianyou form check`: what is wrong with filled forms, at file, row and cell."""

import argparse
import sys

from jianyou.cli.files.inputs import Inputs, collect
from jianyou.cli.files.intake import take_in_all
from jianyou.cli.files.json_report import JsonReport
from jianyou.cli.files.listing import Listing
from jianyou.cli.files.progress import Progress
from jianyou.cli.files.tally import ERRORS_FOUND, Tally
from jianyou.cli.terminal import Terminal
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import load_call
from jianyou.terms.lang import Lang


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Checks the files one by one and tells as it goes; returns the exit status."""
    call = load_call(options.call)
    inputs = collect(options.paths)
    tally = _as_json(inputs, call, lang) if options.json else _as_text(inputs, call, lang, options)
    return max(tally.status, ERRORS_FOUND) if inputs.lost else tally.status


def _as_json(inputs: Inputs, call: Call, lang: Lang) -> Tally:
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8")
    tally = Tally()
    report = JsonReport(sys.stdout, call.annex, lang)
    try:
        with Progress(len(inputs.files), lang) as progress:
            for form in take_in_all(inputs, call):
                tally.add(form)
                with progress.hidden():
                    report.form(form)
                progress.step()
    finally:
        report.close()
    return tally


def _as_text(inputs: Inputs, call: Call, lang: Lang, options: argparse.Namespace) -> Tally:
    tally = Tally()
    listing = Listing(Terminal(sys.stdout), call.annex, lang)
    with Progress(len(inputs.files), lang, quiet=options.quiet) as progress:
        for form in take_in_all(inputs, call):
            tally.add(form)
            if not options.quiet:
                with progress.hidden():
                    listing.form(form)
            progress.step()
    listing.summary(tally, inputs, verbose=options.verbose)
    return tally
