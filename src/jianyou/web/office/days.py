"""Days as people type them in a field of the office."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from jianyou.terms.finding import Refused


class Misplaced(Exception):
    """A refusal of what stands in a field."""

    def __init__(self, field: str, refused: Refused) -> None:
        super().__init__(field)
        self.field = field
        self.refused = refused


_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LONGEST = 20


def day_typed(text: str) -> date | None:
    """A day: `2026-04-30`, `2026/4/30` or `2026年4月30日`; None where nothing was typed.

    Raises:
        Refused: it is no such day.
    """
    folded = unicodedata.normalize("NFKC", text[: _LONGEST + 1]).strip()
    if not folded:
        return None
    found = _DAY.fullmatch(re.sub("[年月/.]", "-", folded).removesuffix("日"))
    if len(text) > _LONGEST or not found or not 2000 <= int(found[1]) < 2100:
        raise Refused("call_answer_day")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Refused("call_answer_day") from None


def day_in(posted: Mapping[str, str], field: str) -> date | None:
    """The day in a field of a form, None where nothing was typed.

    Raises:
        Misplaced: it is no such day.
    """
    try:
        return day_typed(posted.get(field, ""))
    except Refused as refused:
        raise Misplaced(field, refused) from None
