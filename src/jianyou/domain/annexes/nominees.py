"""The kind of a nominee, as far as the name tells."""

import re
from enum import StrEnum

from jianyou.codes.names import is_han
from jianyou.codes.surnames import COMPOUND, SINGLE


class NomineeKind(StrEnum):
    """No column tells organization from person: the kind is read off the name, else unknown."""

    ORGANIZATION = "organization"
    INDIVIDUAL = "individual"
    TEAM = "team"
    UNKNOWN = "unknown"


_TEAM = re.compile(r"班组|小组|QC|团队|项目部|工段|攻关队|创新工作室|班$")
_ORGANIZATION = re.compile(
    r"公司|集团|[厂院校所局店站矿行社场]$|小学|中学|大学|学院|职校|医院|中心|协会|学会|商会|合作社|研究院|研究所"
    r"|事务所|委员会|联合会|企业|工厂|分厂|总厂|部$"
)
_LAST_BRACKETS = re.compile(r"[（(][^（()）]*[)）]$")
_AFTER_PERSON = re.compile(r"[（(].*|[,，、\s].*", re.DOTALL)


def kind_of(name: str) -> NomineeKind:
    """The kind that a name tells by its own words; UNKNOWN rather than a guess."""
    bare = name.strip()
    person = _AFTER_PERSON.sub("", bare)
    if _is_personal_name(person):
        return NomineeKind.UNKNOWN if _ORGANIZATION.search(person) else NomineeKind.INDIVIDUAL
    if _TEAM.search(bare):
        return NomineeKind.TEAM
    if _ORGANIZATION.search(_LAST_BRACKETS.sub("", bare)):
        return NomineeKind.ORGANIZATION
    return NomineeKind.UNKNOWN


def _is_personal_name(text: str) -> bool:
    """A surname in use and one or two characters more: `冯行` may be a person or a shop."""
    if not 2 <= len(text) <= 4 or not is_han(text) or _TEAM.search(text):
        return False
    return text[:2] in COMPOUND or (len(text) < 4 and text[0] in SINGLE)
