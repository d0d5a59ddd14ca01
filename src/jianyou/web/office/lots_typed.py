"""What is typed line by line around a draw: rules, commitments and secrets of other parties."""

import re
import unicodedata
from collections.abc import Iterator

from jianyou.domain.judging.draw import Commitment, Secret
from jianyou.domain.judging.draw_strata import Stratum
from jianyou.queries.lots import DISTRICT, FIELD
from jianyou.terms.finding import Refused

LONGEST_LINES = 5000
_RULE = re.compile(r"(\S{1,60}) +(\d{1,5})(?: *[-~—–至] *(\d{1,5})?)?")
_CODE = re.compile(r"[A-T](?:\d{2})?")
_PARTY = re.compile(r"(\S(?:.{0,98}\S)?) +([0-9a-fA-F]{64})")
_SECRET = re.compile(r"(\S(?:.{0,98}?\S)?) +(\S{1,200}) +([0-9a-f]{32,128})")


def strata_typed(text: str) -> tuple[Stratum, ...]:
    """Rules of a draw: `C36 2-4`, `C36 2` (exactly two), `C36 2-` (at least), `渝北区 0-3`.

    Raises:
        Refused: a line can't be read.
    """
    rules = []
    for number, line in _lines(text):
        found = _RULE.fullmatch(line)
        if not found:
            raise Refused("lots_strata_wrong", line=number, text=line[:60])
        value, least, most = found[1], int(found[2]), found[3]
        exact = "-" not in line and most is None and line.endswith(found[2])
        upper = int(most) if most else int(least) if exact else None
        attribute = FIELD if _CODE.fullmatch(value.upper()) else DISTRICT
        rules.append(Stratum(attribute, value.upper() if attribute == FIELD else value, least, upper))
    return tuple(rules)


def parties_typed(text: str) -> tuple[Commitment, ...]:
    """Commitments of others: a name and the SHA-256 of their secret.

    Raises:
        Refused: a line can't be read.
    """
    found = []
    for number, line in _lines(text):
        match = _PARTY.fullmatch(line)
        if not match:
            raise Refused("lots_party_wrong", line=number)
        found.append(Commitment(match[1], match[2].lower()))
    return tuple(found)


def secrets_typed(text: str) -> tuple[Secret, ...]:
    """Secrets of others: a name, the secret, its salt.

    Raises:
        Refused: a line can't be read.
    """
    found = []
    for number, line in _lines(text):
        match = _SECRET.fullmatch(line)
        if not match:
            raise Refused("lots_secret_wrong", line=number)
        found.append(Secret(match[1], match[2], match[3]))
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold anything, half-width, with their numbers."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, " ".join(unicodedata.normalize("NFKC", line).split())
