"""部门意见: what a department's words mean, and what several departments together settle of a nominee."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.papers.clearance import ACCIDENT_KINDS, ACCIDENTS, fact_of, part_of
from jianyou.terms.message import say

LONGEST_ANSWER = 500
_NONE = frozenset(
    [
        "无",
        "没有",
        "未发现",
        "否",
        "不存在",
        "零",
        "0",
        "无此情况",
        "无该情况",
        "无此类情况",
        "无上述情况",
        "无记录",
        "无相关记录",
        "未发生",
        "未列入",
        "未被列入",
        "不在名单",
        "不在名录",
        "未发现问题",
        "未发现相关记录",
        "无事故",
        "无违法",
        "无违法违规",
        "无不合格",
        "无处罚",
        "无处罚记录",
    ]
)
_SOME = frozenset(["有", "是", "存在", "列入", "已列入", "被列入", "有记录", "有处罚", "有事故"])
_BEGINS_SOME = re.compile(r"有\s*(?:[,，:：;；。、(（]|\d)|有(?=行政处罚|处罚|违法|违规|事故|不合格)")
_EDGES = re.compile(r"^[\s。．.，,；;：:！!、]+|[\s。．.，,；;：:！!、]+$")
_DAY = re.compile(r"(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")
_GRADE = re.compile(r"(特别重大|重大|较大|一般)[\u4e00-\u9fff]{0,8}?事故")
_NOT = re.compile(r"[未不非无]|以[上下]")
_GRADES = {"特别重大": "especially_major", "重大": "major", "较大": "larger", "一般": "general"}


class Told(StrEnum):
    """What a department answered: 无、有、看不明白. Silence is none of them."""

    NONE = "none"
    SOME = "some"
    UNCLEAR = "unclear"


class Overall(StrEnum):
    """The same of all questions of a letter; `partial`: nothing found, and some were left unanswered."""

    NONE = "none"
    SOME = "some"
    UNCLEAR = "unclear"
    PARTIAL = "partial"


class Answer(NamedTuple):
    """An answer to one question, with the words that tell more."""

    told: Told
    text: str = ""


Answers = Mapping[str, Answer]
"""The answers of one department to one entry by the questions' keys; what it left out isn't there."""


def understood(cell: str, details: str = "") -> Answer | None:
    """What stands in a cell; `details` is what is written beside it. None: nothing was answered.

    Whatever isn't plainly 无 or 有 is unclear: it is never taken for an answer.
    """
    text = " ".join(unicodedata.normalize("NFKC", cell).split())[:LONGEST_ANSWER]
    word = _EDGES.sub("", text)
    more = " ".join(details.split())
    if not text:
        return None
    if word in _NONE:
        # 无 with an explanation that tells of something is no 无.
        return Answer(Told.NONE, "")
    if word in _SOME:
        return Answer(Told.SOME, more[:LONGEST_ANSWER])
    if _BEGINS_SOME.match(word):
        own = _EDGES.sub("", word.removeprefix("有")) if word[1:2] in " ,，:：;；。、" else word
        return Answer(Told.SOME, "；".join(part for part in (own, more) if part)[:LONGEST_ANSWER])
    return Answer(Told.UNCLEAR, text)


def overall(answers: Answers, keys: Sequence[str]) -> Overall | None:
    """All answers together; None where the department is silent."""
    told = {answers[key].told for key in keys if key in answers}
    if not told:
        return None
    if Told.SOME in told:
        return Overall.SOME
    if Told.UNCLEAR in told:
        return Overall.UNCLEAR
    return Overall.NONE if all(key in answers for key in keys) else Overall.PARTIAL


def plain_answers(answers: Answers) -> dict[str, list[str]]:
    """Answers as they are kept."""
    return {key: [one.told.value, one.text] for key, one in answers.items()}


def answers_kept(kept: Mapping[str, Sequence[str]]) -> dict[str, Answer]:
    """Answers from how they are kept."""
    return {key: Answer(Told(told), text) for key, (told, text) in kept.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """One department asked one question of an entry: what it answered, None while it is silent."""

    department: str
    key: str
    answer: Answer | None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What replies together say of a fact: its value, whose they are, the newest day, each one's words."""

    value: object
    departments: tuple[str, ...]
    on: date | None
    note: str


def settle(spec: FactSpec, asked: Iterable[Asked]) -> Settled | None:
    """The value of a fact by all that were asked about it; None while it stays unknown.

    Found is found, whoever else is silent. Nothing found counts only where everybody who was asked said so,
    and of accidents only where each kind was asked. A record of which nothing is known stands for what is
    open beside records that are known, so that no rule takes these for all there are.
    """
    every = list(asked)
    answered = [one for one in every if one.answer and one.answer.told is not Told.UNCLEAR]
    found = [one for one in answered if one.answer and one.answer.told is Told.SOME]
    open_parts = _open_parts(spec.name, every)
    if spec.type is FactType.FLAG:
        value: object = bool(found)
    else:
        unknown = [{"kind": part} if part else {} for part in open_parts]
        value = [_record(one) for one in found] + unknown
    if not answered or (open_parts and not found):
        return None
    days = [one.on for one in answered if one.on]
    return Settled(
        value=value,
        departments=tuple(dict.fromkeys(one.department for one in answered)),
        on=max(days) if days else None,
        note=_note(every, open_parts),
    )


def _open_parts(fact: str, every: Sequence[Asked]) -> list[str]:
    parts = ACCIDENT_KINDS if fact == ACCIDENTS else ("",)
    return [
        part
        for part in parts
        if not (own := [one for one in every if part_of(one.key) == part])
        or any(one.answer is None or one.answer.told is Told.UNCLEAR for one in own)
    ]


def _record(asked: Asked) -> dict[str, object]:
    """What the words of a found one tell, as far as they are plain: a day, an accident's grade."""
    text = asked.answer.text if asked.answer else ""
    record: dict[str, object] = {}
    if on := _only_day(text):
        record["on"] = on.isoformat()
    fact = fact_of(asked.key)
    if fact == ACCIDENTS:
        record["kind"] = part_of(asked.key)
        grades = set(_GRADE.findall(text))
        if len(grades) == 1 and not _NOT.search(text):
            record["severity"] = _GRADES[grades.pop()]
    elif fact == "violations" and text:
        record["what"] = text
    return record


def _only_day(text: str) -> date | None:
    """The day that a text names, None where it names none or several."""
    days = set()
    for year, month, day in _DAY.findall(text):
        try:
            days.add(date(int(year), int(month), int(day)))
        except ValueError:
            return None
    return days.pop() if len(days) == 1 else None


def _note(every: Sequence[Asked], open_parts: Sequence[str]) -> str:
    told = [_told(one) for one in every]
    asked = {part_of(one.key) for one in every}
    told += [say(_NOT_ASKED[part]) for part in open_parts if part and part not in asked]
    return "；".join(told)[:2000]


_NOT_ASKED = {
    "quality": "clearance_not_asked_quality",
    "safety": "clearance_not_asked_safety",
    "environment": "clearance_not_asked_environment",
}


def _told(one: Asked) -> str:
    if one.answer is None:
        return say("clearance_note_silent", {"department": one.department})
    code = {
        Told.NONE: "clearance_note_none",
        Told.SOME: "clearance_note_some",
        Told.UNCLEAR: "clearance_note_unclear",
    }[one.answer.told]
    return say(code, {"department": one.department, "text": one.answer.text[:120]})
