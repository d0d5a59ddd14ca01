"""What is typed of needs, help and activities, and what is wrong with it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import gettext

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.support_activities import (
    LONGEST_PLACE,
    LONGEST_TITLE,
    LONGEST_VALUE,
    MOST_DEPARTMENTS,
    ActivityTold,
)
from jianyou.actions.support_needs import LONGEST_NAME, LONGEST_RESOURCE, HelpStatus, HelpTold
from jianyou.domain.support.rules import MOST_MONTHS, MOST_SEATS, Criterion, Rule, first_groups
from jianyou.queries.support import HelpLine, SupportFrame
from jianyou.queries.support_activities import ActivityTold as Told
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.web.components.moments import moment_to_type, moment_typed
from jianyou.web.office.days import day_typed
from jianyou.web.office.review_boxes import Box, number_typed, typed

T = TypeVar("T")
HELP_CODES = {
    HelpStatus.PROMISED: "support_promised",
    HelpStatus.BEGUN: "support_begun_word",
    HelpStatus.DONE: "support_done",
    HelpStatus.FAILED: "support_failed",
}
ORDERS: Mapping[str, tuple[Criterion, ...]] = {
    "group_served_spread": (Criterion.GROUP, Criterion.SERVED, Criterion.SPREAD),
    "group_spread_served": (Criterion.GROUP, Criterion.SPREAD, Criterion.SERVED),
    "served_group_spread": (Criterion.SERVED, Criterion.GROUP, Criterion.SPREAD),
    "spread_group_served": (Criterion.SPREAD, Criterion.GROUP, Criterion.SERVED),
    "group_served": (Criterion.GROUP, Criterion.SERVED),
    "group": (Criterion.GROUP,),
}
"""The orders of criteria to choose from."""
_LONGEST_MOMENT, _LONGEST_DAY, _DIGITS = 40, 20, 6
_HELP = ("department", "resource", "status", "begun_on", "done_on", "action", "outcome")
_ACTIVITY = (
    *("kind", "title", "text", "place", "begins", "ends", "ask_until", "seats", "departments"),
    *("order", "months", "per_district", "one_each", "public_value"),
)
_FIXED = ("kind", "title", "seats", "order", "months", "per_district", "one_each", "public_value")
_LINES = frozenset({"text", "action", "outcome", "departments"})
_PLACES = {
    "support_department_missing": "department",
    "support_resource_missing": "resource",
    "support_days_turned": "done_on",
    "support_kind_unknown": "kind",
    "support_title_missing": "title",
    "support_value_missing": "public_value",
    "support_times_turned": "ends",
    "support_begins_past": "begins",
    "support_until_wrong": "ask_until",
    "support_until_over": "ask_until",
    "support_departments_many": "departments",
    "support_seats_wrong": "seats",
    "support_months_wrong": "months",
    "support_district_wrong": "per_district",
    "support_groups_wrong": "order",
    "support_need_missing": "text",
    "support_entry_missing": "entry",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed by field, and the problems by field."""

    texts: Mapping[str, str]
    problems: Mapping[str, Refused]

    def refused(self, refused: Refused) -> "Typed":
        """The same with a refusal of the act at its field, else at the form as a whole (`act`)."""
        return Typed(self.texts, {_PLACES.get(refused.code, "act"): refused})


def texts_of(post: QueryDict, names: tuple[str, ...]) -> dict[str, str]:
    """What a browser sent of these fields."""
    return {name: typed(post, name, LONGEST_TEXT, lines=name in _LINES) for name in names}


def help_texts(post: QueryDict) -> dict[str, str]:
    """What a browser sent of a department's part."""
    return texts_of(post, _HELP)


def help_shown(line: HelpLine | None) -> dict[str, str]:
    """A department's part as its form shows it."""
    if line is None:
        return dict.fromkeys(_HELP, "") | {"status": HelpStatus.PROMISED.value}
    return {
        "department": line.department,
        "resource": line.resource,
        "status": line.status,
        "begun_on": _day(line.begun_on),
        "done_on": _day(line.done_on),
        "action": line.action,
        "outcome": line.outcome,
    }


def help_typed(texts: Mapping[str, str]) -> HelpTold | Typed:
    """What was typed of a department's part, or what is wrong with it."""
    wrong: dict[str, Refused] = {}
    begun = _read(wrong, "begun_on", lambda: day_typed(texts["begun_on"]))
    done = _read(wrong, "done_on", lambda: day_typed(texts["done_on"]))
    if texts["status"] not in set(HelpStatus):
        wrong["status"] = Refused("support_status_missing")
    for name, code in (
        ("department", "support_department_missing"),
        ("resource", "support_resource_missing"),
    ):
        if not texts[name].strip():
            wrong[name] = Refused(code)
    if wrong:
        return Typed(texts, wrong)
    return HelpTold(
        department=texts["department"],
        resource=texts["resource"],
        action=texts["action"],
        outcome=texts["outcome"],
        status=HelpStatus(texts["status"]),
        begun_on=begun,
        done_on=done,
    )


