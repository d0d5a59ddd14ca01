"""Messages of facts and verdicts: code -> (Chinese, English)."""

_FACTS: dict[str, tuple[str, str]] = {
    "fact_kind": ("参评对象种类", "kind of nominee"),
    "fact_name": ("名称", "name"),
    "fact_uscc": ("统一社会信用代码", "unified social credit code"),
    "fact_established_on": ("成立日期", "date of establishment"),
    "fact_country": ("设立所在国家或地区", "country of establishment"),
    "fact_region": ("注册地", "place of registration"),
    "fact_is_legal_person": ("具有独立法人资格", "a legal person of its own"),
    "fact_industry": ("行业", "industry"),
    "fact_organization_types": ("组织类别", "types of organization"),
    "fact_school_level": ("学校层次", "level of school"),
    "fact_person_kind": ("个人类别", "kind of person"),
    "fact_in_operation_since": ("开始连续生产经营的日期", "in operation since"),
    "fact_suspended_periods": ("停产停业记录", "periods of suspension"),
    "fact_accidents": ("事故记录", "accidents"),
    "fact_violations": ("违法违规违纪记录", "violations"),
    "fact_spot_check_failures": ("监督抽查不合格记录", "failed spot checks"),
    "fact_on_abnormal_list": ("列入经营异常名录", "on the list of abnormal operations"),
    "fact_on_serious_breach_list": ("列入严重违法失信名单", "on the list of serious breaches"),
    "fact_titles": ("所获称号", "titles"),
    "fact_honors": ("所获荣誉", "honors"),
    "fact_field_suspended_periods_since": ("开始日期", "from"),
    "fact_field_suspended_periods_until": ("结束日期", "until"),
    "fact_field_accidents_kind": ("事故种类", "kind"),
    "fact_field_accidents_severity": ("事故等级", "grade"),
    "fact_field_accidents_on": ("发生日期", "date"),
    "fact_field_accidents_responsible": ("本单位负有责任", "responsible"),
    "fact_field_violations_on": ("认定日期", "date"),
    "fact_field_violations_what": ("事由", "what"),
    "fact_field_spot_check_failures_on": ("抽查日期", "date"),
    "fact_field_spot_check_failures_level": ("抽查级别", "level"),
    "fact_field_titles_title": ("称号", "title"),
    "fact_field_titles_batch": ("批次", "batch"),
    "fact_field_titles_since": ("认定日期", "from"),
    "fact_field_titles_until": ("有效期至", "valid until"),
    "fact_field_titles_status": ("状态", "status"),
    "fact_field_honors_title": ("荣誉名称", "title"),
    "fact_field_honors_level": ("级别", "level"),
    "fact_field_honors_on": ("授予日期", "date"),
}

_OPTIONS: dict[str, tuple[str, str]] = {
    "fact_option_kind_organization": ("组织", "organization"),
    "fact_option_kind_individual": ("个人", "individual"),
    "fact_option_kind_team": ("班组", "team"),
    "fact_option_organization_types_manufacturing": ("制造业", "manufacturing"),
    "fact_option_organization_types_service": ("服务业", "service"),
    "fact_option_organization_types_construction": ("工程建设", "construction"),
    "fact_option_organization_types_defense": ("国防工业", "defense industry"),
    "fact_option_organization_types_school": ("学校", "school"),
    "fact_option_organization_types_small_medium": ("中小企业", "small or medium firm"),
    "fact_option_organization_types_front_line_team": ("一线班组", "front-line team"),
    "fact_option_organization_types_other": ("其他", "other"),
    "fact_option_school_level_primary": ("小学", "primary school"),
    "fact_option_school_level_junior_middle": ("初中", "junior middle school"),
    "fact_option_school_level_senior_high": ("高中", "senior high school"),
    "fact_option_school_level_vocational": ("职业技术学校", "vocational school"),
    "fact_option_school_level_university": ("大学", "university"),
    "fact_option_school_level_other": ("其他", "other"),
    "fact_option_person_kind_front_line": ("一线工作人员", "front-line worker"),
    "fact_option_person_kind_quality_manager": ("质量管理人员", "quality manager"),
    "fact_option_person_kind_scholar": ("质量领域专家学者", "scholar of quality"),
    "fact_option_person_kind_other": ("其他", "other"),
    "fact_option_accidents_kind_quality": ("质量事故", "quality"),
    "fact_option_accidents_kind_safety": ("安全事故", "safety"),
    "fact_option_accidents_kind_environment": ("环境事故", "environment"),
    "fact_option_accidents_kind_other": ("其他", "other"),
    "fact_option_accidents_severity_especially_major": ("特别重大", "especially major"),
    "fact_option_accidents_severity_major": ("重大", "major"),
    "fact_option_accidents_severity_larger": ("较大", "larger"),
    "fact_option_accidents_severity_general": ("一般", "general"),
}

