"""The list of a day as a workbook or as text for other programs; it holds no contacts and no phones."""

import csv
import io
from pathlib import Path

from jianyou.domain.lifecycle.labels import label_code
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.render import render_workbook
from jianyou.queries.counter_records import Day, Registered
from jianyou.terms.lang import Lang
from jianyou.terms.media import Handed
from jianyou.terms.message import say

_REGISTERED = (
    ("counter_heading_at", 1.3, True),
    ("counter_heading_number", 1.3, True),
    ("counter_heading_filer", 2.4, False),
    ("counter_heading_names", 3.0, False),
    ("counter_heading_status", 0.8, True),
    ("counter_heading_decisive", 1.3, True),
    ("counter_heading_arrivals", 0.7, True),
    ("counter_heading_copies", 0.6, True),
    ("counter_heading_media", 1.0, True),
    ("counter_heading_by", 0.9, True),
)
_TOTALS = (("counter_heading_what", 2.0, False), ("counter_heading_count", 1.0, True))
_MOMENT = "%Y-%m-%d %H:%M:%S"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def day_workbook(day: Day, lang: Lang) -> bytes:
    """The day's papers and its totals, a sheet each."""
    registered = _sheet("counter_sheet_registered", _REGISTERED, _rows(day, lang), lang)
    totals = _sheet("counter_sheet_totals", _TOTALS, _totals(day, lang), lang)
    return render_workbook(Path("day.xlsx"), [registered, totals]).written.data


def day_text(day: Day, lang: Lang) -> bytes:
    """The day's papers as CSV in UTF-8 with its mark, which Excel asks for.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([say(code, lang=lang) for code, _, _ in _REGISTERED])
    for row in _rows(day, lang):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def media_words(handed: Handed, lang: Lang) -> str:
    """The media in words, empty where none were told."""
    return ("、" if lang is Lang.ZH else ", ").join(one.word.text(lang) for one in handed.media)


def _sheet(
    name: str, columns: tuple[tuple[str, float, bool], ...], rows: list[list[str]], lang: Lang
) -> SheetPaper:
    headings = [PaperColumn(say(code, lang=lang), width, centered) for code, width, centered in columns]
    return SheetPaper(say(name, lang=lang), headings, rows)


def _rows(day: Day, lang: Lang) -> list[list[str]]:
    return [_row(one, lang) for one in day.registered]


def _row(one: Registered, lang: Lang) -> list[str]:
    paper = one.paper
    return [
        one.at.strftime(_MOMENT),
        paper.number,
        paper.filer,
        "；".join(paper.names),
        say(label_code(paper.status), lang=lang),
        one.decisive.strftime(_MOMENT),
        "、".join(map(str, one.arrivals)),
        str(paper.handed.copies or ""),
        media_words(paper.handed, lang),
        one.by,
    ]


def _totals(day: Day, lang: Lang) -> list[list[str]]:
    statuses = [(say(label_code(status), lang=lang), count) for status, count in day.statuses]
    media = [(medium.word.text(lang), count) for medium, count in day.media]
    told = [
        (say("counter_total_papers", lang=lang), len(day.papers)),
        *statuses,
        (say("counter_total_copies", lang=lang), day.copies),
        (say("counter_total_uncounted", lang=lang), day.uncounted),
        *media,
    ]
    return [[what, str(count)] for what, count in told]