def help_boxes(form: Typed) -> list[Box]:
    """The fields of a department's part."""
    day = gettext("例如 2026-04-30，没有的不填。")
    told: tuple[tuple[str, str, str, int, str], ...] = (
        ("department", gettext("部门"), "line", LONGEST_NAME, ""),
        (
            "resource",
            gettext("资源"),
            "line",
            LONGEST_RESOURCE,
            gettext("例如专家 2 人、检测设备、培训名额。"),
        ),
        ("action", gettext("做了什么（可不填）"), "text", LONGEST_TEXT, ""),
        ("outcome", gettext("结果（可不填，推荐对象看得到）"), "text", LONGEST_TEXT, ""),
        ("begun_on", gettext("开始日期"), "day", _LONGEST_DAY, day),
        ("done_on", gettext("完成日期"), "day", _LONGEST_DAY, day),
    )
    boxes = [_box(form, name, label, kind, longest, hint) for name, label, kind, longest, hint in told]
    choices = tuple((one.value, say(code)) for one, code in HELP_CODES.items())
    return [*boxes, _box(form, "status", gettext("进展"), "choice", 20, choices=choices)]


def need_boxes(form: Typed, frame: SupportFrame) -> list[Box]:
    """The fields of a need."""
    hint = gettext("不要写联系人、电话等个人信息。")
    return [
        _box(form, "kind", gettext("类别"), "choice", 20, choices=tuple(frame.kinds.items())),
        _box(form, "text", gettext("需要什么帮助"), "text", LONGEST_TEXT, hint),
    ]


def activity_texts(post: QueryDict) -> dict[str, str]:
    """What a browser sent of an activity."""
    return texts_of(post, _ACTIVITY)


def activity_shown(told: Told | None) -> dict[str, str]:
    """An activity as its form shows it; a new one with what is usual."""
    if told is None:
        usual = {"order": "group_served_spread", "months": "24", "per_district": "0", "one_each": "yes"}
        return dict.fromkeys(_ACTIVITY, "") | usual
    orders = [name for name, criteria in ORDERS.items() if criteria == told.rule.criteria]
    return {
        "kind": told.kind,
        "title": told.title,
        "text": told.text,
        "place": told.place,
        "begins": moment_to_type(told.begins_at),
        "ends": moment_to_type(told.ends_at),
        "ask_until": moment_to_type(told.ask_until),
        "seats": str(told.seats),
        "departments": "\n".join(told.departments),
        "order": orders[0] if orders else "",
        "months": str(told.rule.months),
        "per_district": str(told.rule.per_district),
        "one_each": "yes" if told.rule.one_per_organization else "",
        "public_value": told.public_value,
    }


def activity_typed(
    texts: Mapping[str, str], frame: SupportFrame, now: Told | None = None
) -> ActivityTold | Typed:
    """What was typed of an activity, or what is wrong with it. A moment that stands as shown isn't moved."""
    wrong: dict[str, Refused] = {}
    begins = _moment(wrong, texts, "begins", now.begins_at if now else None)
    ends = _moment(wrong, texts, "ends", now.ends_at if now else None)
    until = _moment(wrong, texts, "ask_until", now.ask_until if now else None)
    seats = _number(wrong, texts, "seats", (1, MOST_SEATS))
    months = _number(wrong, texts, "months", (1, MOST_MONTHS))
    per_district = _number(wrong, texts, "per_district", (0, MOST_SEATS))
    _missing(wrong, texts, frame)
    if wrong or begins is None or ends is None or until is None:
        return Typed(texts, wrong)
    return ActivityTold(
        kind=texts["kind"],
        title=texts["title"],
        begins=begins,
        ends=ends,
        ask_until=until,
        seats=seats or 0,
        rule=Rule(
            criteria=ORDERS[texts["order"]],
            groups=first_groups(frame.promised.priority if frame.promised else ()),
            months=months or 0,
            per_district=per_district or 0,
            one_per_organization=texts["one_each"] == "yes",
        ),
        public_value=texts["public_value"],
        text=texts["text"],
        place=texts["place"],
        departments=tuple(name for name in texts["departments"].splitlines() if name.strip()),
    )


