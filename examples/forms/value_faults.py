"""Wrong values: one cell of an otherwise good form, spoiled in one way that a check must name."""

from collections.abc import Callable
from random import Random

from examples.forms import contacts, phrases
from examples.forms.content import Entry, World
from examples.forms.words import ABOLISHED_DISTRICTS, FOREIGN_PLACES, TRADES

Spoil = Callable[[Entry, World], str]
"""Spoils an organization's entry and returns the key of the column that it spoiled."""

# No word of it tells when, what kind, what business or how many people.
_NEUTRAL = (
    "本单位坚持质量第一，以顾客为关注焦点，推行精益管理，连年被评为先进。厂区占地60亩，质量管理体系健全，"
    "顾客满意度连续三年保持在95分以上，主要指标位居同行前列，得到各方好评，示范带动作用明显。"
)

FACTS = {
    "founded": "成立于2009年5月，",
    "economic_type": "系民营企业，",
    "business": "主营齿轮箱体加工和销售，",
    "staff": "现有员工236人。",
}

_LONG_FEATURES = (
    "以顾客为中心推行全员全过程全方位质量管理并持续改进让品质成为企业名片",
    "坚持零缺陷理念打造数字化质量追溯平台实现从原料到成品全程可查可控可追责",
    "三十年如一日把每一道工序当作最后一道工序来把关的匠心质量文化建设模式",
)
_FEATURES_LONG_BY_MARKS = (
    "坚持“零缺陷”、推行“三检制”、深化“质量链”，让客户更放心。",
    "“精”于工序、“严”于检验、“实”于改进、“诚”于服务，铸就好品质！",
)
_FEATURES_LONG_BY_LATIN = (
    "推行ISO9001与IATF16949双体系，实现全程可追溯",
    "以QFD、FMEA、SPC等工具为核心的质量改进平台",
)


def feature_too_long(entry: Entry, world: World) -> str:
    """More than 25 字 without a single mark: an error."""
    entry["feature"] = world.rng.choice(_LONG_FEATURES)
    return "feature"


def feature_long_by_marks(entry: Entry, world: World) -> str:
    """Above 25 字 only with its punctuation: a warning."""
    entry["feature"] = world.rng.choice(_FEATURES_LONG_BY_MARKS)
    return "feature"


def feature_long_by_characters(entry: Entry, world: World) -> str:
    """Above 25 only if every letter counts: information."""
    entry["feature"] = world.rng.choice(_FEATURES_LONG_BY_LATIN)
    return "feature"


def feature_blank(entry: Entry, _: World) -> str:
    """No feature."""
    entry["feature"] = ""
    return "feature"


def profile_too_long(entry: Entry, world: World) -> str:
    """More than 300 字, which the annex rules out only 原则上: a warning."""
    remarks = world.rng.sample(phrases.REMARKS, len(phrases.REMARKS))
    text = entry["profile"]
    for remark in remarks:
        text += remark.format(few=6, more=4, small=42, many=310)
        if len(text) > 380:
            break
    entry["profile"] = text
    return "profile"


def without_fact(fact: str) -> Spoil:
    """A profile that tells three of the four facts."""

    def spoil(entry: Entry, _: World) -> str:
        entry["profile"] = "".join(text for key, text in FACTS.items() if key != fact) + _NEUTRAL
        return "profile"

    return spoil


def district_missing(entry: Entry, world: World) -> str:
    """An industry only."""
    entry["location_industry"] = world.rng.choice(TRADES).industry
    return "location_industry"


def district_unknown(entry: Entry, world: World) -> str:
    """A district that Chongqing never had."""
    place = world.rng.choice(FOREIGN_PLACES)
    entry["location_industry"] = f"{place} {world.rng.choice(TRADES).industry}"
    return "location_industry"


def district_abolished(entry: Entry, world: World) -> str:
    """A district that Chongqing had until 2011 or 2016."""
    place = world.rng.choice(ABOLISHED_DISTRICTS)
    entry["location_industry"] = f"{place} {world.rng.choice(TRADES).industry}"
    return "location_industry"


def industry_missing(entry: Entry, world: World) -> str:
    """A district only."""
    entry["location_industry"] = world.district()
    return "location_industry"


def name_missing(entry: Entry, _: World) -> str:
    """Everything but a name."""
    entry["name"] = ""
    return "name"


