"""What was typed into the fields of a call file, and the call file with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.timezone import localtime

from jianyou.datafiles.edits import with_items, with_value
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.calls.awards import QuotaHolder, QuotaOp
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.course import DeliveryForm, StageKind
from jianyou.domain.notices.remarks import Remark, remarks_in, without_remarks
from jianyou.terms.finding import Refused
from jianyou.web.components.moments import moment_typed
from jianyou.web.office.call_field import YES, CallField, Group, Kind
from jianyou.web.office.call_fields import OFFICE_QUOTA, remarks_about
from jianyou.web.office.days import day_typed

Edit = Callable[[str], str]
SEEN = "seen-"
OTHERS = "seen"
_LONGEST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Answers:
    """What a browser sent: the texts by path, what they mean, the problems by the field's name.

    `changed` are the fields whose text isn't what stood there, `settled` those told to be as they should.
    """

    texts: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Any]
    problems: Mapping[str, Refused]
    changed: tuple[CallField, ...]
    settled: tuple[CallField, ...]
    others: tuple[int, ...]

    def text(self, field: CallField) -> str:
        """What was typed, as the field shows it."""
        return "\n".join(self.texts.get(field.path, field.texts))


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field with what stands in it, and what is wrong with that."""

    field: CallField
    texts: tuple[str, ...]
    problem: Any = None

    @property
    def text(self) -> str:
        """What stands in it, as a field shows it."""
        return "\n".join(self.texts)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group with its fields to be settled and the others; `wrong`: one of the others must be mended."""

    title: str
    open: tuple[ShownField, ...]
    settled: tuple[ShownField, ...]

    @property
    def wrong(self) -> bool:
        """Whether something that is folded away must be seen."""
        return any(shown.problem for shown in self.settled)


def shown_groups(
    groups: Iterable[Group], texts: Mapping[str, tuple[str, ...]], problems: Mapping[str, Any]
) -> list[ShownGroup]:
    """The fields as a page shows them; `texts` were typed instead of what stands in the file."""

    def shown(fields: Iterable[CallField]) -> tuple[ShownField, ...]:
        return tuple(
            ShownField(field, texts.get(field.path, field.texts), problems.get(field.name))
            for field in fields
        )

    return [ShownGroup(group.title, shown(group.open), shown(group.settled)) for group in groups]


def answers_in(groups: Iterable[Group], posted: QueryDict) -> Answers:
    """What was typed in the fields that were sent; those that weren't stay as they are."""
    texts: dict[str, tuple[str, ...]] = {}
    values: dict[str, Any] = {}
    problems: dict[str, Refused] = {}
    changed, settled = [], []
    for field in (field for group in groups for field in group.fields):
        if f"has-{field.name}" not in posted:
            continue
        typed = _texts(field, posted)
        texts[field.path] = typed
        if f"{SEEN}{field.name}" in posted:
            settled.append(field)
        if typed == field.texts:
            continue
        try:
            values[field.path] = _value(field, typed)
            changed.append(field)
        except Refused as refused:
            problems[field.name] = refused
    days = texts.get("publicity.days", ("",))
    if not days and any(path.startswith("publicity.") for path in values):
        problems["publicity-days"] = Refused("call_answer_missing")
    others = tuple(int(one) for one in posted.getlist(OTHERS) if one.isascii() and one.isdigit())
    return Answers(texts, values, problems, tuple(changed), tuple(settled), others)


def _texts(field: CallField, posted: QueryDict) -> tuple[str, ...]:
    if field.kind is Kind.MANY:
        known = dict(field.choices)
        return tuple(text for text in posted.getlist(field.name) if text in known)
    typed = fit_text(posted.get(field.name, "")[:_LONGEST_LINES], lines=field.kind is Kind.LINES)
    if field.kind is Kind.LINES:
        return tuple(dict.fromkeys(line.strip() for line in typed.split("\n") if line.strip()))
    typed = " ".join(typed.split())
    return (typed,) if typed else ()


def _value(field: CallField, typed: Sequence[str]) -> Any:
    """What the texts mean; "" for nothing.

    Raises:
        Refused: they mean nothing.
    """
    if not typed and field.required:
        raise Refused("call_answer_missing")
    if field.kind in (Kind.LINES, Kind.MANY):
        _check_lines(field, typed)
        return list(typed)
    text = typed[0] if typed else ""
    if len(text) > field.longest:
        raise Refused("call_answer_long", most=field.longest)
    if not text:
        return ""
    return _READ.get(field.kind, _as_it_is)(field, text)


def _as_it_is(_field: CallField, text: str) -> str:
    return text


def _chosen(field: CallField, text: str) -> str | bool:
    if text not in dict(field.choices):
        raise Refused("call_answer_choice")
    return text == YES if field.kind is Kind.FLAG else text


def _check_lines(field: CallField, typed: Sequence[str]) -> None:
    if len(typed) > field.high:
        raise Refused("call_answer_many", most=field.high, count=len(typed))
    if any(len(line) > field.longest for line in typed):
        raise Refused("call_answer_long", most=field.longest)


