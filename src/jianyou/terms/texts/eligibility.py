"""Messages of the room `eligibility`: code -> (Chinese, English)."""

_PACKS = {
    "pack_file_invalid": (
        "规则包“{source}”不能使用，共 {count} 处需要修改：",
        "The rule pack “{source}” can't be used; problems to mend: {count}",
    ),
    "pack_not_found": (
        "找不到名为“{name}”的规则包，也没有这个文件。内置的有：{known}；自己的规则包请写出路径。",
        (
            "There is no rule pack named “{name}” and no such file. Built-in packs: {known}; "
            "give the path of a pack of your own."
        ),
    ),
    "pack_not_found_near": (
        "找不到名为“{name}”的规则包，也没有这个文件。是否指“{nearest}”？内置的有：{known}。",
        "There is no rule pack named “{name}” and no such file. Did you mean “{nearest}”? Built-in: {known}.",
    ),
    "pack_is_family": (
        "“{name}”有几个版本，请指明其中一个：{known}；或写明申报途径和日期，由程序选定。",
        "“{name}” has several editions; name one of them: {known}; or give path and day to have it chosen.",
    ),
    "pack_no_family": (
        "没有名为“{name}”的一组规则包。现有：{known}。",
        "There is no family of rule packs named “{name}”. There are: {known}.",
    ),
    "pack_no_edition": (
        "“{name}”没有适用于 {on}、途径“{path}”的版本。现有：{known}。请改用其中一个，或补充版本。",
        "“{name}” has no edition for the path “{path}” on {on}. There are: {known}; use one or add one.",
    ),
    "pack_no_parameter": (
        "没有名为“{name}”的参数，请更正。可用：{known}。",
        "There is no parameter named “{name}”; correct it. There are: {known}.",
    ),
}

_RULES = {
    "pack_fact_taken": (
        "“{name}”这个名称已经用过，请换一个，或删去重复的一项。",
        "The name “{name}” is taken already; choose another, or remove the second one.",
    ),
    "pack_code_reserved": (
        "“{name}”在结果里另有用途，请换一个 code。",
        "“{name}” means something else in results; choose another code.",
    ),
    "pack_code_twice": (
        "code“{name}”在第 {first} 行已经用过，请换一个。",
        "The code “{name}” is already taken on line {first}; choose another.",
    ),
    "pack_code_missing": (
        "条件“{name}”有几项，只有一项可以沿用条件的 code，请给这一项写上自己的 code。",
        "“{name}” has several leaves, and one only can share its code; give this one a code of its own.",
    ),
    "pack_rule_shapeless": (
        "看不出是哪种规则，请写出其中一个键：{known}。",
        "This is no rule yet; write one of these keys: {known}.",
    ),
    "pack_rule_two_shapes": (
        "同一处写了“{first}”又写“{name}”，请只留一个，或用 all、any 合在一起。",
        "“{name}” stands beside “{first}”; keep one of them, or join them by all or any.",
    ),
    "pack_op_not_for_fact": (
        "“{fact}”的类型是 {type}，不能用 {op}；可用：{options}。",
        "“{fact}” is of type {type}, which takes no {op}; it takes: {options}.",
    ),
    "pack_kind_by_parent": (
        "kind 是推荐对象自己的种类，不能按所属组织判断，请删去 by_parent。",
        "A nominee's kind is its own and can't be the parent's; remove by_parent.",
    ),
    "pack_sure_and_unsure": (
        "“{text}”既在 values 又在 unsure 中，请删去其中一处。",
        "“{text}” is among both values and unsure; remove one of them.",
    ),
    "pack_bad_years": (
        "“{text}”不能作年数：须是 0 到 {most} 之间、合整月的数，例如 5 或 0.5。",
        "“{text}” is no span of years: a number from 0 to {most} that makes whole months, such as 5 or 0.5.",
    ),
    "pack_bad_number": (
        "“{text}”不是数，请用半角数字填写，不带单位，例如 5000。",
        "“{text}” is not a number; write it in plain digits without a unit, as in 5000.",
    ),
    "pack_bad_digest": (
        "“{text}”不是条款原文的摘要，应为 16 位小写十六进制数字。",
        "“{text}” is no digest of a clause; sixteen small hex digits belong here.",
    ),
}

