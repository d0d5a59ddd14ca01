"""行业: recognize a GB/T 4754-2017 industry inside what somebody wrote, and say how sure that is.

The table's own functions (`get`, `find_name`, `section_of` ...) are offered here too.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jianyou.codes.industry_table import (
    DETAILED_SECTIONS,
    IGNORED,
    Industry,
    Level,
    divisions,
    entries,
    find_name,
    fold,
    get,
    key,
    names,
    section_of,
    sections,
)
from jianyou.terms.message import Message

__all__ = [
    "Confidence",
    "Industry",
    "IndustryMatch",
    "Level",
    "divisions",
    "entries",
    "find_name",
    "get",
    "near",
    "recognize",
    "section_of",
    "sections",
]

LONGEST = 1_000
_WORDS = Path(__file__).with_name("data") / "industry_words.csv"


class Confidence(StrEnum):
    """How an industry was told.

    exact: by a code or a name of the standard; short: by a shortening or former name that can mean
    nothing else; near: by a word of everyday or of policy, so only a suggestion, never a fact.
    """

    EXACT = "exact"
    SHORT = "short"
    NEAR = "near"


_RANK = {Confidence.EXACT: 0, Confidence.SHORT: 1, Confidence.NEAR: 2}


class IndustryMatch(NamedTuple):
    """The industry that a text tells; `others` are further ones as sure, none within another.

    `written` is the text from `start` to `end`; `notes` say where a code is wrong or contradicts.
    """

    industry: Industry
    confidence: Confidence
    written: str
    start: int
    end: int
    others: tuple[Industry, ...] = ()
    notes: tuple[Message, ...] = ()


class _Word(NamedTuple):
    """A way to write an industry; no codes means: known, but of no one industry.

    `joined` says that it has a 和 or the like of its own: 汽车零部件 isn't 汽车及零部件.
    """

    codes: tuple[str, ...]
    confidence: Confidence
    joined: bool


class _Found(NamedTuple):
    start: int
    end: int
    codes: tuple[str, ...]
    confidence: Confidence
    notes: tuple[Message, ...] = ()


def recognize(text: str) -> IndustryMatch | None:
    """Find the industry in a free text (its first `LONGEST` characters); None where it tells none.

    `C36汽车制造业`, `制造业-通用设备制造业`, `汽车零部件及配件制造(3670)` are told by code or name,
    `汽车制造` by a shortening, `电子信息` only nearly. The most specific of nested ones is taken.
    """
    folded = fold(text[:LONGEST])
    named = _without_inner(_bounded(folded, list(_named(folded))))
    coded = list(_coded(folded, named))
    if not (named or coded):
        return None
    best = _reconciled(named, coded)
    return _match(text, best) if best else None


def near(name: str, limit: int = 5) -> list[Industry]:
    """The industries that `name` may mean, best first, at most `limit`: suggestions only.

    Words known of everyday use come first, then the names of the standard most like it.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415  — slow to load, needed only for suggestions

    told = recognize(name)
    known = [told.industry, *told.others] if told else []
    alike = process.extract(key(name), names().keys(), scorer=fuzz.WRatio, limit=limit, score_cutoff=50)
    return list(dict.fromkeys([*known, *(names()[written] for written, _, _ in alike)]))[:limit]


def _match(text: str, found: list[_Found]) -> IndustryMatch | None:
    rank = min(_RANK[each.confidence] for each in found)
    kept = [each for each in found if _RANK[each.confidence] == rank]
    told = [entry for each in kept for code in each.codes if (entry := get(code))]
    if not told:
        return None
    main = told[0]
    for entry in told:
        if main.covers(entry):
            main = entry
    others = [entry for entry in dict.fromkeys(told) if not (entry.covers(main) or main.covers(entry))]
    place = next(each for each in kept if main.code in each.codes)
    return IndustryMatch(
        industry=main,
        confidence=place.confidence,
        written=text[place.start : place.end],
        start=place.start,
        end=place.end,
        others=tuple(others),
        notes=tuple(note for each in kept for note in each.notes),
    )


