"""One self-contained page on a run: figures, charts, rejected files, findings. No contacts in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jianyou.codes import industry
from jianyou.domain.annexes.records import Form, FormStatus, Row
from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.calls.call import Call
from jianyou.domain.mailbox.labels import Labels, readable
from jianyou.domain.mailbox.moment import moment_text
from jianyou.domain.mailbox.tally import Tally
from jianyou.officefiles.writing.html import render_html
from jianyou.terms.charts import BAR_HEIGHT, BESIDE, WIDTH, Bar, Chart, Words, bar_chart
from jianyou.terms.display import plain
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

MOST_FILES_WITH_FINDINGS = 500
"""Beyond these a page is no longer read; the workbook of findings holds all."""

_WORDS = (
    "page_title",
    "page_deadline",
    "page_figures",
    "page_entries",
    "page_files_read",
    "page_files_rejected",
    "page_errors",
    "page_warnings",
    "page_infos",
    "page_duplicates",
    "page_pictures",
    "page_table",
    "page_label",
    "page_count",
    "page_rejected",
    "page_rejected_none",
    "page_reason",
    "page_findings",
    "page_findings_none",
    "page_index",
    "page_file",
    "page_entry",
    "page_nominee",
    "page_column",
    "page_severity",
    "page_message",
    "page_place",
    "page_top",
    "page_privacy",
)
_MARKS = {"error": "✕", "warning": "△", "info": "○"}
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<![\dA-Za-z])(?:\(?0\d{2,3}\)?[ -—–一]{0,2})?[2-8]\d{2,3}[ -]?\d{4}(?![\dA-Za-z])")


class FindingLine(NamedTuple):
    """A finding as the page shows it."""

    severity: str
    word: str
    entry: str
    nominee: str
    column: str
    message: str
    place: str


class FileSection(NamedTuple):
    """A file with its findings; `anchor` names its place on the page."""

    anchor: str
    name: str
    entries: str
    errors: int
    lines: list[FindingLine]


def render_summary(forms: Sequence[Form], call: Call, lang: Lang) -> bytes:
    """The page as UTF-8 HTML."""
    tally = Tally()
    for form in forms:
        tally.add(form)
    page = render_html(Path(__file__).with_name("page.html"), _page(forms, call, tally, lang))
    return page.encode("utf-8", "backslashreplace")


def _page(forms: Sequence[Form], call: Call, tally: Tally, lang: Lang) -> dict[str, Any]:
    flawed = [form for form in forms if form.status is FormStatus.READ and form.findings]
    left_out = len(flawed) - MOST_FILES_WITH_FINDINGS
    duplicates = sum(count for kind, count in tally.kinds.items() if kind.code.startswith("duplicate_"))
    figures = [
        ("page_entries", tally.entries),
        ("page_files_read", tally.files[FormStatus.READ]),
        ("page_files_rejected", tally.files[FormStatus.REJECTED]),
        ("page_errors", tally.severities[Severity.ERROR]),
        ("page_warnings", tally.severities[Severity.WARNING]),
        ("page_infos", tally.severities[Severity.INFO]),
        ("page_duplicates", duplicates),
    ]
    return {
        "html_lang": "zh-Hans" if lang is Lang.ZH else "en",
        "t": {code.removeprefix("page_"): say(code, lang=lang) for code in _WORDS},
        "call": call,
        "deadline": moment_text(call.deadline, lang),
        "figures": [(say(code, lang=lang), count) for code, count in figures],
        "charts": list(_charts(forms, call, tally, lang)),
        "chart_width": WIDTH,
        "bar_height": BAR_HEIGHT,
        "marks": _MARKS,
        "rejected": [
            (shown(form.file), masked(form.reason.text(lang)) if form.reason else "")
            for form in forms
            if form.status is FormStatus.REJECTED
        ],
        "files": list(_file_sections(flawed[:MOST_FILES_WITH_FINDINGS], call, lang)),
        "left_out": say("page_findings_more", {"count": left_out}, lang) if left_out > 0 else "",
    }


def _charts(forms: Sequence[Form], call: Call, tally: Tally, lang: Lang) -> Iterator[Chart]:
    read = tally.files[FormStatus.READ]
    states = [
        Bar(say("page_state_clean", lang=lang), read - tally.flawed - tally.remarked, "good"),
        Bar(say("page_state_remarked", lang=lang), tally.remarked, "warning"),
        Bar(say("page_state_flawed", lang=lang), tally.flawed, "error"),
        Bar(say("page_state_rejected", lang=lang), tally.files[FormStatus.REJECTED], "rejected"),
    ]
    words = _chart_words("page_states", "page_states_told", lang)
    yield bar_chart("states", words, [bar for bar in states if bar.count], most=len(states))
    severities = Labels(call.annex, lang).severities
    kinds = [
        Bar(f"{severities[kind.severity]} · {kind.text(lang)}", count, kind.severity.value)
        for kind, count in tally.most_frequent(len(tally.kinds))
    ]
    if kinds:
        yield bar_chart("kinds", _chart_words("page_kinds", "page_kinds_told", lang), kinds, most=10)
    yield from _entry_charts(forms, call, lang)


def _entry_charts(forms: Sequence[Form], call: Call, lang: Lang) -> Iterator[Chart]:
    """Entries by district and by section of industry, where the table has such a column."""
    rows = [row for form in forms for row in form.rows]
    kinds = {column.kind: column.key for column in reversed(call.annex.columns)}
    both = kinds.get(ColumnKind.REGION_INDUSTRY)
    district, trade = kinds.get(ColumnKind.REGION, both), kinds.get(ColumnKind.INDUSTRY, both)
    if rows and district:
        counts = Counter(_understood(row, district, "region", "name") for row in rows)
        words = _chart_words("page_districts", "page_districts_told", lang)
        yield bar_chart("districts", words, _ranked(counts, lang), most=20, layout=BESIDE)
    if rows and trade:
        counts = Counter(_section(_understood(row, trade, "industry", "section")) for row in rows)
        words = _chart_words("page_industries", "page_industries_told", lang)
        yield bar_chart("industries", words, _ranked(counts, lang), most=10)


def _understood(row: Row, column: str, what: str, fact: str) -> str:
    meaning = row.parsed.get(column, {}).get(what)
    return str(meaning[fact]) if meaning else ""


def _section(letter: str) -> str:
    entry = industry.get(letter) if letter else None
    return f"{entry.code} {entry.name}" if entry else ""


def _ranked(counts: Counter[str], lang: Lang) -> list[Bar]:
    """Most first, what wasn't recognized last."""
    known = sorted(
        ((label, count) for label, count in counts.items() if label), key=lambda item: (-item[1], item[0])
    )
    bars = [Bar(label, count) for label, count in known]
    return [*bars, Bar(say("page_unknown", lang=lang), counts[""], "unknown")] if counts[""] else bars


