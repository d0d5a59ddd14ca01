"""`jianyou form merge`: many filled forms become one master table, and a list of what is wrong."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from jianyou.cli.files.inputs import Inputs, collect
from jianyou.cli.files.intake import take_in_all
from jianyou.cli.files.labels import readable
from jianyou.cli.files.listing import Listing
from jianyou.cli.files.outputs import (
    PAGE_SUFFIXES,
    TABLE_SUFFIXES,
    WORKBOOK_SUFFIXES,
    Rendered,
    Target,
    check_overwriting,
    check_targets,
    render_table,
    render_workbook,
    write_all,
)
from jianyou.cli.files.progress import Progress
from jianyou.cli.files.tally import ERRORS_FOUND, NOTHING_READ, Tally
from jianyou.cli.interrupts import uninterrupted
from jianyou.cli.terminal import Terminal, plain
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.records import Form
from jianyou.domain.annexes.write import findings_sheets, master_paper
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.paper import Written
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_OFFICE_KEYS = ("department", "contact", "phone")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Reads all forms, renders every result, writes them; returns the exit status."""
    targets = _targets(options)
    check_targets(targets)
    call = load_call(options.call)
    header = _office_header(options, call)
    paths = [target.path for target in targets]
    inputs = collect(options.paths, outputs=paths)
    check_overwriting(paths, options.paths, replace=options.replace)
    tally, listing = Tally(), Listing(Terminal(sys.stdout), call.annex, lang)
    forms = _read(inputs, call, tally, listing, options, lang)
    if tally.status == NOTHING_READ:
        listing.summary(tally, inputs, verbose=options.verbose)
        raise Refused("nothing_to_merge")
    with uninterrupted():
        rendered = _render(options, call, forms, header, lang)
    with uninterrupted():
        write_all(rendered)
    listing.summary(tally, inputs, verbose=options.verbose)
    doubtful = _tell_written(rendered, lang)
    if tally.kinds and not options.findings:
        print(say("findings_hint", lang=lang))
    return max(tally.status, ERRORS_FOUND) if inputs.lost or doubtful else tally.status


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
    inputs: Inputs, call: Call, tally: Tally, listing: Listing, options: argparse.Namespace, lang: Lang
) -> list[Form]:
    """All forms; told at once: what was rejected and who is named twice. The rest is for `--findings`."""
    forms = []
    with Progress(len(inputs.files), lang, quiet=options.quiet) as progress:
        for form in take_in_all(inputs, call):
            forms.append(form)
            tally.add(form)
            if not options.quiet:
                with progress.hidden():
                    listing.form(form, [one for one in form.findings if one.code.startswith("duplicate_")])
            progress.step()
    return forms


def _render(
    options: argparse.Namespace, call: Call, forms: list[Form], header: dict[str, str], lang: Lang
) -> list[Rendered]:
    paper = master_paper(call.annex, merge(forms), header=header)
    rendered = [render_table(Path(name), paper) for name in options.output]
    if options.findings:
        named = [replace(form, file=readable(form.file)) for form in forms]
        rendered.append(render_workbook(Path(options.findings), findings_sheets(named, call.annex, lang)))
    if options.summary:
        from jianyou.cli.files.summary import render_summary  # noqa: PLC0415  — its template engine is slow to load

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
