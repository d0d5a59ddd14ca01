"""`jianyou judging assign`: who judges which entry, with the proof checked once more before it is told."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence

from jianyou.cli.files.json_report import print_json
from jianyou.cli.files.judging_assign_inputs import Asked, read_asked, recused_with_words
from jianyou.cli.files.judging_results import (
    Results,
    Sheet,
    check_outputs,
    distinct_labels,
    tell_written,
    write_plots,
    write_results,
)
from jianyou.cli.files.progress import progress_bar
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.judging.assignment.affinity import written
from jianyou.domain.judging.assignment.assign import solve
from jianyou.domain.judging.assignment.keys import Pair
from jianyou.domain.judging.assignment.plan import Plan
from jianyou.domain.judging.assignment.proof import Checked, check_proof
from jianyou.domain.judging.assignment.shortage import Shortage
from jianyou.domain.judging.wishes import Aim
from jianyou.domain.papers.plots import Plot
from jianyou.domain.papers.plots_choice import Load, load_plot
from jianyou.domain.papers.plots_scoring import coverage_plot
from jianyou.terms.display import plain
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_MOST_TOLD = 20


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Assigns; returns 1 where an entry or a minimum load falls short."""
    given = (options.entries, options.experts, options.recusals, options.lifted, options.affinity)
    check_outputs(options.output, options.plots, (*given, options.keep))
    asked = read_asked(options, lang)
    with progress_bar("judging_progress_assigning", lang, quiet=options.quiet) as progress:
        plan = solve(
            asked.problem,
            aim=Aim(options.aim),
            industries=_industries(asked, crossing=options.crossing),
            crossing=options.crossing,
            progress=progress,
        )
    held = asked.problem.codes(plan.held)
    checked = check_proof(asked.problem.holding(held), plan.pairs, plan.proof)
    data = {**_plain(plan), **_found(plan, checked, asked, lang)}
    names = write_results(options.output, Results(_sheets(plan, asked, lang), data))
    names += write_plots(options.plots, lambda: _plots(plan, asked, lang), lang)
    if options.json:
        print_json(data)
    else:
        _tell(Terminal(sys.stdout), plan, checked, asked, lang)
    tell_written(names, lang, aside=options.json)
    return DONE if plan.complete else ERRORS_FOUND


def _industries(asked: Asked, *, crossing: bool) -> Mapping[str, str] | None:
    """That of each entry; None where not all have one.

    Raises:
        Refused: not all have one, and experts are to cross them.
    """
    without = sorted(entry for entry, industry in asked.industries.items() if not industry)
    if without and crossing:
        raise Refused("assignment_no_industry", entry=without[0])
    return None if without else asked.industries


def _plain(plan: Plan) -> dict[str, object]:
    told = plan.as_plain()
    return dict(told) if isinstance(told, dict) else {}


def _found(plan: Plan, checked: Checked, asked: Asked, lang: Lang) -> dict[str, object]:
    return {
        "checked": {
            "reached": checked.reached,
            "bound": checked.bound,
            "gap": checked.gap,
            "faults": [fault.text(lang) for fault in checked.faults],
        },
        "ties": [
            {
                "expert": tie.expert,
                "entry": tie.entry,
                "kind": tie.kind.value,
                "blocks": tie.blocks,
                "text": tie.text(lang),
            }
            for tie in asked.ties
        ],
        "texts": list(_shortages(plan, lang)),
    }


def _shortages(plan: Plan, lang: Lang) -> Iterator[str]:
    for short in (*plan.uncovered.values(), *plan.underused.values()):
        yield _reason(short, lang)


def _told_once(plan: Plan, lang: Lang) -> Iterator[str]:
    """Of those that the same experts are too few for the first, and how many there are more."""
    alike: dict[object, list[Shortage]] = {}
    for number, short in enumerate((*plan.uncovered.values(), *plan.underused.values())):
        alike.setdefault(short.experts or number, []).append(short)
    for first, *others in alike.values():
        more = " " * (lang is Lang.EN) + say("judging_alike", {"count": len(others)}, lang) if others else ""
        yield _reason(first, lang) + more


def _reason(short: Shortage, lang: Lang) -> str:
    """Why it falls short, and each way out."""
    return ("" if lang is Lang.ZH else " ").join(one.text(lang) for one in (short.reason, *short.frees))


