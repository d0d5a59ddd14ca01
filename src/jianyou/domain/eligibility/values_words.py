"""The words that values are written with, beside their codes and labels."""

import re

EMPTY = frozenset(
    {
        *("", "-", "--", "---", "—", "——", "/", "\\", "?", "？", ".", "…"),
        *("null", "none", "nan", "nat", "n/a", "na", "#n/a", "nil", "unknown"),
        *("未知", "不详", "不明", "待查", "待核", "未填", "未提供", "无数据", "暂无数据", "无资料", "空"),
    }
)
"""Folded texts, in small letters, that give no value: the fact is unknown, without a remark."""

NO_RECORDS = frozenset({"无", "没有", "暂无", "未发生", "未发现", "[]", "从未发生"})
"""What tells, for lists of records and of choices, that there is none; for all other facts it's unclear."""

YES = frozenset(
    {
        *("是", "对", "有", "已", "属于", "符合", "列入", "已列入", "被列入", "√", "✓", "✔", "☑"),
        *("true", "t", "yes", "y", "1", "1.0"),
    }
)
NO = frozenset(
    {
        *(
            "否",
            "不是",
            "不",
            "非",
            "错",
            "不属于",
            "不符合",
            "未列入",
            "未被列入",
            "没有列入",
            "×",
            "✗",
            "✘",
        ),
        *("false", "f", "no", "n", "0", "0.0"),
    }
)

OPTIONS = {
    "kind": {
        **dict.fromkeys(("企业", "公司", "单位", "法人", "机构"), "organization"),
        **dict.fromkeys(("自然人", "人员", "person"), "individual"),
        **dict.fromkeys(("团队", "小组", "QC小组", "一线班组"), "team"),
    },
    "organization_types": {
        **dict.fromkeys(("制造", "生产企业"), "manufacturing"),
        **dict.fromkeys(("服务",), "service"),
        **dict.fromkeys(("工程建设行业", "建筑业", "建设工程"), "construction"),
        **dict.fromkeys(("国防", "军工", "国防军工"), "defense"),
        **dict.fromkeys(("教育机构", "教育"), "school"),
        **dict.fromkeys(("中小微企业", "中小型企业", "小微企业", "小型企业", "中型企业"), "small_medium"),
        **dict.fromkeys(("班组", "QC小组"), "front_line_team"),
    },
    "school_level": {
        **dict.fromkeys(("小学校",), "primary"),
        **dict.fromkeys(("初级中学",), "junior_middle"),
        **dict.fromkeys(("高级中学", "普通高中", "普高"), "senior_high"),
        **dict.fromkeys(("职业学校", "职业院校", "中职", "技工学校", "职业高中"), "vocational"),
        **dict.fromkeys(("高等学校", "高校", "本科院校"), "university"),
    },
    "person_kind": {
        **dict.fromkeys(("一线员工", "一线职工", "一线人员"), "front_line"),
        **dict.fromkeys(("质量管理者",), "quality_manager"),
        **dict.fromkeys(("专家", "学者", "专家学者"), "scholar"),
    },
    "accidents.kind": {
        **dict.fromkeys(("质量",), "quality"),
        **dict.fromkeys(("安全", "安全生产", "生产安全", "生产安全事故"), "safety"),
        **dict.fromkeys(("环保", "环境", "生态环境", "环境污染", "突发环境事件", "环保事故"), "environment"),
    },
    "accidents.severity": {
        **dict.fromkeys(("特大", "特别重大事故"), "especially_major"),
        **dict.fromkeys(("重大事故",), "major"),
        **dict.fromkeys(("较大事故",), "larger"),
        **dict.fromkeys(("一般事故",), "general"),
    },
}
"""By fact (and field): further words for an option. `其它` reads as `其他` everywhere."""

COUNTRIES = {
    **dict.fromkeys(
        (
            "中国",
            "中华人民共和国",
            "中国大陆",
            "大陆",
            "境内",
            "中国境内",
            "cn",
            "chn",
            "prc",
            "156",
            "china",
        ),
        "CN",
    ),
    **dict.fromkeys(("中国香港", "香港", "中国香港特别行政区", "hkg", "344", "hong kong"), "HK"),
    **dict.fromkeys(("中国澳门", "澳门", "中国澳门特别行政区", "mac", "446", "macao", "macau"), "MO"),
    **dict.fromkeys(("中国台湾", "台湾", "中国台湾省", "twn", "158", "taiwan"), "TW"),
}
"""Folded texts in small letters; every other country goes by its two letters of ISO 3166-1."""

PROVINCES: dict[str, str] = {
    name: code
    for code, name in re.findall(
        r"(\d\d)(\w+?)(?=\d|$)",
        "11北京12天津13河北14山西15内蒙古21辽宁22吉林23黑龙江31上海32江苏33浙江34安徽35福建36江西37山东"
        "41河南42湖北43湖南44广东45广西46海南50重庆51四川52贵州53云南54西藏61陕西62甘肃63青海64宁夏65新疆"
        "71台湾81香港82澳门",
    )
}
"""The 34 divisions of the first level by GB/T 2260, by their short names."""

MONEY = {
    "元": 1,
    "千元": 1_000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿元": 100_000_000,
}
"""Units of money that are told apart in texts; `万` and `亿` alone stand for `万元` and `亿元`."""
