"""重庆区县: the city's districts as dated data, and finding one in what somebody wrote.

38 districts and counties until 2025-11-05; 37 from 2025-11-06, when 江北区 and 渝北区 were abolished
and 两江新区, until then a functional area, became a district (its code isn't known here: None).
A district that a text doesn't clearly name stays unknown; nothing is guessed from towns or roads.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jianyou.codes.fold import fold_width
from jianyou.terms.message import Message

LONGEST = 1_000
_DATA = Path(__file__).with_name("data") / "chongqing.csv"


class RegionKind(StrEnum):
    """A functional area (两江新区 before it became a district, 高新区, 万盛经开区) lies in districts."""

    DISTRICT = "district"
    COUNTY = "county"
    AUTONOMOUS_COUNTY = "autonomous_county"
    FUNCTIONAL_AREA = "functional_area"


class Region(NamedTuple):
    """One region for one span of time: from `since` (None: always) up to but without `until`."""

    code: str | None
    name: str
    short: str
    kind: RegionKind
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()

    def in_force(self, as_of: date) -> bool:
        """Whether the region exists on that day."""
        return (self.since is None or self.since <= as_of) and (self.until is None or as_of < self.until)

    @property
    def is_area(self) -> bool:
        """Whether it is a functional area rather than a district or county."""
        return self.kind is RegionKind.FUNCTIONAL_AREA


class RegionMatch(NamedTuple):
    """What a text says of a region.

    `region` is the district named first, else the functional area. `area` is a functional area
    named beside a district; `others` are further districts (not empty: the text is ambiguous).
    `spans` are the places in the text; `notes` tell of abolished and of several districts.
    """

    region: Region
    written: str
    spans: tuple[tuple[int, int], ...]
    area: Region | None = None
    others: tuple[Region, ...] = ()
    abolished: bool = False
    notes: tuple[Message, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether the text names more than one district."""
        return bool(self.others)


class _Form(NamedTuple):
    """A way to write a region; `bare` forms (渝北, 高新区) count only where they stand apart."""

    regions: tuple[Region, ...]
    bare: bool
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]


class _Hit(NamedTuple):
    region: Region
    start: int
    end: int


def regions() -> tuple[Region, ...]:
    """All regions of all times, in the order of their codes."""
    return tuple(region for region, _ in _rows())


def districts(as_of: date) -> tuple[Region, ...]:
    """The districts and counties of that day, in the order of their codes."""
    return tuple(region for region in regions() if not region.is_area and region.in_force(as_of))


def functional_areas(as_of: date) -> tuple[Region, ...]:
    """The functional areas of that day."""
    return tuple(region for region in regions() if region.is_area and region.in_force(as_of))


def get(code_or_name: str, as_of: date) -> Region | None:
    """The region of that day by code, name, short or former name; None if there is none."""
    wanted = re.sub(r"\s+", "", fold_width(code_or_name))
    form = _forms().get(wanted) or _forms().get(wanted.removeprefix("重庆市"))
    known = form.regions if form else tuple(region for region in regions() if region.code == wanted)
    return next((region for region in known if region.in_force(as_of)), None)


def recognize(text: str, as_of: date) -> RegionMatch | None:
    """Find the region that a free text names, None where it names none.

    A full name (渝北区) counts anywhere, a short one (渝北) at the start of a piece of text, after
    重庆 or after words such as 位于. Positions in the result are those of `text`, of
    which the first `LONGEST` characters are read.
    """
    folded = fold_width(text[:LONGEST])
    hits = _scan(folded, as_of)
    if not hits and re.search(r"\s", folded):
        places = [place for place, character in enumerate(folded) if not character.isspace()]
        solid = "".join(folded[place] for place in places)
        found = _scan(solid, as_of)
        hits = [_Hit(hit.region, places[hit.start], places[hit.end - 1] + 1) for hit in found]
    return _match(text, hits, as_of) if hits else None


_LEAD = re.compile(r"(?:^|[^\w]|重庆市?|渝|中国|位于|地处|坐落于|坐落在|在|属于?|区县|地址|科学城)$")
_ELSEWHERE = re.compile(r"(?<!重庆)(?<![全本我辖])[市省]$")
_BODY = re.compile(r"[\w()]{0,40}?(?:公司|集团|厂|学校|中学|小学|学院|大学|医院|银行|分行|支行)(?!\w)")
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]*")
_NOT_A_SUFFIX = "域位间块划"


