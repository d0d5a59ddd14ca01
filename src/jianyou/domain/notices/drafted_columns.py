"""What the headings of an annex table ask for, as far as their words tell; the rest is plain text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jianyou.domain.annexes.headings import fold
from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.notices.model import NoticeColumn, NoticeText

_NOISE = re.compile(r"[\s\u3000（）()]+")
# First come, first served; each with the key that its data gets.
_MEANINGS: tuple[tuple[re.Pattern[str], ColumnKind, str], ...] = (
    (re.compile(r"^序号$|^编号$"), ColumnKind.SERIAL, "serial"),
    (re.compile(r"统一社会信用代码|信用代码"), ColumnKind.CREDIT_CODE, "credit_code"),
    (re.compile(r"联系人.*(?:电话|手机|联系方式)"), ColumnKind.CONTACT, "contact"),
    (re.compile(r"(?:电话|手机)(?:号码?)?$|^联系方式$"), ColumnKind.PHONE, "phone"),
    (re.compile(r"^是否|(?:是/否|是、否)$"), ColumnKind.YES_NO, "yes_no"),
)
# The nominee's own name, surest first.
_NAMES = tuple(
    map(
        re.compile,
        (
            r"^(?:推荐对象|推荐单位|申报单位|企业|单位|组织|项目|成果|案例|论文|作品|工作室|团队)(?:名称)?$",
            r"(?:标题|题目|名称)$",
            r"^(?:推荐人选?|申报人|候选人|作者|户主)?姓名$",
            r"姓名|名称|标题|题目",
        ),
    )
)
_NUMBER = re.compile(r"(\d{1,6})(?:个)?字")
_AT_LEAST = re.compile(r"不少于|不得少于|不低于|至少|以上")
_MOST_CHARACTERS = 100_000
_AS_A_RULE = re.compile(r"原则上|左右|一般|约")


class DraftColumn(NamedTuple):
    """A column of the draft: what it is taken for, its heading, its limit in 字 (0 for none).

    `title` is the heading as printed, made different from the others where two are alike.
    """

    key: str
    kind: ColumnKind
    source: NoticeColumn
    title: str
    limit: int = 0
    as_a_rule: bool = False


def draft_columns(columns: Sequence[NoticeColumn]) -> list[DraftColumn]:
    """The columns of one table; exactly one of them names the nominee.

    Where no heading says so, it is the first that isn't a number: a question for a person.
    """
    plain = [_NOISE.sub("", column.name) for column in columns]
    meanings = [_meaning(heading) for heading in plain]
    named = _naming(plain, meanings)
    drafted: list[DraftColumn] = []
    titles: set[str] = set()
    for at, column in enumerate(columns):
        kind, key = (ColumnKind.NAME, "name") if at == named else meanings[at]
        taken = {each.key for each in drafted} | {"name"}
        own = key if key and (key not in taken or at == named) else f"column_{at + 1}"
        characters = _characters(column.limit) if kind is not ColumnKind.SERIAL else 0
        rule = bool(characters and _AS_A_RULE.search(column.limit))
        title = _different(column.name, at + 1, titles)
        titles.add(fold(title))
        drafted.append(DraftColumn(own, kind, column, title, characters, rule))
    return drafted


def _characters(limit: str) -> int:
    """The most 字 that a limit allows; 0 where it allows any number."""
    found = _NUMBER.search(limit)
    most = int(found[1]) if found and not _AT_LEAST.search(limit) else 0
    return most if most <= _MOST_CHARACTERS else 0


def _different(heading: str, number: int, titles: set[str]) -> str:
    """The heading, numbered where it has no words to be known by or is that of another column."""
    if fold(heading) and fold(heading) not in titles:
        return heading
    free = (f"{heading}（{at}）" for at in range(number, number + len(titles) + 2))
    return next(each for each in free if fold(each) not in titles)


def printed_tables(columns: Sequence[NoticeColumn], text: NoticeText) -> list[list[NoticeColumn]]:
    """The columns table by table: headings of one have nothing but white space between them."""
    tables: list[list[NoticeColumn]] = []
    for column in columns:
        last = tables[-1][-1] if tables else None
        beside = last and not text.text[last.span.end : column.span.start].strip()
        if last and beside and last.attachment == column.attachment:
            tables[-1].append(column)
        else:
            tables.append([column])
    return tables


def names_itself(columns: Sequence[NoticeColumn]) -> bool:
    """Whether a heading says which column names the nominee."""
    return any(name.search(_NOISE.sub("", column.name)) for name in _NAMES for column in columns)


def _meaning(heading: str) -> tuple[ColumnKind, str]:
    for words, kind, key in _MEANINGS:
        if words.search(heading):
            return kind, key
    return ColumnKind.TEXT, ""


def _naming(plain: Sequence[str], meanings: Sequence[tuple[ColumnKind, str]]) -> int:
    free = [at for at, (kind, _) in enumerate(meanings) if kind is ColumnKind.TEXT]
    for name in _NAMES:
        found = next((at for at in free if name.search(plain[at])), None)
        if found is not None:
            return found
    return free[0] if free else 0
