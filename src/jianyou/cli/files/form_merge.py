"""`jianyou form merge`: many filled forms become one master table, and a list of what is wrong."""

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from jianyou.cli.files.intake import taking_in
from jianyou.cli.files.listing import Listing
from jianyou.cli.files.outputs import (
    PAGE_SUFFIXES,
    TABLE_SUFFIXES,
    WORKBOOK_SUFFIXES,
    Target,
    check_overwriting,
    check_targets,
)
from jianyou.cli.files.passwords import GivenPasswords
from jianyou.cli.files.progress import Progress
from jianyou.cli.files.returns import Returns
from jianyou.cli.files.status import ERRORS_FOUND, NOTHING_READ, status_of
from jianyou.cli.interrupts import uninterrupted
from jianyou.cli.terminal import Terminal
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.records import Form
from jianyou.domain.annexes.write import findings_sheets, master_paper
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import load_call
from jianyou.domain.mailbox.labels import readable
from jianyou.domain.mailbox.provenance import origin_sheets
from jianyou.domain.mailbox.tally import Tally
from jianyou.officefiles.arrivals.folders import Inputs, collect
from jianyou.officefiles.paper import Written
from jianyou.officefiles.writing.render import Rendered, render_table, render_workbook, write_all
from jianyou.terms.display import plain
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_OFFICE_KEYS = ("department", "contact", "phone")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Reads all forms, renders every result, writes them; returns the exit status."""
    targets = _targets(options)
    check_targets(targets)
    call = load_call(options.call)
    header = _office_header(options, call)
    returns = Returns(options, call, lang)
    paths = [target.path for target in targets]
    inputs = collect(options.paths, outputs=paths)
    check_overwriting(paths, options.paths, replace=options.replace)
    tally, listing = Tally(), Listing(Terminal(sys.stdout), call.annex, lang)
    forms = _read(inputs, call, tally, listing, returns, options, lang)
    status = status_of(tally)
    if status == NOTHING_READ:
        listing.summary(tally, inputs, verbose=options.verbose)
        raise Refused("nothing_to_merge")
    with uninterrupted():
        rendered = _render(options, call, forms, header, lang)
    with uninterrupted():
        write_all(rendered)
    listing.summary(tally, inputs, verbose=options.verbose)
    doubtful = _tell_written(rendered, lang)
    returns.tell(sys.stdout)
    if tally.kinds and not options.findings:
        print(say("findings_hint", lang=lang))
    return max(status, ERRORS_FOUND) if inputs.lost or doubtful else status


def _targets(options: argparse.Namespace) -> list[Target]:
    targets = [Target(Path(name), TABLE_SUFFIXES) for name in options.output]
    if options.findings:
        targets.append(Target(Path(options.findings), WORKBOOK_SUFFIXES))
    if options.summary:
        targets.append(Target(Path(options.summary), PAGE_SUFFIXES))
    return targets


def _office_header(options: argparse.Namespace, call: Call) -> dict[str, str]:
    """The office's own header line: never a firm's."""
    given = {key: getattr(options, key) for key in _OFFICE_KEYS if getattr(options, key) is not None}
    known = [field.key for field in call.annex.header]
    for key in given:
        if key not in known:
            raise Refused("header_field_unknown", option=f"--{key}", call=call.id)
    return given


def _read(
    inputs: Inputs,
    call: Call,
    tally: Tally,
    listing: Listing,
    returns: Returns,
    options: argparse.Namespace,
    lang: Lang,
) -> list[Form]:
    """All forms; told at once: what was rejected and who is named twice. The rest is for `--findings`."""
    forms = []
    with Progress(len(inputs.files), lang, quiet=options.quiet) as progress:
        passwords = GivenPasswords(options.passwords, lang, partial(progress.hidden, asking=True))
        with taking_in(inputs, call, passwords=passwords) as taking:
            for taken in taking:
                form = taken.form
                forms.append(form)
                tally.add(form)
                returns.add(taken)
                if not options.quiet:
                    with progress.hidden():
                        listing.form(form, _repeats(form))
                progress.step(taken.arrival.container)
    return forms


def _repeats(form: Form) -> list[Finding]:
    return [one for one in form.findings if one.code.startswith("duplicate_")]


def _render(
    options: argparse.Namespace, call: Call, forms: list[Form], header: dict[str, str], lang: Lang
) -> list[Rendered]:
    paper = master_paper(call.annex, merge(forms), header=header)
    rendered = [render_table(Path(name), paper) for name in options.output]
    if options.findings:
        named = [replace(form, file=readable(form.file)) for form in forms]
        sheets = [*findings_sheets(named, call.annex, lang), *origin_sheets(named, call, lang)]
        rendered.append(render_workbook(Path(options.findings), sheets))
    if options.summary:
        # Its template engine is slow to load.
        from jianyou.domain.mailbox.overview.page import render_summary  # noqa: PLC0415  — see above

        page = render_summary(forms, call, lang)
        rendered.append(Rendered(Path(options.summary), Written(page)))
    return rendered


def _tell_written(rendered: list[Rendered], lang: Lang) -> bool:
    """Names the files written, and what couldn't be put into them; True if that is an error."""
    doubtful = False
    for one in rendered:
        print(say("written", {"name": plain(str(one.path))}, lang))
        for finding in one.written.findings:
            word = say(f"severity_{finding.severity}", lang=lang)
            print(f"  {word}  {finding.place.text(lang)}  {plain(finding.text(lang))}")
            doubtful = doubtful or finding.severity is Severity.ERROR
    return doubtful