def _number(field: CallField, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 8 and field.low <= int(text) <= field.high:
        return int(text)
    raise Refused("call_answer_number", low=field.low, high=field.high)


_READ: Mapping[Kind, Callable[[CallField, str], Any]] = {
    Kind.DAY: lambda _field, text: day_typed(text),
    Kind.MOMENT: lambda _field, text: localtime(moment_typed(text)),
    Kind.NUMBER: _number,
    Kind.CHOICE: _chosen,
    Kind.FLAG: _chosen,
}


def answered(source: str, call: Call, answers: Answers) -> str:
    """The call file with what was changed; questions that were answered or settled are gone from it."""
    remarks = remarks_in(source)
    gone: list[Remark] = [remarks[at] for at in answers.others if at < len(remarks)]
    for field in (*answers.changed, *answers.settled):
        gone.extend(remarks_about(field, remarks, call))
    source = without_remarks(source, gone)
    for edit in _edits(call, answers.values):
        source = edit(source)
    return source


def _edits(call: Call, values: Mapping[str, Any]) -> list[Edit]:
    edits: list[Edit] = []
    rest = dict(values)
    number = len(call.contacts) + 1
    new = {key: rest.pop(f"contacts.{number}.{key}", "") for key in ("unit", "name", "phone")}
    if any(new.values()):
        edits.append(partial(with_value, path=f"contacts.{number}", value=new))
    if OFFICE_QUOTA in rest:
        edits.append(_office_quota(call, rest.pop(OFFICE_QUOTA)))
    if "audiences" in rest:
        edits.append(_audiences(call, rest.pop("audiences")))
    if not call.filing.delivery and (place := rest.pop("filing.delivery.1.place", "")):
        first = {"form": DeliveryForm.PAPER, "place": place}
        edits.append(partial(with_value, path="filing.delivery.1", value=first))
    edits.extend(_publicity(call, rest))
    if "deadline" in rest:
        edits.extend(filing_ends(call, rest["deadline"]))
    edits.extend(partial(with_value, path=path, value=value) for path, value in rest.items())
    return edits


def _office_quota(call: Call, most: int | str) -> Edit:
    own = next(
        (at for at, quota in enumerate(call.quotas, 1) if quota.holder is QuotaHolder.OFFICE),
        None,
    )
    if own is not None and most:
        return partial(with_value, path=f"quotas.{own}.n", value=most)
    kept: list[int | Mapping[str, Any]] = [at for at in range(1, len(call.quotas) + 1) if at != own]
    if most:
        kept.append({"op": QuotaOp.MAX, "n": most, "unit": "个", "holder": QuotaHolder.OFFICE})
    return partial(_relisted, key="quotas", items=kept)


def _relisted(text: str, key: str, items: list[int | Mapping[str, Any]]) -> str:
    """A list with these items; none where there are none, for an empty one can't stand in lines."""
    return with_items(text, key, items) if items else with_value(text, key, "")


def _audiences(call: Call, labels: Sequence[str]) -> Edit:
    known = {audience.label: at for at, audience in enumerate(call.audiences, 1)}
    taken = {audience.key for audience in call.audiences}
    items: list[int | Mapping[str, Any]] = []
    for label in labels:
        if label in known:
            items.append(known[label])
            continue
        key = next(key for at in range(1, 200) if (key := f"audience_{at}") not in taken)
        taken.add(key)
        items.append({"key": key, "label": label})
    return partial(_relisted, key="audiences", items=items)


def _publicity(call: Call, rest: dict[str, Any]) -> list[Edit]:
    """The part on publicity as a whole where there is none yet: it can't begin with half of it."""
    if call.objections is None and (days := rest.pop("objections.answer_days", "")):
        section: dict[str, Any] = {"named_only": True, "evidence": True, "answer_days": days}
        edits: list[Edit] = [partial(with_value, path="objections", value=section)]
    else:
        edits = []
    if call.publicity is not None:
        return edits
    given = {key.partition(".")[2]: rest.pop(key) for key in list(rest) if key.startswith("publicity.")}
    if given.get("days"):
        name = next(column.key for column in call.annex.columns if column.kind == "name")
        edits.append(partial(with_value, path="publicity", value={"shows": [name], **given}))
    return edits


def filing_ends(call: Call, deadline: Any) -> list[Edit]:
    """The last day of filing goes with the deadline; of a midnight that is the day before."""
    day = (deadline - timedelta(seconds=1)).date()
    at = next((at for at, one in enumerate(call.stages, 1) if one.kind is StageKind.FILING), None)
    if at is None:
        return []
    edits: list[Edit] = [partial(with_value, path=f"stages.{at}.ends_on", value=day)]
    starts_on = call.stages[at - 1].starts_on
    if starts_on and starts_on > day:
        edits.append(partial(with_value, path=f"stages.{at}.starts_on", value=""))
    return edits
