"""是否: an answer as senders really write it: a word, or ticked boxes beside words."""

import re
from itertools import pairwise

_TICKED = "☑☒✓✔√■●"
_EMPTY = "□☐○◯"
_YES = re.compile(
    r"(?:是|有|愿意?|同意|申报|参加|yes|y)(?:意愿|意向|申报|参加|愿意|有|参评|中国质量奖)*", re.IGNORECASE
)
_NO = re.compile(
    r"(?:否|不是|无|没有|暂无|不愿意?|暂不|不|no|n)(?:意愿|意向|申报|参加|考虑|愿意|有|参评|中国质量奖)*",
    re.IGNORECASE,
)
_NOISE = re.compile(r"[\s。．.，,；;！!（）()【】\[\]:：/]+")
_EMPTY_BRACKETS = re.compile(r"[（(\[【]\s*[）)\]】]")
_TOKEN = re.compile(rf"[{_TICKED}]|[{_EMPTY}]|[^{_TICKED}{_EMPTY}]+")
_REMARK = re.compile(r"([^（(]+)[（(]([^（()）]+)[)）]")
_BOTH = re.compile(r"(是|有|愿意)(否|无|不愿意)")


def parse(text: str) -> bool | None:
    """True or False where the words or one ticked box are plain, else None."""
    compact = _NOISE.sub("", _EMPTY_BRACKETS.sub("□", text))
    if not compact:
        return None
    tokens = _TOKEN.findall(compact)
    if len(tokens) == 1:
        return True if tokens[0] in _TICKED else _plain(text, tokens[0])
    if len(tokens) == 2 and any(token in _EMPTY for token in tokens):
        return None
    return _boxes(_split_words(tokens))


def _plain(text: str, word: str) -> bool | None:
    """An answer in words; a remark in brackets may not contradict it."""
    answer = _word(word)
    remark = _REMARK.fullmatch(text.strip())
    if answer is None and remark:
        answer = _word(_NOISE.sub("", remark[1]))
        if _word(_NOISE.sub("", remark[2])) not in (None, answer):
            return None
    return answer


def _word(word: str) -> bool | None:
    if _NO.fullmatch(word):
        return False
    halves = len(word) // 2
    if word[:halves] == word[halves:]:
        word = word[:halves]
    return True if _YES.fullmatch(word) else None


def _split_words(tokens: list[str]) -> list[str]:
    """`是否` between boxes is two answers, not one."""
    words: list[str] = []
    for token in tokens:
        both = _BOTH.fullmatch(token)
        words.extend(both.groups() if both else (token,))
    return words


def _is_box(token: str) -> bool:
    return token in _TICKED or token in _EMPTY


def _boxes(tokens: list[str]) -> bool | None:
    """The one answer whose box is ticked; None where box and word can't be paired for sure."""
    first, last = _is_box(tokens[0]), _is_box(tokens[-1])
    if first == last:
        return None
    ordered = tokens if first else tokens[::-1]
    answers = set()
    for box, word in pairwise(ordered):
        if _is_box(box) and _is_box(word):
            return None
        if box in _TICKED:
            answers.add(_word(word))
    return answers.pop() if len(answers) == 1 else None
