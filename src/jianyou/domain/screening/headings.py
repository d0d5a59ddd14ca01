"""What the columns of registers are called in the offices that keep them."""

import re
import unicodedata

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_MARKS = re.compile(r"[\s\-_/\\.,:;'\"*#·、，。：；“”‘’《》〈〉()\[\]【】]+")

SYNONYMS: dict[str, tuple[str, ...]] = {
    "kind": ("推荐对象类型", "对象类型", "对象类别", "申报主体类型"),
    "name": (
        *("企业名称", "单位名称", "公司名称", "组织名称", "机构名称", "市场主体名称", "主体名称"),
        *("法人名称", "企业（机构）名称", "申报单位", "推荐对象名称", "名称"),
    ),
    "uscc": (
        *("统一社会信用代码", "社会信用代码", "统一信用代码", "信用代码", "统一代码"),
        *("统一社会信用代码/注册号", "统一社会信用代码或注册号", "credit code", "uscc"),
    ),
    "established_on": (
        *("成立日期", "成立时间", "设立日期", "设立时间", "注册日期", "注册时间", "登记日期"),
        *("成立年月", "成立年月日", "企业成立日期", "企业成立时间"),
    ),
    "country": ("国别", "国家", "所在国家", "注册国家", "国家/地区", "国家或地区"),
    "region": (
        *("所在区县", "注册地", "注册地区县", "区县", "所属区县", "注册区县", "所在地区", "行政区划"),
        *("行政区划代码", "注册地行政区划", "注册地行政区划代码", "住所所在区县", "所在区（县）", "所属地区"),
    ),
    "is_legal_person": (
        "是否法人",
        "是否法人单位",
        "是否为法人",
        "是否独立法人",
        "是否具有法人资格",
        "法人资格",
    ),
    "industry": (
        *("行业代码", "行业", "所属行业", "行业类别", "行业分类", "行业门类", "国民经济行业", "行业小类"),
        *("国民经济行业代码", "国民经济行业分类", "所属行业代码", "行业小类代码", "主行业代码"),
    ),
    "organization_types": ("组织类型", "单位类型", "申报类别", "组织类别"),
    "school_level": ("学校类型", "学校类别", "办学层次", "学段"),
    "person_kind": ("人员类别", "人员类型", "个人类别"),
    "in_operation_since": (
        "投产日期",
        "投产时间",
        "开业日期",
        "开业时间",
        "正常生产经营起始日期",
        "经营起始日期",
    ),
    "suspended_periods": ("停产记录", "停产停业记录", "停业记录", "停产期间"),
    "accidents": ("事故记录", "事故", "责任事故", "安全事故", "质量安全环境事故"),
    "violations": ("违法违规记录", "违法记录", "违法违规", "行政处罚记录", "行政处罚"),
    "spot_check_failures": ("抽查不合格记录", "监督抽查不合格", "抽查不合格", "监督抽查不合格记录"),
    "on_abnormal_list": (
        *("是否列入经营异常名录", "经营异常名录", "经营异常", "是否经营异常", "列入经营异常名录"),
        *("是否列入异常名录", "是否被列入经营异常名录"),
    ),
    "on_serious_breach_list": (
        *("是否列入严重违法失信名单", "是否列入严重违法失信企业名单", "严重违法失信名单", "严重违法失信"),
        *("严重违法失信企业名单", "是否严重违法失信", "是否被列入严重违法失信名单"),
        *("是否列入严重违法失信主体名单", "严重违法失信主体名单"),
    ),
    "titles": ("称号", "认定称号", "已获称号"),
    "honors": ("质量荣誉", "荣誉", "获奖情况", "所获荣誉"),
}
"""Headings by the common fact that they name; no heading names two."""

NUMBERED = ("id", "序号", "编号", "企业编号", "主体编号", "注册号", "企业id", "主体id", "rowid")
"""Headings of columns that tell rows apart, beside name and credit code."""

FIRMS = ("企业名称", "单位名称", "公司名称", "市场主体名称", "法人名称")
"""Headings by which a register is one of organizations."""


def folded(heading: str) -> str:
    """A heading without width, case, marks and spaces; what stands in brackets is kept."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading).casefold())


def folded_bare(heading: str) -> str:
    """The same without what stands in brackets: `成立日期（年月日）` as `成立日期`."""
    return folded(_ASIDE.sub("", unicodedata.normalize("NFKC", heading)))
