"""`jianyou judging calibrate`: a check on scoring, never the official score."""

import argparse
import re
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
from jianyou.cli.files.judging_tables import Column, Table, read_keyed, read_table, tell_unused
from jianyou.cli.files.judging_words import ENTRY, EXPERT, INDUSTRY, NAME
from jianyou.cli.files.progress import progress_bar
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.judging.calibration.calibrate import calibrate
from jianyou.domain.judging.calibration.flags import flags_expert
from jianyou.domain.judging.calibration.standing import ExpertStanding, Standing
from jianyou.domain.papers.plots import Plot
from jianyou.domain.papers.plots_scoring import (
    Harsh,
    Marked,
    Ranked,
    coverage_plot,
    disagreement_plot,
    harshness_plot,
    rank_plot,
)
from jianyou.terms.display import pad, plain
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_POINTS = Column("points", ("得分", "分数", "评分", "score"), required=True)
_BAND = re.compile(r"(?P<low>-?[0-9]{1,9}(?:\.[0-9]{1,6})?):(?P<high>-?[0-9]{1,9}(?:\.[0-9]{1,6})?)")
_MOST_TOLD = 20
_ENTRY_HEADINGS = (
    "entry",
    "name",
    "group",
    "reviews",
    "mean",
    "mean_rank",
    "adjusted",
    "rank",
    "rank_first",
    "rank_last",
    "p_in_quota",
    "disagreement",
)

