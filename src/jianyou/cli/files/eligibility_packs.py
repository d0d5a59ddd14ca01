"""`jianyou eligibility packs`: rule packs listed, shown, checked, and edited as spreadsheets."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from jianyou.cli.files.eligibility_diff import print_changes
from jianyou.cli.files.outputs import (
    CALL_SUFFIXES,
    WORKBOOK_SUFFIXES,
    Target,
    check_overwriting,
    check_targets,
)
from jianyou.cli.files.status import DONE, ERRORS_FOUND, NOTHING_READ
from jianyou.cli.terminal import Terminal
from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.eligibility.coverage import coverage
from jianyou.domain.eligibility.difference import difference
from jianyou.domain.eligibility.examples import failures
from jianyou.domain.eligibility.load import builtin_packs, load_pack
from jianyou.domain.eligibility.pack import Pack, Parameter
from jianyou.domain.eligibility.settings import shown
from jianyou.domain.eligibility.sheets import to_sheets
from jianyou.officefiles.paper import Written
from jianyou.officefiles.writing.render import Rendered, render_workbook, write_all
from jianyou.terms.display import pad, plain, width
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_DIGITS = 12


def listed(_options: argparse.Namespace, lang: Lang) -> int:
    """Lists the built-in packs."""
    terminal = Terminal(sys.stdout)
    packs = [load_pack(name) for name in builtin_packs()]
    names = max(width(pack.id) for pack in packs)
    for pack in packs:
        days = f"{pack.valid_from}—{pack.valid_until or ''}"
        lead = f"{terminal.strong(pad(pack.id, names))}  {pad(days, 21)}  "
        title = _title(pack, lang)
        said = say("packs_partial", {"title": title}, lang) if pack.partial else title
        terminal.hanging(lead, plain(said), names + 25)
    return DONE


def show(options: argparse.Namespace, lang: Lang) -> int:
    """Shows a pack: what it is, its conditions, its parameters with their questions."""
    pack = load_pack(options.pack)
    terminal = Terminal(sys.stdout)
    terminal.line(terminal.strong(plain(_title(pack, lang))))
    for label, value in _facts_of(pack, lang):
        lead = f"  {label}{'：' if lang is Lang.ZH else ': '}"
        terminal.hanging(lead, plain(value), width(lead))
    terminal.line()
    terminal.line(terminal.strong(say("packs_conditions", {"count": len(pack.conditions)}, lang)))
    for row in coverage(pack).rows:
        condition = row.condition
        basis = say(f"coverage_basis_{row.basis}", lang=lang)
        lead = f"  {condition.code}  "
        said = f"{condition.clause.label()}  {condition.words(lang)}（{basis}）"
        terminal.hanging(lead, plain(said), 4)
    if pack.parameters:
        terminal.line()
        terminal.line(terminal.strong(say("packs_parameters", {"count": len(pack.parameters)}, lang)))
    for parameter in pack.parameters.values():
        _show_parameter(terminal, parameter, lang)
    return DONE


def _title(pack: Pack, lang: Lang) -> str:
    return (pack.title_en or pack.title) if lang is Lang.EN else pack.title


def _facts_of(pack: Pack, lang: Lang) -> Iterator[tuple[str, str]]:
    served = "、".join(f"{each.path} {each.since}—{each.until or ''}" for each in pack.services)
    yield say("packs_name", lang=lang), pack.id
    yield say("packs_edition", lang=lang), pack.digest[:_DIGITS]
    yield say("packs_notice", lang=lang), pack.notice
    yield say("packs_valid", lang=lang), f"{pack.valid_from}—{pack.valid_until or ''}"
    if served:
        yield say("packs_serves", lang=lang), served
    if pack.partial:
        yield say("packs_missing", lang=lang), pack.partial


def _show_parameter(terminal: Terminal, parameter: Parameter, lang: Lang) -> None:
    english = lang is Lang.EN
    label = (parameter.label_en or parameter.label) if english else parameter.label
    values = "；".join(
        say("packs_value", {"value": shown(value), "since": since.isoformat()}, lang)
        for since, value in parameter.values
    )
    terminal.hanging(f"  {parameter.name}  ", plain(f"{label}  {values}"), 4)
    question = (parameter.question_en or parameter.question) if english else parameter.question
    if question:
        terminal.hanging("    ? ", plain(question), 6)


def check(options: argparse.Namespace, lang: Lang) -> int:
    """Reads each pack and runs its examples; returns 1 where one fails, 2 where none can be read."""
    terminal = Terminal(sys.stdout)
    read, failed = 0, False
    for name in options.files:
        try:
            pack = load_pack(name)
        except DataFileInvalid as invalid:
            print(plain_lines(invalid.text(lang)), file=sys.stderr)
            failed = True
            continue
        read += 1
        found = failures(pack)
        failed = failed or bool(found) or not pack.examples
        said: dict[str, Param] = {
            "name": plain(name),
            "conditions": len(pack.conditions),
            "examples": len(pack.examples),
            "failed": len({failure.example for failure in found}),
        }
        code = "packs_no_examples" if not pack.examples else "packs_failed" if found else "packs_passed"
        terminal.hanging("", say(code, said, lang), 2)
        for failure in found:
            terminal.hanging("  ", plain(failure.text(lang)), 4)
    if not read:
        return NOTHING_READ
    return ERRORS_FOUND if failed else DONE


def plain_lines(text: str) -> str:
    """A text of several lines with nothing that could drive a terminal."""
    return "\n".join(plain(line) for line in text.split("\n"))


def export(options: argparse.Namespace, lang: Lang) -> int:
    """Writes a pack as a workbook, in the language that is spoken."""
    out = Path(options.output)
    check_targets([Target(out, WORKBOOK_SUFFIXES)])
    check_overwriting([out], [options.pack], replace=False)
    write_all([render_workbook(out, to_sheets(load_pack(options.pack), lang))])
    print(say("written", {"name": plain(str(out))}, lang))
    return DONE


def import_(options: argparse.Namespace, lang: Lang) -> int:
    """Writes the pack that an edited workbook makes of its base; returns 2 where it makes none.

    1 where the pack was written but isn't to be published: its examples don't come out as they say.
    """
    # Reads a workbook like any file that somebody hands in, which takes many modules.
    from jianyou.domain.eligibility.read_sheets import read_sheets  # noqa: PLC0415  — see above

    out = Path(options.output)
    check_targets([Target(out, CALL_SUFFIXES)])
    check_overwriting([out], [options.workbook, options.base], replace=False)
    base = load_pack(options.base)
    imported = read_sheets(Path(options.workbook), base)
    terminal = Terminal(sys.stdout)
    for finding in imported.findings:
        word = say(f"severity_{finding.severity}", lang=lang)
        place = plain(finding.place.text(lang))
        lead = f"{terminal.severe(finding.severity, word)}  {place}  "
        terminal.hanging(lead, plain(finding.text(lang)), width(f"{word}  {place}  "))
    if imported.pack is None:
        raise Refused("packs_not_imported", name=plain(options.workbook))
    print_changes(terminal, difference(base, imported.pack), lang)
    found = failures(imported.pack)
    for failure in found:
        terminal.hanging("  ", plain(failure.text(lang)), 4)
    write_all([Rendered(out, Written(imported.text.encode()))])
    terminal.line(say("written", {"name": plain(str(out))}, lang))
    return ERRORS_FOUND if found else DONE
