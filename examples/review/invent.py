"""Entries and experts that don't exist, with some ties between them for which experts are recused."""

import random
from itertools import permutations
from typing import NamedTuple

DISTRICTS = ("渝北区", "江北区", "南岸区", "涪陵区", "万州区", "永川区", "璧山区", "綦江区")
FIELDS = {
    "汽车制造业": ("汽车", "变速器、悬架", "整车装配"),
    "通用设备制造业": ("齿轮", "减速机、热处理", "精密加工"),
    "计算机、通信和其他电子设备制造业": ("电子", "线路板、传感器", "失效分析"),
    "医药制造业": ("药业", "中药提取、制剂", "药品质量管理"),
    "食品制造业": ("食品", "调味品、冷链", "食品安全"),
}
"""Industry by name -> what firms call it, what they make, what experts know of it."""
_SIGNS = "澄霁杼珩昀翊湉岑沅砺榆栩璟穆筠蔚颢黛漪"
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GROUPS = ("示例霁砺集团", "示例沅澄集团")


class Entry(NamedTuple):
    """An entry; empty texts where there is nothing to say. `quality` is what nobody knows, in points."""

    key: str
    name: str
    industry: str
    district: str
    size: str
    group: str
    people: str
    profile: str
    quality: float


class Expert(NamedTuple):
    """An expert; `harshness` is how many points he gives too few, None for one who marks at random."""

    key: str
    name: str
    employer: str
    earlier: str
    industry: str
    expertise: str
    harshness: float | None


def bell(rng: random.Random, spread: float) -> float:
    """A bell-shaped number around 0, from whole ones: the same on every machine."""
    return (sum(rng.randrange(1001) for _ in range(12)) - 6000) / 1000 * spread


def invent_entries(rng: random.Random, count: int) -> list[Entry]:
    """Entries of five industries in eight districts; two groups have several."""
    fields = list(FIELDS)
    brands = rng.sample([one + other for one, other in permutations(_SIGNS, 2)], count)
    found = []
    for number in range(1, count + 1):
        industry = fields[min(rng.randrange(8), rng.randrange(5)) % 5]
        trade, products, _ = FIELDS[industry]
        name = f"示例{brands[number - 1]}{trade}有限公司"
        found.append(
            Entry(
                key=f"S{number:03}",
                name=name,
                industry=industry,
                district=DISTRICTS[min(rng.randrange(8), rng.randrange(8))],
                size="中小企业" if rng.randrange(10) < 6 else "大型企业",
                group=rng.choice(_GROUPS) if rng.randrange(8) == 0 else "",
                people=f"{_person(rng)}（{name}）",
                profile=f"生产{products}，推行卓越绩效模式。",
                quality=78 + fields.index(industry) - 2 + bell(rng, 8),
            )
        )
    return found


def invent_experts(rng: random.Random, count: int, entries: list[Entry]) -> list[Expert]:
    """Experts of the same industries: two of them harsh, one marking at random, four tied to an entry."""
    fields = list(FIELDS)
    found = []
    for number in range(1, count + 1):
        industry = fields[(number - 1) % len(fields)]
        tied = entries[(number * 7) % len(entries)].name
        found.append(
            Expert(
                key=f"Z{number:02}",
                name=_person(rng),
                employer=tied if number in {3, 8} else f"示例第{number}研究所",
                earlier=tied if number in {5, 12} else "",
                industry=industry,
                expertise="、".join(FIELDS[industry][1:]),
                harshness=None if number == 11 else 13.0 if number in {4, 17} else bell(rng, 3),
            )
        )
    return found


def _person(rng: random.Random) -> str:
    return rng.choice(_SURNAMES) + rng.choice(_SIGNS) + rng.choice(_SIGNS)