def _chart_words(title: str, told: str, lang: Lang) -> Words:
    return Words(
        say(title, lang=lang),
        say(told, lang=lang),
        lambda count, total: say("page_others", {"count": count, "sum": total}, lang),
    )


def _file_sections(forms: Sequence[Form], call: Call, lang: Lang) -> Iterator[FileSection]:
    labels = Labels(call.annex, lang)
    name = call.annex.name_column.key
    for number, form in enumerate(forms, 1):
        ordered = sorted(form.findings, key=lambda finding: finding.row or 0)
        yield FileSection(
            anchor=f"file-{number}",
            name=shown(form.file),
            entries=say("entries_of_form", {"count": len(form.rows)}, lang),
            errors=form.count(Severity.ERROR),
            lines=[_line(form, finding, name, labels, lang) for finding in ordered],
        )


def _line(form: Form, finding: Finding, name: str, labels: Labels, lang: Lang) -> FindingLine:
    row = form.rows[finding.row - 1] if finding.row and finding.row <= len(form.rows) else None
    return FindingLine(
        severity=finding.severity.value,
        word=labels.severities[finding.severity],
        entry=str(finding.row or ""),
        nominee=masked(row.text(name)) if row else "",
        column=labels.column(finding),
        message=masked(finding.text(lang)),
        place=plain(finding.place.text(lang)),
    )


def shown(name: str) -> str:
    """A file's name for the page: readable whatever its encoding, mobiles masked."""
    return plain(_MOBILE.sub("…", readable(name)))


def masked(text: str) -> str:
    """Somebody's text for the page: no control characters, and no phone numbers."""
    return plain(_LANDLINE.sub("…", _MOBILE.sub("…", text)))
