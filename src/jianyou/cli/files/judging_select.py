"""`jianyou judging select`: the choice that a call's rules make of official scores, with its reasons."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jianyou.cli.files.json_report import print_json
from jianyou.cli.files.judging_results import (
    Results,
    Sheet,
    check_outputs,
    tell_written,
    write_plots,
    write_results,
)
from jianyou.cli.files.judging_select_inputs import Given, read_given
from jianyou.cli.files.progress import progress_bar
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.judging.selection.inputs import LimitKind
from jianyou.domain.judging.selection.limits import limit_text
from jianyou.domain.judging.selection.select import Selection
from jianyou.domain.judging.selection.told import Use, Why
from jianyou.domain.papers.plots import Plot
from jianyou.domain.papers.plots_choice import Quota, quota_plot
from jianyou.terms.display import plain
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_HEADINGS = ("number", "entry", "name", "score", "tier", "margin", "missing_score", "toward", "why")
_LIMIT_HEADINGS = ("limit", "used", "n", "clause")


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Chooses; returns 1 where people still have to settle a tie."""
    check_outputs(options.output, options.plots, (options.candidates, options.draw))
    given = read_given(options)
    selection = Selection(given.problem)
    reasons = _reasons(selection, options, lang)
    data = _data(selection, given, reasons, options.reserve, lang)
    written = write_results(options.output, Results(_sheets(selection, given, reasons, lang), data))
    written += write_plots(options.plots, lambda: _plots(selection, lang), lang)
    if options.json:
        print_json(data)
    else:
        _tell(Terminal(sys.stdout), selection, given, reasons, options, lang)
    tell_written(written, lang, aside=options.json)
    unsettled = any(finding.severity is Severity.ERROR for finding in selection.findings)
    return ERRORS_FOUND if unsettled else DONE


def _reasons(selection: Selection, options: argparse.Namespace, lang: Lang) -> dict[str, Why]:
    """Of every chosen entry, of those that follow in the published order, and of those asked for."""
    chosen = [each.key for each in selection.chosen]
    taken = set(chosen)
    following = [key for key in selection.order if key not in taken][: max(0, options.reasons)]
    keys = list(dict.fromkeys([*chosen, *following, *options.explain]))
    told = {}
    with progress_bar("judging_progress_reasons", lang, quiet=options.quiet) as progress:
        for done, key in enumerate(keys, 1):
            told[key] = selection.why(key)
            if progress:
                progress(done, len(keys))
    return told


def _data(
    selection: Selection, given: Given, reasons: Mapping[str, Why], reserve: int, lang: Lang
) -> dict[str, object]:
    second = selection.second_best
    return {
        "call": given.call,
        "award": given.award,
        "chosen": [
            {"entry": each.key, "tier": each.tier, "score": str(each.score)} for each in selection.chosen
        ],
        "totals": {tier: str(total) for tier, total in selection.totals.items()},
        "order": list(selection.order),
        "reasons": [_why_data(why, lang) for why in reasons.values()],
        "limits": [
            {"limit": _limit(use, selection, lang), "used": use.used, "n": use.limit.n}
            for use in selection.quota_map
        ],
        "reserve": [
            {"number": each.number, "entry": each.key, "replaces": list(each.replaces)}
            for each in (selection.reserve(reserve) if reserve > 0 else ())
        ],
        "second_best": second
        and {
            "moves": [move._asdict() for move in second.moves],
            "losses": {tier: str(loss) for tier, loss in second.losses.items()},
        },
        "findings": [
            {"code": each.code, "severity": each.severity.value, "message": each.text(lang)}
            for each in selection.findings
        ],
    }


def _why_data(why: Why, lang: Lang) -> dict[str, object]:
    return {
        "entry": why.key,
        "tier": why.tier,
        "score": str(why.score),
        "margin": _text(why.margin) or None,
        "missing_score": _text(why.missing_score) or None,
        "toward": why.toward,
        "blocked_by": [limit_text(limit, why.digits, lang) for limit in why.blocked_by],
        "displaced": [move._asdict() for move in why.displaced],
        "text": why.text(lang),
    }


