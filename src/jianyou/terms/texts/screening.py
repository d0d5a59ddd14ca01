"""Messages of the room `screening`: code -> (Chinese, English)."""

_OPENING = {
    "register_missing": (
        "找不到名录“{name}”，请核对路径。",
        "There is no register “{name}”; check the path.",
    ),
    "register_unreadable": (
        "名录“{name}”无法读取（{reason}），请重新导出后再试。",
        "The register “{name}” can't be read ({reason}); please export it again.",
    ),
    "register_kind": (
        "“{name}”不是可以读取的名录。请使用 .csv、.xlsx、.parquet 文件，或只含 .parquet 文件的文件夹。",
        "“{name}” is no register; use a .csv, .xlsx or .parquet file, or a folder of .parquet files.",
    ),
    "register_without_columns": (
        "名录“{name}”没有列标题。请在数据上方写一行列标题。",
        "The register “{name}” has no headings; write a row of headings above the values.",
    ),
    "register_too_many_columns": (
        "名录“{name}”有 {count} 列，最多 {most} 列。请只导出需要的列。",
        "The register “{name}” has {count} columns, at most {most}; export the needed ones only.",
    ),
    "register_folder_empty": (
        "文件夹“{name}”中没有 .parquet 文件。",
        "The folder “{name}” holds no .parquet file.",
    ),
    "register_too_many_files": (
        "文件夹“{name}”中有 {count} 个文件，最多 {most} 个。请先合并。",
        "The folder “{name}” holds {count} files, at most {most}; merge them first.",
    ),
    "register_parts_differ": (
        "“{name}”的“{column}”列与“{first}”的不同（缺少、多出或类型不同）。同一名录的各文件须有相同的列。",
        (
            "The column “{column}” of “{name}” is another than in “{first}” (missing, added or of another "
            "type); the files of one register need the same columns."
        ),
    ),
    "register_encoding": (
        "名录“{name}”的文字编码无法辨认（不是 UTF-8、UTF-16 或 GBK）。请另存为 UTF-8 编码的 CSV。",
        "The encoding of the register “{name}” is none of UTF-8, UTF-16 and GBK; save it as CSV in UTF-8.",
    ),
    "register_wide_separator": (
        "名录“{name}”用全角符号“{sign}”分隔各列，请改用半角逗号后重新导出。",
        "The register “{name}” is parted by the full-width sign “{sign}”; export it with plain commas.",
    ),
    "register_row_too_long": (
        (
            "名录“{name}”第{line}行有 {count} 个值，而列标题只有 {columns} 个。"
            "多半是某个值里有未加引号的分隔符，请改正该行。"
        ),
        (
            "Line {line} of the register “{name}” has {count} values for {columns} headings; most likely a "
            "separator stands unquoted within a value. Mend that line."
        ),
    ),
    "register_row_unreadable": (
        "名录“{name}”第{line}行的引号不成对，请改正该行。",
        "The quotation marks in line {line} of the register “{name}” don't match; mend that line.",
    ),
    "register_sheets_left": (
        "只读取了工作表“{sheet}”，未读取：{others}。要读取其他工作表，请用 --table 指定。",
        "Only the sheet “{sheet}” was read, not: {others}. Name another one with --table.",
    ),
    "sheet_rows_missing": (
        "工作簿中没有名为“{sheet}”的可见且有内容的工作表，请核对名称。",
        "The workbook has no visible sheet “{sheet}” that holds anything; check the name.",
    ),
    "register_table_not_named": (
        "请用 --table 指出数据库中名录所在的表，例如 --table public.firms。",
        "Name the table of the database that holds the register with --table, as in --table public.firms.",
    ),
    "register_table_missing": (
        "数据库中没有名为“{table}”的表或视图，或没有读取权限。请核对名称（可写成 模式.表名）。",
        "The database has no table or view “{table}” that may be read; check the name (schema.table).",
    ),
    "register_database": (
        "数据库未能应答：{reason}。请核对地址、账号和网络。",
        "The database did not answer: {reason}. Check address, account and network.",
    ),
    "screening_database_missing": (
        "读取数据库需要安装 psycopg，请运行：pip install 'jianyou[screening]'。",
        "Reading a database needs psycopg; please run: pip install 'jianyou[screening]'.",
    ),
}

