"""A rule pack's workbook as somebody sent it back: changed cells applied to the pack that it came from.

The tree of rules stays as it is: rows are known by the codes of their leaves. Whether the outcome is a
good pack is told by the reader of pack files alone; its problems are led back to the cells.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jianyou.datafiles.problems import DataFileInvalid, DataProblem, quoted
from jianyou.datafiles.values import day_of
from jianyou.domain.eligibility import pack as rules
from jianyou.domain.eligibility.cells import asked_of, listed, where_of
from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.load import parse_pack
from jianyou.domain.eligibility.pack import Basis, Node, Pack
from jianyou.domain.eligibility.settings import flag_of, kind_of_parameter, number_of, setting_of
from jianyou.domain.eligibility.sheet_rows import Line, Remarks, agreed, changed_cells, lines_of
from jianyou.domain.eligibility.sheets import (
    LEAF_COLUMNS,
    OF_CONDITION,
    OF_PARAMETER,
    PACK_COLUMNS,
    PARAMETER_COLUMNS,
    leaf_cells,
    parameter_cells,
)
from jianyou.domain.eligibility.values import normal_value
from jianyou.domain.eligibility.write_pack import Day, Plain, as_number, pack_text, plain_pack, plain_setting
from jianyou.officefiles.model import Document
from jianyou.officefiles.read import read_file
from jianyou.terms.finding import Finding, Refused
from jianyou.terms.place import Place

_FIXED = ("condition", "basis")
_ASKING = ("fact", "op", "value", "unsure", "where", "by_parent")
_COLUMNS_OF_LEAF = {
    "values": "value",
    "number": "value",
    "years": "value",
    "is": "value",
    "text": "leaf_text",
    "text_en": "leaf_text_en",
    "clause": "leaf_clause",
    "proof.text_en": "proof_en",
    "proof.months": "months",
    "code": "leaf",
}
"""Where a key of a leaf stands, other than under its own name."""

_COLUMNS_OF_CONDITION = {"code": "condition"}
_COLUMNS_OF_PARAMETER = {"clause": "parameter_clause", "name": "parameter", "values": "setting"}

_DAY = FactSpec("since", FactType.DATE)


class Imported(NamedTuple):
    """What a workbook made of its pack: the YAML and the pack, empty and None while findings are errors."""

    text: str
    pack: Pack | None
    findings: tuple[Finding, ...]


def read_sheets(path: Path, base: Pack) -> Imported:
    """Read an edited workbook as any file that somebody hands in.

    Raises:
        Refused: it can't be read, or isn't the workbook of that pack.
    """
    return from_sheets(read_file(path), base)


def from_sheets(document: Document, base: Pack) -> Imported:
    """The pack with the changed cells of a workbook; every finding names its cell.

    Raises:
        Refused: it isn't the workbook of that pack.
    """
    remarks = Remarks(document.file)
    _check_pack(document, base, remarks)
    leaf_lines = lines_of(document, "pack_sheet_leaves", LEAF_COLUMNS, "leaf")
    parameter_lines: list[Line] = []
    if base.parameters:
        parameter_lines = lines_of(document, "pack_sheet_parameters", PARAMETER_COLUMNS, "parameter")
    plain = plain_pack(base)
    places: dict[str, Line] = {}
    _Leaves(base, plain, remarks, places).apply(leaf_lines)
    plain["parameters"] = _Parameters(base, remarks).apply(parameter_lines, places)
    if remarks.wrong:
        return Imported("", None, tuple(remarks.found))
    text = pack_text(plain)
    try:
        pack = parse_pack(text, source=document.file)
    except DataFileInvalid as error:
        for problem in error.problems:
            remarks.error(_place_of(problem, places, remarks), problem.code, **problem.message.params)
        return Imported("", None, tuple(remarks.found))
    return Imported(text, pack, tuple(remarks.found))


def _check_pack(document: Document, base: Pack, remarks: Remarks) -> None:
    lines = lines_of(document, "pack_sheet_about", PACK_COLUMNS, "pack")
    name = lines[0].text("pack") if lines else ""
    if name != base.id:
        raise Refused("pack_sheet_other_pack", name=quoted(name), base=base.id)
    line = lines[0]
    if line.text("digest") != base.digest:
        remarks.warn(remarks.place(line, "digest"), "pack_sheet_other_edition")


class _Leaves:
    """Applies the rows of leaves to the plain pack."""

    def __init__(self, base: Pack, plain: Plain, remarks: Remarks, places: dict[str, Line]) -> None:
        self._base = base
        self._plain = plain
        self._remarks = remarks
        self._places = places
        self._exported = leaf_cells(base)

    def apply(self, lines: list[Line]) -> None:
        by_code = self._by_code(lines)
        for number, condition in enumerate(self._base.conditions):
            plain = self._plain["conditions"][number]
            path = f"conditions.{number + 1}"
            rows: list[tuple[Line, dict[str, str]]] = []
            for code, leaf, leaf_path in _leaves(condition.node, plain["rule"], f"{path}.rule"):
                line = by_code.get(code)
                if line is None:
                    self._remarks.error(Place(self._remarks.file), "pack_sheet_row_missing", name=code)
                    continue
                changed = changed_cells(line, self._exported[code])
                rows.append((line, changed))
                self._places[leaf_path] = line
                self._places.setdefault(path, line)
                self._leaf(leaf, line, changed)
            self._condition(plain, condition.code, rows)

    def _by_code(self, lines: list[Line]) -> dict[str, Line]:
        found: dict[str, Line] = {}
        for line in lines:
            code = line.text("leaf")
            place = self._remarks.place(line, "leaf")
            if code not in self._exported:
                self._remarks.error(place, "pack_sheet_row_unknown", name=quoted(code))
            elif code in found:
                self._remarks.error(place, "pack_sheet_row_twice", name=code, first=found[code].row)
            found.setdefault(code, line)
        return found

    def _condition(self, plain: Plain, code: str, rows: list[tuple[Line, dict[str, str]]]) -> None:
        for key, (text, line) in agreed(rows, OF_CONDITION, code, self._remarks).items():
            _set(plain, key, text)
            if key == "clause" and plain.pop("digest", None):
                self._remarks.warn(self._remarks.place(line, key), "pack_sheet_digest_dropped", name=code)

    def _leaf(self, plain: Plain, line: Line, changed: Mapping[str, str]) -> None:
        exported = self._exported[line.text("leaf")]
        for key in _FIXED:
            if key in changed:
                self._remarks.error(
                    self._remarks.place(line, key), "pack_sheet_fixed", old=exported[key] or "-"
                )
        cells = {**exported, **changed}
        if any(key in changed for key in _ASKING):
            if exported["basis"] != Basis.COMPUTED:
                self._refuse_asking(line, changed)
                return
            self._ask(plain, line, cells)
        for key in ("text", "text_en", "clause"):
            if f"leaf_{key}" in changed:
                _set(plain, key, cells[f"leaf_{key}"])
        if any(key in changed for key in ("proof", "proof_en", "months")):
            proof = {"text": cells["proof"], "text_en": cells["proof_en"], "months": _months(cells["months"])}
            _set(plain, "proof", {key: value for key, value in proof.items() if value not in ("", None)})

    def _refuse_asking(self, line: Line, changed: Mapping[str, str]) -> None:
        for key in _ASKING:
            if key in changed:
                self._remarks.error(self._remarks.place(line, key), "pack_sheet_said_asks")

    def _ask(self, plain: Plain, line: Line, cells: Mapping[str, str]) -> None:
        """Write anew what a leaf asks."""
        for key in ("fact", "op", "values", "number", "years", "is", "unsure", "where", "by_parent"):
            plain.pop(key, None)
        _set(plain, "fact", cells["fact"])
        _set(plain, "op", cells["op"])
        if cells["value"]:
            key, value = asked_of(cells["op"], cells["value"])
            plain[key] = value
        if cells["unsure"]:
            plain["unsure"] = listed(cells["unsure"])
        if cells["by_parent"]:
            flag = flag_of(cells["by_parent"])
            plain["by_parent"] = cells["by_parent"] if flag is None else flag
        try:
            _set(plain, "where", where_of(cells["where"]))
        except (ValueError, RecursionError):
            self._remarks.error(self._remarks.place(line, "where"), "pack_sheet_bad_where")


class _Parameters:
    """Makes the parameters of the plain pack from their rows; one without rows is gone."""

    def __init__(self, base: Pack, remarks: Remarks) -> None:
        self._base = base
        self._remarks = remarks
        self._exported = parameter_cells(base)

    def apply(self, lines: list[Line], places: dict[str, Line]) -> list[Plain]:
        """The parameters in the order of the pack, their values in that of their days."""
        rows: dict[str, list[Line]] = {name: [] for name in self._base.parameters}
        for line in lines:
            name = line.text("parameter")
            if name in rows:
                rows[name].append(line)
            else:
                place = self._remarks.place(line, "parameter")
                self._remarks.error(place, "pack_sheet_parameter_unknown", name=quoted(name))
        plains = {plain["name"]: plain for plain in plain_pack(self._base).get("parameters", [])}
        made: list[Plain] = []
        for name, own in rows.items():
            if own:
                made.append(plains[name])
                self._parameter(plains[name], name, own, f"parameters.{len(made)}", places)
        return made

    def _parameter(
        self, plain: Plain, name: str, lines: list[Line], path: str, places: dict[str, Line]
    ) -> None:
        places[path] = lines[0]
        first = next(cells for (owner, _), cells in self._exported.items() if owner == name)
        shared = {key: first[key] for key in OF_PARAMETER}
        rows = [(line, self._shared(line, name, shared)) for line in lines]
        for key, (text, _) in agreed(rows, OF_PARAMETER, name, self._remarks).items():
            _set(plain, "clause" if key == "parameter_clause" else key, text)
        values: dict[Day, Any] = {}
        for line in lines:
            day = self._day(line)
            at = f"{path}.values.{day}"
            if at in places:
                place = self._remarks.place(line, "since")
                self._remarks.error(place, "pack_sheet_row_twice", name=day, first=places[at].row)
            values[day] = self._value(name, line)
            places[at] = line
        plain["values"] = dict(sorted(values.items()))

    def _shared(self, line: Line, name: str, shared: Mapping[str, str]) -> dict[str, str]:
        """What a row changes of what it shares; a new row needn't repeat it."""
        changed = changed_cells(line, shared)
        if (name, day_of(line.text("since"))) in self._exported:
            return changed
        return {key: text for key, text in changed.items() if text}

    def _day(self, line: Line) -> Day:
        text = line.text("since")
        day = day_of(text) or normal_value(_DAY, text).value
        if day is None:
            self._remarks.error(self._remarks.place(line, "since"), "pack_sheet_bad_day", text=quoted(text))
        return Day(day)

    def _value(self, name: str, line: Line) -> Any:
        kind = kind_of_parameter(self._base.parameters[name])
        text = line.text("setting")
        try:
            return plain_setting(setting_of(kind, text))
        except ValueError:
            place = self._remarks.place(line, "setting")
            self._remarks.error(place, f"pack_setting_not_{kind}", name=name, text=quoted(text))
            return None


