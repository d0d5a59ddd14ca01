"""载体: on what a filing was handed in, and in how many copies."""

from enum import StrEnum
from typing import NamedTuple

from jianyou.terms.message import Message

MOST_COPIES = 99


class Medium(StrEnum):
    """On what it was handed in."""

    PAPER = "paper"
    DISC = "disc"
    STICK = "stick"
    OTHER = "other"

    @property
    def word(self) -> Message:
        """What it is called."""
        return Message(_WORDS[self])


_WORDS = {
    Medium.PAPER: "medium_paper",
    Medium.DISC: "medium_disc",
    Medium.STICK: "medium_stick",
    Medium.OTHER: "medium_other",
}


class Handed(NamedTuple):
    """What was handed in: 1 to 99 copies, None while nobody counted, and the media, in the enum's order."""

    copies: int | None = None
    media: tuple[Medium, ...] = ()

    @property
    def told(self) -> bool:
        """Whether anything was written down."""
        return self.copies is not None or bool(self.media)


NOT_COUNTED = Handed()
"""Nobody wrote down copies or media."""


def handed_of(copies: int | None, media: object) -> Handed:
    """What a row says; words that there are not are passed over."""
    known = media if isinstance(media, list) else []
    return Handed(copies, tuple(one for one in Medium if one.value in known))
