"""The words of a contact cell: which are names, which posts, departments, labels."""

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jianyou.codes.surnames import COMPOUND, SINGLE

_DATA = Path(__file__).with_name("data") / "contact_words.csv"


class Kind(Enum):
    """What a word is; MAYBE has the length of a name but no known surname."""

    NAME = auto()
    SURNAME = auto()
    POST = auto()
    DEPARTMENT = auto()
    MAYBE = auto()
    OTHER = auto()


Word = tuple[Kind, str]


def words(text: str) -> list[Word]:
    """The words of a folded text without its labels, names and posts taken apart."""
    return [word for token in _tokens(text) for word in _told(token)]


def names_something(text: str) -> bool:
    """Whether a text between two numbers holds more than labels and marks."""
    return any(not token[0].isdigit() for token in _tokens(text))


_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_DOTS = "•‧・"
_SPACED = re.compile(rf"(?<![{_HAN}·])([{_HAN}])[ \t]+(?=[{_HAN}](?![{_HAN}·]))")
_TOKEN = re.compile(
    r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+"
    rf"|[{_HAN}]+(?:[·{_DOTS}][{_HAN}]+)+|[{_HAN}]+"
    r"|[A-Za-z][A-Za-z'’.]*(?:[ ]+[A-Za-z][A-Za-z'’.]*)*|\d[\d-]*"
)
_LABEL_AFTER = re.compile(
    r"(?:联系电话|联系方式|办公电话|电话号码|手机号码|手机号|电话|手机|座机|办公|微信|传真|邮箱)+$"
)
_PASSED_BY = frozenset("及或和与办宅")
_LATIN_LABEL = re.compile(r"(?:tel|phone|mobile|mob|cell|fax|e-?mail|name|qq|wechat|vx)\.?", re.IGNORECASE)
_LATIN_POST = re.compile(r"CEO|CTO|CFO|COO|CQO|GM|(?:[A-Za-z]+ ){0,5}(?:[Mm]anager|[Dd]irector|[Ee]ngineer)")
_DEPARTMENT = re.compile(
    r"(?:部|处|科|室|办|中心|车间|公司|厂|局|院|校|委|会|组|所|站|队|集团|事业部|工段|班)$"
)
_UNIT_THEN_NAME = re.compile(rf"([{_HAN}]+?(?:部|处|科|室|中心|车间|公司|厂|局|院|校|委))([{_HAN}]{{2,4}})")
_HONORIFIC = re.compile(r"(?<=.)(?:先生|女士|小姐|同志)$")
_WEAK_POST = re.compile(r".+[长理监师员任席记官]")


class _Patterns(NamedTuple):
    """Patterns made of the word lists: `post` ends in a post, `whole` is one from its beginning."""

    label: re.Pattern[str]
    post: re.Pattern[str]
    whole: re.Pattern[str]
    post_then_name: re.Pattern[str]
    head: re.Pattern[str]
    never: frozenset[str]


@cache
def _patterns() -> _Patterns:
    lists: dict[str, list[str]] = {}
    for line in _DATA.read_text("utf-8").splitlines()[1:]:
        kind, listed = line.split(",")
        lists.setdefault(kind, []).extend(listed.split())
    label, post, head = (
        "|".join(sorted(lists[kind], key=len, reverse=True)) for kind in ("label", "post", "head")
    )
    return _Patterns(
        label=re.compile(rf"(?:{label}|办公(?![室厅]))+(?=$|[:/(]|[{_HAN}])"),
        post=re.compile(rf"(?:{post})$"),
        whole=re.compile(rf"(?:(?:{head}|{post})[{_HAN}]*)?(?:{post})$"),
        post_then_name=re.compile(rf"([{_HAN}]*(?:{post}))([{_HAN}]{{2,4}})"),
        head=re.compile(head),
        never=frozenset(lists["never"]),
    )


