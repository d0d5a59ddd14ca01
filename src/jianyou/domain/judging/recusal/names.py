"""Names of organizations and persons as far as two writings of one name agree."""

import re

from jianyou.codes.names import LEGAL_FORMS, is_han, name_key, plain_province, without_place
from jianyou.codes.surnames import COMPOUND

LONGEST = 200
"""Signs of a name that are looked at."""

_TRADITIONAL = (
    "陳張劉黃趙吳孫馬羅鄭謝許韓馮蕭鄧葉閻鐘鍾譚陸範賈韋鄒龍萬錢湯嚴賀龔顧樂歐關蘭蔣餘盧婁畢連蘇呂齊莊"
    "聶魯閔簡車項麥憲國東華廣門電機業實發產製廠學會團資訊網銀術藥醫農漁鋼鐵銅鋁輪飛動軟雲環質檢測認證"
    "協聯貿進經濟開設計劃師職總聖臺灣風儀錶鏈鑄鍛輕紡織絲綢紙膠興慶達遠長寧陽陰義凱偉傑"
)
_SIMPLIFIED = (
    "陈张刘黄赵吴孙马罗郑谢许韩冯萧邓叶阎钟钟谭陆范贾韦邹龙万钱汤严贺龚顾乐欧关兰蒋余卢娄毕连苏吕齐庄"
    "聂鲁闵简车项麦宪国东华广门电机业实发产制厂学会团资讯网银术药医农渔钢铁铜铝轮飞动软云环质检测认证"
    "协联贸进经济开设计划师职总圣台湾风仪表链铸锻轻纺织丝绸纸胶兴庆达远长宁阳阴义凯伟杰"
)
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""Characters frequent in names; a name in other traditional characters stays as it is written."""

_LEGAL_FORM = re.compile(rf"(?:{LEGAL_FORMS}|coltd|companylimited|limited|inc)+$")
_GROUP = re.compile(r"(?:集团|控股集团)$")
_PART = re.compile(
    r"(?P<whole>.{2,}?(?:公司|集团|厂|大学|银行|研究院|局|委员会|委(?!员)))(?P<part>(?!城|附属).*"
    r"(?:分公司|分厂|分校|分院|分店|分行|支行|营业部|办事处|事业部|项目部|学院|系|部|处|科|室|车间|班组|工段|班"
    r"|小组|团队|中心|实验室|研究所|院))"
)


def unit_key(name: str) -> str:
    """What two writings of one organization share, whatever its legal form was called at the time.

    Width, case, spaces, marks and brackets are folded, frequent traditional characters made simplified,
    the legal form and 市 behind the city left out: `重慶市砚青齒輪（集团）股份有限公司` and
    `重庆砚青齒輪集团有限公司` are one.
    """
    folded = _folded(name)
    return _without(_LEGAL_FORM, plain_province(folded)) or folded


def whole_key(name: str) -> str:
    """The key of the organization that a branch, faculty, workshop or team belongs to; else its own.

    A subsidiary (`…公司` of its own) and an affiliated hospital or school are organizations of their own.
    """
    found = _PART.fullmatch(_folded(name))
    return unit_key(found["whole"] if found else name)


def group_key(name: str) -> str:
    """The key of a group of companies: `砚青集团` and `砚青（集团）股份有限公司` are one, `砚青`."""
    key = unit_key(name)
    return _without(_GROUP, key) or key


def bare_key(name: str) -> str:
    """The key without the place before it; empty where fewer than three characters are left."""
    key = without_place(unit_key(name))
    return key if len(key) > 2 else ""


def person_key(name: str) -> str:
    """A person's name, folded; a post or unit in brackets is left out."""
    return _folded(re.sub(r"[（(【\[].*", "", name, flags=re.DOTALL))


def surname(name: str) -> str:
    """The surname of a Chinese name of two to four characters, empty for any other."""
    key = person_key(name)
    if not 2 <= len(key) <= 4 or not is_han(key):
        return ""
    return key[:2] if key[:2] in COMPOUND and len(key) > 2 else key[0]


def _folded(name: str) -> str:
    return name_key(name[:LONGEST]).translate(_TO_SIMPLIFIED)


def _without(ending: re.Pattern[str], key: str) -> str:
    """The key without that ending, empty where too little would be left to tell one name from another."""
    left = ending.sub("", key)
    return left if len(left) > 1 else ""
