"""拼音: how a name sounds, so that it is found by its sound or its initials."""

import re
import unicodedata

from pypinyin import lazy_pinyin

LONGEST = 1000
_PLAIN = re.compile(r"[0-9a-z]+")


def sound_of(name: str) -> str:
    """The name in pinyin without tones, and its initials: `青禾阀门` gives `qinghefamen qhfm`.

    Letters and digits stay, in small letters; whatever else stands between is left out. No more than
    LONGEST signs.
    """
    syllables: list[str] = []
    initials: list[str] = []
    for part in lazy_pinyin(unicodedata.normalize("NFKC", name).lower(), errors=_others, v_to_u=False):
        said = part.removeprefix(_KEPT)
        syllables.append(said)
        initials.append(said if part != said else said[:1])
    return f"{''.join(syllables)} {''.join(initials)}".strip()[:LONGEST]


_KEPT = "\0"


def _others(run: str) -> str:
    """Of what is no Chinese character the letters and digits, marked to stay whole among the initials."""
    return _KEPT + "".join(_PLAIN.findall(run))