def _tokens(text: str) -> Iterator[str]:
    if " " in text or "\t" in text:
        text = _SPACED.sub(r"\1", text)
    label = _patterns().label
    for token in _TOKEN.findall(text):
        found = label.match(token)
        bare = _LABEL_AFTER.sub("", token[found.end() :] if found else token)
        if bare and bare not in _PASSED_BY:
            yield bare


def _told(token: str) -> list[Word]:
    """What a token is; the first rule that has an answer gives it."""
    if token[0].isascii():
        return _latin(token)
    if len(token) > 2 and token.endswith("一") and _patterns().post.search(token, 0, len(token) - 1):
        token = token[:-1]
    for rule in _RULES:
        told = rule(token)
        if told:
            return told
    return [(Kind.MAYBE if 3 <= len(token) <= 4 else Kind.OTHER, token)]


def _latin(token: str) -> list[Word]:
    if _LATIN_LABEL.fullmatch(token):
        return []
    if _LATIN_POST.fullmatch(token):
        return [(Kind.POST, token)]
    if token[0].isupper() and len(token) > 2 and "@" not in token:
        return [(Kind.NAME, token)]
    return [(Kind.OTHER, token)]


def _dotted(token: str) -> list[Word]:
    plain = token.translate(dict.fromkeys(map(ord, _DOTS), "·"))
    return [(Kind.NAME, plain)] if "·" in plain else []


def _honored(token: str) -> list[Word]:
    """王女士, 王小明先生."""
    bare = _HONORIFIC.sub("", token)
    if bare == token:
        return []
    return [(Kind.SURNAME if bare in SINGLE or bare in COMPOUND else Kind.NAME, bare)]


def _never(token: str) -> list[Word]:
    return [(Kind.OTHER, token)] if token in _patterns().never else []


def _with_post(token: str) -> list[Word]:
    """A token that ends in a post: the post alone, a surname and a post, or a name and a post."""
    patterns = _patterns()
    if not patterns.post.search(token):
        return []
    whole = patterns.whole
    surname = token[:2] if token[:2] in COMPOUND else token[:1]
    known = surname in COMPOUND or surname in SINGLE
    if whole.match(token):
        return [(Kind.POST, token)]
    if known and whole.match(token, len(surname)):
        return [(Kind.SURNAME, surname), (Kind.POST, token[len(surname) :])]
    lengths = (len(surname) + 1, len(surname) + 2) if known else (3, 4)
    for length in lengths:
        if whole.match(token, length):
            return [(Kind.NAME if known else Kind.MAYBE, token[:length]), (Kind.POST, token[length:])]
    return [(Kind.POST, token)]


def _post_then_name(token: str) -> list[Word]:
    found = _patterns().post_then_name.fullmatch(token)
    return [(Kind.POST, found[1]), (Kind.NAME, found[2])] if found and _is_name(found[2]) else []


def _department(token: str) -> list[Word]:
    """质量部; a name such as 王科 is one unless it begins as departments do."""
    if not _DEPARTMENT.search(token):
        return []
    return [] if _is_name(token) and not _patterns().head.match(token) else [(Kind.DEPARTMENT, token)]


def _name(token: str) -> list[Word]:
    return [(Kind.NAME, token)] if _is_name(token) else []


def _unit_then_name(token: str) -> list[Word]:
    found = _UNIT_THEN_NAME.fullmatch(token)
    return [(Kind.DEPARTMENT, found[1]), (Kind.NAME, found[2])] if found and _is_name(found[2]) else []


def _weak_post(token: str) -> list[Word]:
    """Any other word that ends as posts do: 段长, 讲解员."""
    return [(Kind.POST, token)] if _WEAK_POST.fullmatch(token) else []


_RULES: tuple[Callable[[str], list[Word]], ...] = (
    _dotted,
    _honored,
    _never,
    _with_post,
    _post_then_name,
    _department,
    _name,
    _unit_then_name,
    _weak_post,
)


def _is_name(token: str) -> bool:
    """Whether it has the shape of a Chinese name: a surname and one or two characters more."""
    if token[:2] in COMPOUND and 3 <= len(token) <= 4:
        return True
    return token[:1] in SINGLE and 2 <= len(token) <= 3
