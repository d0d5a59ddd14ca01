"""Messages of the room `eligibility_cli`: code -> (Chinese, English)."""

_HELP = {
    "help_eligibility": (
        "参评条件：逐条判断是否符合，筛查名录，管理规则包",
        "conditions of entry: verdicts clause by clause, screening, rule packs",
    ),
    "help_explain": (
        "逐条说明推荐对象是否符合参评条件",
        "tell clause by clause whether nominees meet the conditions",
    ),
    "help_explain_facts": (
        "推荐对象的事实（JSON，一个对象或列表），- 表示标准输入",
        "facts about nominees as JSON, an object or a list; - for standard input",
    ),
    "help_rules": (
        "规则包：内置名称、同一奖项的总名，或文件路径",
        "rule pack: a built-in name, the name of a family, or a file",
    ),
    "help_rules_many": (
        "规则包，可多次给出，一次读取全部算完",
        "rule pack; may be repeated, all are answered in one reading",
    ),
    "help_reckoning": (
        "年限从哪一天往回算（必填）",
        "the day that years are counted back from (required)",
    ),
    "help_set": (
        "按本部门的口径改一个参数，如 accident_years=3，可多次给出",
        "settle a parameter otherwise, as in accident_years=3; may be repeated",
    ),
    "help_path": (
        "新申报或复核，用于在同一奖项的几版规则中选一版",
        "a new filing or a recheck, to choose among the editions of a family",
    ),
    "help_explain_notice": (
        "通知原文：附上条款的原话，并指出与规则包引用时不同之处",
        "the notice: its exact words are quoted, and what differs from the pack is told",
    ),
    "help_screen": (
        "用同样的规则筛查整个名录",
        "answer the same rules for a whole register",
    ),
    "help_register": (
        "名录：.csv、.xlsx、.parquet、文件夹，或 postgresql:// 地址",
        "register: .csv, .xlsx, .parquet, a folder, or a postgresql:// address",
    ),
    "help_screen_output": ("结果：.parquet", "result: .parquet"),
    "help_engine": ("计算引擎，缺省 polars", "table engine, by default polars"),
    "help_columns": (
        "列对应文件（事实: 列名），缺省按列名猜",
        "which column is which fact (fact: column), by default guessed from headings",
    ),
    "help_table": ("数据库中的表名", "the table within the database"),
    "help_database": (
        "名录是文件而引擎是 postgres 时所用的数据库地址",
        "the database to work in where the register is a file and the engine is postgres",
    ),
    "help_screen_summary": ("把汇总写成 JSON", "write the summary as JSON"),
    "help_invitations": (
        "邀请名单：符合条件的，写成 Excel",
        "the invitation list: who meets the conditions, as a workbook",
    ),
    "help_needs_proof": (
        "待补材料名单：缺得少的在前，写成 Excel",
        "who lacks only facts or proofs, those lacking least first, as a workbook",
    ),
    "help_screen_findings": (
        "对名录中数值的提醒：哪一列、多少行、最先的几行，写成 Excel",
        "remarks on the register's values: which column, how many rows, the first of them, as a workbook",
    ),
    "help_packs": (
        "规则包：列出、查看、检查、用表格修改",
        "rule packs: list, show, check, edit as a spreadsheet",
    ),
    "help_packs_show": ("查看一个规则包的条件和参数", "show the conditions and parameters of a pack"),
    "help_packs_check": (
        "检查规则包能否使用，并运行其中的例子",
        "check whether packs can be used, and run their examples",
    ),
    "help_packs_export": ("导出为表格，一行一个判断", "write a pack as a workbook, one row a test"),
    "help_packs_import": (
        "把改好的表格写成新的规则包，并列出改动",
        "write a pack from an edited workbook, and tell what changed",
    ),
    "help_pack": ("规则包：内置名称或文件路径", "rule pack: a built-in name or a file"),
    "help_packs_workbook": ("输出文件：.xlsx", "output file: .xlsx"),
    "help_packs_filled": ("改好的表格", "the edited workbook"),
    "help_packs_base": ("表格由哪个规则包导出", "the pack that the workbook was exported from"),
    "help_packs_output": ("新规则包：.yaml", "the new pack: .yaml"),
    "help_coverage": (
        "规则包覆盖了通知的哪些条款，各凭什么判断",
        "which clauses of the notice a pack covers, and how each is answered",
    ),
    "help_coverage_notice": (
        "通知原文：附上原话，并查有无遗漏的条款",
        "the notice: exact words are quoted, and clauses without a row are told",
    ),
    "help_coverage_output": ("写成 .md 文件", "write it as .md"),
    "help_diff": ("两个规则包有哪些不同", "what differs between two packs"),
    "help_diff_old": ("原来的规则包", "the old pack"),
    "help_diff_new": ("新的规则包", "the new pack"),
}

