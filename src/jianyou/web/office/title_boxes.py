"""The acts on titles as forms: what each asks, tells and names on its button, and what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.titles import LONGEST_DOCUMENT, LONGEST_NAME
from jianyou.domain.titles.changing import BY_HEAD, MOST_YEARS, Change, ChangeKind
from jianyou.domain.titles.standing import HELD, Standing
from jianyou.queries.titles import TitleView
from jianyou.terms.finding import Refused
from jianyou.web.office.days import Misplaced, day_in
from jianyou.web.office.review_boxes import Box, number_typed, typed

CHANGES = {
    ChangeKind.RENAMED: gettext_lazy("更名"),
    ChangeKind.RECHECKED: gettext_lazy("复核通过"),
    ChangeKind.RECHECK_FAILED: gettext_lazy("复核未通过"),
    ChangeKind.EXTENDED: gettext_lazy("延长有效期"),
    ChangeKind.REVOKED: pgettext_lazy("title", "撤销"),
    ChangeKind.RESTORED: gettext_lazy("恢复"),
}
KEYS = {
    "name": gettext_lazy("名称"),
    "valid_until": gettext_lazy("有效期至"),
    "recheck_on": gettext_lazy("复核开始"),
    "status": gettext_lazy("状态"),
    "barred_until": gettext_lazy("不得申报至"),
}
_LONGEST_DAY, _LONGEST_YEARS, _SEEN_DIGITS = 20, 2, 6
_PLACES = {
    "title_same_name": "name",
    "title_name_missing": "name",
    "title_until_missing": "until",
    "title_until_not_later": "until",
    "title_years_wrong": "years",
    "title_document_missing": "document",
    "site_reason_missing": "reason",
    "title_day_future": "on",
    "title_before_conferred": "on",
    "title_not_held": "on",
}


@dataclass(frozen=True, slots=True)
class TitleAct:
    """An act: its end of the address, words, the fields that it asks beside its day and document."""

    name: str
    kind: ChangeKind
    tells: Any
    fields: tuple[str, ...]

    @property
    def by_head(self) -> bool:
        """Whether only a section head does it."""
        return self.kind in BY_HEAD


ACTS = {
    act.name: act
    for act in (
        TitleAct(
            "rename",
            ChangeKind.RENAMED,
            gettext_lazy("以后用新名称；原来的名称保留，仍然可以查到。"),
            ("name",),
        ),
        TitleAct(
            "recheck",
            ChangeKind.RECHECKED,
            gettext_lazy("称号继续有效，到新的日期为止。"),
            ("until",),
        ),
        TitleAct(
            "fail",
            ChangeKind.RECHECK_FAILED,
            gettext_lazy("称号到前一天为止，以后列为已到期。"),
            ("reason",),
        ),
        TitleAct("extend", ChangeKind.EXTENDED, gettext_lazy("有效期延长到新的日期。"), ("until", "reason")),
        TitleAct(
            "revoke",
            ChangeKind.REVOKED,
            gettext_lazy("称号从这一天起撤销，公开的登记里写明；在限制的年数以内，申报页会提示不得申报。"),
            ("years", "reason"),
        ),
        TitleAct(
            "restore",
            ChangeKind.RESTORED,
            gettext_lazy("撤销作废，称号恢复原来的有效期，不再限制申报。"),
            ("reason",),
        ),
    )
}


def fitting(view: TitleView, *, head: bool) -> tuple[TitleAct, ...]:
    """The acts that make sense for a title as it stands, and are for such a person to do."""
    stands, ends = view.line.standing, view.line.valid_until is not None
    there = {
        "rename": True,
        "recheck": ends and stands is not Standing.REVOKED,
        "fail": stands in HELD,
        "extend": ends and stands is not Standing.REVOKED,
        "revoke": stands is not Standing.REVOKED,
        "restore": stands is Standing.REVOKED,
    }
    return tuple(act for act in ACTS.values() if there[act.name] and (head or not act.by_head))


def boxes(
    act: TitleAct, view: TitleView, post: QueryDict | None, problems: Mapping[str, Refused]
) -> list[Box]:
    """The fields of an act with what stands in them."""
    start = {"on": view.today.isoformat(), **_starts(view)} if post is None else {}
    names = (*act.fields, "on", "document")

    def box(name: str) -> Box:
        told = _box(name, act, view)
        text = start.get(name, "") if post is None else typed(post, name, told.longest, lines=True)
        return Box(
            name=name,
            label=told.label,
            hint=told.hint,
            kind=told.kind,
            longest=told.longest,
            text=text,
            problem=problems.get(name),
            chinese=told.chinese,
        )

    return [box(name) for name in names]


def _starts(view: TitleView) -> dict[str, str]:
    return {"name": view.line.name, "years": str(view.rule.barred_years or 0)}


def _box(name: str, act: TitleAct, view: TitleView) -> Box:
    until = view.line.valid_until
    day = gettext("例如 {day}。").format(day=view.today.isoformat())
    told = {
        "name": Box(name=name, label=gettext("新的名称"), longest=LONGEST_NAME),
        "until": Box(
            name=name,
            label=gettext("新的有效期至"),
            hint=_until_hint(act, view, until),
            longest=_LONGEST_DAY,
            chinese=False,
        ),
        "years": Box(
            name=name,
            label=gettext("几年内不得申报"),
            hint=gettext("0 表示不限制。"),
            kind="number",
            longest=_LONGEST_YEARS,
            chinese=False,
        ),
        "reason": Box(
            name=name,
            label=gettext("理由"),
            hint=gettext("记入操作留痕。"),
            kind="text",
            longest=LONGEST_TEXT,
        ),
        "on": Box(name=name, label=gettext("办理的日期"), hint=day, longest=_LONGEST_DAY, chinese=False),
        "document": Box(
            name=name,
            label=gettext("依据的文件") if act.by_head else gettext("依据的文件（可不填）"),
            hint=gettext("文号或名称。"),
            longest=LONGEST_DOCUMENT,
        ),
    }
    return told[name]


def _until_hint(act: TitleAct, view: TitleView, until: date | None) -> str:
    now = gettext("现在到 {day}。").format(day=until.isoformat() if until else "—")
    if act.kind is ChangeKind.RECHECKED and view.rule.validity_years:
        more = gettext("不填即按规定再延 {years} 年。").format(years=view.rule.validity_years)
        return now + more
    return now


def change_typed(act: TitleAct, post: QueryDict) -> Change:
    """What was typed, understood.

    Raises:
        Misplaced: with the field that holds something else.
    """
    on = day_in(post, "on")
    if on is None:
        raise Misplaced("on", Refused("title_day_missing"))
    return Change(
        kind=act.kind,
        on=on,
        document=text_in(post, "document", LONGEST_DOCUMENT),
        reason=text_in(post, "reason", LONGEST_TEXT, lines=True),
        name=text_in(post, "name", LONGEST_NAME),
        until=day_in(post, "until") if "until" in act.fields else None,
        years=_years(post) if "years" in act.fields else 0,
    )


def text_in(post: QueryDict, field: str, longest: int, *, lines: bool = False) -> str:
    """The text in a field.

    Raises:
        Misplaced: it is too long.
    """
    text = typed(post, field, longest, lines=lines)
    if len(text) > longest:
        raise Misplaced(field, Refused("site_text_long", most=longest))
    return text


def seen_in(post: QueryDict) -> int:
    """How many changes were looked at, -1 for nonsense."""
    text = post.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _SEEN_DIGITS else -1


def _years(post: QueryDict) -> int:
    try:
        years = number_typed(post, "years", 0, MOST_YEARS)
    except Refused:
        raise Misplaced("years", Refused("title_years_wrong", most=MOST_YEARS)) from None
    if years is None:
        raise Misplaced("years", Refused("title_years_wrong", most=MOST_YEARS))
    return years


def place_of(refused: Refused) -> str:
    """The field that a refusal of the act speaks of, else the form as a whole."""
    return _PLACES.get(refused.code, "act")
