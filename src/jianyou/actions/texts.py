"""Texts that somebody typed, as they are kept."""

from jianyou.domain.annexes.typed import fit_text
from jianyou.terms.finding import Refused


def one_line(text: str, most: int, missing: str = "") -> str:
    """A text on one line, its words one space apart, of at most so many characters.

    Raises:
        Refused: it is too long; or nothing stands in it, which the code `missing` tells unless that is empty.
    """
    return _fit(" ".join(fit_text(text, lines=False).split()), most, missing)


def in_lines(text: str, most: int, missing: str = "") -> str:
    """A text in lines, of at most so many characters.

    Raises:
        Refused: as `one_line`.
    """
    return _fit(fit_text(text, lines=True), most, missing)


def _fit(told: str, most: int, missing: str) -> str:
    if not told and missing:
        raise Refused(missing)
    if len(told) > most:
        raise Refused("site_text_long", most=most)
    return told