_FACTS = {
    "facts_file_not_found": (
        "找不到文件“{name}”。请检查路径；从标准输入读取请写 -。",
        "There is no file “{name}”. Check the path, or write - to read standard input.",
    ),
    "facts_file_unreadable": (
        "“{name}”无法打开（{reason}）。请检查权限，或关闭占用它的程序后重试。",
        "“{name}” can't be opened ({reason}). Check its permissions, or close the program that holds it.",
    ),
    "facts_file_too_large": (
        "“{name}”超过 {most} MB。一次说明很多单位请改用 jianyou eligibility screen。",
        "“{name}” is over {most} MB. For very many nominees use jianyou eligibility screen.",
    ),
    "facts_file_too_many": (
        "“{name}”有 {count} 个推荐对象，最多 {most} 个。请改用 jianyou eligibility screen。",
        "“{name}” holds {count} nominees, at most {most} are taken. Use jianyou eligibility screen.",
    ),
    "facts_file_empty": ("“{name}”没有内容。", "“{name}” is empty."),
    "facts_file_not_utf8": (
        "“{name}”不是 UTF-8 文本。请在编辑器中“另存为”，编码选 UTF-8。",
        "“{name}” is not UTF-8 text. Save it again as UTF-8 from your editor.",
    ),
    "facts_file_not_json": (
        "“{name}”第 {line} 行第 {column} 个字符处（“{found}”）不合 JSON 写法。"
        "请检查引号、逗号、冒号（须用半角）和括号。",
        "“{name}” breaks JSON at line {line}, character {column} (“{found}”). Check quotes, commas, "
        "colons and brackets.",
    ),
    "facts_file_too_deep": (
        "“{name}”嵌套太深，或有过长的数字，不能作为事实读取。",
        "“{name}” is nested too deeply or holds a number too long to be read as facts.",
    ),
    "facts_file_no_object": (
        "“{name}”应是一个推荐对象（{{…}}），或由推荐对象组成的列表（[{{…}}, {{…}}]）。",
        "“{name}” should hold one nominee ({{…}}), or a list of nominees ([{{…}}, {{…}}]).",
    ),
    "facts_file_key_twice": (
        "“{name}”中“{key}”写了两次，不知以哪个为准。请删去一处。",
        "“{name}” says “{key}” twice, so it isn't plain which counts. Remove one.",
    ),
}

_OPTIONS = {
    "eligibility_as_of_missing": (
        "请用 --as-of 写明核算日，如 --as-of 2024-02-22。“近5年”“满5年”都从这一天往回算，"
        "换一天结论可能不同，所以程序不代为假定。一般取通知的截止日期。",
        "Say by --as-of which day counts, as in --as-of 2024-02-22. Spans of years run back from it and "
        "another day may give another verdict, so none is assumed. Calls mostly take their deadline.",
    ),
    "path_without_family": (
        "“{name}”是指定的一版规则，不必再用 --path 选择。"
        "要按新申报或复核选版本，请在 --rules 中写同一奖项的总名。",
        "“{name}” is one edition, so --path has nothing to choose. Give --rules the name of a family for "
        "that.",
    ),
    "setting_form": (
        "--set 应写成 名称=值，不能是“{text}”。",
        "--set takes name=value, not “{text}”.",
    ),
    "setting_twice": ("参数“{name}”用 --set 给了两次。", "The parameter “{name}” was set twice."),
}

