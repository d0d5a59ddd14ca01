"""公文用语: how dates and blanks are written in official papers."""

from datetime import date

BLANK = "〔　　　　〕"
"""Where somebody has to fill in what isn't known."""


def written_date(on: date | None) -> str:
    """成文日期 in Arabic figures without leading zeros; empty where it is left to the hand."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def or_blank(text: object) -> str:
    """A text or number, or the blank where there is none."""
    return BLANK if text is None or text == "" else str(text)