Score = tuple[str, str, Decimal | None]


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Checks the scores; returns 1 where a score or the design is wrong."""
    check_outputs(options.output, options.plots, (options.scores, options.entries))
    table = read_table(options.scores, (EXPERT, ENTRY, _POINTS))
    tell_unused(table, lang)
    scores = [(row.text("expert"), row.text("entry"), table.number(row, "points")) for row in table.rows]
    entries = read_keyed(options.entries, (ENTRY, NAME, INDUSTRY), ENTRY.key) if options.entries else None
    groups = _by_entry(entries, "industry")
    with progress_bar("judging_progress_draws", lang, quiet=options.quiet) as progress:
        standing = calibrate(
            scores,
            groups,
            quota=options.quota,
            seed=options.seed,
            heavy_tails=options.heavy_tails,
            band=_band(options.band),
            progress=progress,
        )
    names = _by_entry(entries, "name") or {}
    written = write_results(options.output, Results(_sheets(standing, names, lang), standing.as_plain()))
    written += write_plots(options.plots, lambda: _plots(standing, scores, names, groups, lang), lang)
    if options.json:
        print_json({**standing.as_plain(), "texts": list(_texts(standing, lang))})
    else:
        _tell(Terminal(sys.stdout), standing, names, lang)
    tell_written(written, lang, aside=options.json)
    errors = any(remark.severity is Severity.ERROR for remark in standing.remarks)
    return ERRORS_FOUND if errors else DONE


def _by_entry(entries: Table | None, key: str) -> dict[str, str] | None:
    if entries is None:
        return None
    return {row.text("entry"): row.text(key) for row in entries.rows if row.text(key)}


def _band(written: str | None) -> tuple[Decimal, Decimal] | None:
    if written is None:
        return None
    found = _BAND.fullmatch(written.strip())
    if found is None or Decimal(found["low"]) >= Decimal(found["high"]):
        raise Refused("judging_band_form", text=plain(written)[:60])
    return Decimal(found["low"]), Decimal(found["high"])


def _texts(standing: Standing, lang: Lang) -> Iterator[str]:
    """Everything that the check says in words."""
    yield from (message.text(lang) for message in standing.locked)
    yield from (wild.why.text(lang) for wild in standing.wild_scores)
    yield from (remark.message.text(lang) for remark in standing.remarks)


def _tell(terminal: Terminal, standing: Standing, names: Mapping[str, str], lang: Lang) -> None:
    counts = {
        "scores": standing.scores,
        "entries": len(standing.entries),
        "experts": len(standing.experts),
        "missing": standing.missing,
    }
    terminal.line(say("judging_scores_counted", counts, lang))
    for message in standing.locked:
        terminal.hanging("  ", plain(message.text(lang)), 2)
    remarks = [(Severity.WARNING, wild.why) for wild in standing.wild_scores]
    remarks += [(remark.severity, remark.message) for remark in standing.remarks]
    for severity, message in remarks[:_MOST_TOLD]:
        word = terminal.severe(severity, say(f"severity_{severity}", lang=lang))
        terminal.hanging(f"  {word} ", plain(message.text(lang)), 4)
    if len(remarks) > _MOST_TOLD:
        terminal.line("  " + say("judging_more", {"count": len(remarks) - _MOST_TOLD}, lang))
    if standing.locked:
        return
    terminal.line(say("judging_harshest", lang=lang))
    for expert in _harsh_first(standing)[:_MOST_TOLD]:
        terminal.line(f"  {pad(plain(expert.expert), 20)} {_less(expert.harshness):>+8.1f}")
    terminal.line(say("judging_near_quota", {"quota": standing.quota}, lang))
    for one in _ranked(standing, names)[: standing.quota + _MOST_TOLD // 2]:
        span = f"{one.low:.0f}–{one.high:.0f}"
        terminal.line(f"  {one.rank:>6.1f}  {span:>9}  {one.chance:>5.0%}  {plain(one.label)}")


def _harsh_first(standing: Standing) -> list[ExpertStanding]:
    known = [expert for expert in standing.experts if expert.harshness is not None]
    return sorted(known, key=lambda one: (-(one.harshness or 0), one.expert))


def _less(value: Decimal | None) -> float:
    """Points above the others: harshness is told as points below them."""
    return -float(value or 0)


def _ranked(standing: Standing, names: Mapping[str, str]) -> list[Ranked]:
    rows = [
        Ranked(
            names.get(one.entry) or one.entry,
            float(one.expected_rank),
            one.rank_interval.first,
            one.rank_interval.last,
            float(one.p_in_quota),
        )
        for one in standing.entries
        if one.expected_rank is not None and one.rank_interval is not None and one.p_in_quota is not None
    ]
    return sorted(rows, key=lambda one: (one.rank, one.label))


def _plots(
    standing: Standing,
    scores: Sequence[Score],
    names: Mapping[str, str],
    groups: Mapping[str, str] | None,
    lang: Lang,
) -> list[Plot]:
    wild = {(one.expert, one.entry) for one in standing.wild_scores}
    marks: dict[str, list[tuple[float, bool]]] = {}
    coverage: dict[str, dict[str, int]] = {}
    for expert, entry, points in scores:
        if points is not None:
            marks.setdefault(entry, []).append((float(points), (expert, entry) in wild))
        group = (groups or {}).get(entry) or say("judging_no_industry", lang=lang)
        row = coverage.setdefault(expert, {})
        row[group] = row.get(group, 0) + 1
    marked = [
        Marked(names.get(entry) or entry, tuple(one for one, _ in rows), tuple(flag for _, flag in rows))
        for entry, rows in marks.items()
    ]
    plots = [disagreement_plot(marked, lang), coverage_plot(coverage, lang)]
    if standing.locked:
        return plots
    flagged = {one.expert for one in standing.remarks if flags_expert(one.message.code)}
    harsh = [
        Harsh(
            one.expert,
            _less(one.harshness),
            _less(one.harshness_interval.high),
            _less(one.harshness_interval.low),
            one.expert in flagged,
        )
        for one in standing.experts
        if one.harshness_interval is not None
    ]
    return [rank_plot(_ranked(standing, names), standing.quota, lang), harshness_plot(harsh, lang), *plots]


def _sheets(standing: Standing, names: Mapping[str, str], lang: Lang) -> list[Sheet]:
    """Entries, experts and wild scores."""
    entries = [
        _texts_of(
            one.entry,
            names.get(one.entry),
            one.group,
            one.reviews,
            one.plainly.mean,
            one.plainly.mean_rank,
            one.adjusted,
            one.rank,
            one.rank_interval and one.rank_interval.first,
            one.rank_interval and one.rank_interval.last,
            one.p_in_quota,
            one.disagreement,
        )
        for one in standing.entries
    ]
    experts = [
        _texts_of(
            one.expert,
            one.scores,
            one.harshness,
            one.harshness_interval and one.harshness_interval.low,
            one.harshness_interval and one.harshness_interval.high,
            one.scale,
            one.noise,
        )
        for one in standing.experts
    ]
    wild = [
        _texts_of(one.expert, one.entry, one.points, one.expected, one.by, one.times)
        for one in standing.wild_scores
    ]
    return [
        Sheet(say("judging_sheet_entries", lang=lang), _ENTRY_HEADINGS, entries),
        Sheet(
            say("judging_sheet_experts", lang=lang),
            ("expert", "scores", "harshness", "harshness_low", "harshness_high", "scale", "noise"),
            experts,
        ),
        Sheet(
            say("judging_sheet_wild", lang=lang),
            ("expert", "entry", "points", "expected", "by", "times"),
            wild,
        ),
    ]


def _texts_of(*values: object) -> list[str]:
    return [
        "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
        for value in values
    ]
