"""`jianyou eligibility explain`: the verdict on nominees, each clause with what it rests on."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from jianyou.cli.files.eligibility_inputs import (
    Given,
    day_of_reckoning,
    pack_for,
    read_facts,
    settings_of,
)
from jianyou.cli.files.json_report import print_json
from jianyou.cli.files.status import DONE, ERRORS_FOUND, NOTHING_READ
from jianyou.cli.terminal import Terminal
from jianyou.domain.eligibility.coverage import Coverage, coverage
from jianyou.domain.eligibility.coverage_page import coverage_remarks
from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.explain import Explained, explain
from jianyou.domain.eligibility.normalize import DataFinding, normalize
from jianyou.domain.eligibility.resolve import Rules, resolve
from jianyou.domain.eligibility.settings import shown
from jianyou.domain.eligibility.told import Line, LineKind, told_of
from jianyou.terms.display import plain, width
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_INDENTS = {
    LineKind.VERDICT: "",
    LineKind.HEAD: "",
    LineKind.UNMET: "  ✗ ",
    LineKind.UNKNOWN: "  ? ",
    LineKind.MET: "  ✓ ",
    LineKind.DETAIL: "      ",
    LineKind.MISSING: "    → ",
    LineKind.NOTE: "",
}
_DIGITS = 12
"""Of a pack's digest: enough to tell editions apart on a screen."""


class Answer(NamedTuple):
    """One nominee: the facts' findings, and the verdict as JSON has it."""

    given: Given
    findings: tuple[DataFinding, ...]
    verdict: Explained


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Explains each nominee; returns the exit status: a verdict of any kind is an answer."""
    as_of = day_of_reckoning(options.as_of)
    pack = pack_for(options.rules, options.path, as_of)
    rules = resolve(pack, as_of, settings_of(pack, options.settings))
    quotes: Mapping[str, str] = {}
    if options.notice:
        # Reading notices takes many modules; most runs have none.
        from jianyou.cli.files.eligibility_notice import clause_words  # noqa: PLC0415  — see above

        quotes = clause_words(options.notice)
    given, lost = _read(options.facts, lang)
    if not given:
        return NOTHING_READ
    explained = [_explained(each, rules, quotes, lang) for each in given]
    remarks = list(_remarks(coverage(pack, quotes), lang)) if options.notice else []
    if options.json:
        several = len(options.facts) > 1 or any(each.number for each in given)
        _print_json(explained, remarks, lang, several=several)
    else:
        _print(Terminal(sys.stdout), rules, explained, remarks, lang)
    doubtful = any(one.severity is not Severity.INFO for each in explained for one in each.findings)
    return ERRORS_FOUND if doubtful or lost else DONE


def _read(files: list[str], lang: Lang) -> tuple[list[Given], bool]:
    """All nominees of all files, and whether a file was lost; it is told at once."""
    given: list[Given] = []
    lost = False
    for file in files:
        try:
            given += read_facts(file)
        except Refused as refused:
            print(refused.text(lang), file=sys.stderr)
            lost = True
    return given, lost


def _explained(given: Given, rules: Rules, quotes: Mapping[str, str], lang: Lang) -> Answer:
    normalized = normalize(given.raw, rules.pack.facts, rules.as_of)
    outcome = evaluate(rules, normalized.facts)
    return Answer(given, normalized.findings, explain(outcome, normalized.facts, lang, quotes))


def _remarks(found: Coverage, lang: Lang) -> Iterator[str]:
    """Where the notice at hand isn't the one that the pack was written from."""
    yield from coverage_remarks(replace(found, uncovered=()), lang)


def _print_json(explained: list[Answer], remarks: list[str], lang: Lang, *, several: bool) -> None:
    nominees = [
        {
            "file": each.given.file,
            "number": each.given.number or None,
            **each.verdict,
            "findings": [finding.as_dict(lang) for finding in each.findings],
            "remarks": remarks,
        }
        for each in explained
    ]
    print_json({"nominees": nominees} if several else nominees[0])


def _print(terminal: Terminal, rules: Rules, explained: list[Answer], remarks: list[str], lang: Lang) -> None:
    for line in _head(rules, lang):
        terminal.hanging("", line, 0)
    for remark in remarks:
        _warn(terminal, Severity.WARNING, remark, lang)
    for each in explained:
        terminal.line()
        name = each.given.name or say("nominee_numbered", {"number": each.given.number or 1}, lang)
        terminal.line(terminal.strong(f"{name}  {plain(each.given.file)}"))
        for finding in each.findings:
            _warn(terminal, finding.severity, finding.text(lang), lang)
        for said in told_of(each.verdict, lang):
            if said.kind in (LineKind.HEAD, LineKind.NOTE):
                terminal.line()
            _line(terminal, said)


def _line(terminal: Terminal, line: Line) -> None:
    lead, text = _INDENTS[line.kind], plain(line.text)
    short = terminal.columns is None or width(text) <= terminal.columns
    if line.kind in (LineKind.VERDICT, LineKind.HEAD) and short:
        terminal.line(terminal.strong(text))
    else:
        terminal.hanging(lead, text, width(lead))


def _head(rules: Rules, lang: Lang) -> Iterator[str]:
    pack = rules.pack
    title = (pack.title_en or pack.title) if lang is Lang.EN else pack.title
    params: dict[str, Param] = {
        "title": plain(title),
        "pack": pack.id,
        "digest": pack.digest[:_DIGITS],
        "as_of": rules.as_of.isoformat(),
    }
    yield say("explain_head", params, lang)
    usual = resolve(pack, rules.as_of).settings
    for name, value in rules.settings.items():
        if value != usual[name]:
            said: dict[str, Param] = {"name": name, "value": shown(value), "usual": shown(usual[name])}
            yield say("explain_setting", said, lang)


def _warn(terminal: Terminal, severity: Severity, text: str, lang: Lang) -> None:
    word = say(f"severity_{severity}", lang=lang)
    terminal.hanging(f"  {terminal.severe(severity, word)}  ", plain(text), 4 + width(word))
