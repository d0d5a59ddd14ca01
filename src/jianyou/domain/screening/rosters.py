"""名单: a published list of firms in a workbook or a text file; its columns guessed, its firms read."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jianyou.domain.screening.headings import NUMBERED, SYNONYMS, folded, folded_bare
from jianyou.officefiles.guard import Limits, admit
from jianyou.officefiles.model import FileKind
from jianyou.officefiles.plain import decoded
from jianyou.officefiles.sheet.rows import open_rows
from jianyou.officefiles.unpacking import MEGABYTE
from jianyou.terms.finding import Refused

MOST_FIRMS = 20_000
MOST_COLUMNS = 60
LONGEST_TEXT = 300
_SEARCHED = 20
_LIMITS = Limits(file_bytes=20 * MEGABYTE, unpacked_bytes=200 * MEGABYTE, part_bytes=200 * MEGABYTE)
_DELIMITERS = ",\t;"


class RosterField(StrEnum):
    """What a column of a list may tell of a firm."""

    NAME = "name"
    USCC = "uscc"
    REGION = "region"
    INDUSTRY = "industry"
    BATCH = "batch"
    LISTED_ON = "listed_on"
    STATUS = "status"
    VALID_UNTIL = "valid_until"
    FORMER_NAME = "former_name"
    ESTABLISHED_ON = "established_on"
    CONTACT = "contact"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"


CONTACTS = (RosterField.CONTACT, RosterField.PHONE, RosterField.MAIL, RosterField.ADDRESS)
"""The fields that hold personal data."""

_WORDS: Mapping[RosterField, tuple[str, ...]] = {
    RosterField.NAME: (*SYNONYMS["name"], "企业", "单位", "现企业名称", "变更后名称", "更名后名称"),
    RosterField.USCC: SYNONYMS["uscc"],
    RosterField.REGION: (*SYNONYMS["region"], "地区", "省市", "推荐单位", "所在区"),
    RosterField.INDUSTRY: SYNONYMS["industry"],
    RosterField.BATCH: ("批次", "认定批次", "所属批次", "批次名称"),
    RosterField.LISTED_ON: (
        "认定日期",
        "认定时间",
        "公布日期",
        "公布时间",
        "发文日期",
        "入选时间",
        "认定年份",
    ),
    RosterField.STATUS: ("状态", "认定状态", "名单状态", "复核结果", "复核情况", "备注状态"),
    RosterField.VALID_UNTIL: ("有效期至", "有效期止", "有效期截止", "到期日期", "到期时间", "有效期"),
    RosterField.FORMER_NAME: ("曾用名", "原企业名称", "原名称", "更名前名称", "变更前名称"),
    RosterField.ESTABLISHED_ON: SYNONYMS["established_on"],
    RosterField.CONTACT: ("联系人", "联系人姓名", "企业联系人", "负责人"),
    RosterField.PHONE: ("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "联系人电话"),
    RosterField.MAIL: ("邮箱", "电子邮箱", "电子邮件", "邮件地址", "email", "e-mail"),
    RosterField.ADDRESS: ("地址", "通讯地址", "通信地址", "联系地址", "注册地址", "单位地址"),
}


class RosterSheet(NamedTuple):
    """A list as written: its headings, and its rows with their numbers in the file, as wide as these."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def open_roster(path: Path) -> RosterSheet:
    """The first sheet of a workbook that holds anything, or a text file of rows.

    Raises:
        Refused: it is neither, holds no headings and rows, or is too large.
    """
    guarded = admit(path, limits=_LIMITS)
    if guarded.kind is FileKind.TEXT:
        return _sheet(_text_rows(decoded(guarded.data)))
    if guarded.kind not in (FileKind.XLSX, FileKind.XLS):
        raise Refused("roster_kind")
    del guarded
    with open_rows(path) as long:
        return _sheet(long.rows)


def _text_rows(text: str) -> Iterator[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        raise Refused("roster_kind") from None


def _sheet(rows: Iterable[Sequence[str]]) -> RosterSheet:
    """The rows below the headings that hold anything."""
    numbered = ((number, [_plain(text) for text in row]) for number, row in enumerate(rows, 1))
    above = list(islice(numbered, _SEARCHED))
    at = max(range(len(above)), key=lambda at: (_likeness(above[at][1]), -at), default=0)
    if not above or not _likeness(above[at][1]):
        raise Refused("roster_without_headings")
    headings = tuple(above[at][1])
    while headings and not headings[-1]:
        headings = headings[:-1]
    if len(headings) > MOST_COLUMNS:
        raise Refused("roster_too_wide", most=MOST_COLUMNS)
    width, found = len(headings), []
    for number, row in (*above[at + 1 :], *islice(numbered, MOST_FIRMS + 1)):
        fit = tuple([*row, *[""] * width][:width])
        if any(fit):
            found.append((number, fit))
    if len(found) > MOST_FIRMS:
        raise Refused("roster_too_long", most=MOST_FIRMS)
    if not found:
        raise Refused("roster_empty")
    return RosterSheet(headings, tuple(found))


def _likeness(row: Sequence[str]) -> int:
    """How much a row looks like headings: those known count ten times; a title alone in its row is none."""
    filled = sum(bool(text) for text in row)
    known = len(guess_columns(row))
    return 10 * known + filled if filled > 1 or known else 0


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 4 * LONGEST_TEXT]).split())


def guess_columns(headings: Sequence[str]) -> dict[RosterField, int]:
    """The places (from 0) of the columns that their headings tell; of two for one field the first."""
    numbered = {folded(word) for word in NUMBERED}
    guessed: dict[RosterField, int] = {}
    for fold in (folded, folded_bare):
        keys = [fold(heading) for heading in headings]
        for field, words in _WORDS.items():
            usual = {folded(word) for word in words} - numbered
            places = [at for at, key in enumerate(keys) if key in usual and at not in guessed.values()]
            if places:
                guessed.setdefault(field, places[0])
    return guessed


def fitting_columns(given: Mapping[str, int], width: int) -> dict[RosterField, int]:
    """The columns that were said, each a place of a list that is so wide.

    Raises:
        Refused: no column is said to hold the names, or one is said to hold two things.
    """
    columns = {
        RosterField(field): at for field, at in given.items() if field in set(RosterField) and 0 <= at < width
    }
    if RosterField.NAME not in columns:
        raise Refused("roster_no_name_column")
    twice = [at for at in columns.values() if list(columns.values()).count(at) > 1]
    if twice:
        raise Refused("roster_column_twice", column=column_letter(twice[0]))
    return columns


def column_letter(at: int) -> str:
    """The letter of a column as workbooks show it; `at` counts from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class RosterKind(StrEnum):
    """What a list is of; calls name the same keys for whom they address."""

    LEADING_MANUFACTURER = "leading_manufacturer"
    QUALITY_BENCHMARK = "quality_benchmark"
    LITTLE_GIANT = "little_giant"
    SINGLE_CHAMPION = "single_champion"
    SPECIALIZED = "specialized"
    OTHER = "other"


TITLES: Mapping[str, str] = {
    RosterKind.LEADING_MANUFACTURER: "制造业领军企业",
    RosterKind.QUALITY_BENCHMARK: "全国质量标杆",
    RosterKind.LITTLE_GIANT: "专精特新“小巨人”企业",
    RosterKind.SINGLE_CHAMPION: "制造业单项冠军企业",
    RosterKind.SPECIALIZED: "专精特新中小企业",
}
"""The title that a firm on such a list holds, as rules name it."""