# Words that may stand right before or after a name without being part of it.
_SOFT = "、和及与"
_JOINS = re.compile("[和及与]")
_LEADS = (
    *("从事", "主营", "属于", "属", "为", "是", "的", "行业", "大类", "中类", "小类", "门类"),
    *("重庆市", "重庆", "镇", "乡", "街道", "村", "园区", "工业园", "新城", "组团", "开发区", "号"),
)
_TRAILS = ("行业", "产业", "类", "领域", "企业", "等", "为主", "大类", "中类", "小类", "门类")


def _named(folded: str) -> Iterator[_Found]:
    """All words of industries in the text, overlapping ones too, in order."""
    places = [place for place, character in enumerate(folded) if character not in IGNORED]
    solid = "".join([folded[place] for place in places])
    index = _index()
    for at in range(len(solid) - 1):
        for written, word in index.get(solid[at : at + 2], ()):
            if solid.startswith(written, at):
                end = places[at + len(written) - 1] + 1
                sure = word.joined or not _JOINS.search(folded, places[at], end)
                yield _Found(places[at], end, word.codes, word.confidence if sure else Confidence.NEAR)


def _bounded(folded: str, found: list[_Found]) -> list[_Found]:
    """Only words that end where a word ends; one that doesn't begin where a word begins is near."""
    starts = {each.start for each in found}
    kept: list[_Found] = []
    for each in found:
        right = _right_boundary(folded, each, starts)
        if right is None:
            continue
        left = _left_boundary(folded, each, found, kept)
        confidence = each.confidence
        if not left:
            if confidence is Confidence.NEAR and each.end - each.start < 3:
                continue
            confidence = Confidence.NEAR
        elif right is False and confidence is Confidence.SHORT:
            confidence = Confidence.NEAR
        kept.append(each._replace(confidence=confidence))
    return kept


def _right_boundary(folded: str, each: _Found, starts: set[int]) -> bool | None:
    """True for a clear end, False before 、 or 和, None inside a longer word."""
    if each.end == len(folded):
        return True
    after = folded[each.end]
    if after in _SOFT:
        return False
    if after.isascii() or not after.isalnum() or folded.startswith(_TRAILS, each.end):
        return True
    follows = each.end in starts and each.end - each.start >= 4 and folded[each.end - 1] == "业"
    return True if follows else None


def _left_boundary(folded: str, each: _Found, found: list[_Found], kept: list[_Found]) -> bool:
    """Whether a word begins there; after 、 or 和 only if a sure word of industry stands before."""
    if each.start == 0:
        return True
    before = folded[each.start - 1]
    if before in _SOFT:
        end = each.start - 1
        if end == 0 or not folded[end - 1].isalnum():
            return True
        return any(
            other.end == end and other.confidence is not Confidence.NEAR for other in reversed(kept)
        ) or folded.startswith(_LEADS, end)
    if before.isascii() or not before.isalnum() or folded.endswith(_LEADS, 0, each.start):
        return True
    return before == "业" and any(other.end == each.start and other.end - other.start >= 3 for other in found)


def _without_inner(found: list[_Found]) -> list[_Found]:
    """Without words that lie within a longer one."""
    kept = []
    for each in found:
        inside = (
            other.start <= each.start and each.end <= other.end and other[:2] != each[:2] for other in found
        )
        if not any(inside):
            kept.append(each)
    return kept


_CODE = re.compile(
    r"(?<![0-9A-Za-z.])(?:([A-T])[- ]?)?([0-9]{2,4})(?![0-9A-Za-z.%年月日号人万亿元米路座栋楼室层])"
)
_LONE_LETTER = re.compile(r"\W*([A-T])\W*(?:类|门类)?\W*")
_LETTER = re.compile(r"[^\W\d_]")
_LEVEL_WORDS = ("大类", "中类", "小类")
_BRACKETED = ("(", "[", "【", "〔", "{")


def _coded(folded: str, named: list[_Found]) -> Iterator[_Found]:
    """The codes of the text. Bare digits count alone, in brackets or right beside a name."""
    lone = _LONE_LETTER.fullmatch(folded)
    if lone:
        yield _Found(lone.start(1), lone.end(1), (lone[1],), Confidence.EXACT)
    for code in _CODE.finditer(folded):
        letter, digits = code[1] or "", code[2]
        if letter or _is_code_place(folded, code, named):
            found = _of_code(letter, digits, code.start(), code.end())
            if found:
                yield found


