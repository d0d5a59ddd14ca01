"""The self-check in plain words: code -> (Chinese, English)."""

_FACTS: dict[str, tuple[str, str]] = {
    "selfcheck_fact_kind": ("参评的是哪一类对象？", "What kind of nominee is it?"),
    "selfcheck_fact_name": ("参评对象叫什么名称？", "What is the nominee called?"),
    "selfcheck_fact_uscc": ("统一社会信用代码是什么？", "What is the unified social credit code?"),
    "selfcheck_fact_established_on": ("哪一天成立？", "On which day was it established?"),
    "selfcheck_fact_country": ("在哪个国家或地区设立？", "In which country or region was it established?"),
    "selfcheck_fact_region": ("注册在哪里？", "Where is it registered?"),
    "selfcheck_fact_is_legal_person": ("是不是独立法人？", "Is it a legal person of its own?"),
    "selfcheck_fact_industry": ("属于哪个行业？", "Which industry is it of?"),
    "selfcheck_fact_organization_types": (
        "属于下面哪些类别？",
        "Which of these kinds of organization is it?",
    ),
    "selfcheck_fact_school_level": ("是哪一层次的学校？", "Which level of school is it?"),
    "selfcheck_fact_person_kind": ("属于哪一类人员？", "Which kind of person is it?"),
    "selfcheck_fact_in_operation_since": (
        "从哪一天开始连续生产经营？",
        "Since which day has it been in operation without a break?",
    ),
    "selfcheck_fact_suspended_periods": (
        "有没有停产停业过？",
        "Has it ever suspended its operation?",
    ),
    "selfcheck_fact_accidents": ("有没有出过事故？", "Have there been accidents?"),
    "selfcheck_fact_violations": (
        "有没有违法、违规、违纪的记录？",
        "Are there violations of law, rules or discipline on record?",
    ),
    "selfcheck_fact_spot_check_failures": (
        "监督抽查有没有查出过不合格？",
        "Has it failed any spot check by the authorities?",
    ),
    "selfcheck_fact_on_abnormal_list": (
        "是否列在经营异常名录上？",
        "Is it on the list of abnormal operations?",
    ),
    "selfcheck_fact_on_serious_breach_list": (
        "是否列在严重违法失信名单上？",
        "Is it on the list of serious breaches?",
    ),
    "selfcheck_fact_titles": ("有没有获得过称号？", "Does it hold any titles?"),
    "selfcheck_fact_honors": ("有没有获得过荣誉？", "Has it received any honors?"),
}

_QUESTIONS: dict[str, tuple[str, str]] = {
    "selfcheck_declared": ("能不能如实声明：{text}？", "Can you truthfully declare: {text}?"),
    "selfcheck_own_yes_no": ("有没有这种情形：{label}？", "Is this so: {label}?"),
    "selfcheck_own_number": ("{label}是多少？", "How much is it: {label}?"),
    "selfcheck_own_date": ("{label}是哪一天？", "Which day is it: {label}?"),
    "selfcheck_own_one_of": ("{label}是哪一种？", "Which one is it: {label}?"),
    "selfcheck_own_several": ("{label}有哪些？", "Which of these are there: {label}?"),
    "selfcheck_own_place": ("{label}是哪里？", "Where is it: {label}?"),
    "selfcheck_own_industry": ("{label}是什么？", "What is it: {label}?"),
    "selfcheck_own_text": ("{label}是什么？", "What is it: {label}?"),
    "selfcheck_own_records": ("有没有{label}？", "Are there any: {label}?"),
    "selfcheck_hint_kind": (
        "按申报表上要写的推荐对象选。",
        "Choose what the form will name as its nominee.",
    ),
    "selfcheck_hint_established_on": (
        "照营业执照或法人证书。",
        "As the business license or the certificate of legal person has it.",
    ),
    "selfcheck_hint_country": (
        "在中国境内设立的，写“中国”。其他国家写两个字母的代码，如德国写 DE。",
        "Write China, or the two letters of another country, such as DE for Germany.",
    ),
    "selfcheck_hint_region": (
        "照营业执照上的住所，写到区县，如“重庆市南岸区”；在其他省份的，写省份。",
        "As the business license has it, with the district, such as 重庆市南岸区; else the province.",
    ),
    "selfcheck_hint_is_legal_person": (
        "分公司、办事处、车间不是独立法人。",
        "A branch, an office or a workshop is none.",
    ),
    "selfcheck_hint_industry": (
        "写国民经济行业分类（GB/T 4754—2017）的名称或代码，如“通用设备制造业”或“C34”；"
        "统计报表和税务登记上有。",
        "Its name or code in GB/T 4754-2017, such as 通用设备制造业 or C34; tax records have it.",
    ),
    "selfcheck_hint_on_abnormal_list": (
        "按 {as_of} 的情形回答。可以在国家企业信用信息公示系统查询。",
        "As it is on {as_of}. The national enterprise credit publicity system tells it.",
    ),
    "selfcheck_hint_on_serious_breach_list": (
        "按 {as_of} 的情形回答。可以在国家企业信用信息公示系统查询。",
        "As it is on {as_of}. The national enterprise credit publicity system tells it.",
    ),
    "selfcheck_how_date": (
        "写成 2010-01-01 或 2010年1月1日。",
        "Written like 2010-01-01.",
    ),
    "selfcheck_how_number": ("只写数字。", "A number only."),
    "selfcheck_how_number_unit": ("单位：{unit}。", "In {unit}."),
    "selfcheck_how_several": ("可以选几项。", "Choose all that it is."),
    "selfcheck_how_records": (
        "有几次写几条；弄不清的栏空着。",
        "One entry for each time; leave empty what you don't know.",
    ),
    "selfcheck_not_known": ("还不清楚", "not known yet"),
    "selfcheck_none": ("没有", "none"),
    "selfcheck_some": ("有", "yes, there are"),
    "selfcheck_can": ("能", "yes, I can"),
    "selfcheck_cannot": ("不能", "no, I can't"),
    "selfcheck_none_of_these": ("以上都不是", "none of these"),
    "selfcheck_unsure": ("不清楚", "not known"),
}

