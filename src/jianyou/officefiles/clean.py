"""Characters that nobody sees are taken out of what was read, and never in silence."""

import re

from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place

# Other names of a line end: Word's soft break, form feed, NEL, line and paragraph separator.
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
# Text and emoji presentation of the character before: the character itself stays.
PRESENTATION = "\ufe0e\ufe0f"
# C0 and C1 controls, soft hyphen, joiners and fillers, zero-width, bidirectional and tag characters.
UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
_LINE_ENDS = re.compile(f"\r\n|[{_BREAKS}]")
_INVISIBLE = re.compile(f"[{UNSEEN}]")
_MEANINGLESS = re.compile(f"[{UNSEEN}{PRESENTATION}]")
_TO_MEND = re.compile(f"[{UNSEEN}{PRESENTATION}{_BREAKS}]")
_DECEIVING = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def is_clean(text: str) -> bool:
    """Whether `clean` would leave the text as it is; one search, so ask it of many texts at once."""
    return _TO_MEND.search(text) is None


def clean(text: str) -> tuple[str, str]:
    """The text without invisible characters, with newlines for line ends; and what was taken out.

    Emoji presentation selectors go as well, unmentioned: the character that they follow stays.
    """
    if _TO_MEND.search(text) is None:
        return text, ""
    text = _LINE_ENDS.sub("\n", text)
    return _MEANINGLESS.sub("", text), "".join(_INVISIBLE.findall(text))


def invisible_characters(place: Place, removed: str) -> Finding:
    """The finding about characters taken out; a warning where they can make text read otherwise."""
    severity = Severity.WARNING if _DECEIVING.search(removed) else Severity.INFO
    shown = " ".join(f"U+{ord(character):04X}" for character in sorted(set(removed)))
    return Finding("invisible_characters", severity, place, {"characters": shown})
