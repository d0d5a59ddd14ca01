"""What `jianyou eligibility screen` does: a register in, a result, its summary and lists out."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from jianyou.cli.files.eligibility_inputs import day_of_reckoning, pack_for, settings_of
from jianyou.cli.files.eligibility_progress import StageProgress
from jianyou.cli.files.json_report import print_json, to_json
from jianyou.cli.files.outputs import Target, check_overwriting, check_targets
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.eligibility.pack import Pack
from jianyou.domain.eligibility.resolve import Rules, resolve
from jianyou.domain.screening.lists import (
    LIST_SUFFIXES,
    Listed,
    write_findings,
    write_invitations,
    write_needs_proof,
)
from jianyou.domain.screening.registers import DATABASES
from jianyou.domain.screening.results import PackCounts, count_result
from jianyou.domain.screening.run import Screening, screen_register
from jianyou.domain.screening.summary import as_dict, column_lines, count_lines, finding_lines
from jianyou.officefiles.arrivals.folders import identity
from jianyou.officefiles.files import write_atomically
from jianyou.terms.display import plain
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

RESULT_SUFFIXES = (".parquet",)
SUMMARY_SUFFIXES = (".json",)


def screen(options: argparse.Namespace, lang: Lang) -> int:
    """Checks what was asked, screens, writes and tells; returns the exit status."""
    out = Path(options.output)
    _check_outputs(options, out)
    as_of = day_of_reckoning(options.as_of)
    packs = [pack_for(name, options.path, as_of) for name in options.rules]
    rules = _resolved(packs, as_of, options.settings)
    try:
        with StageProgress(lang) as progress:
            screening = screen_register(
                options.register,
                rules,
                out,
                engine=options.engine,
                columns=Path(options.columns) if options.columns else None,
                table=options.table or "",
                database=options.database or "",
                progress=progress.tell,
            )
    except KeyboardInterrupt:
        print("\n" + say("screen_resumes", lang=lang), file=sys.stderr)
        raise
    counts = count_result(screening.out, rules)
    report = as_dict(screening, counts, lang)
    written = list(_write(options, screening, report, lang))
    if options.json:
        print_json(report)
    else:
        _print(Terminal(sys.stdout), screening, counts, written, lang)
    doubtful = any(finding.severity is not Severity.INFO for finding in screening.findings)
    return ERRORS_FOUND if doubtful else DONE


def _check_outputs(options: argparse.Namespace, out: Path) -> None:
    """Refuses results that can't be written, or that would become part of the register.

    Raises:
        Refused: for the first of them.
    """
    lists = [Path(name) for name in (options.invitations, options.needs_proof, options.findings) if name]
    targets = [Target(path, LIST_SUFFIXES) for path in lists]
    targets += [Target(Path(options.summary), SUMMARY_SUFFIXES)] if options.summary else []
    if out.is_dir() and out.suffix.lower() in RESULT_SUFFIXES:
        check_targets(targets)  # a large result is a folder, and may be replaced by another one
    else:
        check_targets([Target(out, RESULT_SUFFIXES), *targets])
    if options.register.startswith(DATABASES):
        return
    register = Path(identity(options.register))
    if register.is_dir() and register in Path(identity(out)).parents:
        raise Refused("screen_out_in_register", name=plain(str(out)))
    inputs = [options.register, *([options.columns] if options.columns else [])]
    check_overwriting([out, *(target.path for target in targets)], inputs, replace=True)


def _resolved(packs: Sequence[Pack], as_of: date, written: Sequence[str]) -> list[Rules]:
    """The packs on that day, each with those settings that are parameters of its own.

    Raises:
        Refused: no pack has such a parameter; see also `settings_of` and `resolve`.
    """
    names = {name for pack in packs for name in pack.parameters}
    own: dict[str, list[str]] = {pack.id: [] for pack in packs}
    for one in written:
        name = one.partition("=")[0].strip()
        for pack in packs:
            if name in pack.parameters or name not in names:
                own[pack.id].append(one)
    return [resolve(pack, as_of, settings_of(pack, own[pack.id])) for pack in packs]


def _write(
    options: argparse.Namespace, screening: Screening, report: Mapping[str, Any], lang: Lang
) -> Iterator[Listed]:
    """Writes the summary and the lists that were asked for.

    Raises:
        Refused: one can't be written.
    """
    for name, write in ((options.invitations, write_invitations), (options.needs_proof, write_needs_proof)):
        if name:
            with _refused(name):
                yield write(screening.out, screening.rules, Path(name), name=screening.name, lang=lang)
    if options.findings:
        with _refused(options.findings):
            yield write_findings(screening.findings, Path(options.findings), lang=lang)
    if options.summary:
        with _refused(options.summary):
            write_atomically(Path(options.summary), to_json(report, indent=1).encode() + b"\n")


@contextmanager
def _refused(name: str) -> Iterator[None]:
    """Tells of a file that can't be written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused("output_failed", name=name, reason=reason) from error


def _print(
    terminal: Terminal,
    screening: Screening,
    counts: Sequence[PackCounts],
    written: Sequence[Listed],
    lang: Lang,
) -> None:
    terminal.line(terminal.strong(say("screen_columns", lang=lang)))
    notes = (note.text(lang) for note in screening.notes)
    for line in (*column_lines(screening.columns, lang), *finding_lines(screening.findings, lang), *notes):
        terminal.hanging("  ", plain(line), 4)
    for each in counts:
        terminal.line()
        head, *rest = count_lines(each, lang)
        terminal.hanging("", plain(head), 0)
        for line in rest:
            terminal.hanging("  ", plain(line), 4)
    terminal.line()
    terminal.line(say("written", {"name": plain(str(screening.out))}, lang))
    for one in written:
        params: dict[str, Param] = {"name": plain(str(one.path)), "shown": one.shown, "total": one.total}
        terminal.line(
            say("screen_list_written" if one.shown == one.total else "screen_list_cut", params, lang)
        )
