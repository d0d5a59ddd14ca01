"""Names as they are written: folded, and the words for places and legal forms that stand around them."""

import re
import unicodedata

PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南"
    "|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
"""Each with a bar between, for patterns."""
LEGAL_FORMS = "股份有限公司|有限责任公司|有限公司|股份公司|集团公司|公司"
"""As far as every reader takes them for one, with a bar between."""

_APART = re.compile(r"[\s\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_PROVINCE = re.compile(rf"^(?:中国)?({PROVINCES})[省市]?")
_PLACE = re.compile(
    rf"^(?:中国)?(?:(?:{PROVINCES})[省市]?)?(?:[\u3400-\u9fff]{{2,3}}市)?(?:[\u3400-\u9fff]{{1,3}}[区县])?"
)


def name_key(name: str) -> str:
    """What two writings of one name share: width, case, white space and brackets folded."""
    return _APART.sub("", unicodedata.normalize("NFKC", name)).casefold()


def is_han(text: str) -> bool:
    """Whether a text has Chinese characters and nothing else."""
    return _HAN.fullmatch(text) is not None


def plain_province(key: str) -> str:
    """A folded name whose province leads it without 中国 before and 省 or 市 behind: `重庆市…` is `重庆…`."""
    return _PROVINCE.sub(r"\1", key)


def without_place(key: str) -> str:
    """A folded name without the country, province, city and district that lead it; may be empty."""
    return _PLACE.sub("", key)
