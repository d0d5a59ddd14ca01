"""A plan in pictures and tables: totals, proof, load, which industries judge which, where experts lack."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext, ngettext

from jianyou.codes import industry
from jianyou.queries.assigning import PlanView
from jianyou.terms.charts import BESIDE, Bar, Chart, Words, bar_chart
from jianyou.terms.message import Message

_DRAWN = 80
_SHADES = 4


class Field(NamedTuple):
    """An industry: its code ("" for none), its name, entries and experts in it, what an expert more is worth.

    `wanted` experts more would let each entry of it have its own.
    """

    code: str
    name: str
    entries: int
    experts: int
    price: str
    wanted: int


class Shaded(NamedTuple):
    """A count with its shade, 0 for none."""

    reviews: int
    shade: int


class CoverRow(NamedTuple):
    """Of one industry's entries how many reviews come from experts of each industry."""

    code: str
    name: str
    cells: tuple[Shaded, ...]


class Served(NamedTuple):
    """An entry with how well its experts fit it on the average."""

    name: str
    number: str
    ordinal: int
    fit: str


class Short(NamedTuple):
    """An entry that can't be covered, and how many experts it gets."""

    name: str
    number: str
    ordinal: int
    has: int


class Uncovered(NamedTuple):
    """Entries that can't be covered for one cause: why, told of the first, and what would free it."""

    entries: tuple[Short, ...]
    why: tuple[Message, ...]
    frees: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that the page of a plan shows of it."""

    load: Chart
    loads: tuple[tuple[str, str, int, str], ...]
    worst: Served | None
    fields: tuple[Field, ...]
    heads: tuple[tuple[str, str], ...]
    cover: tuple[CoverRow, ...]
    uncovered: tuple[Uncovered, ...]
    underused: tuple[tuple[str, tuple[Message, ...], tuple[Message, ...]], ...]
    thin: tuple[str, ...]


def figures_of(view: PlanView) -> Figures:
    """From what the job found."""
    report = view.report
    return Figures(
        load=_load_chart(view),
        loads=tuple(_loads(view)),
        worst=_worst(view),
        fields=tuple(_field(one) for one in report["fields"]),
        heads=tuple((code, field_name(code)) for code in report["cover"]["experts"]),
        cover=tuple(_cover(report["cover"])),
        uncovered=tuple(_uncovered(view)),
        underused=tuple(
            (_name(view, one["expert"]), _messages(one["why"]), _messages(one["frees"]))
            for one in report["underused"]
        ),
        thin=tuple(f"{code} {field_name(code)}".strip() for code in report["thin"]),
    )


def field_name(code: str) -> str:
    """What an industry is called."""
    found = industry.get(code) if code else None
    return found.name if found else gettext("未注明行业")


def _load_chart(view: PlanView) -> Chart:
    loads = sorted(view.report["load"].items(), key=lambda one: (-one[1], _name(view, one[0])))
    bars = [Bar(_name(view, key), count) for key, count in loads]
    words = Words(
        gettext("每位专家的家数"),
        gettext("按家数由多到少。"),
        lambda count, total: ngettext(
            "另有 {count} 位，共 {total} 家", "另有 {count} 位，共 {total} 家", count
        ).format(count=count, total=total),
    )
    return bar_chart("load", words, bars, most=_DRAWN, layout=BESIDE)


def _loads(view: PlanView) -> list[tuple[str, str, int, str]]:
    prices = view.report["prices"]
    rows = [
        (
            _name(view, key),
            "、".join(view.experts[key].industries) if key in view.experts else "",
            count,
            prices.get(key, "0"),
        )
        for key, count in view.report["load"].items()
    ]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def _worst(view: PlanView) -> Served | None:
    told = view.report.get("worst")
    if not told:
        return None
    judged = view.entries.get(told["entry"])
    name = _name(view, told["entry"])
    return Served(name, judged.number if judged else "", judged.ordinal if judged else 0, told["fit"])


def _field(told: Mapping[str, Any]) -> Field:
    code = told["code"]
    return Field(code, field_name(code), told["entries"], told["experts"], told["price"], told["wanted"])


def _cover(told: Mapping[str, Any]) -> list[CoverRow]:
    most = max((max(row, default=0) for row in told["counts"]), default=0) or 1
    return [
        CoverRow(
            code,
            field_name(code),
            tuple(Shaded(count, -(-count * _SHADES // most)) for count in counts),
        )
        for code, counts in zip(told["entries"], told["counts"], strict=True)
    ]


def _uncovered(view: PlanView) -> Iterator[Uncovered]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for one in view.report["uncovered"]:
        groups.setdefault(repr(one["frees"][:1]), []).append(one)
    for some in groups.values():
        yield Uncovered(
            entries=tuple(_short(view, one) for one in some),
            why=_messages(some[0]["why"]),
            frees=_messages(some[0]["frees"]),
        )


def _short(view: PlanView, told: Mapping[str, Any]) -> Short:
    judged = view.entries.get(told["entry"])
    at = (judged.number, judged.ordinal) if judged else ("", 0)
    return Short(_name(view, told["entry"]), *at, told["has"])


def _messages(told: Sequence[Any]) -> tuple[Message, ...]:
    return tuple(Message(code, params) for code, params in told)


def _name(view: PlanView, key: str) -> str:
    return str(view.report["names"].get(key, "—"))
