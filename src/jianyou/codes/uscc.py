"""统一社会信用代码 (GB 32100-2015): why a code is wrong, said as exactly as can be known.

18 characters: registering department, category, 6 digits of the registering office's place, the
9 characters of an organization code (GB 11714, its own check character last), a check character.
The place digits tell where a body was once registered: they are never read as its location.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jianyou.codes.fold import fold_width
from jianyou.terms.message import Message, Param

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

# Department -> its categories, GB 32100-2015 with amendment 1 (2016); 54 and 55 are the residents'
# and villagers' committees, which civil affairs codes by a rule of its own.
_CATEGORIES = {
    "1": "1239",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "123459",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "123",
    "A": "19",
    "N": "1239",
    "Y": "1",
}
_LOOKALIKES = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
_BAD_CHARACTERS_NAMED = 3
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_LABEL = re.compile(r"^(?:统一)?(?:社会)?信用代码:*")
_SPREADSHEET = re.compile(r"\d(?:\.\d+)?E\+?\d+|\d{15}000(?:\.0)?")
_ORGANIZATION_CODE = re.compile(r"[0-9A-Z]{8}-?[0-9X]")


class CreditCode(NamedTuple):
    """What became of a written code.

    `code` is the 18 characters in upper case and half width, empty where the text has another
    length. `problems` say why it can't be right (empty: it is well formed), `notes` what was folded.
    """

    written: str
    code: str
    problems: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against the code. Whether it was ever issued nobody can tell from it."""
        return not self.problems


def check(text: str) -> CreditCode:
    """Check a written code; never raises."""
    folded = _LABEL.sub("", _INVISIBLE.sub("", fold_width(text))).upper()
    if not folded:
        return CreditCode(text, "", (Message("uscc_empty"),))
    if len(folded) != LENGTH:
        return CreditCode(text, "", (_other_length(folded),))
    bad = _bad_characters(folded)
    if bad:
        return CreditCode(text, folded, tuple(bad))
    foreign = _foreign(folded)
    if foreign:
        return CreditCode(text, folded, (foreign,))
    notes = () if folded == text.strip() else (Message("uscc_folded", {"code": folded}),)
    return CreditCode(text, folded, tuple(_problems(folded)), notes)


def is_valid(code: str) -> bool:
    """Whether `code`, exactly as it stands, is a well-formed credit code."""
    checked = check(code)
    return checked.ok and checked.code == code


def check_character(first17: str) -> str:
    """The 18th character for 17 characters of the alphabet; ValueError for anything else."""
    if len(first17) != LENGTH - 1 or any(character not in _VALUES for character in first17):
        raise ValueError(first17)
    total = sum(_VALUES[character] * weight for character, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organization_check_character(first8: str) -> str:
    """The 9th character of an organization code (GB 11714); ValueError unless 8 of 0-9, A-Z."""
    if re.fullmatch(r"[0-9A-Z]{8}", first8) is None:
        raise ValueError(first8)
    weighted = zip(first8, _ORGANIZATION_WEIGHTS, strict=True)
    rest = -sum(int(character, 36) * weight for character, weight in weighted) % 11
    return "X" if rest == 10 else str(rest)


def make(body: str, *, department: str = "9", category: str = "1", place: str = "500000") -> str:
    """A well-formed code for tests and samples; `body` is the first 8 of the organization code."""
    first17 = f"{department}{category}{place}{body}{organization_check_character(body)}"
    return first17 + check_character(first17)


def _other_length(folded: str) -> Message:
    if _SPREADSHEET.fullmatch(folded):
        return Message("uscc_rounded")
    if _ORGANIZATION_CODE.fullmatch(folded):
        return Message("uscc_organization_code")
    if len(folded) == 15 and folded.isdecimal():
        return Message("uscc_old_registration_number")
    return Message("uscc_length", {"length": len(folded)})


def _bad_characters(folded: str) -> list[Message]:
    bad = [(place, character) for place, character in enumerate(folded, 1) if character not in _VALUES]
    if len(bad) > _BAD_CHARACTERS_NAMED:
        return [Message("uscc_not_a_code", {"count": len(bad)})]
    found = []
    for position, character in bad:
        params: dict[str, Param] = {"position": position, "character": character}
        likely = _LOOKALIKES.get(character)
        if likely:
            found.append(Message("uscc_lookalike", {**params, "likely": likely}))
        else:
            found.append(Message("uscc_character", params))
    return found


def _foreign(code: str) -> Message | None:
    """What else 18 characters may be that don't check as a credit code."""
    if code[17] == check_character(code[:17]):
        return None
    if _SPREADSHEET.fullmatch(code):
        return Message("uscc_rounded")
    return Message("uscc_resident_id") if _is_resident_id(code) else None


def _problems(code: str) -> Iterator[Message]:
    categories = _CATEGORIES.get(code[0])
    if categories is None:
        yield Message("uscc_department", {"character": code[0]})
    elif code[1] not in categories:
        yield Message("uscc_category", {"department": code[0], "character": code[1]})
    place = code[2:8]
    if not place.isdecimal():
        yield Message("uscc_place", {"place": place})
    expected = organization_check_character(code[8:16])
    if code[16] != expected:
        yield Message("uscc_organization_check", {"found": code[16], "expected": expected})
    expected = check_character(code[:17])
    if code[17] != expected:
        yield Message("uscc_check", {"found": code[17], "expected": expected})


def _is_resident_id(code: str) -> bool:
    """Whether it is a resident ID number (GB 11643): 17 digits with a date of birth, check character."""
    if not code[:17].isdecimal():
        return False
    try:
        born = date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(code[:17], _ID_WEIGHTS, strict=True)) % 11
    return born.year >= 1900 and code[17] == "10X98765432"[rest]
