"""主送机关: whom a notice is addressed to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianyou.domain.notices.text import Squeezed

_WHO = (
    "企业|公司|集团|单位|部门|机构|机关|院校|高校|学校|中学|小学|幼儿园|各校|直校|大学|学院|医院|银行|园区|"
    "委员会|办公室|政府|中心|协会|学会|商会|联合会|妇联|工会|团委|党委|党组|人员|教师|老师|同志|专家|职工|"
    "局|委|办|处|室|院|会|部|厅|科|所|站|组|社|群众|企事业|区县|镇街|街道|乡镇"
)
_ENDING = re.compile(rf"(?:{_WHO})(?:\([^()]*\))*$")
_QUALIFIED = (
    "各|有关|相关|市直|市属|市级|省直|省属|省级|区直|区属|县直|县属|直属|部属|局属|委属|厅属|全市|全省|全区|全县|全国|全体|"
    "民办|公办|高等|重点|规模以上|省内|市内|区内|县内|直管|在渝|驻|中央|其他|其它|辖区"
)
_OPENING = re.compile(
    rf"(?:{_QUALIFIED}|[一-龥]{{2,8}}?(?:省|市|区|县|局|委|厅)|机关|有限)|[一-龥]{{2,12}}(?:公司|大学|学院|集团)"
)
_POLITE = re.compile(r"(?:各位|尊敬的|亲爱的)")
_NEVER = re.compile(
    r"[。;!?《》#]|\d|联系|电话|地址|邮箱|附件|时间|日期|来源|通知|如下|要求|条件|内容|方式|名称|[请将应为]"
)
_BEHIND = re.compile(
    r"为|根据|按照|依据|经|现|近|日前|今年|当前|我|本|兹|在|自|随着|由|遵照|\d{4}年|20|“|《|[一二三]、"
)
_LONGEST = 300
_JOINED = 4


class Salutation(NamedTuple):
    """The line of addressees in the squeezed text, without its colon; `polite` for 各位老师 and its like."""

    start: int
    end: int
    polite: bool


def salutations(text: Squeezed, begin: int, limit: int) -> Iterator[Salutation]:
    """The lines up to `limit` that address somebody, in their order."""
    at = begin
    while (at := text.text.find(":", at, limit)) >= 0:
        behind = at + 1
        if text.begins_line(behind) or _BEHIND.match(text.text, behind):
            found = _backwards(text, at, begin)
            if found:
                yield found
        at = behind


def _backwards(text: Squeezed, colon: int, begin: int) -> Salutation | None:
    """The addressees before a colon, over several lines where they go on."""
    best: Salutation | None = None
    start = max(text.line_start(colon), begin)
    for _ in range(_JOINED):
        words = text.text[start:colon]
        if len(words) > _LONGEST or _NEVER.search(words):
            break
        if _POLITE.match(words):
            return Salutation(start, colon, polite=True)
        if _ENDING.search(words) and _OPENING.match(words):
            best = Salutation(start, colon, polite=False)
        if start <= begin:
            break
        start = max(text.line_start(start - 1), begin)
    return best


def parted(words: str) -> Iterator[tuple[int, int]]:
    """The ranges of the single addressees: between commas where there are any, else at 、 before a new one.

    The 、 within one of them (各区、县（市）教体局) parts nothing.
    """
    cuts = _outside_brackets(words, ",") or [
        at
        for at in _outside_brackets(words, "、")
        if _ENDING.search(words[:at]) and re.match(_QUALIFIED, words[at + 1 :])
    ]
    start = 0
    for cut in [*cuts, len(words)]:
        if cut > start:
            yield start, cut
        start = cut + 1


def _outside_brackets(words: str, mark: str) -> list[int]:
    depth = 0
    found = []
    for at, letter in enumerate(words):
        depth += (letter == "(") - (letter == ")")
        if letter == mark and depth <= 0:
            found.append(at)
    return found