def fixed_in(status: str) -> tuple[str, ...]:
    """What stands of an activity in that state: once it is open, once seats are given."""
    return {"planned": (), "open": _FIXED}.get(status, (*_FIXED, "ask_until"))


def activity_boxes(
    form: Typed, frame: SupportFrame, fixed: Collection[str] = ()
) -> list[tuple[str, list[Box]]]:
    """The fields of an activity, in groups, without those that stand."""
    moment = gettext("北京时间，例如 2026-04-30 09:00。")
    value = gettext(
        "现在还没有人知道、以后人人能查到的数，写明名称和公布时间，例如报名截止后第一期全国开奖号码。"
    )
    kinds, orders = tuple(frame.kinds.items()), tuple((name, _order(name)) for name in ORDERS)
    none = gettext("0 表示不限。")
    what = [
        _box(form, "kind", gettext("类别"), "choice", 20, choices=kinds),
        _box(form, "title", gettext("名称"), "line", LONGEST_TITLE),
        _box(form, "text", gettext("内容（可不填）"), "text", LONGEST_TEXT),
        _box(
            form,
            "departments",
            gettext("承办部门（可不填）"),
            "text",
            LONGEST_NAME * MOST_DEPARTMENTS,
            gettext("一行一个。"),
        ),
    ]
    when = [
        _box(form, "begins", gettext("开始"), "moment", _LONGEST_MOMENT, moment),
        _box(form, "ends", gettext("结束"), "moment", _LONGEST_MOMENT),
        _box(form, "place", gettext("地点（可不填）"), "line", LONGEST_PLACE),
        _box(
            form,
            "ask_until",
            gettext("报名截止"),
            "moment",
            _LONGEST_MOMENT,
            gettext("以后只能推后，不能提前。"),
        ),
    ]
    how = [
        _box(form, "seats", gettext("席位"), "number", _DIGITS),
        _box(form, "order", gettext("按什么先后"), "choice", 40, choices=orders),
        _box(form, "months", gettext("“近期”是多少个月"), "number", _DIGITS),
        _box(form, "per_district", gettext("每个区县至多几家"), "number", _DIGITS, none),
        _box(form, "one_each", gettext("每个单位至多 1 个席位"), "check", 3),
        _box(form, "public_value", gettext("同等的抽签，采用哪个公开数值"), "text", LONGEST_VALUE, value),
    ]
    groups = [(gettext("活动"), what), (gettext("时间和地点"), when), (gettext("席位怎样分"), how)]
    free = [(title, [box for box in boxes if box.name not in fixed]) for title, boxes in groups]
    return [(title, boxes) for title, boxes in free if boxes]


def _order(name: str) -> str:
    words = {
        Criterion.GROUP: gettext("优先对象"),
        Criterion.SERVED: gettext("近期参加少的"),
        Criterion.SPREAD: gettext("区县均衡"),
    }
    return " → ".join(words[one] for one in ORDERS[name])


def _missing(wrong: dict[str, Refused], texts: Mapping[str, str], frame: SupportFrame) -> None:
    if texts["kind"] not in frame.kinds:
        wrong["kind"] = Refused("support_kind_unknown")
    if not texts["title"].strip():
        wrong["title"] = Refused("support_title_missing")
    if not texts["public_value"].strip():
        wrong["public_value"] = Refused("support_value_missing")
    if texts["order"] not in ORDERS:
        wrong["order"] = Refused("support_order_missing")


def _moment(
    wrong: dict[str, Refused], texts: Mapping[str, str], name: str, now: datetime | None
) -> datetime | None:
    if now is not None and texts[name] == moment_to_type(now):
        return now
    return _read(wrong, name, lambda: moment_typed(texts[name]))


def _number(
    wrong: dict[str, Refused], texts: Mapping[str, str], name: str, bounds: tuple[int, int]
) -> int | None:
    post = QueryDict(mutable=True)
    post[name] = texts[name] or "-"
    return _read(wrong, name, lambda: number_typed(post, name, *bounds))


def _read(wrong: dict[str, Refused], name: str, read: Callable[[], T]) -> T | None:
    try:
        return read()
    except Refused as refused:
        wrong[name] = refused
        return None


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _box(
    form: Typed,
    name: str,
    label: str,
    kind: str,
    longest: int,
    hint: str = "",
    *,
    choices: tuple[tuple[str, str], ...] = (),
) -> Box:
    return Box(
        name=name,
        label=label,
        hint=hint,
        kind=kind,
        text=form.texts.get(name, ""),
        longest=longest,
        choices=choices,
        problem=form.problems.get(name),
    )