_COLUMNS = {
    "column_map_invalid": (
        "列对照文件“{source}”不能使用，共 {count} 处需要修改：",
        "The column mapping “{source}” can't be used; problems to mend: {count}",
    ),
    "column_map_no_column": (
        "名录中没有“{column}”列。名录的列有：{known}。",
        "The register has no column “{column}”. Its columns: {known}.",
    ),
    "column_map_no_column_near": (
        "名录中没有“{column}”列，是否指“{nearest}”？请照名录原样书写。",
        "The register has no column “{column}”; did you mean “{nearest}”? Write it as the register does.",
    ),
    "column_map_both": (
        "“{fact}”已对应“{column}”列，不能同时在 values 中写成固定值，请删去一处。",
        "“{fact}” has the column “{column}”, so it can't have a value for all rows as well; keep one.",
    ),
    "register_fields_missing": (
        "记录中没有 {fields} 这些字段，按未知处理。",
        "The records lack the fields {fields}, which are taken as unknown.",
    ),
    "register_too_many_values": (
        "不同的值超过 {most} 个，无法逐一核对，本列按未知处理。请改用日期、数字等类型的列。",
        (
            "More than {most} different values can't be checked one by one, so the column is taken as "
            "unknown; use a column typed as dates or numbers."
        ),
    ),
    "register_column_type": (
        "本列的类型（{type}）无法读取，按未知处理。",
        "The column's type ({type}) can't be read, so it is taken as unknown.",
    ),
}

_RUN = {
    "screening_value_overruled": (
        "列对照文件为“{fact}”写的固定值没有用于“{column}”：名录有该列，以该列为准。",
        "The value for “{fact}” in every row was not used for “{column}”, which has a column of its own.",
    ),
    "screening_other_order": (
        "“{folder}”中留有另一次筛查的中间结果（名录、规则、日期或设置与本次不同）。请删除该文件夹，或换一个输出名称。",
        (
            "“{folder}” holds the unfinished work of another screening (another register, rules, day or "
            "settings); delete that folder or name another output."
        ),
    ),
    "screening_out_is_input": (
        "输出“{name}”就是名录本身，未作改动。请换一个输出名称。",
        "The output “{name}” is the register itself, which was left as it is; name another output.",
    ),
    "screening_out_is_folder": (
        "“{name}”是一个文件夹，里面有筛查结果以外的文件。请换一个输出名称。",
        "“{name}” is a folder with other files than those of a screening; name another output.",
    ),
    "screening_result_unreadable": (
        "筛查结果“{name}”无法读取（{reason}），请重新筛查。",
        "The result “{name}” can't be read ({reason}); screen again.",
    ),
    "screening_result_other": (
        "“{name}”中没有规则包“{pack}”的结果，请核对规则包或重新筛查。",
        "“{name}” holds no result of the rule pack “{pack}”; check the pack or screen again.",
    ),
    "screening_list_suffix": (
        "“{name}”的扩展名不能用于名单，请用：{suffixes}。",
        "A list can't be written as “{name}”; use one of: {suffixes}.",
    ),
}