_VALUES: dict[str, tuple[str, str]] = {
    "value_not_flag": (
        "“{written}”不能读作是或否，按未知处理；请写“是”或“否”。",
        "“{written}” can't be read as yes or no and counts as unknown; write yes or no.",
    ),
    "value_none_unclear": (
        "“{written}”可能指没有这种情形，也可能指没有资料，按未知处理；请写明确的内容，没有资料时留空。",
        (
            "“{written}” may mean that it isn't so or that nothing is known, and counts as unknown; "
            "write it out, or leave it empty."
        ),
    ),
    "value_not_date": (
        "“{written}”不是日期，按未知处理；请写成2010-01-01的样子。",
        "“{written}” isn't a date and counts as unknown; write it like 2010-01-01.",
    ),
    "value_day_missing": (
        "“{written}”没有写到日，按未知处理；请写成2010-01-01的样子。",
        "“{written}” names no day and counts as unknown; write it like 2010-01-01.",
    ),
    "value_day_number": (
        "“{written}”是电子表格的日期序号，读作{day}，请核对。",
        "“{written}” is a spreadsheet's number of a day and was read as {day}; please check.",
    ),
    "value_day_placeholder": (
        "{day}多半是系统代替空白的日期，仍按此日期计算，请核对。",
        "{day} probably stands for an empty date; it is used as it is, please check.",
    ),
    "value_day_later": (
        "{day}晚于核算日{as_of}，请核对。",
        "{day} is later than the day of reckoning, {as_of}; please check.",
    ),
    "value_not_number": (
        "“{written}”不是数，按未知处理；请只写数字，如1200或1200.5。",
        "“{written}” isn't a number and counts as unknown; write digits only, like 1200 or 1200.5.",
    ),
    "value_other_unit": (
        "“{written}”的单位与所要的（{unit}）不同，不能换算，按未知处理；请按所要的单位填写。",
        "“{written}” has another unit than {unit} and counts as unknown; give it in that unit.",
    ),
    "value_not_option": (
        "“{written}”不在可填的范围内，按未知处理；可填：{options}。",
        "“{written}” isn't one of the options and counts as unknown; give one of: {options}.",
    ),
    "value_not_text": (
        "“{written}”不是文字，按未知处理；请写一段文字或一个代码。",
        "“{written}” isn't a text and counts as unknown; give a text or a code.",
    ),
    "value_too_long": (
        "“{written}”超过{most}个字符，按未知处理；请缩短。",
        "“{written}” has more than {most} characters and counts as unknown; shorten it.",
    ),
    "value_not_list": (
        "“{written}”不是列表，按未知处理；请写成列表，或用顿号隔开各项，没有的写“无”。",
        "“{written}” isn't a list and counts as unknown; give a list, or items with commas between them.",
    ),
    "value_too_many": (
        "超过{most}项，按未知处理；请只留与参评有关的。",
        "There are more than {most} items, so it counts as unknown; keep those that matter.",
    ),
    "value_not_records": (
        "“{written}”不是记录的列表，按未知处理；请写成列表，每条可含{known}，没有的写空列表[]。",
        (
            "“{written}” isn't a list of records and counts as unknown; give a list of objects with {known}, "
            "or [] for none."
        ),
    ),
    "value_not_record": (
        "“{written}”不是一条记录，整项按未知处理；请写成带字段名的对象。",
        "“{written}” isn't a record, so the whole list counts as unknown; give an object with named fields.",
    ),
    "value_no_field": (
        "没有“{written}”这个字段，没有使用；可用的字段：{known}。",
        "There is no field “{written}”; it wasn't used. Fields: {known}.",
    ),
    "value_until_before_since": (
        "结束日期{until}早于开始日期{since}，请核对。",
        "It ends on {until}, before it begins on {since}; please check.",
    ),
    "value_country_unknown": (
        "没有认出“{written}”是哪个国家或地区，按未知处理；请写两个字母的代码，中国写CN。",
        "“{written}” isn't a known country and counts as unknown; give two letters, CN for China.",
    ),
    "value_region_unknown": (
        "没有认出“{written}”是什么地方，按未知处理；请写行政区划代码，或写明省份和区县。",
        "“{written}” isn't a known place and counts as unknown; give its code, or province and district.",
    ),
    "value_region_part": (
        "“{written}”读作重庆市，没有认出区县；需要区县时请写区县全称或6位代码。",
        "“{written}” was read as Chongqing without a district; if that matters, give its full name or code.",
    ),
    "value_industry_unknown": (
        "没有认出“{written}”是什么行业，按未知处理；请写《国民经济行业分类》（GB/T 4754-2017）的代码或名称。",
        "“{written}” isn't an industry of GB/T 4754-2017 and counts as unknown; give its code or name.",
    ),
    "value_industry_near": (
        "“{written}”说不准是哪个行业，按未知处理；若是{likely}，请写代码。",
        "“{written}” doesn't tell the industry and counts as unknown; if it is {likely}, give the code.",
    ),
    "value_industry_several": (
        "“{written}”写了不止一个行业（{names}），只取它们共同的门类，没有则按未知处理；请只写主要的一个。",
        "“{written}” names several industries ({names}); what they share counts. Give the main one.",
    ),
}

