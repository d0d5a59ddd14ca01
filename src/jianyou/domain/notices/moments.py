"""日期和时刻: every day in a squeezed text, with hour and weekday where they are printed.

Understood are `2024年2月22日18:00`, `2月22日（周四）下午5点半`, `2024-02-22`, `二〇二四年二月六日`,
`9月底`, and the second half of a span that prints no month (`3月1日至15日`). A month without a day is none.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jianyou.domain.notices.text import Squeezed


class Moment(NamedTuple):
    """A day as printed, `start` to `end` in the squeezed text; `year` is None where none is printed.

    `day` is 0 for the end of a month (月底), `hour` None where no hour is printed, 24 for midnight at
    the end of the day. `weekday` counts from Monday = 0. `next_year` says 明年 or 次年. `opens` is the
    place where a span of days opens that this moment closes, else `start`.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    hour: int | None = None
    minute: int = 0
    weekday: int | None = None
    next_year: bool = False
    opens: int = -1

    def on(self, year: int) -> date | None:
        """The day in that year, None if it has no such day."""
        last = monthrange(year, self.month)[1]
        if self.day > last:
            return None
        return date(year, self.month, self.day or last)


_DIGITS = {sign: place for place, sign in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "零": 0,
    "O": 0,
    "o": 0,
}
_HAN = "〇○零一二三四五六七八九"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DATE = (
    rf"(?:(?P<year>(?:19|20)\d\d|[一二][{_HAN}O]{{3}})年|(?P<next>明年|次年|翌年))?"
    rf"(?P<month>{_MONTH})月(?:份)?(?:(?P<day>{_DAY})(?:[日号]|(?![\d.、年月点时:])|(?=\.\D))|(?P<last>月?底|末))"
    r"|(?P<iso>20\d\d)(?P<mark>[-./])(?P<isomonth>1[0-2]|0?[1-9])(?P=mark)(?P<isoday>3[01]|[12]\d|0?[1-9])(?:(?!\d)|(?=[0-2]\d:[0-5]\d))"
)
_WEEKDAY = r"(?:\(?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])\)?)?"
_HOUR = (
    r"(?P<part>上午|下午|中午|午间|正午|晚上|晚间|晚|早上|凌晨)?"
    r"(?:(?P<hour>2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[一二三四五六七八九两])"
    r"(?:[:∶](?P<minute>[0-5]\d)|[点时](?:(?P<minutes>[0-5]\d)分?|(?P<half>半)|[整钟])?))?"
)
_MOMENT = re.compile(rf"(?:{_DATE}){_WEEKDAY}{_HOUR}")
TO = r"(?:起|开始)?(?:至|到|[-—–―~]{1,3})"
_TO = re.compile(TO)
_TO_DAY = re.compile(rf"{TO}(?P<day>{_DAY})[日号]{_WEEKDAY}{_HOUR}")


def find_moments(squeezed: Squeezed) -> list[Moment]:
    """All days of the text in order; one that can't be a day (2月30日) is passed by."""
    found: list[Moment] = []
    for match in _MOMENT.finditer(squeezed.text):
        moment = _moment(match)
        if moment is None or _torn(squeezed, match.start()):
            continue
        found.append(_joined(squeezed.text, found[-1] if found else None, moment))
        found.extend(_closing(squeezed.text, moment))
    return found


def _torn(squeezed: Squeezed, start: int) -> bool:
    """Whether the first digit belongs to a longer number right before it (13月)."""
    if not start or not (squeezed.text[start].isdigit() and squeezed.text[start - 1].isdigit()):
        return False
    return squeezed.places[start] - squeezed.places[start - 1] <= 1


def _closing(text: str, first: Moment) -> Iterator[Moment]:
    """The end of a span that repeats no month: 至15日."""
    match = _TO_DAY.match(text, first.end)
    if match:
        hour, minute = _hour(match)
        day = _number(match["day"])
        if first.day < day <= 31:
            yield Moment(
                match.start("day"), match.end(), first.year, first.month, day, hour, minute,
                _weekday(match["weekday"]), first.next_year, first.start,
            )  # fmt: skip


def _joined(text: str, last: Moment | None, moment: Moment) -> Moment:
    """The moment, told where its span opens if it closes one."""
    if last is None or not (_TO.fullmatch(text, last.end, moment.start) or _slash(text, last, moment)):
        return moment._replace(opens=moment.start)
    year = moment.year
    if year is None and last.year is not None:
        year = last.year + ((moment.month, moment.day or 31) < (last.month, last.day))
    return moment._replace(opens=last.start, year=year)


def _slash(text: str, last: Moment, moment: Moment) -> bool:
    return bool(last.year and moment.year and text[last.end : moment.start] == "/")


def _moment(match: re.Match[str]) -> Moment | None:
    month = _number(match["month"] or match["isomonth"])
    day = 0 if match["last"] else _number(match["day"] or match["isoday"])
    year = _year(match["year"] or match["iso"])
    hour, minute = _hour(match)
    moment = Moment(
        match.start(),
        match.end(),
        year,
        month,
        day,
        hour,
        minute,
        _weekday(match["weekday"]),
        bool(match["next"]),
    )
    return moment if moment.on(year or 2024) else None


def _hour(match: re.Match[str]) -> tuple[int | None, int]:
    part = match["part"] or ""
    if not match["hour"]:
        return (12, 0) if part in ("中午", "正午") else (None, 0)
    hour = _number(match["hour"])
    minute = 30 if match["half"] else int(match["minute"] or match["minutes"] or 0)
    if (part in ("下午", "晚上", "晚间", "晚") and hour < 12) or (part in ("中午", "午间") and hour < 3):
        hour += 12
    return (24, 0) if hour == 24 or (hour == 12 and part.startswith("晚")) else (hour, minute)


def _weekday(sign: str | None) -> int | None:
    return None if sign is None else "一二三四五六日".find(sign.replace("天", "日"))


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    year = int("".join(str(_DIGITS.get(sign, sign)) for sign in written))
    return year if 1900 <= year < 2100 else None


def _number(written: str) -> int:
    """Up to 99, in digits or as 二十三."""
    if written.isdigit() and written.isascii():
        return int(written)
    tens, ten, ones = written.partition("十")
    if not ten:
        return 2 if written == "两" else _DIGITS[written]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
