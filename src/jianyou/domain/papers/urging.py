"""邀请与催报: what is said to firms that are invited, haven't filed or corrected; ready to be pasted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jianyou.domain.papers.letters import Letter, LetterKind
from jianyou.terms.display import plain
from jianyou.terms.message import Param, say

NAMES_AT_ONCE = 100
"""Firms that one text for a group names; a longer list is parted."""
_ONE, _PART = 70, 67
"""Characters of one short message, and of each part of a longer one."""
_LONGEST_TITLE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The call as texts tell it: `until` and `page` (its address or empty) as people read them."""

    title: str
    office: str
    until: str
    page: str = ""


class ShortText(NamedTuple):
    """A short message with its characters, and how many messages it is sent as."""

    text: str
    length: int
    parts: int


def group_texts(occasion: Occasion, names: Sequence[str]) -> tuple[str, ...]:
    """Texts for a group chat that name everybody, each no more than NAMES_AT_ONCE."""
    texts = []
    for at in range(0, len(names), NAMES_AT_ONCE):
        some = names[at : at + NAMES_AT_ONCE]
        told = {**_told(occasion), "count": len(some), "names": "、".join(map(plain, some))}
        texts.append(_with_page(say("urging_group", told), occasion))
    return tuple(texts)


def firm_text(occasion: Occasion, name: str) -> str:
    """A text for one firm that hasn't filed."""
    return _with_page(say("urging_firm", {**_told(occasion), "name": plain(name)}), occasion)


def short_text_of(occasion: Occasion, name: str) -> ShortText:
    """The same as a short message."""
    return _short(
        say("urging_short", {**_told(occasion), "name": plain(name), "title": _cut(occasion.title)})
    )


def correction_text(occasion: Occasion, *, filer: str, name: str, number: str, due: str) -> str:
    """A text for a filer that hasn't corrected."""
    told = {**_told(occasion), "filer": plain(filer), "name": plain(name), "number": number, "due": due}
    return say("urging_correction", told)


def correction_short(*, filer: str, number: str, due: str) -> ShortText:
    """The same as a short message."""
    return _short(say("urging_correction_short", {"filer": plain(filer), "number": number, "due": due}))


def invitation_letter(occasion: Occasion, name: str) -> Letter:
    """邀请函 to one firm; number, seal and date are left blank."""
    return _letter(LetterKind.INVITATION, occasion, name, ("letter_invitation_one", "letter_invitation_two"))


def urging_letter(occasion: Occasion, name: str) -> Letter:
    """催报函 to one firm; number, seal and date are left blank."""
    return _letter(LetterKind.URGING, occasion, name, ("letter_urging_one",))


def _letter(kind: LetterKind, occasion: Occasion, name: str, codes: Sequence[str]) -> Letter:
    told = _told(occasion)
    paragraphs = [say(code, told) for code in codes]
    if occasion.page:
        paragraphs.append(say("letter_call_page", {"page": occasion.page}))
    return Letter(
        kind=kind,
        title=say("letter_invitation" if kind is LetterKind.INVITATION else "letter_urging"),
        addressee=plain(name),
        paragraphs=paragraphs,
        signed_by=occasion.office,
    )


def _told(occasion: Occasion) -> dict[str, Param]:
    return {"title": plain(occasion.title), "office": occasion.office, "until": occasion.until}


def _with_page(text: str, occasion: Occasion) -> str:
    return f"{text}\n{say('urging_page', {'page': occasion.page})}" if occasion.page else text


def _short(text: str) -> ShortText:
    length = len(text)
    return ShortText(text, length, 1 if length <= _ONE else -(-length // _PART))


def _cut(title: str) -> str:
    told = plain(title)
    return told if len(told) <= _LONGEST_TITLE else told[: _LONGEST_TITLE - 1] + "…"
