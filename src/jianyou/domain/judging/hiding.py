"""隐名: names, phones, addresses and codes found in a text however they are spaced, and hidden.

What is searched is folded: width and case, and everything but letters and digits is left out. A name is
thus found over line ends, with spaces or points between its signs, in full width, without its brackets.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from jianyou.codes.names import LEGAL_FORMS
from jianyou.domain.judging.recusal.names import bare_key, group_key, unit_key, whole_key

HIDDEN = "【隐去】"
SHORTEST = 2
"""Signs of the shortest name that is looked for."""
MOST_TEXT = 1_000_000
"""Signs of a text that is searched; what is longer is cut up by who asks."""
_MOST_NAMES = 200
_LONGEST_PLACE = 40
_SURE_LENGTH = 3
"""A shorter name may be an ordinary word: it is hidden, but doesn't refuse a file."""


class Kind(StrEnum):
    """What was found. `PATTERN`s look like it without being known of this entry."""

    NAME = "name"
    SHORT = "short"
    PERSON = "person"
    CONTACT = "contact"
    WORD = "word"
    PATTERN = "pattern"


class Name(NamedTuple):
    """A text to be hidden, as it is written, and what it is."""

    text: str
    kind: Kind


class Mark(NamedTuple):
    """Where something stands in a text: from `start` to before `end`. `sure`: it must not be shown."""

    start: int
    end: int
    kind: Kind
    sure: bool


class Piece(NamedTuple):
    """A piece of a text; `kind` is None where nothing is hidden in it."""

    text: str
    kind: Kind | None


_APART = re.compile(r"[,;:!?，。；：、！？]")
"""A place before them, or a company's form behind, doesn't belong to a name."""
_LEGAL = re.compile(rf"(?:[(（]?集团[)）]?)?(?:{LEGAL_FORMS}|集团|总公司|厂)")
_TRADES = (
    "齿轮|机械|机电|电机|电气|电器|电力|电子|制造|科技|技术|装备|设备|仪表|仪器|汽车|摩托车|动力|材料|新材料|化工|医药|药业"
    "|生物|食品|饮料|酒业|乳业|农业|纺织|服装|建材|水泥|玻璃|陶瓷|钢铁|金属|铝业|铜业|铸造|锻造|模具|轴承|橡胶|塑料|包装"
    "|印刷|纸业|家具|家电|照明|光电|通信|软件|信息|网络|数据|智能|机器人|环保|能源|新能源|电池|物流|工程|建设|建筑|实业"
    "|工业|产业|集团|控股|发展|投资|贸易|商贸|服务|股份|企业|研究院|研究所"
)
_TRADE = re.compile(rf"(?:{_TRADES})+$")
_PATTERNS = (
    re.compile(r"(?<![\d.])1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)"),
    re.compile(r"(?<![\d.])(?:\(0\d{2,3}\)|0\d{2,3})[ -]?\d{7,8}(?!\d)"),
    re.compile(r"(?<![\d.])[48]00(?:[ -]?\d){7}(?!\d)"),
    re.compile(r"[a-z0-9_.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}"),
    re.compile(r"(?:https?://|www\.)[a-z0-9_./?=&%#:-]{3,200}"),
    re.compile(r"(?<![a-z0-9])[1-9a-z][0-9a-z]\d{6}[0-9a-z]{10}(?![a-z0-9])"),
)


def short_forms(name: str) -> tuple[str, ...]:
    """An organization's short names: without its legal form, its place, its trade; longest first."""
    unit, bare = unit_key(name), bare_key(name)
    brand = _TRADE.sub("", bare or unit)
    forms = {unit, whole_key(name), group_key(name), bare, bare.removesuffix("集团"), brand}
    known = {form for form in forms if len(form) >= SHORTEST and not form.isdigit()}
    return tuple(sorted(known - {folded(name)}, key=lambda form: (-len(form), form)))


def names_of_unit(names: Iterable[str]) -> Iterator[Name]:
    """An organization's names, former ones among them, and their short forms."""
    for name in names:
        if len(folded(name)) >= SHORTEST:
            yield Name(name, Kind.NAME)
            yield from (Name(form, Kind.SHORT) for form in short_forms(name))


