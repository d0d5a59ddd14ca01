"""Lists to work from: who is to be invited, and who still has to show what."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from jianyou.domain.eligibility.resolve import Rules
from jianyou.domain.screening.normal import ValueFinding
from jianyou.domain.screening.opened import ROW_NUMBER
from jianyou.domain.screening.output import outcome_column, unknown_column
from jianyou.domain.screening.results import Reason, columns_of, open_result, reasons
from jianyou.officefiles.files import write_atomically
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.xlsx import write_xlsx
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.terms.verdict import Verdict

MOST_ROWS = {".xlsx": 10_000, ".csv": 200_000, ".parquet": 2_000_000}
"""Rows of one table by the ending of its file: as much as opens at once, and is made within 1 GB."""

LIST_SUFFIXES = tuple(MOST_ROWS)
_OPEN = "\0open"
"""A name that no column of a register has."""

_FORMULA = r"^([=+\-@\t\r])"
_FINDING_COLUMNS = (
    *("screening_finding_column", "screening_finding_fact", "screening_finding_code"),
    *("screening_finding_severity", "screening_finding_rows", "screening_finding_text"),
    *("screening_finding_first", "screening_finding_values"),
)
_WIDE = (
    "screening_finding_text",
    "screening_list_conditions",
    "screening_list_facts",
    "screening_list_bring",
)


class Listed(NamedTuple):
    """A list written: how many rows it shows, and how many there are."""

    path: Path
    shown: int
    total: int


class _Sheet(NamedTuple):
    """A table of a list with its name, its number of rows, and how many there would be without a limit."""

    name: str
    frame: pl.LazyFrame
    shown: int
    total: int


def write_invitations(
    out: Path, packs: Sequence[Rules], path: Path, *, name: str = "", lang: Lang = Lang.ZH, most: int = 0
) -> Listed:
    """Write who meets all conditions, and after them who might, with what these are to bring.

    `name` is the result's column that names the nominees; `most` limits the rows of each table.

    Raises:
        Refused: there is no such result, or the ending isn't one of LIST_SUFFIXES.
        OSError: it can't be written.
    """
    limit = most or _limit(path)
    sheets = []
    for rules in packs:
        sheets.append(_sheet(out, rules, Verdict.MET, name, limit, lang, _nothing))
        sheets.append(_sheet(out, rules, Verdict.UNKNOWN, name, limit, lang, _to_bring))
    return _write(sheets, path, lang)


def write_needs_proof(
    out: Path, packs: Sequence[Rules], path: Path, *, name: str = "", lang: Lang = Lang.ZH, most: int = 0
) -> Listed:
    """Write whose outcome is open, those first who miss least, with every condition that it waits for.

    Raises:
        Refused: there is no such result, or the ending isn't one of LIST_SUFFIXES.
        OSError: it can't be written.
    """
    limit = most or _limit(path)
    sheets = [_sheet(out, rules, Verdict.UNKNOWN, name, limit, lang, _open_conditions) for rules in packs]
    return _write(sheets, path, lang)


def write_findings(findings: Sequence[ValueFinding], path: Path, *, lang: Lang = Lang.ZH) -> Listed:
    """Write what was remarked on values: in how many rows, the first of these, and the values found there.

    Raises:
        Refused: the ending isn't one of LIST_SUFFIXES.
        OSError: it can't be written.
    """
    _limit(path)
    rows = [
        [
            *(each.column, each.fact, each.code, each.severity.value, str(each.occurs), each.text(lang)),
            *("、".join(map(str, each.rows)), "、".join(each.values)),
        ]
        for each in findings
    ]
    schema = [say(code, lang=lang) for code in _FINDING_COLUMNS]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(schema, pl.String()), orient="row")
    name = say("screening_list_findings", lang=lang)
    return _write([_Sheet(name, frame.lazy(), len(rows), len(rows))], path, lang)


def _limit(path: Path) -> int:
    suffix = path.suffix.lower()
    if suffix not in LIST_SUFFIXES:
        raise Refused("screening_list_suffix", name=path.name, suffixes=" ".join(LIST_SUFFIXES))
    return MOST_ROWS[suffix]


Tell = Callable[[Sequence[Reason], Lang], dict[str, str]]


def _sheet(out: Path, rules: Rules, verdict: Verdict, name: str, most: int, lang: Lang, tell: Tell) -> _Sheet:
    frame, schema = open_result(out), columns_of(out)
    packs = {column.removesuffix(".outcome") for column in schema if column.endswith(".outcome")}
    carried = [column for column in schema if column.rpartition(".")[0] not in packs]
    if ROW_NUMBER not in carried:
        frame = frame.with_row_index(ROW_NUMBER, offset=1)
        carried.insert(0, ROW_NUMBER)
    chosen = frame.filter(pl.col(outcome_column(rules)) == verdict.value)
    total = int(chosen.select(pl.len()).collect(engine="streaming").item())
    # Nobody on a list has a condition that isn't met, so the one mask tells everything.
    rows = chosen.select(*carried, pl.col(unknown_column(rules)).alias(_OPEN))
    order = [pl.col(_OPEN).bitwise_count_ones(), pl.col(name if name in carried else ROW_NUMBER)]
    found = rows.sort(order, nulls_last=True, maintain_order=True).head(most).collect(engine="streaming")
    return _Sheet(
        _sheet_name(rules, verdict, lang), _told(found, rules, verdict, lang, tell), found.height, total
    )


def _told(found: pl.DataFrame, rules: Rules, verdict: Verdict, lang: Lang, tell: Tell) -> pl.LazyFrame:
    """The rows with what is told of their masks, their pack and outcome; words come as rows are written."""
    masks = found[_OPEN].unique().to_list()
    told = [tell(reasons(0, mask, rules, lang), lang) for mask in masks]
    words = [
        pl.col(_OPEN)
        .replace_strict(masks, [each[heading] for each in told], return_dtype=pl.String)
        .alias(heading)
        for heading in tell([], lang)
    ]
    title = (rules.pack.title_en if lang is Lang.EN else "") or rules.pack.title
    outcome = say(f"screening_outcome_{verdict.value}", lang=lang)
    ends = {
        say("screening_list_pack", lang=lang): pl.lit(title),
        say("screening_list_outcome", lang=lang): pl.lit(outcome),
    }
    return found.lazy().with_columns(*words, **ends).drop(_OPEN)


def _sheet_name(rules: Rules, verdict: Verdict, lang: Lang) -> str:
    return f"{rules.pack.id} {say(f'screening_outcome_{verdict.value}', lang=lang)}"


def _nothing(_found: Sequence[Reason], lang: Lang) -> dict[str, str]:
    return {say("screening_list_bring", lang=lang): ""}


def _to_bring(found: Sequence[Reason], lang: Lang) -> dict[str, str]:
    """What a nominee may bring, without repeating; conditions without a proof are told by their facts."""
    wanted = _distinct(each.proofs or each.facts for each in found)
    return {say("screening_list_bring", lang=lang): _joined(wanted, lang)}


def _open_conditions(found: Sequence[Reason], lang: Lang) -> dict[str, str]:
    gap = "　" if lang is Lang.ZH else " "
    conditions = [f"{each.clause}{gap}{each.text}".strip() for each in found]
    return {
        say("screening_list_count", lang=lang): str(len(found)) if found else "",
        say("screening_list_conditions", lang=lang): _joined(conditions, lang),
        say("screening_list_facts", lang=lang): _joined(_distinct(each.facts for each in found), lang),
        say("screening_list_bring", lang=lang): _joined(_distinct(each.proofs for each in found), lang),
    }


def _distinct(lists: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(text for texts in lists for text in texts))


def _joined(texts: Sequence[str], lang: Lang) -> str:
    return ("；" if lang is Lang.ZH else "; ").join(text.rstrip("。.；;") for text in texts)


def _write(sheets: Sequence[_Sheet], path: Path, lang: Lang) -> Listed:
    listed = Listed(path, sum(sheet.shown for sheet in sheets), sum(sheet.total for sheet in sheets))
    if path.suffix.lower() == ".xlsx":
        written = write_xlsx([_paper(sheet, lang) for sheet in sheets])
        write_atomically(path, written.data)
        return listed
    whole = pl.concat([sheet.frame for sheet in sheets], how="diagonal_relaxed")
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        if path.suffix.lower() == ".csv":
            _harmless(whole).sink_csv(temporary, include_bom=True)
        else:
            whole.sink_parquet(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return listed


def _harmless(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Texts that a spreadsheet would take for formulas begin with an apostrophe."""
    return frame.with_columns(pl.col(pl.String).str.replace(_FORMULA, "'${1}"))


def _paper(sheet: _Sheet, lang: Lang) -> SheetPaper:
    frame = sheet.frame.collect()
    wide = {say(code, lang=lang) for code in _WIDE}
    columns = [PaperColumn(name, 3.0 if name in wide else 1.0) for name in frame.columns]
    texts = frame.select(pl.all().cast(pl.String, strict=False).fill_null(""))
    return SheetPaper(sheet.name, columns, [list(row) for row in texts.iter_rows()])
