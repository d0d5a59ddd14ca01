"""What a screening came to: as JSON, and as lines for a person."""

from collections.abc import Iterator, Mapping, Sequence

from jianyou.domain.eligibility.resolve import Rule, Rules
from jianyou.domain.eligibility.values_labels import fact_label
from jianyou.domain.screening.columns import How
from jianyou.domain.screening.journal import told_rules
from jianyou.domain.screening.normal import ColumnReport, ValueFinding
from jianyou.domain.screening.results import PackCounts, reason_of_rule
from jianyou.domain.screening.run import Screening
from jianyou.terms.display import plain
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say
from jianyou.terms.verdict import Verdict

MOST_BLOCKERS = 10
_MOST_EXAMPLES = 5


def as_dict(screening: Screening, counts: Sequence[PackCounts], lang: Lang = Lang.ZH) -> dict[str, object]:
    """The whole screening for JSON: what it rests on, what was understood, and its counts."""
    return {
        "register": screening.register,
        "identity": [
            {"file": name, "bytes": size, "changed_ns": at} for name, size, at in screening.identity
        ],
        "rows": screening.rows,
        "out": str(screening.out),
        "engine": screening.engine,
        "packs": [
            {**told, **pack_dict(each, lang)}
            for told, each in zip(told_rules(screening.rules), counts, strict=True)
        ],
        "columns": [_column_dict(report, lang) for report in screening.columns],
        "findings": [_finding_dict(finding, lang) for finding in screening.findings],
        "notes": [{"code": note.code, "message": note.text(lang)} for note in screening.notes],
    }


def pack_dict(counts: PackCounts, lang: Lang = Lang.ZH) -> dict[str, object]:
    """The counts of one pack for JSON; conditions in the order of the pack."""
    return {
        "rows": counts.rows,
        "outcomes": counts.outcomes,
        "first_blocking": _by_condition(counts.first_blocking, counts.rules, lang),
        "blocking": _by_condition(counts.blocking, counts.rules, lang),
        "waiting_for": _by_condition(counts.waiting, counts.rules, lang),
        "by_missing": [{"missing": number, "rows": rows} for number, rows in sorted(counts.missing.items())],
    }


def _by_condition(counted: Mapping[str, int], rules: Rules, lang: Lang) -> list[dict[str, object]]:
    return [
        {
            "code": rule.code,
            "clause": str(rule.condition.clause),
            "text": _words(rule, lang),
            "rows": counted[rule.code],
        }
        for rule in rules.rules
        if rule.code in counted
    ]


def _words(rule: Rule, lang: Lang) -> str:
    return reason_of_rule(rule, Verdict.NOT_MET, lang).text


def _column_dict(report: ColumnReport, lang: Lang) -> dict[str, object]:
    choice = report.choice
    return {
        "fact": choice.fact,
        "how": choice.how.value,
        "column": choice.column or None,
        "value": None if choice.value is None else str(choice.value),
        "rivals": list(choice.rivals),
        "understood": report.understood,
        "empty": report.empty,
        "not_understood": report.not_understood,
        "examples": list(report.examples),
        "problem": report.problem.text(lang) if report.problem else None,
    }


def _finding_dict(finding: ValueFinding, lang: Lang) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "fact": finding.fact,
        "column": finding.column,
        "rows": finding.occurs,
        "first_rows": list(finding.rows),
        "values": list(finding.values),
        "message": finding.text(lang),
    }


def column_lines(reports: Sequence[ColumnReport], lang: Lang = Lang.ZH) -> Iterator[str]:
    """What each column was taken for and what was understood of it; facts without a column come last."""
    separator = "、" if lang is Lang.ZH else ", "
    with_column = [report for report in reports if report.choice.column or report.choice.value is not None]
    for report in with_column:
        yield _column_line(report, lang)
    for report in reports:
        if report.choice.how is How.AMBIGUOUS:
            columns = separator.join(map(plain, report.choice.rivals))
            yield say("screening_column_ambiguous", {"fact": _fact(report, lang), "columns": columns}, lang)
    missing = [
        _fact(report, lang) for report in reports if report.choice.how is How.MISSING and not _is_said(report)
    ]
    if missing:
        yield say("screening_columns_missing", {"facts": separator.join(missing)}, lang)
    if any(_is_said(report) for report in reports) and not any(_is_said(report) for report in with_column):
        yield say("screening_nothing_said", lang=lang)


def _column_line(report: ColumnReport, lang: Lang) -> str:
    choice = report.choice
    params: dict[str, Param] = {
        "fact": _fact(report, lang),
        "column": plain(choice.column),
        "value": plain(str(choice.value)),
        "understood": report.understood,
        "empty": report.empty,
    }
    line = say(f"screening_column_{choice.how.value}", params, lang)
    if report.not_understood:
        examples = ("、" if lang is Lang.ZH else ", ").join(report.examples[:_MOST_EXAMPLES])
        said: dict[str, Param] = {"count": report.not_understood, "examples": examples}
        line += say("screening_column_not_understood", said, lang)
    if report.problem is not None:
        line += say("screening_column_problem", {"said": report.problem.text(lang)}, lang)
    return line


def _fact(report: ColumnReport, lang: Lang) -> str:
    return fact_label(report.choice.fact, report.choice.spec, lang)


def _is_said(report: ColumnReport) -> bool:
    return report.choice.fact.startswith(("declared.", "judged."))


def finding_lines(findings: Sequence[ValueFinding], lang: Lang = Lang.ZH) -> Iterator[str]:
    """What was remarked on values, warnings first: in how many rows, and the first of them."""
    for finding in sorted(findings, key=lambda each: each.severity is Severity.INFO):
        first = "、".join(map(str, finding.rows[:_MOST_EXAMPLES])) or "-"
        params: dict[str, Param] = {
            "column": plain(finding.column),
            "count": finding.occurs,
            "first": first,
            "said": finding.text(lang),
        }
        yield say("screening_finding", params, lang)


def count_lines(counts: PackCounts, lang: Lang = Lang.ZH) -> Iterator[str]:
    """How many meet a pack, what blocks most, and how little the open ones miss."""
    pack = counts.rules.pack
    title = (pack.title_en if lang is Lang.EN else "") or pack.title
    outcomes: dict[str, Param] = {**counts.outcomes}
    as_of = counts.rules.as_of.isoformat()
    yield say("screening_counts", {"title": title, "as_of": as_of, "rows": counts.rows, **outcomes}, lang)
    yield from _top("screening_first_blocking", counts.first_blocking, counts.rules, lang)
    yield from _top("screening_waiting", counts.waiting, counts.rules, lang)
    for number, rows in sorted(counts.missing.items())[:3]:
        yield say("screening_missing", {"number": number, "rows": rows}, lang)


def _top(headline: str, counted: Mapping[str, int], rules: Rules, lang: Lang) -> Iterator[str]:
    if not counted:
        return
    yield say(headline, lang=lang)
    by_code = {rule.code: rule for rule in rules.rules}
    for code, rows in sorted(counted.items(), key=lambda item: -item[1])[:MOST_BLOCKERS]:
        clause = by_code[code].condition.clause.label()
        gap = "　" if lang is Lang.ZH else "  "
        words = f"{clause}{gap}{_words(by_code[code], lang)}".strip()
        params: dict[str, Param] = {"rows": rows, "condition": words}
        yield say("screening_condition_count", params, lang)