class Finder:
    """Finds the names of one entry; `places` are hidden where they stand right before one of them."""

    def __init__(self, names: Iterable[Name], places: Iterable[str] = ()) -> None:
        wanted: dict[str, Name] = {}
        for name in names:
            key = folded(name.text)
            if len(key) >= SHORTEST and len(wanted) < _MOST_NAMES:
                wanted.setdefault(key, name)
        self._wanted = wanted
        ordered = sorted(wanted, key=lambda key: (-len(key), key))
        known = {key for place in places if len(key := folded(place)) >= SHORTEST}
        before = "|".join(re.escape(key) for key in sorted(known, key=lambda key: (-len(key), key)))
        self._place = re.compile(f"(?:{before})+$") if before else None
        self._sought = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def marks(self, text: str) -> tuple[Mark, ...]:
        """What is to be hidden in a text, in order; no two of them touch or overlap.

        Raises:
            ValueError: the text is longer than `MOST_TEXT`.
        """
        if len(text) > MOST_TEXT:
            raise ValueError(len(text))
        return _joined([*self._named(text), *_patterned(text)], text)

    def _named(self, text: str) -> Iterator[Mark]:
        if self._sought is None:
            return
        plain, places = _folded(text)
        found = self._sought.search(plain)
        while found:
            start, end = places[found.start()], places[found.end() - 1] + 1
            if _cut_out(text, start, end):
                found = self._sought.search(plain, found.start() + 1)
                continue
            name = self._wanted[found[0]]
            start = self._with_place(text, plain[: found.start()], places, start)
            end = _with_form(text, plain, found.end(), places, end)
            sure = len(folded(text[start:end])) >= _SURE_LENGTH or name.kind in (Kind.NAME, Kind.WORD)
            yield Mark(start, end, name.kind, sure)
            found = self._sought.search(plain, found.end())

    def _with_place(self, text: str, before: str, places: list[int], start: int) -> int:
        """Where a name begins with the places right before it."""
        found = self._place.search(before[-_LONGEST_PLACE:]) if self._place else None
        first = places[len(before) - len(found[0])] if found else start
        return start if _APART.search(text, first, start) else first


def _with_form(text: str, plain: str, at: int, places: list[int], end: int) -> int:
    """Where a name ends with the company's form right behind it."""
    found = _LEGAL.match(plain, at)
    last = places[found.end() - 1] + 1 if found else end
    return end if _APART.search(text, end, last) else last


def hide(text: str, marks: Sequence[Mark]) -> str:
    """The text with `HIDDEN` in the place of each mark."""
    return "".join(HIDDEN if piece.kind else piece.text for piece in pieces(text, marks))


def pieces(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The text cut at its marks, nothing left out."""
    cut: list[Piece] = []
    at = 0
    for mark in marks:
        if mark.start > at:
            cut.append(Piece(text[at : mark.start], None))
        cut.append(Piece(text[mark.start : mark.end], mark.kind))
        at = mark.end
    return tuple([*cut, Piece(text[at:], None)] if at < len(text) else cut)


def folded(text: str) -> str:
    """What two writings of one name share."""
    return _folded(text)[0]


def _cut_out(text: str, start: int, end: int) -> bool:
    """Whether Latin letters or digits at its edge are only a part of a longer word or number."""
    return _one_word(text[max(0, start - 1) : start], text[start]) or _one_word(
        text[end - 1], text[end : end + 1]
    )


def _one_word(left: str, right: str) -> bool:
    both = unicodedata.normalize("NFKC", left + right)
    return len(both) > 1 and both.isascii() and both.isalnum()


def _folded(text: str) -> tuple[str, list[int]]:
    """The text folded, and where each of its signs stands in the original."""
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for one in _plain(sign):
            if one.isalnum():
                signs.append(one)
                places.append(at)
    return "".join(signs), places


def _plain(sign: str) -> str:
    # Most signs of a dossier are such: they stay as they are.
    return sign if "\u4e00" <= sign <= "\u9fff" else unicodedata.normalize("NFKC", sign).casefold()


def _patterned(text: str) -> Iterator[Mark]:
    """Phones, mail addresses, pages and credit codes of anybody; `text` keeps its spaces here."""
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for one in _plain(sign):
            if unicodedata.category(one) != "Cf":
                signs.append(" " if one.isspace() else "-" if one in "‐‑‒–—−" else one)
                places.append(at)
    plain = "".join(signs)
    for pattern in _PATTERNS:
        for found in pattern.finditer(plain):
            yield Mark(places[found.start()], places[found.end() - 1] + 1, Kind.PATTERN, sure=False)


def _joined(marks: list[Mark], text: str) -> tuple[Mark, ...]:
    """Marks that touch, or have only spaces between them, become one, of the gravest kind."""
    order = list(Kind)
    joined: list[Mark] = []
    for mark in sorted(marks):
        last = joined[-1] if joined else None
        if last and (mark.start <= last.end or not text[last.end : mark.start].strip()):
            kind = min(last.kind, mark.kind, key=order.index)
            joined[-1] = Mark(last.start, max(last.end, mark.end), kind, last.sure or mark.sure)
        else:
            joined.append(mark)
    return tuple(joined)
