"""Number formats: which of them make a number look like something else, and what it then looks like.

Dates are the reader's business; thousands separators, decimals, colors and brackets leave a number
what it is. Built-in format numbers: ECMA-376 part 1, 18.8.30.
"""

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from jianyou.officefiles.sheet.child import number_text

_P = rb"(?:[\w.-]+:)?"
_CELL_FORMAT = re.compile(rb"<" + _P + rb"xf((?:\s[^<>]*)?/?)>")
_FORMAT_NUMBER = re.compile(rb"""\snumFmtId\s*=\s*["']([0-9]{1,9})["']""")
_FORMAT = re.compile(rb"<" + _P + rb"numFmt(\s[^<>]*)>")
_FORMAT_CODE = re.compile(rb"""\sformatCode\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BUILT_IN = {9: "0%", 10: "0.00%", 42: "¥ #,##0", 44: "¥ #,##0.00"}
_UNTOUCHED = re.compile(
    r"\[(?:[A-Z][a-z]+|Color ?\d+|[<>=]+[\d.]+|\$-[0-9A-Fa-f,]+)\]|_.|\*.|\\[ ()-]|\"[ ()-]*\""
)
_PLAIN = re.compile(r"(?:General|@|[#0?., ()+\-;/]|E[+-]0)*")
_PERCENT = re.compile(r"[#0?,]+(?:\.[#0?]+)? ?%")
_PADDED = re.compile(r"0{2,20}")
_PARTED = re.compile(r"[0#?][-() ]+[0#?]|(?:^|;)[^0#?;]*00")
_DATE_LETTERS = re.compile(r"[ymdhsYMDHS]")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class NumberFormat(NamedTuple):
    """A format that shows more than the number, or less; `padded` is the least number of digits."""

    code: str
    is_percent: bool
    padded: int

    def show(self, text: str) -> str | None:
        """The number `text` as it is shown, or None where that isn't known."""
        if self.is_percent:
            return number_text(float(text) * 100) + "%"
        return text.zfill(self.padded) if self.padded and text.isdigit() else None


def number_format(code: str) -> NumberFormat:
    """The format of a code."""
    padded = len(code) if _PADDED.fullmatch(code) else 0
    return NumberFormat(code, _PERCENT.fullmatch(code) is not None, padded)


def telling_formats(styles: bytes) -> Mapping[int, NumberFormat]:
    """The cell formats of styles.xml (by their number) that show a number as something else."""
    return _remembered(styles) if len(styles) <= _SHORT else _telling_formats(styles)


def _telling_formats(styles: bytes) -> Mapping[int, NumberFormat]:
    start, end = styles.find(b"cellXfs"), styles.rfind(b"cellXfs>")
    numbers = [_number(match[1]) for match in _CELL_FORMAT.finditer(styles, max(start, 0), max(end, 0))]
    custom = {number for number in numbers if number > 49}
    if not custom and not _BUILT_IN.keys() & set(numbers):
        return {}
    codes = dict(_BUILT_IN)
    if custom:
        for match in _FORMAT.finditer(styles):
            code = _FORMAT_CODE.search(match[1])
            if code is not None:
                codes[_number(match[1])] = html.unescape(
                    (code[1] or code[2] or b"").decode("utf-8", "replace")
                )
    return {
        style: number_format(codes[number])
        for style, number in enumerate(numbers)
        if number in codes and _tells(codes[number])
    }


# The forms of one call come from one template, and so share their styles to the last byte.
_SHORT = 32_768
_remembered = lru_cache(maxsize=16)(_telling_formats)


def _number(attributes: bytes) -> int:
    match = _FORMAT_NUMBER.search(attributes)
    return int(match[1]) if match is not None else 0


def _tells(code: str) -> bool:
    if _PADDED.fullmatch(code) or not code.strip(";"):  # ";;;" shows nothing at all
        return True
    bare = _UNTOUCHED.sub("", code)
    if _PLAIN.fullmatch(bare):  # unless it parts a number's digits or fills it up: 000-0000
        return "/" not in bare and _PARTED.search(bare) is not None
    return _DATE_LETTERS.search(_QUOTED.sub("", code)) is None
