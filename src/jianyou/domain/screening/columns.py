"""Which column of a register is which fact: as a person says, else guessed from the headings, and told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from jianyou.datafiles.fields import Section
from jianyou.datafiles.problems import Problems, quoted
from jianyou.datafiles.read import root_of, text_of
from jianyou.domain.eligibility.facts import FactSpec, Value
from jianyou.domain.eligibility.resolve import KIND
from jianyou.domain.eligibility.values import normal_value
from jianyou.domain.screening.headings import FIRMS, NUMBERED, SYNONYMS, folded, folded_bare
from jianyou.domain.screening.opened import ROW_NUMBER
from jianyou.terms.nominee import NomineeKind

_VALUES, _CARRY = "values", "carry"
_MOST_CARRIED = 50
_LONGEST_NAME = 200
_CARRIED_FACTS = ("name", "uscc")
_MOST_TOLD = 400


class How(StrEnum):
    """Where a fact of the rules comes from.

    NAMED: the column bears the fact's own name. FIXED and ASSUMED are the same in every row, as a person
    says or as the register as a whole tells.
    """

    GIVEN = "given"
    NAMED = "named"
    GUESSED = "guessed"
    FIXED = "fixed"
    ASSUMED = "assumed"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What a person says of the columns: by fact its column, or its value in every row.

    `carry` are further columns that the result is to keep.
    """

    columns: Mapping[str, str]
    values: Mapping[str, Value]
    carry: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A fact that the rules need, and its column ("" for none) or its value in every row.

    `rivals` are the columns between which the headings don't decide.
    """

    fact: str
    spec: FactSpec
    how: How
    column: str = ""
    value: Value | None = None
    rivals: tuple[str, ...] = ()


def read_column_map(path: Path, facts: Mapping[str, FactSpec], headings: Sequence[str]) -> ColumnMap:
    """Read a mapping of facts to columns, with `values:` for all rows and `carry:` for columns to keep.

    `facts` are those that the rules may ask for, `headings` the register's columns.

    Raises:
        DataFileInvalid: with every problem and its line.
    """
    problems = Problems(path.name, "column_map_invalid")
    root = Section(root_of(text_of(path, problems), problems), "", problems)
    columns = _named(root, list(dict.fromkeys((*facts, *SYNONYMS))), headings)
    values_section = root.section(_VALUES)
    values = {} if values_section is None else _fixed(values_section, facts, columns)
    carry = root.texts(_CARRY, most=_MOST_CARRIED)
    for name in carry:
        _check_column(root, _CARRY, name, headings)
    root.done()
    problems.raise_if_any()
    return ColumnMap(columns, values, carry)


def _named(root: Section, known: Sequence[str], headings: Sequence[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for fact in known:
        column = root.text(fact, longest=_LONGEST_NAME)
        if column:
            _check_column(root, fact, column, headings)
            columns[fact] = column
    return columns


def _fixed(section: Section, facts: Mapping[str, FactSpec], columns: Mapping[str, str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for fact, spec in facts.items():
        written = section.text(fact, longest=_LONGEST_NAME)
        if not written:
            continue
        normal = normal_value(spec, written)
        if normal.value is not None:
            values[fact] = normal.value
        elif normal.code:
            section.problem(fact, normal.code, None, **normal.params)
        if fact in columns:
            section.problem(fact, "column_map_both", fact=fact, column=quoted(columns[fact]))
    section.done()
    return values


def _check_column(section: Section, key: str, column: str, headings: Sequence[str]) -> None:
    if column in headings:
        return
    near = [each for each in headings if folded(each) == folded(column)]
    shown = "、".join(headings)
    known = shown if len(shown) <= _MOST_TOLD else shown[:_MOST_TOLD] + "…"
    if near:
        section.problem(key, "column_map_no_column_near", column=quoted(column), nearest=quoted(near[0]))
    else:
        section.problem(key, "column_map_no_column", column=quoted(column), known=known)


def choose_columns(
    needed: Mapping[str, FactSpec], headings: Sequence[str], given: ColumnMap | None = None
) -> tuple[Choice, ...]:
    """The column of every needed fact: given, else of the fact's own name, else by its usual headings.

    A fact that two columns may stand for gets none; no column stands for two facts. A register of firms
    without a kind of nominee is taken to hold organizations.
    """
    given = given or ColumnMap({}, {})
    taken = set(given.columns.values())
    free = [heading for heading in headings if heading not in taken]
    guesses = {fact: _candidates(fact, free) for fact in needed if fact not in given.columns}
    claimed = [columns[0] for columns in guesses.values() if len(columns) == 1]
    choices = []
    for fact, spec in needed.items():
        columns = guesses.get(fact, [])
        if fact in given.columns:
            choices.append(Choice(fact, spec, How.GIVEN, given.columns[fact]))
        elif fact in given.values:
            choices.append(Choice(fact, spec, How.FIXED, value=given.values[fact]))
        elif len(columns) == 1 and claimed.count(columns[0]) == 1:
            how = How.NAMED if columns[0].strip().casefold() == fact.casefold() else How.GUESSED
            choices.append(Choice(fact, spec, how, columns[0]))
        elif columns:
            choices.append(Choice(fact, spec, How.AMBIGUOUS, rivals=tuple(columns)))
        elif fact == KIND and _of_firms(headings):
            choices.append(Choice(fact, spec, How.ASSUMED, value=NomineeKind.ORGANIZATION.value))
        else:
            choices.append(Choice(fact, spec, How.MISSING))
    return tuple(choices)


def _candidates(fact: str, headings: Sequence[str]) -> list[str]:
    """The columns that may be a fact, the surest kind of likeness alone."""
    exact = [heading for heading in headings if heading == fact]
    if exact:
        return exact
    same = [heading for heading in headings if heading.strip().casefold() == fact.casefold()]
    words = {folded(word) for word in SYNONYMS.get(fact, ())}
    usual = [heading for heading in headings if folded(heading) in words]
    bare = [heading for heading in headings if folded_bare(heading) in words]
    return same or usual or bare


def _of_firms(headings: Sequence[str]) -> bool:
    firms = {folded(word) for word in (*FIRMS, *SYNONYMS["uscc"])}
    return any(folded(heading) in firms for heading in headings)


def carried_columns(headings: Sequence[str], given: ColumnMap | None = None) -> tuple[str, ...]:
    """The columns by which rows are known again: number, name, credit code, and those asked for."""
    given = given or ColumnMap({}, {})
    numbered = {folded(word) for word in NUMBERED}
    found = [heading for heading in headings if heading == ROW_NUMBER or folded(heading) in numbered]
    for fact in _CARRIED_FACTS:
        found += [given.columns[fact]] if fact in given.columns else _candidates(fact, headings)[:1]
    return tuple(dict.fromkeys((*found, *given.carry)))


def name_column(headings: Sequence[str], given: ColumnMap | None = None) -> str:
    """The column that names the nominees, "" where the headings tell none."""
    if given is not None and "name" in given.columns:
        return given.columns["name"]
    return next(iter(_candidates("name", headings)), "")