def _is_code_place(folded: str, code: re.Match[str], named: Iterable[_Found]) -> bool:
    before, after = folded[: code.start()], folded[code.end() :]
    if not _LETTER.search(folded) or before.endswith(_BRACKETED):
        return True
    if after.startswith(_LEVEL_WORDS) or before.rstrip(" :").endswith((*_LEVEL_WORDS, "代码")):
        return True
    ends = {len(before), len(before.rstrip(" -:·"))}
    starts = {code.end(), len(folded) - len(after.lstrip(" -:·."))}
    return any(each.end in ends or each.start in starts for each in named)


def _of_code(letter: str, digits: str, start: int, end: int) -> _Found | None:
    section = section_of(digits)
    code = letter + digits
    if section is None:
        notes = (Message("industry_code_unknown", {"code": code}),)
        return _Found(start, end, (), Confidence.NEAR, notes) if letter else None
    if letter not in ("", section):
        notes = (Message("industry_code_section", {"code": code, "section": section}),)
        return _Found(start, end, (digits if get(digits) else digits[:2],), Confidence.NEAR, notes)
    if get(digits):
        return _Found(start, end, (digits,), Confidence.EXACT)
    if section in DETAILED_SECTIONS:
        notes = (Message("industry_code_unknown", {"code": code}),)
        return _Found(start, end, (digits[:2],), Confidence.NEAR, notes)
    return _Found(start, end, (digits[:2],), Confidence.EXACT)


def _reconciled(named: list[_Found], coded: list[_Found]) -> list[_Found]:
    """Names and codes together: where a sure name and a code contradict, the name leads, as near."""
    sure = [each for each in named if each.confidence is not Confidence.NEAR and each.codes]
    if not sure or not coded:
        return sorted([*named, *coded])
    together = list(named)
    for code in coded:
        entry = get(code.codes[0]) if code.codes else None
        told = [other for each in sure if (other := get(each.codes[0]))]
        if entry and not code.notes and any(one.covers(entry) or entry.covers(one) for one in told):
            together.append(code)
            continue
        notes = code.notes
        if entry and not notes:
            params = {"code": entry.full_code, "name": entry.name, "written": told[0].name}
            notes = (Message("industry_code_differs", params),)
        together = [each._replace(confidence=Confidence.NEAR) for each in together]
        together[0] = together[0]._replace(notes=together[0].notes + notes)
    return together


_MAKING = ("制造", "加工", "生产", "供应", "采选", "开采", "修理", "冶炼", "洗选")


def _shortened(name: str) -> Iterator[tuple[str, Confidence]]:
    """Shorter and longer ways to write a name's key, each with its confidence."""
    sure = Confidence.SHORT
    if name.endswith("业"):
        bare = name[:-1]
        yield bare, sure if len(bare) > 2 else Confidence.NEAR
    else:
        bare = name
        if name.endswith(_MAKING):
            yield name + "业", sure
    stem = bare.removesuffix("制造")
    if stem != bare and len(stem) > 1 and not stem.startswith("其他"):
        yield stem, sure if len(stem) >= 4 else Confidence.NEAR


def _is_joined(written: str) -> bool:
    return any(mark in written for mark in _SOFT)


@cache
def _index() -> dict[str, list[tuple[str, _Word]]]:
    """All words by their first two characters, the longest first."""
    words: dict[str, _Word] = {}
    for name, entry in names().items():
        words[name] = _Word((entry.code,), Confidence.EXACT, _is_joined(entry.name))
    for line in _WORDS.read_text("utf-8").splitlines()[1:]:
        written, confidence, codes = line.split(",")
        word = _Word(tuple(filter(None, codes.split("|"))), Confidence(confidence), _is_joined(written))
        words.setdefault(key(written), word)
        if written.endswith(_MAKING):
            words.setdefault(key(written) + "业", word)
    for name, entry in names().items():
        if entry.level is Level.SECTION and name.endswith("制造业"):
            continue
        for written, short in _shortened(name):
            words.setdefault(written, _Word((entry.code,), short, _is_joined(entry.name)))
    index: dict[str, list[tuple[str, _Word]]] = {}
    for written in sorted(words, key=len, reverse=True):
        index.setdefault(written[:2], []).append((written, words[written]))
    return index
