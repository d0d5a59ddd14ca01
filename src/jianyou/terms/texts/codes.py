"""Messages of the room `codes`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "uscc_empty": (
        "没有填写统一社会信用代码。",
        "No unified social credit code is given.",
    ),
    "uscc_folded": (
        "已按规范写法读作“{code}”（全角转半角、小写转大写、去掉空格和标签）。",
        "Read as “{code}” (half width, upper case, without spaces and labels).",
    ),
    "uscc_length": (
        "统一社会信用代码应为18位，现为{length}位，请对照营业执照或登记证书补全或删去多余字符。",
        "A unified social credit code has 18 characters, this one has {length}; compare it with the license.",
    ),
    "uscc_old_registration_number": (
        "这是15位的旧工商注册号，请改填营业执照上18位的统一社会信用代码。",
        "This is an old 15-digit registration number; give the 18-character code from the license.",
    ),
    "uscc_organization_code": (
        "这是9位的组织机构代码，请改填18位的统一社会信用代码。",
        "This is a 9-character organization code; give the 18-character unified social credit code.",
    ),
    "uscc_rounded": (
        "代码在电子表格中被当作数字存储，末几位已经丢失，请将单元格设为文本后重新填写。",
        (
            "A spreadsheet stored the code as a number and lost its last digits; "
            "format the cell as text and type it again."
        ),
    ),
    "uscc_resident_id": (
        "这是居民身份证号码，不是统一社会信用代码；请改填代码，并删去身份证号码。",
        "This is a resident ID number, not a unified social credit code; give the code, remove the number.",
    ),
    "uscc_not_a_code": (
        "有{count}个字符不会出现在统一社会信用代码中，填写的不是代码，请核对。",
        "{count} characters can't occur in a unified social credit code: this isn't one; please check.",
    ),
    "uscc_lookalike": (
        "第{position}位“{character}”不会出现在统一社会信用代码中，可能是“{likely}”，请核对。",
        "Character {position}, “{character}”, can't occur in the code; it may be “{likely}”; please check.",
    ),
    "uscc_character": (
        "第{position}位“{character}”不会出现在统一社会信用代码中，请核对。",
        "Character {position}, “{character}”, can't occur in the code; please check.",
    ),
    "uscc_department": (
        "第1位“{character}”不是已知的登记管理部门代码（企业为9），请核对。",
        "Character 1, “{character}”, isn't a known registering department (9 for enterprises); please check.",
    ),
    "uscc_category": (
        "第2位“{character}”不是登记管理部门“{department}”下已知的机构类别代码，请核对。",
        "Character 2, “{character}”, isn't a known category of department “{department}”; please check.",
    ),
    "uscc_place": (
        "第3至8位应为6位数字的登记机关区划代码，现为“{place}”，请核对。",
        "Characters 3 to 8 are six digits for the registering office's place, not “{place}”; please check.",
    ),
    "uscc_organization_check": (
        "第9至17位的组织机构代码校验不符：第17位为“{found}”，按前8位应为“{expected}”，请逐位核对。",
        (
            "The organization code (9 to 17) doesn't check: character 17 is “{found}”, "
            "by the eight before it should be “{expected}”; compare each character."
        ),
    ),
    "uscc_check": (
        "校验码不符：第18位为“{found}”，按前17位应为“{expected}”，其中至少有一位填错，请逐位核对。",
        (
            "The check character doesn't fit: character 18 is “{found}”, by the first 17 it should be "
            "“{expected}”; at least one character is mistyped, compare each."
        ),
    ),
    "industry_code_unknown": (
        "《国民经济行业分类》（GB/T 4754-2017）中没有代码“{code}”，请核对。",
        "GB/T 4754-2017 has no code “{code}”; please check.",
    ),
    "industry_code_section": (
        "行业代码“{code}”的门类字母与数字不一致，按数字应属{section}类，请核对。",
        (
            "The letter of industry code “{code}” contradicts its digits, which belong to section {section}; "
            "please check."
        ),
    ),
    "industry_code_differs": (
        "行业代码{code}（{name}）与填写的行业名称不一致，名称指“{written}”，请核对（2011年版代码与2017年版不同）。",
        (
            "Industry code {code} ({name}) contradicts the name given, which means “{written}”; "
            "please check (codes of the 2011 edition differ from 2017)."
        ),
    ),
    "region_abolished": (
        "{name}已于{until}撤销（现属{successors}），请核对应按哪一时点填写。",
        "{name} was abolished on {until} (now in {successors}); check which day the form should go by.",
    ),
    "region_former_name": (
        "“{written}”是旧名，现为{name}。",
        "“{written}” is a former name; it is {name} today.",
    ),
    "region_several": (
        "写了不止一个区县（{names}），请只写登记注册所在的一个。",
        "More than one district is named ({names}); give only the one of registration.",
    ),
    "contact_surname_only": (
        "联系人只写了姓“{name}”，请填写全名。",
        "Only the contact's surname “{name}” is given; give the full name.",
    ),
    "contact_name_unsure": (
        "按位置将“{name}”读作联系人姓名，请核对。",
        "“{name}” was taken for the contact's name by its place; please check.",
    ),
    "contact_lost_zero": (
        "电话缺少区号前的0（可能被表格当作数字存储），已读作“{number}”，请核对。",
        "The phone lacks the 0 of its area code (stored as a number?); read as “{number}”, please check.",
    ),
    "contact_mobile_number": (
        "手机号码应为11位，“{number}”为{length}位或号段有误，请核对。",
        "A mobile number has 11 digits; “{number}” has {length} or a wrong beginning; please check.",
    ),
    "contact_local_number": (
        "电话“{number}”为{length}位数字，不是完整的号码（市话为7至8位），请核对；若不是电话请删去。",
        (
            "“{number}” has {length} digits and isn't a whole phone number (local ones have 7 or 8); "
            "please check, or remove it if it is none."
        ),
    ),
    "contact_area_number": (
        "区号后的电话号码位数不对或号段有误（“{number}”），请核对。",
        "The number after the area code has a wrong length or beginning (“{number}”); please check.",
    ),
    "contact_number_long": (
        "数字“{number}”共{length}位，不是一个电话号码，可能是几个号码连写，请用顿号隔开。",
        "“{number}” has {length} digits and isn't one phone number; if several run together, separate them.",
    ),
}
