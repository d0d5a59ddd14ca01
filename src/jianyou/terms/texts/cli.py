"""Messages of the room `cli`: code -> (Chinese, English)."""

_USAGE = {
    "usage_prefix": ("用法：", "usage:"),
    "usage_arguments": ("参数", "arguments"),
    "usage_options": ("选项", "options"),
    "usage_commands": ("命令", "commands"),
    "usage_required": ("缺少参数：{names}。", "Missing: {names}."),
    "usage_unknown": ("不认识的参数：{names}。用 -h 查看用法。", "Unknown arguments: {names}. See -h."),
    "usage_choice": (
        "{name} 不能是“{text}”，请从中选一个：{options}。",
        "{name} can't be “{text}”; choose from {options}.",
    ),
    "usage_value_missing": ("{name} 后面缺少内容。", "{name} needs a value."),
    "usage_value_wrong": (
        "{name} 不能是“{text}”，应为整数。",
        "{name} can't be “{text}”; give a whole number.",
    ),
    "usage_no_value": ("{name} 后面不能跟“{text}”。", "{name} takes no value such as “{text}”."),
    "usage_not_both": ("{name} 与 {other} 不能同时使用。", "{name} and {other} can't be used together."),
}

_HELP = {
    "help_jianyou": (
        "荐优：从征集通知到汇总、推荐。jianyou 命令 -h 查看各命令的用法。",
        "Jianyou: from a call for nominations to its master table. See jianyou COMMAND -h.",
    ),
    "help_form": ("汇总表：生成空白表、检查、合并", "the annex table: blanks, checking, merging"),
    "help_codes": (
        "查代码：信用代码、行业、区县、联系人、字数",
        "codes: credit code, industry, district, contact, 字",
    ),
    "help_help": ("显示用法后退出", "show this and exit"),
    "help_version": ("显示版本后退出", "show the version and exit"),
    "help_lang": (
        "界面语言，缺省 zh，也可设环境变量 JIANYOU_LANG",
        "language, by default zh or what JIANYOU_LANG says",
    ),
    "help_blank": ("生成空白汇总表", "make the blank annex table"),
    "help_check": (
        "检查填好的表，指出文件、行、单元格和改法",
        "check filled forms: what is wrong, where, how to mend it",
    ),
    "help_merge": ("把填好的表合并成一张推荐汇总表", "merge filled forms into one master table"),
    "help_paths": (
        "文件或文件夹（含下级文件夹）",
        "files or folders, subfolders included",
    ),
    "help_call": (
        "征集：内置名称或征集文件，缺省 chongqing-2024",
        "built-in call or call file, by default chongqing-2024",
    ),
    "help_output_blank": (
        "输出文件：.docx、.xlsx 或 .pdf，可多次给出",
        "output file: .docx, .xlsx or .pdf; may be repeated",
    ),
    "help_output_merge": (
        "汇总表：.docx、.xlsx 或 .pdf，可多次给出",
        "master table: .docx, .xlsx or .pdf; may be repeated",
    ),
    "help_annotated": (
        "把意见批注在报送单位自己的文件里，写入此文件夹（Word 批注、Excel 批注，其他格式附 Word 问题清单）",
        "write each sender's own file back into this folder with remarks at its cells",
    ),
    "help_office": (
        "批注的署名，缺省为通知的印发机关",
        "who signs the remarks, by default the notice's issuer",
    ),
    "help_passwords": (
        "加密文件的密码表：文本文件，每行为文件名、制表符、密码",
        "passwords of locked files: a text file, each line a name, a tab, a password",
    ),
    "help_rows": ("空白行数", "number of empty rows"),
    "help_json": ("以 JSON 输出", "print JSON"),
    "help_quiet": ("只显示汇总", "print the summary only"),
    "help_verbose": ("列出跳过的文件", "list the files passed over"),
    "help_findings": ("把全部问题写入 Excel 工作簿", "write all findings to a workbook"),
    "help_summary": ("把概况写成一个网页", "write an overview as one web page"),
    "help_department": ("汇总表的填报部门（本单位）", "the office's department, for the master table"),
    "help_contact": ("汇总表的联系人（本单位）", "the office's contact, for the master table"),
    "help_phone": ("汇总表的联系电话（本单位）", "the office's phone, for the master table"),
    "help_replace": (
        "允许覆盖报送文件夹中的同名文件",
        "allow files within the input folders to be overwritten",
    ),
    "help_uscc": ("核验统一社会信用代码", "check unified social credit codes"),
    "help_uscc_text": ("统一社会信用代码", "a credit code"),
    "help_industry": ("查行业（GB/T 4754—2017）", "look up an industry (GB/T 4754-2017)"),
    "help_industry_text": ("行业代码、名称或一段文字", "an industry's code, its name, or a text"),
    "help_region": ("查所在区县", "find the district"),
    "help_region_text": ("区县名称、代码或一段文字", "a district's name or code, or a text"),
    "help_as_of": ("按哪一天的区划，缺省今天", "the day that counts, by default today"),
    "help_contact_code": ("拆分联系人姓名、职务、电话", "take a contact apart: name, post, phones"),
    "help_contact_text": ("联系人一栏的文字", "the text of a contact cell"),
    "help_count": ("数字数", "count 字 as Word does"),
    "help_count_text": ("一段文字", "a text"),
    "help_limit": ("字数上限", "the limit to judge by"),
}

