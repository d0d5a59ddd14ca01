"""Exact numbers: how they are rounded, and how they are written so that a hash means the same everywhere."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

FINEST = 6
"""Digits behind the point of any number that people give."""

_WRITTEN = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{0,11}[1-9])?", re.ASCII)


def half_up(number: Fraction, digits: int) -> Decimal:
    """A number not below 0 rounded to so many digits; what lies in the middle goes up (四舍五入)."""
    scaled = number * 10**digits + Fraction(1, 2)
    return Decimal(f"{scaled.numerator // scaled.denominator}e-{digits}")


@lru_cache(maxsize=10_000)
def fraction(number: Decimal) -> Fraction:
    """The number as a fraction; the same few points come again and again, so they are kept."""
    return Fraction(number)


@lru_cache(maxsize=10_000)
def on_grid(number: Decimal, step: Decimal) -> bool:
    """Whether it is a whole number of steps."""
    return (fraction(number) / fraction(step)).denominator == 1


def too_fine(number: Decimal) -> bool:
    """Whether it has more digits behind the point than anybody may give; trailing zeros don't count."""
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        return True
    zeros = next((at for at, digit in enumerate(reversed(digits)) if digit), -exponent)
    return exponent + zeros < -FINEST


def said(number: Decimal) -> str:
    """The one way to write a number: no exponent, no trailing zeros, no minus before zero."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def number_of(text: object) -> Decimal | None:
    """The number that `said` would write so; None where it would write another text, or it is none."""
    if not isinstance(text, str) or not _WRITTEN.fullmatch(text) or text == "-0":
        return None
    return Decimal(text)