def contact_without_post(entry: Entry, world: World) -> str:
    """Name and phone."""
    who = contacts.contact(world.rng)
    entry["contact"] = f"{who.name} {who.phone}"
    return "contact"


def contact_without_phone(entry: Entry, world: World) -> str:
    """Name and post."""
    who = contacts.contact(world.rng)
    entry["contact"] = f"{who.name} {who.post}"
    return "contact"


def contact_only_phone(entry: Entry, world: World) -> str:
    """A number and nobody."""
    entry["contact"] = contacts.mobile(world.rng)
    return "contact"


def contact_blank(entry: Entry, _: World) -> str:
    """Nobody to call."""
    entry["contact"] = ""
    return "contact"


def phone_wrong_digits(entry: Entry, world: World) -> str:
    """A mobile number with a digit too few or too many."""
    who, number = contacts.contact(world.rng), contacts.mobile(world.rng)
    entry["contact"] = f"{who.name} {who.post} {world.rng.choice((number[:-1], number + '0'))}"
    return "contact"


def willing_blank(entry: Entry, _: World) -> str:
    """No answer."""
    entry["willing"] = ""
    return "willing"


def willing_unclear(entry: Entry, world: World) -> str:
    """An answer that is neither yes nor no."""
    entry["willing"] = world.rng.choice(("待定", "视情况而定", "□ 是  □ 否", "☑是 ☑否"))
    return "willing"


def honors_too_old(entry: Entry, world: World) -> str:
    """An honor from before the five years."""
    name = world.rng.choice(phrases.PROVINCIAL_HONORS)
    entry["honors"] = f"{world.rng.randint(2010, 2017)}年 {name}"
    return "honors"


def honors_edge_year(entry: Entry, world: World) -> str:
    """A year in which the five years begin, without its month: information."""
    entry["honors"] = f"2019年 {world.rng.choice(phrases.PROVINCIAL_HONORS)}"
    return "honors"


def honors_no_year(entry: Entry, world: World) -> str:
    """An honor without its year."""
    entry["honors"] = world.rng.choice(phrases.PROVINCIAL_HONORS)
    return "honors"


def honors_no_level(entry: Entry, world: World) -> str:
    """An honor of nobody in particular."""
    entry["honors"] = world.rng.choice(
        ("2022年 质量先进单位", "2021年度优秀供应商", "2023年 质量信用AA级企业")
    )
    return "honors"


def formula_text(entry: Entry, _: World) -> str:
    """Text that a spreadsheet would run if it were ever stored as a formula; it must stay as written."""
    entry["name"] = '=HYPERLINK("https://example.invalid/","' + entry["name"] + '")'
    return "name"


def zero_width(entry: Entry, world: World) -> str:
    """Characters without width in a name; they are no part of it."""
    cut = len(entry["name"]) // 2
    mark = world.rng.choice(INVISIBLE)
    entry["name"] = entry["name"][:cut] + mark + entry["name"][cut:] + world.rng.choice(INVISIBLE)
    return "name"


INVISIBLE = "\u200b\u200c\u200d\ufeff\u2060"


def visible(text: str) -> str:
    """The text without characters that have no width."""
    return text.translate({ord(mark): None for mark in INVISIBLE})


def written_otherwise(name: str, rng: Random) -> str:
    """The same name with other brackets or spaces."""
    swapped = name.translate(str.maketrans("（）()", "()（）"))
    if swapped != name and rng.random() < 0.5:
        return swapped
    cut = rng.randint(1, len(name) - 1)
    return name[:cut] + rng.choice((" ", "　")) + name[cut:]


VALUE_FAULTS: dict[str, Spoil] = {
    **{
        spoil.__name__: spoil
        for spoil in (
            *(feature_too_long, feature_long_by_marks, feature_long_by_characters, feature_blank),
            *(profile_too_long, district_missing, district_unknown, district_abolished, industry_missing),
            *(name_missing, contact_without_post, contact_without_phone, contact_only_phone, contact_blank),
            *(phone_wrong_digits, willing_blank, willing_unclear, honors_too_old, honors_edge_year),
            *(honors_no_year, honors_no_level, formula_text, zero_width),
        )
    },
    **{f"{fact}_missing": without_fact(fact) for fact in FACTS},
}