_ERRORS = {
    "lang_unknown": (
        "环境变量 JIANYOU_LANG 不能是“{text}”，请设为 zh 或 en。",
        "JIANYOU_LANG can't be “{text}”; set it to zh or en.",
    ),
    "interrupted": (
        "已按要求中断，没有写出任何不完整的文件。",
        "Interrupted as asked; no file was left half-written.",
    ),
    "our_defect": (
        "程序出错，这是我们的缺陷，与您的文件无关，已停止：{error}。"
        "请把这一行和所用的命令告诉我们；设 JIANYOU_DEBUG=1 再运行可看到详情。",
        "The program failed, which is a defect of ours, and stopped: {error}. Please report this line with "
        "the command; JIANYOU_DEBUG=1 shows the details.",
    ),
    "system_refused": (
        "操作系统拒绝了读写（{reason}），已停止。请检查磁盘空间和权限后重试。",
        "The operating system refused to read or write ({reason}), so it stopped. Check disk space and "
        "permissions and try again.",
    ),
    "path_missing": (
        "找不到 {count} 个文件或文件夹：{names}。请检查路径；什么也没有做。",
        "Not found ({count}): {names}. Check the paths; nothing was done.",
    ),
    "no_files": (
        "没有可读取的文件（跳过了 {skipped} 个）。请检查路径，或用 --verbose 查看跳过了哪些。",
        "There is no file to read ({skipped} passed over). Check the paths, or see --verbose.",
    ),
    "password_prompt": (
        "“{name}”设有密码。请输入密码（直接回车则跳过）：",
        "“{name}” is locked. Password (Enter to pass over):",
    ),
    "passwords_unreadable": (
        "读不了密码表“{name}”（{reason}）。请检查路径，并存为 UTF-8 文本。",
        "The list of passwords “{name}” can't be read ({reason}). Check its path, and save it as UTF-8 text.",
    ),
    "passwords_line": (
        "密码表“{name}”第 {line} 行不完整。每行应为：文件名、制表符、密码。",
        "Line {line} of the list “{name}” is incomplete. Each line is a name, a tab, a password.",
    ),
    "annotated_failed": (
        "不能写出“{name}”（{reason}）。请检查磁盘空间和权限，或关闭正打开它的程序。",
        "“{name}” can't be written ({reason}). Check disk space and permissions, or close the program that "
        "holds it.",
    ),
    "annotated_not_folder": (
        "“{name}”不是文件夹。请给 --annotated 另选一个文件夹。",
        "“{name}” is no folder. Choose another one for --annotated.",
    ),
    "annotated_among_inputs": (
        "“{name}”在要读取的文件夹之内，下次会被当作报来的表。请给 --annotated 另选一个文件夹。",
        "“{name}” lies within the folder to read, where the next run would take its files for forms. "
        "Choose another one for --annotated.",
    ),
    "nothing_to_merge": (
        "没有一个文件能够读取，没有写出文件。请按上面的原因处理后再试。",
        "Not one file could be read, so no file was written. Mend the reasons above and try again.",
    ),
    "rows_out_of_range": (
        "--rows 应为 0 到 {most} 之间的整数。",
        "--rows takes a whole number from 0 to {most}.",
    ),
    "limit_out_of_range": ("--limit 应为不小于 1 的整数。", "--limit takes a whole number from 1."),
    "as_of_wrong": (
        "--as-of 不能是“{text}”，请写成 2024-02-22 的形式。",
        "--as-of can't be “{text}”; write it as 2024-02-22.",
    ),
    "header_field_unknown": (
        "征集“{call}”的汇总表没有这一项，不能使用 {option}。",
        "The table of the call “{call}” has no such field; leave {option} out.",
    ),
    "output_suffix": (
        "不能写成“{name}”，文件名请以 {suffixes} 结尾。",
        "“{name}” can't be written; let its name end in {suffixes}.",
    ),
    "output_is_folder": (
        "“{name}”是文件夹，请写出文件名。",
        "“{name}” is a folder; give a file name.",
    ),
    "output_folder_missing": (
        "不能写出“{name}”：没有“{folder}”这个文件夹，请先建立。",
        "“{name}” can't be written: there is no folder “{folder}”; make it first.",
    ),
    "output_twice": (
        "“{name}”被指定了两次，请改一个名字。",
        "“{name}” is asked for twice; change one name.",
    ),
    "output_is_input": (
        "“{name}”正是要读取的文件，不能覆盖，请换一个文件名。",
        "“{name}” is one of the files to read and is never overwritten; choose another name.",
    ),
    "output_among_inputs": (
        "报送文件夹里已有“{name}”，可能是报来的表，没有覆盖。请换个文件名；若是以前的结果，请加 --replace。",
        "“{name}” already stands among the forms and may be one of them, so it was not overwritten. "
        "Choose another name, or add --replace if it is an earlier result.",
    ),
}