_GIVEN: dict[str, tuple[str, str]] = {
    "facts_about": ("{label}：{said}", "{label}: {said}"),
    "facts_record": ("{label}第{number}条", "{label}, record {number}"),
    "facts_field_of_record": ("{label}第{number}条的{field}", "{label}, record {number}, {field}"),
    "facts_not_object": (
        "“{written}”不是带名称的一组值，没有使用；请写成JSON对象。",
        "“{written}” isn't an object with named values; it wasn't used. Give a JSON object.",
    ),
    "facts_no_such": (
        "没有名为“{written}”的事实，没有使用；请核对名称。",
        "There is no fact called “{written}”; it wasn't used. Please check the name.",
    ),
    "facts_no_such_near": (
        "没有名为“{written}”的事实，没有使用；是否指{near}？",
        "There is no fact called “{written}”; it wasn't used. Is {near} meant?",
    ),
    "facts_twice": (
        "“{written}”给了两次，用前一次，请核对。",
        "“{written}” is given twice; the first one was used, please check.",
    ),
    "facts_too_many": (
        "给了{most}项以上，其余没有使用；请只给参评所需的事实。",
        "More than {most} items are given; the rest wasn't used. Give only the facts that are needed.",
    ),
    "facts_more": (
        "另有{count}处问题，没有一一列出。",
        "There are {count} more findings that aren't listed.",
    ),
    "facts_operation_before_founding": (
        "开始生产经营的日期{working}早于成立日期{founded}，请核对。",
        "In operation since {working}, but established on {founded}; please check.",
    ),
}

