"""Names of offices and bodies as they stand in heads and signatures."""

import re
from collections.abc import Iterator

from jianyou.codes.names import PROVINCES

_NOUNS = (
    "委员会|联合会|办公室|研究院|研究所|研究会|基金会|领导小组|指挥部|管委会|促进会|商会|工会|妇联|党政办|党委|党组|"
    "政府|集团|公司|银行|法院|检察院|大学|学院|学校|中学|小学|幼儿园|中心|协会|学会|分会|总会|联盟|总队|支队|"
    "总局|分局|厅|局|委|部|办|处|科|室|院|所|站|馆|团|社"
)
NOUN = re.compile(rf"(?:{_NOUNS})(?:\([^()]{{1,20}}\))?$")
_PLACES = f"{PROVINCES}|国家|国务院|中华人民共和国|中共|共青团"
PLACED = re.compile(rf"(?:{_PLACES})|[一-龥]{{1,6}}?(?:自治区|自治州|自治县|新区|省|市|区|县|州|盟|旗)")
_ALLOWED = re.compile(r"[一-龥()、,·“”A-Za-z0-9]{2,60}")
_NOT_IN_A_NAME = re.compile(
    r"附件|关于|通知|公告|联系|电话|日期|来源|作者|发布|浏览|打印|关闭|盖章|签字|签章|年月|意见|名单|部门[:：]|^各|^有关|请|将|的"
)
_WHOLE_ENDING = re.compile(rf"(?:{_NOUNS})")


SEAL = re.compile(r"\((?:代章|盖章|公章|印章|章|印)\)$")


def is_organ(name: str) -> bool:
    """Whether folded words without white space look like the name of an office, or of several."""
    return bool(
        _ALLOWED.fullmatch(name := SEAL.sub("", name))
        and NOUN.search(name)
        and not _NOT_IN_A_NAME.search(name)
    )


def parted(names: str) -> Iterator[tuple[int, int]]:
    """The ranges of the single names in a line of them: parted by 、 or ，, or only standing side by side.

    Side by side, a new name begins where the first one's place (绍兴市…绍兴市…) or a province begins again
    behind the end of a name.
    """
    start = 0
    for mark in [*re.finditer(r"(?<=[局委办处室院会部厅科所心])[、,](?=[^)]*(?:\(|$))", names), None]:
        end = mark.start() if mark else len(names)
        yield from _side_by_side(names, start, end)
        start = mark.end() if mark else end


def _side_by_side(names: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lead = names[start : start + 2]
    place = PLACED.match(names, start + 2) if lead == "中共" else None
    at = start
    for ending in _WHOLE_ENDING.finditer(names, start, end):
        behind = ending.end()
        rest = names[behind:end]
        again = rest.startswith((lead, place[0] if place else lead)) or re.match(rf"(?:{_PLACES})", rest)
        if len(rest) >= 4 and again and is_organ(names[at:behind]) and NOUN.search(rest):
            yield at, behind
            at = behind
    if at < end:
        yield at, end
