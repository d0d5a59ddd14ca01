"""The form of a scenario: what it changes of the declared places, floors and rules."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import gettext

from jianyou.domain.calls.review import Choice as Declared
from jianyou.domain.judging.changes import MOST_PLACES, Changes
from jianyou.domain.judging.scores.exact import said
from jianyou.terms.finding import Refused
from jianyou.web.office.choosing_words import RuleLine
from jianyou.web.office.review_boxes import Box, typed

MOST_SCORE = 100_000
LONGEST_TITLE = 60
_LONGEST_NUMBER = 16
_DIGITS = 6
_SCORE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", re.ASCII)
_Read = TypeVar("_Read")


def boxes_scenario(
    declared: Declared,
    rules: tuple[RuleLine, ...],
    places: Mapping[str, int],
    post: QueryDict,
    problems: Mapping[str, Refused],
) -> list[Box]:
    """What a scenario may change, as it is declared at first."""
    blank = "title" not in post

    def box(name: str, label: str, start: str, hint: str = "") -> Box:
        text = start if blank else typed(post, name, _LONGEST_NUMBER)
        return Box(
            name=name,
            label=label,
            hint=hint,
            kind="number",
            text=text,
            longest=_LONGEST_NUMBER,
            problem=problems.get(name),
        )

    boxes = [_title(post, problems)]
    for tier in declared.tiers:
        n = places.get(tier.key, tier.n)
        floor = "" if tier.floor is None else said(tier.floor)
        boxes.append(
            box(f"n-{tier.key}", gettext("{tier}：名额").format(tier=tier.name), "" if n is None else str(n))
        )
        boxes.append(
            box(
                f"f-{tier.key}",
                gettext("{tier}：底线（分）").format(tier=tier.name),
                floor,
                gettext("空着就是没有底线。"),
            )
        )
    for rule in rules:
        name = f"r-{rule.at}"
        if rule.n is not None:
            hint = gettext("改成别的数；空着就是不用这条规则。")
            boxes.append(box(name, rule.words, str(rule.n), hint))
        else:
            kept = "yes" if blank or post.get(name) == "yes" else ""
            boxes.append(Box(name=name, label=rule.words, kind="check", text=kept))
    return boxes


def _title(post: QueryDict, problems: Mapping[str, Refused]) -> Box:
    return Box(
        name="title",
        label=gettext("这次测算叫什么"),
        hint=gettext("例如 不限区县、多两个名额。"),
        text=typed(post, "title", LONGEST_TITLE),
        longest=LONGEST_TITLE,
        problem=problems.get("title"),
    )


class _Fields:
    """Reads fields one by one; what is wrong is kept by field."""

    def __init__(self, post: QueryDict) -> None:
        self.post = post
        self.problems: dict[str, Refused] = {}

    def read(self, name: str, reader: Callable[[str], _Read], otherwise: _Read) -> _Read:
        """What a field holds, `otherwise` where that is refused."""
        try:
            return reader(self.post.get(name, "").strip())
        except Refused as refused:
            self.problems[name] = refused
            return otherwise


def changes_typed(
    declared: Declared, rules: tuple[RuleLine, ...], places: Mapping[str, int], post: QueryDict
) -> tuple[Changes, dict[str, Refused]]:
    """How a scenario differs from what is declared, and what is wrong with it by field."""
    fields = _Fields(post)
    told: dict[str, int] = {}
    floors: dict[str, Decimal | None] = {}
    for tier in declared.tiers:
        before = places.get(tier.key, tier.n) or 0
        n = fields.read(f"n-{tier.key}", _places, before)
        floor = fields.read(f"f-{tier.key}", _score, tier.floor)
        told |= {tier.key: n} if n != before else {}
        floors |= {tier.key: floor} if floor != tier.floor else {}
    numbers: dict[int, int] = {}
    without: set[int] = set()
    for rule in rules:
        name = f"r-{rule.at}"
        if rule.n is None:
            without |= set() if post.get(name) == "yes" else {rule.at}
            continue
        own: int | None = fields.read(name, _number, None)
        if own is None and name not in fields.problems:
            without.add(rule.at)
        elif own is not None and own != rule.n:
            numbers[rule.at] = own
    changes = Changes(told, floors, numbers, frozenset(without))
    if not changes and not fields.problems:
        fields.problems["title"] = Refused("choice_nothing_changed")
    return changes, fields.problems


def _places(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS and int(text) <= MOST_PLACES):
        raise Refused("choice_number_wrong", most=MOST_PLACES)
    return int(text)


def _number(text: str) -> int | None:
    return _places(text) if text else None


def _score(text: str) -> Decimal | None:
    if not text:
        return None
    number = Decimal(text) if _SCORE.fullmatch(text) else None
    if number is None or number > MOST_SCORE:
        raise Refused("choice_score_wrong", most=MOST_SCORE)
    return number