_PARAMETERS = {
    "pack_ref_unknown": (
        "没有名为“{name}”的参数。已有：{known}。请更正，或在 parameters 中补上。",
        "There is no parameter named “{name}”. There are: {known}. Correct it, or add it to parameters.",
    ),
    "pack_ref_in_list": (
        "“{text}”写在列表里不会当作参数。请去掉方括号，写成 values: {text}。",
        "“{text}” within a list isn't taken as a parameter; drop the brackets: values: {text}.",
    ),
    "pack_parameter_twice": (
        "参数“{name}”写了两次，请合并为一项。",
        "The parameter “{name}” stands twice; join the two.",
    ),
    "pack_parameter_unused": (
        "参数“{name}”没有任何规则使用，改了也不起作用，请删去，或在规则中写 ${name}。",
        "No rule uses the parameter “{name}”, so it changes nothing; remove it, or write ${name} in a rule.",
    ),
    "pack_parameter_mixed": (
        "同一参数的各个值须是同一类：都是数，都是 yes/no，或都是列表。",
        "All values of a parameter are of one kind: numbers, yes or no, or lists.",
    ),
    "pack_parameter_late": (
        "第一个值晚于规则包的生效日 {valid_from}，其间没有值，请补上。",
        "The first value comes after the pack's first day, {valid_from}; add one for the days between.",
    ),
    "pack_days_backward": (
        "日期早于 {first}，请核对，并按先后排列。",
        "The day lies before {first}; check it, and put days in their order.",
    ),
    "pack_bad_setting": (
        "“{text}”不能作参数的值：应为数、yes 或 no、列表，或表示不限年数的 null。",
        "“{text}” is no value of a parameter: a number, yes or no, a list, or null for years without end.",
    ),
    "pack_setting_not_number": (
        "参数“{name}”的值“{text}”应为一个数。",
        "The parameter “{name}” is “{text}”, where a number is needed.",
    ),
    "pack_setting_not_flag": (
        "参数“{name}”的值“{text}”应为 yes 或 no（是或否）。",
        "The parameter “{name}” is “{text}”, where yes or no is needed.",
    ),
    "pack_setting_not_texts": (
        "参数“{name}”的值“{text}”应为一个列表。",
        "The parameter “{name}” is “{text}”, where a list is needed.",
    ),
    "pack_setting_not_years": (
        "参数“{name}”的值“{text}”不能作年数：须是 0 到 {most} 之间、合整月的数，或表示不限的 null。",
        (
            "The parameter “{name}” is “{text}”, which is no span of years: a number from 0 to {most} that "
            "makes whole months, or null for however long ago."
        ),
    ),
    "pack_value_written": (
        "“{text}”与规整后的 {fact} 对不上，请改写为“{written}”。",
        "“{text}” never equals {fact} in its canonical form; write “{written}”.",
    ),
    "pack_value_never": (
        "“{text}”不是 {fact} 可能的值，永远对不上，请更正。",
        "“{text}” is no value that {fact} can have; correct it.",
    ),
}

_EXAMPLES = {
    "pack_no_examples": (
        "规则包“{name}”没有示例，不能发布。请补上几个写明结论的示例，其中要有事实不全的。",
        (
            "The rule pack “{name}” has no examples, so it can't be published; add cases with their "
            "outcomes, some with unknown facts."
        ),
    ),
    "pack_examples_failed": (
        "规则包“{name}”有 {count} 处示例与结果不符，不能发布：{failed}。请更正规则或示例。",
        (
            "The rule pack “{name}” can't be published: {count} expectations of its examples fail: {failed}. "
            "Correct the rules or the examples."
        ),
    ),
    "pack_example_outcome": (
        "示例“{example}”（第 {line} 行）的结论应为 {expected}，算得 {got}。",
        "The example “{example}” (line {line}) should come out as {expected}, but came out as {got}.",
    ),
    "pack_example_condition": (
        "示例“{example}”（第 {line} 行）的条件 {condition} 应为 {expected}，算得 {got}。",
        "In the example “{example}” (line {line}) {condition} should be {expected}, but is {got}.",
    ),
    "pack_example_fact": (
        "示例“{example}”（第 {line} 行）的事实 {fact} 不能照写的理解（{got}），请更正。",
        "In the example “{example}” (line {line}) {fact} can't be taken as written ({got}); correct it.",
    ),
    "pack_example_twice": (
        "已有名为“{name}”的示例，请换一个名称。",
        "There is an example named “{name}” already; choose another name.",
    ),
    "pack_example_early": (
        "日期早于规则包的生效日 {valid_from}，请核对。",
        "The day lies before the pack's own first day, {valid_from}; check it.",
    ),
}

