"""What random rule packs speak of: own facts, and texts, codes and numbers that are easily got wrong."""

from collections.abc import Mapping

from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec, FactType

OWN_FACTS = (
    FactSpec("revenue", FactType.NUMBER, label="营业收入", label_en="revenue", unit="万元"),
    FactSpec("listed_at", FactType.TEXT, label="上市地", label_en="where listed"),
    FactSpec("size", FactType.CHOICE, ("large", "medium", "small"), label="规模"),
    FactSpec("class_code", FactType.CODE, label="分类代码"),
    FactSpec("methods", FactType.CHOICES, ("lean", "six_sigma", "other"), label="方法"),
    FactSpec("certified", FactType.FLAG, label="通过认证"),
    FactSpec(
        "patents",
        FactType.RECORDS,
        fields=(
            FactSpec("granted_on", FactType.DATE),
            FactSpec("grade", FactType.CHOICE, ("first", "second")),
            FactSpec("number", FactType.TEXT),
            FactSpec("own", FactType.FLAG),
        ),
        label="专利",
    ),
)
FACTS: Mapping[str, FactSpec] = {**COMMON_FACTS, **{spec.name: spec for spec in OWN_FACTS}}

TEXTS = ("重庆", "o'clock", "5%", "a_b", "back\\slash", '"said"', "$1", "{x}", "--;", "国家级", "AAA", "no")
CODES = {
    "country": ("CN", "US"),
    "region": ("50", "500103", "11", "5001"),
    "industry": ("B", "C", "C36", "C3670", "D44", "I65"),
    "class_code": ("A", "A1", "A12", "B"),
}
YEARS = (None, 0.0, 0.5, 1.0, 3.0, 5.0, 10.0, 100.0)
NUMBERS = (0.0, 0.5, 1.0, 4.0, 100.0, 50000000.0, -3.0)
CLAUSES = (
    "附件1一（一）1",
    "附件1一（二）1（1）",
    "附件1一（二）1（1）#3",
    "附件1二（二）2#2-4",
    "二（一）",
    "附件2",
)