_ERRORS: dict[str, tuple[str, str]] = {
    "selfcheck_choose": (
        "还没有选。请选一项；不知道的，按“还不清楚”。",
        "Nothing was chosen. Choose one; if you don't know, press “Not known yet”.",
    ),
    "selfcheck_choose_kind": ("还没有选。请选一项。", "Nothing was chosen. Choose one."),
    "selfcheck_choose_several": (
        "还没有选。请至少选一项，都不是的选“以上都不是”；不知道的，按“还不清楚”。",
        "Nothing was chosen. Choose one or more, or “none of these”; else press “Not known yet”.",
    ),
    "selfcheck_choose_one_side": (
        "选了“以上都不是”，又选了别的。请只留一种。",
        "“None of these” was chosen beside others. Keep one or the other.",
    ),
    "selfcheck_empty": (
        "还没有填写。请填写；不知道的，按“还不清楚”。",
        "Nothing was given. Give an answer; if you don't know, press “Not known yet”.",
    ),
    "selfcheck_long": (
        "写了 {count} 个字符，最多 {most} 个。请写短一些。",
        "{count} characters were given, at most {most} are taken. Make it shorter.",
    ),
    "selfcheck_too_much": (
        "写得太多，这一页带不下。请只写与这一条有关的，写短一些。",
        "This is more than the pages can carry. Give only what matters here, and make it shorter.",
    ),
    "selfcheck_no_record": (
        "选了“有”，但是没有写是哪些。请至少写一条；弄不清的，按“还不清楚”。",
        "“Yes” was chosen, but nothing entered. Enter at least one, or press “Not known yet”.",
    ),
    "selfcheck_bad_not_date": (
        "“{written}”不是日期。请写成 2010-01-01 或 2010年1月1日的样子。",
        "“{written}” isn't a date. Write it like 2010-01-01.",
    ),
    "selfcheck_bad_day_missing": (
        "“{written}”没有写到日。请写成 2010-01-01 或 2010年1月1日的样子。",
        "“{written}” names no day. Write it like 2010-01-01.",
    ),
    "selfcheck_bad_none_unclear": (
        "“{written}”说不清是没有，还是不知道。请写明；不知道的，按“还不清楚”。",
        "“{written}” may mean none or not known. Write it out; if you don't know, press “Not known yet”.",
    ),
    "selfcheck_bad_not_number": (
        "“{written}”不是数。请只写数字，如 1200 或 1200.5。",
        "“{written}” isn't a number. Write digits only, like 1200 or 1200.5.",
    ),
    "selfcheck_bad_other_unit": (
        "“{written}”的单位不对，要的是{unit}。请换算好再填写。",
        "“{written}” has another unit than {unit}. Convert it first.",
    ),
    "selfcheck_bad_country_unknown": (
        "没有认出“{written}”是哪个国家或地区。中国写“中国”，其他国家写两个字母的代码，如德国写 DE。",
        "“{written}” isn't a known country. Write China, or two letters, such as DE for Germany.",
    ),
    "selfcheck_bad_region_unknown": (
        "没有认出“{written}”是什么地方。请写省份和区县，如“重庆市南岸区”。",
        "“{written}” isn't a known place. Write province and district, such as 重庆市南岸区.",
    ),
    "selfcheck_bad_industry_unknown": (
        "没有认出“{written}”是什么行业。请写国民经济行业分类的名称或代码，如“通用设备制造业”或“C34”；"
        "只知道门类的，写门类，如“制造业”。",
        "“{written}” isn't an industry of GB/T 4754-2017. Write its name or code, such as 通用设备制造业 or "
        "C34; the section alone, such as 制造业, will do.",
    ),
    "selfcheck_bad_industry_near": (
        "“{written}”说不准是哪个行业。如果是{likely}，请照写；也可以只写门类，如“制造业”。",
        "“{written}” doesn't tell the industry. If it is {likely}, write that; the section will do, too.",
    ),
    "selfcheck_bad_industry_several": (
        "“{written}”说了不止一个行业：{names}。请只写主要的一个。",
        "“{written}” tells several industries: {names}. Write the main one only.",
    ),
    "selfcheck_unread": (
        "“{written}”读不懂。请换一种写法；不知道的，按“还不清楚”。",
        "“{written}” can't be read. Write it another way; if you don't know, press “Not known yet”.",
    ),
}

_RESULT: dict[str, tuple[str, str]] = {
    "selfcheck_find_fact": ("{label}", "{label}"),
    "selfcheck_find_field": ("{label}第{number}条的{field}", "{label}, entry {number}: {field}"),
    "selfcheck_find_declared": ("能不能声明符合这一条", "whether this can be declared"),
    "selfcheck_find_finer": (
        "{label}（现在只知道是{value}，还不够具体）",
        "{label} ({value} alone doesn't tell)",
    ),
    "selfcheck_proof": ("{proof}", "{proof}"),
    "selfcheck_proof_valid": ("{proof}（{day} 或以后出具）", "{proof} (issued {day} or later)"),
}

TEXTS: dict[str, tuple[str, str]] = {**_FACTS, **_QUESTIONS, **_ERRORS, **_RESULT}
