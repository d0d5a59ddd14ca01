"""What invented registers are made of: syllables of names, trades, and how often each value occurs."""

from jianyou.codes.industry import Level, divisions, entries

SYLLABLES = tuple("澄霁杼阙珩昀翊湉岑沅砺骞榆栩淙璟穆筠蔚郢隽颢黛漪")
TRADES = (
    *("机械", "电子", "仪器", "材料", "药业", "食品", "纺织", "能源"),
    *("环保", "装备", "软件", "物流", "建设", "商贸", "咨询"),
)

ELSEWHERE = ("510104", "510112", "520102", "530102", "420106", "610113")
ACCIDENT_KINDS = ("quality", "safety", "safety", "safety", "environment", "other")
SEVERITIES = ("general", "general", "general", "larger", "larger", "major", "especially_major")
TITLES = ("专精特新中小企业", "专精特新“小巨人”企业", "制造业单项冠军企业", "质量标杆")


def makers() -> list[str]:
    """Class codes of sections B, C and D with their letter: `C3670`."""
    return [entry.full_code for entry in entries() if entry.level is Level.CLASS]


def others() -> list[str]:
    """Divisions of all other sections with their letter: `F51`."""
    return [entry.full_code for entry in divisions() if entry.section not in "BCD"]