def _scan(folded: str, as_of: date) -> list[_Hit]:
    hits: list[_Hit] = []
    for found in _pattern().finditer(folded):
        form = _forms()[found[0]]
        if _stands(folded, found.start(), found.end(), form, hits):
            hits.append(_Hit(_of_day(form.regions, as_of), found.start(), found.end()))
    return hits


def _stands(folded: str, start: int, end: int, form: _Form, hits: list[_Hit]) -> bool:
    before = folded[max(0, start - 6) : start]
    if form.not_after and before.endswith(form.not_after):
        return False
    if _ELSEWHERE.search(before):
        return False
    if not form.bare:
        return True
    if form.not_before and folded.startswith(form.not_before, end):
        return False
    if form.regions[0].is_area and hits and _HAN_ONLY.fullmatch(folded, hits[-1].end, start):
        return False  # 永川高新区 is a park of that district, not the city's
    return _LEAD.search(before) is not None and _BODY.match(folded, end) is None


def _of_day(known: tuple[Region, ...], as_of: date) -> Region:
    return next((region for region in known if region.in_force(as_of)), known[-1])


def _match(text: str, hits: list[_Hit], as_of: date) -> RegionMatch:
    named = list(dict.fromkeys(hit.region for hit in hits))
    current = {region.name for region in named if region.in_force(as_of)}
    kept = [
        region for region in named if region.name in current or not current.intersection(region.successors)
    ]
    plain = [region for region in kept if not region.is_area]
    areas = [region for region in kept if region.is_area]
    main = (plain or areas)[0]
    others = tuple(plain[1:]) if plain else tuple(areas[1:])
    first = next(hit for hit in hits if hit.region == main)
    return RegionMatch(
        region=main,
        written=text[first.start : first.end],
        spans=tuple((hit.start, hit.end) for hit in hits),
        area=areas[0] if plain and areas else None,
        others=others,
        abolished=not main.in_force(as_of),
        notes=(*_notes((main, *others), as_of), *_former_name(text[first.start : first.end], main)),
    )


def _former_name(written: str, region: Region) -> Iterator[Message]:
    """A district by the name that it had as a county (开县): the same place, but not its name today."""
    former = fold_width(written)
    if region.kind is RegionKind.DISTRICT and former.endswith("县"):
        yield Message("region_former_name", {"written": former, "name": region.name})


def _notes(named: tuple[Region, ...], as_of: date) -> tuple[Message, ...]:
    notes = []
    for region in named:
        if region.until is not None and region.until <= as_of:
            new = "、".join(region.successors)
            params = {"name": region.name, "until": region.until.isoformat(), "successors": new}
            notes.append(Message("region_abolished", params))
    if len(named) > 1:
        notes.append(Message("region_several", {"names": "、".join(region.name for region in named)}))
    return tuple(notes)


@cache
def _rows() -> tuple[tuple[Region, tuple[tuple[str, ...], ...]], ...]:
    """Each region with its aliases, what must not stand before and what not after a form of it."""
    rows = []
    for line in _DATA.read_text("utf-8").splitlines()[1:]:
        code, name, short, kind, since, until, *lists = line.split(",")
        *forms, successors = (tuple(filter(None, part.split("|"))) for part in lists)
        first, end = (date.fromisoformat(day) if day else None for day in (since, until))
        region = Region(code or None, name, short, RegionKind(kind), first, end, successors)
        rows.append((region, tuple(forms)))
    return tuple(rows)


@cache
def _forms() -> dict[str, _Form]:
    forms: dict[str, _Form] = {}
    for region, (aliases, not_after, not_before) in _rows():
        earlier = forms[region.name].regions if region.name in forms else ()
        for written in (region.name, *aliases):
            forms[written] = _Form((*earlier, region), False, not_after, not_before)
        bare = region.short != region.name
        forms[region.short] = _Form((*earlier, region), bare, not_after, not_before)
    return forms


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_forms(), key=len, reverse=True)
    first = "".join(sorted({form[0] for form in forms}))
    parts = (f"{form}(?![{_NOT_A_SUFFIX}])" if form.endswith("区") else form for form in forms)
    return re.compile(f"(?=[{first}])(?:{'|'.join(parts)})")