def _leaves(node: Node, plain: Plain, path: str) -> Iterator[tuple[str, Plain, str]]:
    """Each leaf below a node: its code, its plain mapping and that mapping's path."""
    if isinstance(node, rules.Not):
        yield from _leaves(node.node, plain["not"], f"{path}.not")
    elif isinstance(node, (rules.All, rules.Any)):
        shape = "all" if isinstance(node, rules.All) else "any"
        for number, (each, inner) in enumerate(zip(node.nodes, plain[shape], strict=True), 1):
            yield from _leaves(each, inner, f"{path}.{shape}.{number}")
    else:
        yield node.code, plain, path


def _set(plain: Plain, key: str, value: Any) -> None:
    """Say something under a key, or nothing any more."""
    if value:
        plain[key] = value
    else:
        plain.pop(key, None)


def _months(text: str) -> Any:
    number = number_of(text)
    return text if number is None else as_number(number)


def _place_of(problem: DataProblem, places: Mapping[str, Line], remarks: Remarks) -> Place:
    """The cell that a problem of the pack file comes from, the whole workbook where it can't be told."""
    parts = problem.key.split(".")
    for length in range(len(parts), 0, -1):
        line = places.get(".".join(parts[:length]))
        if line is not None:
            return remarks.place(line, _column(parts[:length], parts[length:]))
    return Place(remarks.file)


def _column(row: list[str], rest: list[str]) -> str:
    """The column of what is left of a problem's path below the path of its row."""
    columns, default = _COLUMNS_OF_LEAF, "leaf"
    if row[0] == "parameters":
        columns, default = _COLUMNS_OF_PARAMETER, "parameter" if len(row) == 2 else "setting"
    elif len(row) == 2:
        columns, default = _COLUMNS_OF_CONDITION, "condition"
    if not rest:
        return default
    return columns.get(".".join(rest[:2])) or columns.get(rest[0], rest[0])