_COVERAGE = {
    "coverage_code": ("代号", "code"),
    "coverage_clause": ("条款", "clause"),
    "coverage_condition": ("条件", "condition"),
    "coverage_basis": ("依据", "basis"),
    "coverage_facts": ("用到的事实", "facts"),
    "coverage_parameters": ("参数", "parameters"),
    "coverage_proofs": ("证明材料", "proof"),
    "coverage_quote": ("原文", "the notice's words"),
    "coverage_basis_computed": ("计算", "computed"),
    "coverage_basis_declared": ("声明", "declared"),
    "coverage_basis_judged": ("专家认定", "judged"),
    "coverage_mixed": ("{basis}（部分另有依据）", "{basis} (in part otherwise)"),
    "coverage_parameter": ("{label}：{value}", "{label}: {value}"),
    "coverage_parameter_open": (
        "{label}：{value}（须由征集部门明确）",
        "{label}: {value} (for the office to settle)",
    ),
    "coverage_uncovered": (
        "原文 {clause} 没有对应的条件：“{words}”。请核对是否遗漏。",
        "No condition cites {clause} of the notice: “{words}”. Check whether it was missed.",
    ),
    "coverage_unfound": (
        "规则包引用的 {clause} 在这份通知里找不到，请核对条款号和通知。",
        "The pack cites {clause}, which this notice doesn't have; check the clause and the notice.",
    ),
    "coverage_changed": (
        "{clause} 的原文与编写条件 {code} 时不同，请对照原文核对条件，再更新 digest。",
        "The words of {clause} aren't those that {code} was written from; check it, then renew its digest.",
    ),
}

_DIFFERENCE = {
    "difference_pack": ("规则包", "the pack"),
    "difference_fact": ("事实 {code}", "fact {code}"),
    "difference_parameter": ("参数 {code}", "parameter {code}"),
    "difference_condition": ("条件 {code}", "condition {code}"),
    "difference_leaf": ("规则 {code}", "leaf {code}"),
    "difference_example": ("示例“{code}”", "example “{code}”"),
    "difference_nothing": ("（无）", "(nothing)"),
    "difference_added": ("新增{what}：{new}", "added {what}: {new}"),
    "difference_removed": ("删去{what}：{old}", "removed {what}: {old}"),
    "difference_changed": ("{what}，{key}：{old} → {new}", "{what}, {key}: {old} → {new}"),
}