def _sheets(selection: Selection, given: Given, reasons: Mapping[str, Why], lang: Lang) -> list[Sheet]:
    scores = {each.key: each.score for each in selection.problem.candidates}
    rows = []
    for number, key in enumerate(selection.order, 1):
        why = reasons.get(key)
        told = ("", "", "", "")
        if why is not None:
            told = (_text(why.margin), _text(why.missing_score), why.toward or "", why.text(lang))
        rows.append(
            (
                str(number),
                key,
                given.names.get(key, ""),
                str(scores[key]),
                selection.tier_of(key) or "",
                *told,
            )
        )
    limits = [
        (_limit(use, selection, lang), str(use.used), str(use.limit.n), use.limit.clause)
        for use in selection.quota_map
    ]
    return [
        Sheet(say("judging_sheet_choice", lang=lang), _HEADINGS, rows),
        Sheet(say("judging_sheet_limits", lang=lang), _LIMIT_HEADINGS, limits),
    ]


def _plots(selection: Selection, lang: Lang) -> Sequence[Plot]:
    return [quota_plot(list(_quotas(selection)), lang)]


def _quotas(selection: Selection) -> Iterator[Quota]:
    """Bounds that an office looks at; one of each group would be a bar for every group."""
    for use in selection.quota_map:
        limit = use.limit
        if limit.kind is LimitKind.ONE_OF:
            continue
        who = limit.value or limit.label or limit.attribute
        label = " ".join(part for part in (who, *limit.tiers) if part)
        if limit.kind is LimitKind.AT_LEAST:
            yield Quota(label, use.used, limit.n)
        else:
            yield Quota(label, use.used, 0, limit.n)


def _limit(use: Use, selection: Selection, lang: Lang) -> str:
    return limit_text(use.limit, selection.problem.digits, lang)


def _tell(
    terminal: Terminal,
    selection: Selection,
    given: Given,
    reasons: Mapping[str, Why],
    options: argparse.Namespace,
    lang: Lang,
) -> None:
    _tell_chosen(terminal, selection, given, lang)
    for finding in selection.findings:
        word = terminal.severe(finding.severity, say(f"severity_{finding.severity}", lang=lang))
        terminal.hanging(f"{word} ", plain(finding.text(lang)), 4)
    asked = [key for key in reasons if key in options.explain]
    missed = [key for key, why in reasons.items() if why.tier is None and key not in asked]
    if missed or asked:
        terminal.line(terminal.strong(say("judging_missed", lang=lang)))
    for key in [*missed, *asked]:
        lead = f"{reasons[key].score!s:>14}  {_named(key, given)}  "
        terminal.hanging(lead, plain(reasons[key].text(lang)), 16)
    for each in selection.reserve(options.reserve) if options.reserve > 0 else ():
        params: dict[str, Param] = {"number": each.number, "entry": _named(each.key, given)}
        terminal.line(say("judging_reserve", {**params, "count": len(each.replaces)}, lang))


def _tell_chosen(terminal: Terminal, selection: Selection, given: Given, lang: Lang) -> None:
    for tier in selection.problem.tiers:
        chosen = [each for each in selection.chosen if each.tier == tier.key]
        counts: dict[str, Param] = {"tier": plain(tier.name), "count": len(chosen), "most": tier.most}
        terminal.line(terminal.strong(say("judging_tier", counts, lang)))
        for number, each in enumerate(chosen, 1):
            terminal.line(f"{number:>4}  {each.score!s:>8}  {_named(each.key, given)}")


def _named(key: str, given: Given) -> str:
    name = given.names.get(key)
    return plain(f"{key} {name}" if name and name != key else key)


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
