"""A rule pack as a workbook that officials edit: one row a leaf, one a value of a parameter."""

from collections.abc import Iterator
from datetime import date

from jianyou.domain.eligibility.cells import shown_asked, shown_test, shown_value
from jianyou.domain.eligibility.coverage import basis_of
from jianyou.domain.eligibility.pack import Condition, Leaf, Pack, Parameter, Proof, Said, Setting, leaves
from jianyou.domain.eligibility.settings import shown
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

LEAF_COLUMNS = {
    "condition": 1.2,
    "clause": 1.2,
    "text": 3.0,
    "text_en": 3.0,
    "leaf": 1.2,
    "basis": 0.8,
    "fact": 1.2,
    "op": 0.9,
    "value": 1.6,
    "unsure": 1.2,
    "where": 3.0,
    "by_parent": 0.7,
    "leaf_clause": 1.2,
    "leaf_text": 2.0,
    "leaf_text_en": 2.0,
    "proof": 2.0,
    "proof_en": 2.0,
    "months": 0.7,
}
"""The columns of the sheet of leaves with their widths; `pack_sheet_…` says what they are called."""

PARAMETER_COLUMNS = {
    "parameter": 1.2,
    "label": 2.0,
    "label_en": 2.0,
    "since": 0.9,
    "setting": 1.6,
    "question": 3.0,
    "question_en": 3.0,
    "parameter_clause": 1.2,
}
PACK_COLUMNS = {"pack": 1.2, "title": 3.0, "notice": 2.0, "digest": 3.0, "hint": 4.0}

OF_CONDITION = ("clause", "text", "text_en")
"""What all leaves of a condition share; the sheet repeats it on each row."""

OF_PARAMETER = ("label", "label_en", "question", "question_en", "parameter_clause")
"""The same of the values of a parameter."""


def to_sheets(pack: Pack, lang: Lang = Lang.ZH) -> list[SheetPaper]:
    """The sheets of the workbook: leaves, parameters, and which pack it is."""
    leaf_rows = [list(cells.values()) for cells in leaf_cells(pack).values()]
    parameter_rows = [list(cells.values()) for cells in parameter_cells(pack).values()]
    about = [pack.id, pack.title, pack.notice, pack.digest, say("pack_sheet_how", lang=lang)]
    return [
        _sheet("pack_sheet_leaves", LEAF_COLUMNS, leaf_rows, lang),
        _sheet("pack_sheet_parameters", PARAMETER_COLUMNS, parameter_rows, lang),
        _sheet("pack_sheet_about", PACK_COLUMNS, [about], lang),
    ]


def leaf_cells(pack: Pack) -> dict[str, dict[str, str]]:
    """The cells of each leaf by its code, by column."""
    return {
        leaf.code: {**_shared_cells(condition), **_leaf_cells(leaf, condition)}
        for condition in pack.conditions
        for leaf in leaves(condition.node)
    }


def parameter_cells(pack: Pack) -> dict[tuple[str, date], dict[str, str]]:
    """The cells of each value of a parameter by name and first day, by column."""
    return {
        (parameter.name, since): dict(_parameter_cells(parameter, since, value))
        for parameter in pack.parameters.values()
        for since, value in parameter.values
    }


def _shared_cells(condition: Condition) -> dict[str, str]:
    return {
        "condition": condition.code,
        "clause": str(condition.clause),
        "text": condition.text,
        "text_en": condition.text_en,
    }


def _leaf_cells(leaf: Leaf | Said, condition: Condition) -> dict[str, str]:
    asked = leaf if isinstance(leaf, Leaf) else None
    proof = leaf.proof or Proof("")
    return {
        "leaf": leaf.code,
        "basis": basis_of(leaf).value,
        "fact": asked.fact if asked else "",
        "op": asked.op.value if asked else "",
        "value": shown_asked(asked) if asked else "",
        "unsure": shown_value(asked.unsure) if asked else "",
        "where": "\n".join(map(shown_test, asked.where)) if asked else "",
        "by_parent": shown(True) if asked and asked.by_parent else "",
        "leaf_clause": "" if leaf.clause == condition.clause else str(leaf.clause or ""),
        "leaf_text": leaf.text,
        "leaf_text_en": leaf.text_en,
        "proof": proof.text,
        "proof_en": proof.text_en,
        "months": "" if proof.months is None else str(proof.months),
    }


def _parameter_cells(parameter: Parameter, since: date, value: Setting) -> Iterator[tuple[str, str]]:
    yield "parameter", parameter.name
    yield "label", parameter.label
    yield "label_en", parameter.label_en
    yield "since", since.isoformat()
    yield "setting", shown(value)
    yield "question", parameter.question
    yield "question_en", parameter.question_en
    yield "parameter_clause", str(parameter.clause or "")


def _sheet(name: str, columns: dict[str, float], rows: list[list[str]], lang: Lang) -> SheetPaper:
    headings = [PaperColumn(say(f"pack_sheet_{key}", lang=lang), width) for key, width in columns.items()]
    return SheetPaper(say(name, lang=lang), headings, rows)