_TOLD: dict[str, tuple[str, str]] = {
    "told_yes": ("是", "yes"),
    "told_no": ("否", "no"),
    "told_unknown": ("未知", "unknown"),
    "told_nothing": ("无", "none"),
    "told_unbounded": ("不限", "without limit"),
    "told_years": ("{years}年", "{years} years"),
    "told_of_parent": ("所在单位的{label}", "{label} (of the parent organization)"),
    "told_kind_condition": ("属于本奖项接受的参评对象种类。", "Of a kind of nominee that the award accepts."),
    "told_observed": ("{label}：{value}", "{label}: {value}"),
    "told_record": ("第{number}条（{fields}）", "no. {number} ({fields})"),
    "told_record_bare": ("内容未知", "nothing known of it"),
    "told_records": ("共{count}条", "{count} in all"),
    "told_records_none": ("没有记录", "no records"),
    "told_records_other": ("有{count}条记录，均不在此列", "{count} records, none of this kind"),
    "told_records_more": ("{told}等，共{count}条", "{told} and more, {count} in all"),
    "told_declared_yes": ("已声明符合", "declared to be so"),
    "told_declared_no": ("已声明不符合", "declared not to be so"),
    "told_declared_open": ("尚无声明", "no declaration yet"),
    "told_judged_yes": ("专家已认定符合", "judged to be so"),
    "told_judged_no": ("专家已认定不符合", "judged not to be so"),
    "told_judged_open": ("专家尚未认定", "not judged yet"),
    "told_needs_declared": ("声明符合本条", "a declaration that it is so"),
    "told_needs_judged": ("由专家认定符合本条", "the judgement of experts that it is so"),
    "told_is": ("{label}为“{value}”", "{label}: {value}"),
    "told_one_of": ("{label}为以下之一：{values}", "{label} is one of: {values}"),
    "told_prefix_in": ("{label}属于以下之一：{values}", "{label} is within: {values}"),
    "told_has_any": ("{label}至少有以下之一：{values}", "{label} has at least one of: {values}"),
    "told_unsure": ("{said}（{values}待定）", "{said} ({values} left open)"),
    "told_at_least": ("{label}不低于{number}", "{label} is {number} or more"),
    "told_at_most": ("{label}不高于{number}", "{label} is {number} or less"),
    "told_above": ("{label}超过{number}（不含本数）", "{label} is more than {number}"),
    "told_below": ("{label}低于{number}（不含本数）", "{label} is less than {number}"),
    "told_held_years": (
        "{label}不晚于{cutoff}（到{as_of}满{years}年）",
        "{label} no later than {cutoff} ({years} years before {as_of})",
    ),
    "told_by_day": ("{label}不晚于{cutoff}", "{label} no later than {cutoff}"),
    "told_known": ("{label}已知", "{label} is known"),
    "told_some": ("{label}中有这样的：{tests}", "{label} with {tests}"),
    "told_none": ("没有这样的{label}：{tests}", "no {label} with {tests}"),
    "told_some_at_all": ("有{label}", "{label}, at least one"),
    "told_none_at_all": ("没有{label}", "no {label}"),
    "told_where_is": ("{field}为“{value}”", "{field}: {value}"),
    "told_where_one_of": ("{field}为{values}", "{field}: {values}"),
    "told_where_day": ("{field}在{day}或以后", "{field}: {day} or later"),
    "told_not": ("不是“{said}”", "not “{said}”"),
    "told_if": ("如果{first}，则须{then}", "if {first}, then {then}"),
    "told_missing_fact": (
        "缺少{label}：请补充事实{name}，{how}。",
        "Missing: {label}. Give the fact {name}, {how}.",
    ),
    "told_missing_field": (
        "{label}第{number}条缺少{field}：请补充{name}，{how}。",
        "Missing: {field} in record {number} of {label}. Give {name}, {how}.",
    ),
    "told_missing_ruling": (
        "{label}是{value}，原文没有写明是否算在内，请征集部门认定。",
        "{label} is {value}; the text doesn't say whether that counts, the office has to rule on it.",
    ),
    "told_missing_ruling_on_field": (
        "{label}第{number}条的{field}是{value}，原文没有写明是否算在内，请征集部门认定。",
        (
            "Record {number} of {label} has {field} {value}; the text doesn't say whether that counts, "
            "the office has to rule on it."
        ),
    ),
    "told_missing_finer": (
        "{label}只写到{value}，不够具体，请在事实{name}中写出更细的代码。",
        "{label} is only known as {value}; give a finer code in the fact {name}.",
    ),
    "told_missing_declared": (
        "需要声明“{asked}”：符合的在declared中写{code}为true，不符合的写false。",
        "A declaration is needed, “{asked}”: under declared give {code} as true, or false if it isn't so.",
    ),
    "told_missing_judged": (
        "由评审专家判断“{asked}”，认定后在judged中记{code}为true或false。",
        "Experts decide on “{asked}”; what they decide is recorded under judged, {code} as true or false.",
    ),
    "told_wanted_declared": (
        "请作出声明：符合的在declared中写{code}为true，不符合的写false。",
        "Declare it: under declared give {code} as true, or false if it isn't so.",
    ),
    "told_wanted_judged": (
        "由评审专家评定，结论在judged中记为{code}。",
        "Experts decide; what they decide is recorded under judged as {code}.",
    ),
    "told_how_flag": ("写true（是）或false（否）", "true or false"),
    "told_how_date": ("写成2010-01-01的样子", "like 2010-01-01"),
    "told_how_number": ("写一个数", "a number"),
    "told_how_number_unit": ("写一个数，单位为{unit}", "a number of {unit}"),
    "told_how_choice": ("写以下之一：{options}", "one of: {options}"),
    "told_how_choices": ("写一项或几项：{options}；确实没有的写[]", "any of: {options}; [] for none"),
    "told_how_code": ("写代码或规范名称", "its code or official name"),
    "told_how_text": ("写一段文字", "a text"),
    "told_how_records": (
        "写记录的列表，每条含{fields}；确实没有的写[]",
        "a list of records with {fields}; [] for none",
    ),
    "told_source_register": ("登记数据", "register"),
    "told_source_reply": ("部门复函", "reply of a department"),
    "told_source_statement": ("自行陈述", "own statement"),
    "told_source_proof": ("证明材料", "proof"),
    "told_verdict_met": (
        "{title}：符合，全部条件都已满足（按{as_of}核算）。",
        "{title}: met, all conditions hold (as of {as_of}).",
    ),
    "told_verdict_not_met": (
        "{title}：不符合，有{count}条没有满足，首先是{clause}（按{as_of}核算）。",
        "{title}: not met; conditions that fail: {count}, the first is {clause} (as of {as_of}).",
    ),
    "told_verdict_unknown": (
        "{title}：还不能确定，没有发现不满足的条件，但有{count}条缺少依据（按{as_of}核算）。",
        "{title}: not known yet; conditions still without an answer: {count}, none fails (as of {as_of}).",
    ),
    "told_head_unmet": ("没有满足的条件（{count}条）", "Conditions that aren't met ({count})"),
    "told_head_unknown": ("还不能确定的条件（{count}条）", "Conditions that can't be told yet ({count})"),
    "told_head_judged": (
        "由专家评定、尚无结论的条件（{count}条）",
        "Conditions that wait for experts ({count})",
    ),
    "told_head_met": ("已经满足的条件（{count}条）", "Conditions that are met ({count})"),
    "told_condition": ("{clause}：{text}", "{clause}: {text}"),
    "told_quote": ("原文：“{quote}”", "The notice: “{quote}”"),
    "told_demanded": ("要求：{demand}", "Asked: {demand}"),
    "told_seen": ("实际：{seen}", "Seen: {seen}"),
    "told_source": ("来源：{label}，{source}，日期{on}", "Source: {label}, {source}, of {on}"),
    "told_outdated": (
        "依据过旧：{label}的材料应在{day}或以后出具，请更新。",
        "Out of date: the proof of {label} should be of {day} or later; please renew it.",
    ),
    "told_parameter": ("标准：{label}为{value}，自{since}起", "Standard: {label}, {value}, since {since}"),
    "told_parameter_settled": (
        "标准：{label}为{value}，由征集部门设定",
        "Standard: {label}, {value}, as the office has settled it",
    ),
    "told_proof": ("证明材料：{proof}。", "Proof: {proof}."),
    "told_proof_valid": (
        "证明材料：{proof}（{day}或以后出具，{months}个月内有效）。",
        "Proof: {proof} (issued {day} or later; months of validity: {months}).",
    ),
    "told_note_idle": (
        "另有{count}条只对其他种类的对象提出，不涉及本对象。",
        "Conditions that concern other nominees only: {count}.",
    ),
    "told_note_question": (
        "“{label}”按{value}计算，这是对原文的一种理解：{question}",
        "“{label}” is taken as {value}, which is one reading of the text: {question}",
    ),
    "told_note_judged": (
        "质量成效、领先水平等条款由评审专家认定，程序不作判断。",
        "Clauses on merit and leading level are decided by experts, never by this program.",
    ),
    "told_note_partial": (
        "本规则包依据的原文不完整：{partial}",
        "The source of these rules is incomplete: {partial}",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_FACTS, **_OPTIONS, **_VALUES, **_GIVEN, **_TOLD}
