"""A map of squares, one a district, roughly in place: no outline is needed to see where much comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jianyou.codes import region

SIDE, GAP = 44, 2
SHADES = 5
"""From no entry (0) to the most; each square tells its number, so that no shade has to be told apart."""
_ACROSS = 11

_PLACES: Mapping[str, tuple[str, ...]] = {
    "chongqing": (
        "|||||||| 城口",
        "||||||| 开州 || 巫溪",
        "|||||| 梁平 | 万州 | 云阳 | 奉节 | 巫山",
        "潼南 | 合川 | 北碚 | 渝北 两江新区 | 长寿 | 垫江 | 忠县",
        "铜梁 | 璧山 | 沙坪坝 | 江北 | 南岸 | 涪陵 | 丰都 | 石柱",
        "大足 | 永川 | 九龙坡 | 渝中 | 巴南 | 南川 | 武隆 | 彭水 | 黔江",
        "荣昌 | 江津 | 大渡口 | 綦江 ||||| 酉阳",
        "|||||||| 秀山",
    ),
}
"""Rows of short names by table of regions; those that stand together never are at one time."""


class Tile(NamedTuple):
    """A square in px: what it is called in it, the official name, the count, and its shade."""

    x: int
    y: int
    short: str
    name: str
    entries: int
    shade: int

    @property
    def middle(self) -> float:
        """Where words stand across."""
        return self.x + (SIDE - GAP) / 2


@dataclass(frozen=True, slots=True)
class TileMap:
    """Squares and the picture's size in px; `untold` is how many belong to no district."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    untold: int
    side: int = SIDE - GAP


class _Named(NamedTuple):
    short: str
    name: str


def tile_map(counts: Mapping[str, int], regions: str, as_of: date) -> TileMap:
    """The map of counts by official name (empty or `-`: no district) over the districts of that day.

    What isn't a district but is counted stands in rows of its own below. A table of regions whose places
    aren't known is laid out in rows, by code.
    """
    districts = [_Named(one.short, one.name) for one in region.districts(as_of)] if regions else []
    known = {one.name for one in districts}
    told = {name: count for name, count in counts.items() if name not in {"", "-"}}
    others = [_Named(_short(name, as_of), name) for name in told if name not in known]
    cells = _in_place(districts, _PLACES.get(regions, ()))
    below = max((row for row, _ in cells.values()), default=-1) + 1
    cells |= {one: (below + at // _ACROSS, at % _ACROSS) for at, one in enumerate(others)}
    most = max(told.values(), default=0)
    tiles = tuple(
        Tile(
            column * SIDE,
            row * SIDE,
            one.short,
            one.name,
            told.get(one.name, 0),
            _shade(told.get(one.name, 0), most),
        )
        for one, (row, column) in cells.items()
    )
    across = max((column for _, column in cells.values()), default=0) + 1
    down = max((row for row, _ in cells.values()), default=0) + 1
    return TileMap(tiles, across * SIDE, down * SIDE, sum(counts.values()) - sum(told.values()))


def _in_place(districts: list[_Named], rows: tuple[str, ...]) -> dict[_Named, tuple[int, int]]:
    """Row and column of each district; in rows by code where any has no place of its own."""
    places = {
        short: (down, across)
        for down, row in enumerate(rows)
        for across, cell in enumerate(row.split("|"))
        for short in cell.split()
    }
    found = {one: places[one.short] for one in districts if one.short in places}
    if len(set(found.values())) == len(districts):
        return found
    return {one: divmod(at, _ACROSS) for at, one in enumerate(districts)}


def _short(name: str, as_of: date) -> str:
    known = region.get(name, as_of)
    return known.short if known else name[:4]


def _shade(count: int, most: int) -> int:
    """0 for none; else by quarters of the most."""
    return -(-count * (SHADES - 1) // most) if count else 0
