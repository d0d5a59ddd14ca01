"""The filters of the list of entries in words, with how many each would show."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from jianyou.codes.industry import sections
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.entries_page import EntriesPage
from jianyou.queries.entry_wanted import EVERYTHING, NOT_TOLD, Found, Sort, Willing
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang
from jianyou.web.components.states import State, state_of
from jianyou.web.office.entry_listing import ALL, VERDICTS, EntryListing
from jianyou.web.office.finding_kinds import kind_word


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter; `count` is None where it isn't counted."""

    value: str
    word: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter by its name in the address. `without` is the address's end with it taken away."""

    name: str
    label: str
    options: tuple[Option, ...]
    without: str

    @property
    def chosen(self) -> Option | None:
        """What it is set to."""
        return next((one for one in self.options if one.chosen and one.value), None)


@dataclass(frozen=True, slots=True)
class StateChip:
    """A state of entries as a filter that one press sets; `only`: it is the only one that is set."""

    state: State
    count: int
    query: str
    only: bool


def states_of(view: EntriesPage, listing: EntryListing) -> list[StateChip]:
    """Each state that some entry is in, or that is set."""
    counts, wanted = view.counts.states, listing.wanted.states
    return [
        StateChip(
            state_of(status),
            counts.get(status, 0),
            listing.other(states=frozenset({status})).query,
            status in wanted,
        )
        for status in EntryStatus
        if counts.get(status) or status in wanted
    ]


def filters_of(view: EntriesPage, listing: EntryListing) -> list[Filter]:
    """The other filters that have anything to choose."""
    found = (_filter(view, listing, name, label) for name, label in _labels().items())
    return [one for one in found if len(one.options) > 1 or one.chosen]


def sorts(listing: EntryListing) -> list[Option]:
    """The orders."""
    words = {
        Sort.ARRIVAL: gettext("先到的在前"),
        Sort.NEWEST: gettext("新到的在前"),
        Sort.NAME: gettext("按名称（拼音）"),
        Sort.DISTRICT: gettext("按区县"),
        Sort.ERRORS: gettext("错误多的在前"),
        Sort.DECIDED: gettext("刚决定的在前"),
        Sort.RANK: gettext("按下级部门的排序"),
    }
    return [Option(sort, word, None, listing.wanted.sort is sort) for sort, word in words.items()]


def columns() -> dict[str, str]:
    """The columns in words."""
    return {
        "filer": gettext("申报单位"),
        "district": gettext("区县"),
        "industry": gettext("行业"),
        "uscc": gettext("统一社会信用代码"),
        "found": gettext("形式审查"),
        "awards": gettext("参评条件"),
        "willing": gettext("申报意愿"),
        "came": gettext("收到"),
        "decided": gettext("决定"),
        "channel": gettext("来路"),
        "from_office": gettext("上报部门"),
        "rank": gettext("下级排序"),
    }


def channels() -> dict[str, str]:
    """The ways by which filings come, in words."""
    return {
        Channel.WEB: gettext("网上"),
        Channel.COUNTER: gettext("窗口"),
        Channel.IMPORT: gettext("成批导入"),
        Channel.DISTRICT: gettext("下级部门汇总"),
    }


def _labels() -> dict[str, str]:
    return {
        "filing": gettext("报送件"),
        "district": gettext("区县"),
        "section": gettext("行业门类"),
        "found": gettext("形式审查"),
        "code": gettext("问题"),
        "award": gettext("奖项"),
        "verdict": gettext("参评条件"),
        "willing": gettext("申报意愿"),
        "channel": gettext("来路"),
        "from": gettext("上报部门"),
        "ranked": gettext("下级排序"),
    }


_FIELDS = {"from": "from_office"}


def _filter(view: EntriesPage, listing: EntryListing, name: str, label: str) -> Filter:
    field = _FIELDS.get(name, name)
    chosen = dict(listing.told).get(name, "")
    words = list(_words(view, name, chosen))
    if chosen and chosen not in {value for value, _, _ in words}:
        words.append((chosen, chosen, 0))
    first = gettext("已报送") if name == "filing" else gettext("全部")
    everything = ("", first, view.counts.filings.get(FilingStatus.FILED) if name == "filing" else None)
    options = tuple(Option(*one, chosen=one[0] == chosen) for one in (everything, *words))
    without = listing.other(**{field: getattr(EVERYTHING, field)}).query
    return Filter(name, label, options, without)


def _words(view: EntriesPage, name: str, chosen: str) -> Iterator[tuple[str, str, int | None]]:
    """Value, word and count of each choice."""
    counts = view.counts
    match name:
        case "filing":
            rest = [(status, n) for status, n in counts.filings.items() if status is not FilingStatus.FILED]
            yield from ((status.value, say(label_code(status), lang=page_lang()), n) for status, n in rest)
            yield ALL, gettext("不论状态"), sum(counts.filings.values())
        case "district":
            yield from _told(counts.districts, {}, gettext("看不出区县"))
        case "section":
            titles = {one.code: f"{one.code} {one.name}" for one in sections()}
            yield from _told(counts.sections, titles, gettext("看不出行业"))
        case "code":
            yield from ((code, kind_word(code), n) for code, n in counts.codes.items())
        case "award":
            yield from ((key, title, None) for key, title in view.awards.items())
        case "from":
            yield from ((slug, title, n) for slug, (title, n) in sorted(counts.offices.items()))
        case _:
            yield from _fixed(view, name, chosen)


def _fixed(view: EntriesPage, name: str, chosen: str) -> Iterator[tuple[str, str, int | None]]:
    """Choices that are the same in every call: those that show anything, and the one that is set."""
    counts = view.counts
    found: dict[str, str] = {
        Found.ERRORS: gettext("有错误"),
        Found.WARNINGS: gettext("有提醒"),
        Found.NOTHING: gettext("无问题"),
    }
    verdicts = dict(zip(VERDICTS, (gettext("符合"), gettext("不符合"), gettext("待核实")), strict=True))
    willing: dict[str, str] = {
        Willing.YES: gettext("愿意"),
        Willing.NO: gettext("不愿意"),
        Willing.NOT_STATED: gettext("没有说明"),
    }
    choices: dict[str, tuple[Mapping[str, str], Mapping[str, int] | None]] = {
        "found": (found, {kind.value: n for kind, n in counts.found.items()}),
        "verdict": (verdicts, counts.verdicts or None),
        "willing": (willing, {kind.value: n for kind, n in counts.willing.items()} or None),
        "channel": (channels(), counts.channels),
        "ranked": (
            {"yes": gettext("已排序"), "no": gettext("没有排序")} if counts.ranked.get(True) else {},
            {"yes": counts.ranked.get(True, 0), "no": counts.ranked.get(False, 0)},
        ),
    }
    words, counted = choices[name]
    for value, word in words.items():
        if counted is None:
            yield value, word, None
        elif counted.get(value) or value == chosen:
            yield value, word, counted.get(value, 0)


def _told(
    counts: Mapping[str, int], titles: Mapping[str, str], nothing: str
) -> Iterable[tuple[str, str, int]]:
    """By their names, those that tell none last."""
    for value in sorted(counts, key=lambda one: (one == NOT_TOLD, one)):
        yield value, nothing if value == NOT_TOLD else titles.get(value, value), counts[value]
