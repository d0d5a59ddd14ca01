"""What `jianyou judging select` is given: candidates with official scores, and a call's rules."""

import argparse
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from jianyou.cli.files.judging_tables import Column, Row, Table, parse_json, read_keyed, read_text
from jianyou.cli.files.judging_words import ENTRY, NAME
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.choosing import problem_of
from jianyou.domain.calls.load import load_call
from jianyou.domain.calls.review import Choice
from jianyou.domain.judging.candidates import tie_key
from jianyou.domain.judging.draw import DrawPurpose, check_draw
from jianyou.domain.judging.draw_plain import from_plain
from jianyou.domain.judging.scores.official import OfficialScore, Scores, StageScore
from jianyou.domain.judging.scores.stages import Review
from jianyou.domain.judging.selection.inputs import Problem
from jianyou.terms.display import excerpt, plain
from jianyou.terms.finding import Refused

_SCORE = Column("score", ("得分", "总分", "官方得分", "综合得分", "points"), required=True)
_ATTRIBUTES = (
    Column("district", ("区县", "所在区县")),
    Column("industry", ("行业", "所属行业")),
    Column("kind", ("类别", "对象类别")),
    Column("group", ("集团", "所属集团")),
    Column("filer", ("申报单位", "填报部门")),
)
_PLACES = re.compile(r"(?P<tier>[^=]+)=(?P<n>[0-9]{1,6})")


class Given(NamedTuple):
    """A problem with the names of its entries, and which call and award it is of."""

    problem: Problem
    names: Mapping[str, str]
    call: str
    award: str


def read_given(options: argparse.Namespace) -> Given:
    """Reads the call and the candidates.

    Raises:
        Refused, DataFileInvalid: something can't be read, or the call doesn't say how to choose.
    """
    call = load_call(options.call)
    review, choice = _choice(call, options.award)
    values = _value_columns(choice, review)
    table = read_keyed(options.candidates, (ENTRY, _SCORE, NAME, *_attributes(call), *values), ENTRY.key)
    scores = {row.text("entry"): _score(table, row, choice, values) for row in table.rows}
    problem = problem_of(
        choice,
        review,
        Scores(scores, ()),
        _attributes_of(table),
        places=_places(options.places),
        lots=_lots(options.draw),
    )
    names = {row.text("entry"): row.text("name") for row in table.rows}
    return Given(problem, names, call.id, choice.award)


def _choice(call: Call, award: str | None) -> tuple[Review, Choice]:
    if call.review is None or not call.choices:
        raise Refused("judging_call_without_choice", name=call.id)
    awards = {choice.award: choice for choice in call.choices}
    if award is None and len(awards) > 1:
        raise Refused("judging_award_needed", awards="、".join(awards))
    choice = call.choices[0] if award is None else awards.get(award)
    if choice is None:
        raise Refused(
            "judging_award_unknown", award=excerpt(plain(award or ""), 60), awards="、".join(awards)
        )
    return call.review, choice


def _attributes(call: Call) -> Sequence[Column]:
    """What rules may count by: the five of every entry, and the columns of the annex by their titles."""
    own = {column.key for column in _ATTRIBUTES}
    more = [
        Column(column.key, (column.title, *column.aliases))
        for column in call.annex.columns
        if column.key not in {*own, ENTRY.key, NAME.key, _SCORE.key} and not column.personal
    ]
    return (*_ATTRIBUTES, *more)


def _value_columns(choice: Choice, review: Review) -> Sequence[Column]:
    """What ties compare: the score of a stage, or the mean of an item of it."""
    found = []
    for tie in choice.ties:
        if tie.stage:
            stage = review.by_key[tie.stage]
            item = stage.rubric.by_key[tie.item].name if tie.item else ""
            name = f"{stage.name}：{item}" if item else stage.name
            found.append(Column(tie_key(tie.stage, tie.item), (name,), required=True))
    return found


def _score(table: Table, row: Row, choice: Choice, values: Sequence[Column]) -> OfficialScore:
    stages: dict[str, StageScore] = {}
    for column in values:
        stage, _, item = column.key.partition(".")
        value = table.number(row, column.key)
        before = stages.get(stage, StageScore(None))
        if item:
            stages[stage] = StageScore(before.score, items={**before.items, item: value or Decimal(0)})
        else:
            stages[stage] = StageScore(value, items=before.items)
    return OfficialScore(row.text("entry"), choice.award, table.number(row, "score"), stages)


def _attributes_of(table: Table) -> dict[str, dict[str, str]]:
    """The attributes of each entry; an empty cell is none."""
    headings = dict.fromkeys(key for row in table.rows for key in row.cells)
    return {row.text("entry"): {key: _fold(row.text(key)) for key in headings} for row in table.rows}


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _places(written: Sequence[str]) -> dict[str, int]:
    places = {}
    for text in written:
        found = _PLACES.fullmatch(text)
        if found is None:
            raise Refused("judging_places_form", text=excerpt(plain(text), 60))
        places[found["tier"].strip()] = int(found["n"])
    return places


def _lots(name: str | None) -> dict[str, int] | None:
    """The place of each entry in a draw that was made for ties; it must hold."""
    if name is None:
        return None
    draw = from_plain(parse_json(read_text(name), plain(name), whole=True))
    if draw.plan.purpose is not DrawPurpose.TIES:
        raise Refused("judging_draw_other_purpose", name=plain(name))
    if found := check_draw(draw):
        raise Refused(found[0].code, **found[0].params)
    return {key: place for place, key in enumerate(draw.order, 1)}