_SAID = {
    "explain_head": (
        "规则包：{title}（{pack}，版本 {digest}），核算日 {as_of}",
        "Rule pack: {title} ({pack}, edition {digest}), day of reckoning {as_of}",
    ),
    "explain_setting": (
        "按 --set 改用：{name} = {value}（规则包为 {usual}）",
        "Set by --set: {name} = {value} (the pack has {usual})",
    ),
    "nominee_numbered": ("第 {number} 个推荐对象", "nominee {number}"),
    "diff_none": ("两个规则包没有不同。", "The packs don't differ."),
    "diff_count": ("共 {count} 处不同。", "Differences: {count}."),
    "coverage_complete": (
        "{count} 条条件都在通知中找到出处，原文与引用时相同，同一章没有遗漏的条款。",
        "All {count} conditions were found in the notice, whose words are those cited; no clause of the same "
        "chapter lacks a row.",
    ),
}

_PACKS = {
    "packs_partial": ("{title}（不完整）", "{title} (incomplete)"),
    "packs_name": ("规则包", "pack"),
    "packs_edition": ("版本", "edition"),
    "packs_notice": ("依据", "notice"),
    "packs_valid": ("有效期", "valid"),
    "packs_serves": ("适用于", "serves"),
    "packs_missing": ("不完整之处", "incomplete"),
    "packs_conditions": ("条件（{count} 条）", "Conditions ({count})"),
    "packs_parameters": ("参数（{count} 个）", "Parameters ({count})"),
    "packs_value": ("{value}（{since} 起）", "{value} (from {since})"),
    "packs_passed": (
        "{name}：可以使用，{conditions} 条条件，{examples} 个例子都与预期相符",
        "{name}: can be used; conditions {conditions}, examples {examples}, all as expected",
    ),
    "packs_failed": (
        "{name}：不能发布，{examples} 个例子中有 {failed} 个与预期不符",
        "{name}: not to be published; of {examples} examples {failed} don't come out as expected",
    ),
    "packs_not_imported": (
        "表格“{name}”有以上问题，没有写出规则包。请改正后再试。",
        "No pack was written: the workbook “{name}” has the problems above. Mend them and try again.",
    ),
    "packs_no_examples": (
        "{name}：不能发布，没有例子。请在 examples 下写明若干情形和预期的结论",
        "{name}: not to be published without examples; give cases with their outcomes under examples",
    ),
}

_SCREEN = {
    "screen_columns": ("名录各列", "The register's columns"),
    "screen_stage_open": ("读取名录", "opening"),
    "screen_stage_values": ("核对各列", "columns"),
    "screen_stage_screen": ("筛查", "screening"),
    "screen_unit_rows": ("行", "rows"),
    "screen_unit_columns": ("列", "columns"),
    "screen_list_written": ("已写出 {name}：{shown} 行", "wrote {name}: {shown} rows"),
    "screen_list_cut": (
        "已写出 {name}：列出前 {shown} 行，共 {total} 行；全部请写成 .parquet",
        "wrote {name}: the first {shown} of {total} rows; write .parquet for more",
    ),
    "screen_out_in_register": (
        "“{name}”在名录文件夹之内，下次会被当作名录的一部分。请换一个位置。",
        "“{name}” lies within the folder of the register, where the next run would take it for a part of "
        "it. Choose another place.",
    ),
    "screen_resumes": (
        "已完成的部分保留着，再次运行同样的命令会接着做。",
        "What is done is kept; the same command goes on from there.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_HELP, **_FACTS, **_OPTIONS, **_SAID, **_PACKS, **_SCREEN}