_TOLD = {
    "screening_column_given": (
        "{fact}：取“{column}”列（按列对照），{understood} 行有值，{empty} 行空缺",
        "{fact}: column “{column}” (as mapped), {understood} rows with a value, {empty} empty",
    ),
    "screening_column_named": (
        "{fact}：取“{column}”列，{understood} 行有值，{empty} 行空缺",
        "{fact}: column “{column}”, {understood} rows with a value, {empty} empty",
    ),
    "screening_column_guessed": (
        "{fact}：取“{column}”列（按列标题推定），{understood} 行有值，{empty} 行空缺",
        "{fact}: column “{column}” (guessed by its heading), {understood} rows with a value, {empty} empty",
    ),
    "screening_column_fixed": (
        "{fact}：各行均为 {value}（按列对照）",
        "{fact}: {value} in every row (as mapped)",
    ),
    "screening_column_assumed": (
        "{fact}：名录中没有此列，按企业名录推定各行均为 {value}；如不对，请在列对照文件中写明",
        "{fact}: not in the register; as a register of firms, {value} is assumed in every row. "
        "If that is wrong, say so in the column mapping",
    ),
    "screening_column_not_understood": (
        "，{count} 行的值无法识别，按未知处理（如：{examples}）",
        ", {count} not understood and taken as unknown (such as: {examples})",
    ),
    "screening_column_problem": (
        "；{said}",
        "; {said}",
    ),
    "screening_column_ambiguous": (
        "{fact}：有多列可以对应（{columns}），未采用，各行按未知处理；请用列对照文件指定",
        "{fact}: several columns may be meant ({columns}), so none is used and every row is unknown; map one",
    ),
    "screening_columns_missing": (
        "名录中没有以下事实，各行按未知处理：{facts}",
        "Not in the register, so unknown in every row: {facts}",
    ),
    "screening_nothing_said": (
        "名录中没有声明和专家意见的列：需要声明或评审的条件，结论均为未知。",
        "The register has no declarations or judgements: conditions that need them stay unknown.",
    ),
    "screening_finding": (
        "“{column}”列 {count} 行（首见于第 {first} 行）：{said}",
        "Column “{column}”, {count} rows (first: {first}): {said}",
    ),
    "screening_counts": (
        "{title}（核算日 {as_of}）：共 {rows} 个，符合 {met}，不符合 {not_met}，待核实 {unknown}",
        "{title} (reckoned on {as_of}): {rows} in all, {met} met, {not_met} not met, {unknown} open",
    ),
    "screening_first_blocking": (
        "首个不符合的条件：",
        "First condition not met:",
    ),
    "screening_waiting": (
        "待核实的推荐对象所缺的条件：",
        "Conditions that the open ones wait for:",
    ),
    "screening_condition_count": (
        "{rows}　{condition}",
        "{rows}  {condition}",
    ),
    "screening_missing": (
        "只差 {number} 项条件待核实的：{rows} 个",
        "Waiting for {number} condition(s): {rows}",
    ),
    "screening_judgement": ("专家评审意见", "a judgement of experts"),
    "screening_judgement_of": ("专家评审意见：{text}", "a judgement of experts: {text}"),
    "screening_declaration": ("企业声明", "a declaration"),
    "screening_declaration_of": ("企业声明：{text}", "a declaration: {text}"),
    "screening_outcome_met": ("符合", "met"),
    "screening_outcome_not_met": ("不符合", "not met"),
    "screening_outcome_unknown": ("待核实", "open"),
    "screening_list_pack": ("规则包", "rule pack"),
    "screening_list_outcome": ("结论", "outcome"),
    "screening_list_count": ("待核实条件数", "open conditions"),
    "screening_list_conditions": ("待核实的条件", "conditions that are open"),
    "screening_list_facts": ("缺少的事实", "facts that are missing"),
    "screening_list_findings": ("数据问题", "data findings"),
    "screening_finding_column": ("列", "column"),
    "screening_finding_fact": ("事实", "fact"),
    "screening_finding_code": ("代码", "code"),
    "screening_finding_severity": ("级别", "severity"),
    "screening_finding_rows": ("行数", "rows"),
    "screening_finding_text": ("问题", "finding"),
    "screening_finding_first": ("所在行（前100行）", "first 100 rows"),
    "screening_finding_values": ("所写的值", "values"),
    "screening_list_bring": ("请准备的材料", "what to bring"),
}

TEXTS: dict[str, tuple[str, str]] = {**_OPENING, **_COLUMNS, **_RUN, **_TOLD}