def _sheets(plan: Plan, asked: Asked, lang: Lang) -> list[Sheet]:
    problem = asked.problem
    units = problem.core.affinity(problem.codes(plan.pairs)).tolist()
    pairs = [
        (entry, asked.entries.get(entry, ""), expert, asked.experts.get(expert, ""), written(affinity))
        for (entry, expert), affinity in zip(plan.pairs, units, strict=True)
    ]
    experts = [
        (
            expert,
            asked.experts.get(expert, ""),
            str(plan.load[expert]),
            *map(str, asked.limits[expert]),
            written(plan.scarcity[expert]) if plan.scarcity else "",
        )
        for expert in problem.experts
    ]
    return [
        Sheet(
            say("judging_sheet_pairs", lang=lang),
            ("entry", "entry_name", "expert", "expert_name", "affinity"),
            pairs,
        ),
        Sheet(
            say("judging_sheet_experts", lang=lang),
            ("expert", "name", "load", "least", "most", "scarcity"),
            experts,
        ),
        Sheet(
            say("judging_sheet_ties", lang=lang),
            ("expert", "entry", "recused", "reason"),
            recused_with_words(asked.ties, lang),
        ),
    ]


def _plots(plan: Plan, asked: Asked, lang: Lang) -> list[Plot]:
    labels = distinct_labels(asked.experts)
    loads = [Load(labels[expert], count, *asked.limits[expert]) for expert, count in plan.load.items()]
    coverage: dict[str, dict[str, int]] = {}
    for entry, expert in plan.pairs:
        industry = asked.industries.get(entry) or say("judging_no_industry", lang=lang)
        row = coverage.setdefault(labels[expert], {})
        row[industry] = row.get(industry, 0) + 1
    return [load_plot(loads, lang), coverage_plot(coverage, lang)]


def _proved(plan: Plan, checked: Checked, lang: Lang) -> str:
    if plan.aim == Aim.WORST:
        reached = {"reached": written(checked.reached), "bound": written(checked.bound)}
        return say("judging_worst", reached, lang)
    if checked.gap:
        return say("judging_gap", {"total": written(plan.total), "gap": written(checked.gap)}, lang)
    return say("judging_proved", {"total": written(plan.total)}, lang)


def _tell(terminal: Terminal, plan: Plan, checked: Checked, asked: Asked, lang: Lang) -> None:
    barred = {(tie.expert, tie.entry) for tie in asked.ties if tie.blocks}
    flagged = {(tie.expert, tie.entry) for tie in asked.ties} - barred
    counts = {
        "entries": len(asked.problem.entries),
        "experts": len(asked.problem.experts),
        "pairs": len(plan.pairs),
        "fewest": min(plan.load.values()),
        "most": max(plan.load.values()),
    }
    terminal.line(say("judging_assigned", counts, lang))
    terminal.line(say("judging_recused", {"barred": len(barred), "flagged": len(flagged)}, lang))
    if plan.complete:
        terminal.line(_proved(plan, checked, lang))
    texts = [fault.text(lang) for fault in checked.faults] if plan.complete else list(_told_once(plan, lang))
    for text in texts[:_MOST_TOLD]:
        terminal.hanging("  ", plain(text), 4)
    if len(texts) > _MOST_TOLD:
        terminal.line("  " + say("judging_more", {"count": len(texts) - _MOST_TOLD}, lang))
    if plan.complete:
        _tell_design(terminal, plan, lang)
    if plan.moved is not None:
        moved = {"came": len(plan.moved.came), "went": len(plan.moved.went)}
        terminal.line(say("judging_moved", moved, lang))


def _tell_design(terminal: Terminal, plan: Plan, lang: Lang) -> None:
    """What would make scores hard to compare afterwards."""
    if not plan.connected:
        parts = {"count": len(plan.design.parts)}
        terminal.line(say("judging_apart", parts, lang))
    for industry, anchors in plan.design.thin.items():
        terminal.line(say("judging_thin", {"industry": plain(industry), "anchors": anchors}, lang))
    if plan.held:
        terminal.hanging("", say("judging_held", {"pairs": _pairs(plan.held)}, lang), 2)
    if plan.design.add:
        terminal.hanging("  ", say("judging_add", {"pairs": _pairs(plan.design.add)}, lang), 4)


def _pairs(pairs: Sequence[Pair]) -> str:
    more = " …" if len(pairs) > _MOST_TOLD else ""
    return "、".join(f"{plain(entry)}/{plain(expert)}" for entry, expert in pairs[:_MOST_TOLD]) + more