_LISTING = {
    "progress_reading": ("读取", "reading"),
    "progress_unit": ("个", "files"),
    "written": ("已写出 {name}", "written: {name}"),
    "annotated_written": (
        "已写出批注后的文件 {count} 个：{folder}",
        "files with remarks written: {count}, below {folder}",
    ),
    "findings_hint": (
        "全部问题可加 --findings 文件.xlsx 写成清单，或用 jianyou form check 查看。",
        "For all findings add --findings FILE.xlsx, or see jianyou form check.",
    ),
    "entries_of_form": ("{count} 条", "entries: {count}"),
    "entry_of_form": ("第 {number} 条", "entry {number}"),
    "summary_title": ("汇总", "Summary"),
    "summary_read": ("已读取文件", "files read"),
    "summary_rejected": ("未能读取", "files rejected"),
    "summary_sealed_scans": ("盖章件", "sealed copies"),
    "summary_entries": ("推荐条目", "entries"),
    "summary_errors": ("错误", "errors"),
    "summary_warnings": ("提醒", "warnings"),
    "summary_infos": ("说明", "infos"),
    "summary_skipped": ("跳过", "passed over"),
    "summary_frequent": ("最常见的问题", "Most frequent findings"),
    "skipped_hint": (
        "跳过的是临时、隐藏或系统文件等，用 --verbose 逐个列出。",
        "Passed over are temporary, hidden and system files and the like; --verbose lists each.",
    ),
    "skipped_title": ("跳过的文件", "Passed over"),
    "skipped_temporary": ("办公软件的临时文件", "an office program's temporary file"),
    "skipped_hidden": ("隐藏文件", "hidden"),
    "skipped_system": ("系统文件", "a system file"),
    "skipped_link": ("链接，不跟随", "a link, not followed"),
    "skipped_special": ("不是普通文件", "not an ordinary file"),
    "skipped_output": ("本次的输出文件", "an output of this run"),
    "skipped_twice": ("已经读过", "already read"),
    "folder_unreadable": (
        "文件夹打不开，其中的文件没有读取，请检查权限。",
        "The folder can't be opened, so its files were not read; check its permissions.",
    ),
}

_CODES = {
    "uscc_well_formed": (
        "写法正确，校验码相符（是否真实存在须到登记机关查询）。",
        "Well formed, and its check characters agree (whether it was issued only the register can tell).",
    ),
    "industry_unknown": (
        "没有认出行业，请写国民经济行业分类（GB/T 4754—2017）中的名称或代码。",
        "No industry was recognized; give a name or code of GB/T 4754-2017.",
    ),
    "region_unknown": (
        "按 {as_of} 的区划没有认出区县，请写区县全称。",
        "No district of {as_of} was recognized; give its full name.",
    ),
    "label_industry": ("行业", "industry"),
    "label_suggestion": ("是否", "perhaps"),
    "label_also": ("另有", "also"),
    "label_region": ("区县", "district"),
    "label_area": ("功能区", "functional area"),
    "label_contact_name": ("姓名", "name"),
    "label_contact_post": ("职务", "post"),
    "label_contact_phone": ("电话", "phone"),
    "label_rest": ("未能识别", "not understood"),
    "label_missing": ("没有写", "missing"),
    "label_words": ("字数", "字 (as Word counts)"),
    "label_words_without_punctuation": ("不计标点", "without punctuation"),
    "label_characters": ("字符数（不计空格）", "characters without spaces"),
    "confidence_exact": ("按代码或标准名称", "by its code or standard name"),
    "confidence_short": ("按简称", "by a short name"),
    "confidence_near": ("相近，请核对", "near; please compare"),
    "region_kind_district": ("区", "district"),
    "region_kind_county": ("县", "county"),
    "region_kind_autonomous_county": ("自治县", "autonomous county"),
    "region_kind_functional_area": ("功能区", "functional area"),
    "count_within": ("在 {limit} 字以内。", "Within the limit of {limit}."),
    "count_over": ("超过 {limit} 字的限制，请精简。", "Above the limit of {limit}; please shorten."),
    "count_over_by_marks": (
        "计标点超过 {limit} 字，不计标点未超过。",
        "Above the limit of {limit} with punctuation, within it without.",
    ),
    "count_over_by_letters": (
        "字数未超过 {limit}，但字符数超过。",
        "Within the limit of {limit} by 字, above it by characters.",
    ),
}


TEXTS: dict[str, tuple[str, str]] = {**_USAGE, **_HELP, **_ERRORS, **_LISTING, **_CODES}