_SHEETS = {
    "pack_sheet_leaves": ("条件", "conditions"),
    "pack_sheet_parameters": ("参数", "parameters"),
    "pack_sheet_about": ("说明", "about"),
    "pack_sheet_condition": ("条件代号", "condition"),
    "pack_sheet_clause": ("条款", "clause"),
    "pack_sheet_text": ("条件", "in our words"),
    "pack_sheet_text_en": ("条件（英文）", "in our words (English)"),
    "pack_sheet_leaf": ("规则代号", "leaf"),
    "pack_sheet_basis": ("依据", "basis"),
    "pack_sheet_fact": ("事实", "fact"),
    "pack_sheet_op": ("比较方式", "operation"),
    "pack_sheet_value": ("值", "value"),
    "pack_sheet_unsure": ("待定的值", "unsure values"),
    "pack_sheet_where": ("记录须同时满足（每行一项）", "records that (one test a line)"),
    "pack_sheet_by_parent": ("班组看所在单位", "teams by their parent"),
    "pack_sheet_leaf_clause": ("规则自己的条款", "clause of the leaf"),
    "pack_sheet_leaf_text": ("规则说明", "words of the leaf"),
    "pack_sheet_leaf_text_en": ("规则说明（英文）", "words of the leaf (English)"),
    "pack_sheet_proof": ("证明材料", "proof"),
    "pack_sheet_proof_en": ("证明材料（英文）", "proof (English)"),
    "pack_sheet_months": ("证明有效月数", "months of validity"),
    "pack_sheet_parameter": ("参数代号", "parameter"),
    "pack_sheet_label": ("参数名称", "label"),
    "pack_sheet_label_en": ("参数名称（英文）", "label (English)"),
    "pack_sheet_since": ("起始日期", "since"),
    "pack_sheet_setting": ("参数值", "value from then on"),
    "pack_sheet_question": ("需要明确的问题", "question"),
    "pack_sheet_question_en": ("需要明确的问题（英文）", "question (English)"),
    "pack_sheet_parameter_clause": ("参数的条款", "clause of the parameter"),
    "pack_sheet_pack": ("规则包", "pack"),
    "pack_sheet_title": ("名称", "title"),
    "pack_sheet_notice": ("通知", "notice"),
    "pack_sheet_digest": ("文件摘要", "digest of the file"),
    "pack_sheet_hint": ("填写说明", "how to edit"),
    "pack_sheet_how": (
        (
            "改动单元格后导入即可。$ 开头的值取自“参数”表；年数可写 不限；几个值之间用顿号。"
            "代号、依据和行数不能改，要在 YAML 文件里改；参数可以增加起始日期不同的行。"
        ),
        (
            "Change cells and import the file. A value after $ is that of the sheet of parameters; years may "
            "be unbounded; several values stand between commas. Codes, basis and the number of rows are "
            "changed in the YAML file only; a parameter may get rows for further days."
        ),
    ),
    "pack_sheet_unlike": (
        "工作簿里没有规则包的“{name}”表，请用导出的工作簿修改后导入。",
        "The workbook has no sheet of a rule pack's {name}; edit the exported workbook and import that.",
    ),
    "pack_sheet_other_pack": (
        "工作簿导出自规则包“{name}”，不能导入到“{base}”，请换成对应的规则包。",
        "The workbook comes from the pack “{name}” and can't be imported into “{base}”; name the right pack.",
    ),
    "pack_sheet_column_missing": (
        "缺少“{name}”一栏，请恢复这一栏的标题。",
        "The column “{name}” is missing; restore its heading.",
    ),
    "pack_sheet_row_unknown": (
        "规则包里没有规则“{name}”。规则的增删和代号请在 YAML 文件里改，这里请恢复原来的代号或删去这一行。",
        (
            "The pack has no leaf “{name}”. Leaves are added, removed and renamed in the YAML file; restore "
            "the code here, or remove the row."
        ),
    ),
    "pack_sheet_row_twice": (
        "“{name}”与第 {first} 行重复，请删去其中一行。",
        "“{name}” stands on row {first} already; remove one of the rows.",
    ),
    "pack_sheet_row_missing": (
        "缺少规则“{name}”这一行。删去规则请在 YAML 文件里改，这里请恢复这一行。",
        "The row of the leaf “{name}” is missing. Leaves are removed in the YAML file; restore the row here.",
    ),
    "pack_sheet_fixed": (
        "这一格原为“{old}”，不能在表里改，请恢复；规则的结构请在 YAML 文件里改。",
        "This cell was “{old}” and can't be changed here; restore it. Structure is changed in the YAML file.",
    ),
    "pack_sheet_said_asks": (
        "依据是声明或专家认定的规则没有这一项，请清空。",
        "A declared or judged leaf has no such thing; empty the cell.",
    ),
    "pack_sheet_conflict": (
        "“{name}”在几行里改得不一样，此处与第 {first} 行不同，请改成一致。",
        "“{name}” was changed in different ways: this cell differs from row {first}; make them alike.",
    ),
    "pack_sheet_bad_where": (
        "这一格看不懂，请每行写“字段 比较方式 值”，例如 severity one_of major、larger 或 on within_years 5。",
        (
            "This cell can't be read; write “field operation values” on each line, as in "
            "severity one_of major、larger or on within_years 5."
        ),
    ),
    "pack_sheet_parameter_unknown": (
        "规则包里没有参数“{name}”。新的参数请先在 YAML 文件里加上。",
        "The pack has no parameter “{name}”; add new parameters in the YAML file first.",
    ),
    "pack_sheet_bad_day": (
        "“{text}”不是有效日期，请写成 2024-02-06 的形式。",
        "“{text}” is no valid date; write it as 2024-02-06.",
    ),
    "pack_sheet_digest_dropped": (
        "条款号改了，条件 {name} 原来的原文摘要（digest）已去掉，请对照新条款后补上。",
        "The clause was changed, so the digest of {name} is gone; add that of the new clause once checked.",
    ),
    "pack_sheet_other_edition": (
        "导出之后规则包的文件改动过，请看清下面的差异再使用。",
        "The pack's file has changed since the export; look at the differences before use.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {
    **_PACKS,
    **_RULES,
    **_PARAMETERS,
    **_EXAMPLES,
    **_COVERAGE,
    **_DIFFERENCE,
    **_SHEETS,
}
