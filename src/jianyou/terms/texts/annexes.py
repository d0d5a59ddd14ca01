"""Messages of domain/annexes: reading a form's table, checking its cells, naming repeats."""

READING = {
    "intake_failed": (
        "读取此文件时程序出错（{error}），其他文件不受影响。请把文件交给软件维护人员，并先人工处理。",
        "The program failed on this file ({error}); the others are not affected. "
        "Please hand the file to those who maintain the software, and handle it by hand for now.",
    ),
    "scan_without_form": (
        "这是扫描件、图片或版式文件，只能作为盖章件收存，读不出表格。请同时报送填好的 Word 或 Excel 表格。",
        "This is a scan, a picture or a printed paper: it is kept as the sealed copy, but holds no table "
        "that can be read. Please also send the filled Word or Excel table.",
    ),
    "no_table": (
        "文件中没有表格，不是《{title}》。请报送填好的附件表格。",
        "The file holds no table, so it is not the annex “{title}”. Please send the filled annex.",
    ),
    "wrong_table": (
        "文件中的表格不是《{title}》：{total} 个栏目只认出 {found} 个。请使用通知所附的表格，不要改动表头。",
        "The table is not the annex “{title}”: {found} of its {total} columns were recognized. "
        "Please use the table attached to the notice and leave its headings as they are.",
    ),
    "no_entries": (
        "表格是空的，没有填写任何推荐对象。请填写后再报。",
        "The table is empty: no nominee has been entered. Please fill it in and send it again.",
    ),
    "column_missing": (
        "缺少“{title}”一栏。请按通知所附表格补上。",
        "The column “{title}” is missing. Please restore it as in the notice's annex.",
    ),
    "extra_column": (
        "多出“{heading}”一栏，不属于本表，未汇入总表。",
        "The column “{heading}” is not part of this annex; it is left out of the master table.",
    ),
    "columns_joined": (
        "“{title}”由几栏拼合而成，请核对。",
        "“{title}” was put together from several columns; please compare.",
    ),
    "entry_on_several_rows": (
        "此推荐对象占 {rows} 行，已按名称栏的合并单元格并为一条，请核对。",
        "This entry takes {rows} rows; they were joined as its merged name cell shows. Please compare.",
    ),
    "cell_shared": (
        "此单元格由上下几行合用，每行都按同样内容读取，请核对。",
        "Several rows share this merged cell; each was read with the same content. Please compare.",
    ),
    "cell_over_columns": (
        "此单元格横跨几栏（{columns}），分不清“{text}”属于哪一栏。请拆分单元格后再报。",
        "This cell spans several columns ({columns}), so it isn't clear to which “{text}” belongs. "
        "Please split the cell.",
    ),
    "cells_by_order": (
        "这一行的格线与表头没有对齐，已按单元格的次序读取，请核对。",
        "This row's lines don't meet the headings'; its cells were read in order. Please compare.",
    ),
    "text_outside_entries": (
        "“{text}”不属于任何推荐对象，未汇入总表，请核对。",
        "“{text}” belongs to no entry and is left out of the master table; please look at it.",
    ),
    "total_row_left_out": (
        "“{text}”是合计行，未作为推荐对象。",
        "“{text}” is a total, not an entry; it is left out.",
    ),
    "sample_row_left_out": (
        "“{text}”是示例行，未作为推荐对象。若是真实内容，请删去“示例”字样。",
        "“{text}” marks a sample row, so it is left out. If the row is meant, please remove that word.",
    ),
    "table_left_out": (
        "另有一个表格（“{text}”）不是本表，未汇入总表，请核对。",
        "Another table (“{text}”) is not the annex and is left out; please look at it.",
    ),
    "second_header": (
        "同一文件中另有一个“{label}”：“{text}”。请核对是否混入了别家的表。",
        "The file names another {label}: “{text}”. Please check whether two senders' tables were mixed.",
    ),
}

CHECKING = {
    "header_missing": (
        "表头“{label}”没有填写，请补填。",
        "“{label}” in the header line is empty; please fill it in.",
    ),
    "value_missing": (
        "“{title}”没有填写，请补填。",
        "“{title}” is empty; please fill it in.",
    ),
    "formula_like_text": (
        "“{text}”像是公式而不是文字，已按文字保留，不会运算。请核对。",
        "“{text}” looks like a formula; it is kept as text and never computed. Please check.",
    ),
    "over_limit": (
        "共 {words} 字（不计标点 {bare} 字），超过 {limit} 字的限制，请精简。",
        "{words} characters ({bare} without punctuation), above the limit of {limit}; please shorten.",
    ),
    "over_limit_by_punctuation": (
        "连标点共 {words} 字，超过 {limit} 字；不计标点 {bare} 字，未超过。请确认是否可以。",
        "{words} characters with punctuation, above the limit of {limit}; {bare} without, within it. "
        "Please decide.",
    ),
    "over_limit_as_a_rule": (
        "共 {words} 字（不计标点 {bare} 字），超过“原则上不超过 {limit} 字”的要求，建议精简。",
        "{words} characters ({bare} without punctuation); as a rule it should be {limit} at most.",
    ),
    "over_limit_by_letters": (
        "按字数计算 {words} 字，未超过 {limit} 字；若每个字母、数字都计一字，则为 {characters} 字。",
        "{words} characters by the usual count, within {limit}; {characters} if every letter and digit "
        "is counted.",
    ),
    "fact_missing": (
        "简况中没有找到“{label}”，请补写。组织的简况应写明成立时间、经济类型、业务范围、员工数量等。",
        "The profile doesn't seem to tell the {label}. An organization's profile should state when it was "
        "founded, its economic type, its business and its staff.",
    ),
    "region_missing": (
        "没有认出所在区县：“{text}”。请写明区县全称。",
        "No district was recognized in “{text}”. Please give its full name.",
    ),
    "region_functional_area": (
        "“{name}”是功能区，不是行政区；按原文保留，所属行政区待核。",
        "“{name}” is a functional area, not a district; kept as written, the district is unknown.",
    ),
    "industry_missing": (
        "没有认出所属行业：“{text}”。请按《国民经济行业分类》（GB/T 4754-2017）写行业名称。",
        "No industry was recognized in “{text}”. Please name it as in GB/T 4754-2017.",
    ),
    "industry_near": (
        "“{text}”不是国民经济行业分类中的名称，最接近的是“{name}”（{code}），请核对。",
        "“{text}” is not a name of GB/T 4754-2017; the nearest is “{name}” ({code}). Please compare.",
    ),
    "industry_several": (
        "写了几个行业（{names}），请核对以哪个为主。",
        "Several industries are named ({names}); please check which is the main one.",
    ),
    "industry_only_section": (
        "行业只写到门类“{name}”，请写到大类。",
        "Only the section “{name}” is given; please name the division.",
    ),
    "honor_without_year": (
        "“{text}”没有写获奖年份，无法判断是否在近 {years} 年内，请补写年份。",
        "“{text}” tells no year, so it can't be placed within the last {years} years; please add the year.",
    ),
    "honor_too_old": (
        "“{text}”获于 {year} 年，不在近 {years} 年内（从 {start} 起算），请核对。",
        "“{text}” is of {year}, outside the last {years} years (from {start}); please check.",
    ),
    "honor_year_only": (
        "“{text}”只写了年份 {year}，无法判断是否在 {start} 之后，请补写月份。",
        "“{text}” gives only the year {year}, so it isn't clear whether it is after {start}; "
        "please add the month.",
    ),
    "honor_in_future": (
        "“{text}”的时间晚于截止日期，请核对。",
        "“{text}” is dated after the deadline; please check.",
    ),
    "honor_level_unknown": (
        "“{text}”看不出是{levels}荣誉，请写明授予单位或级别。",
        "“{text}” doesn't tell whether it is of the level asked for ({levels}); please name who gave it.",
    ),
    "honor_level_too_low": (
        "“{text}”看来不是{levels}荣誉，请核对。",
        "“{text}” doesn't seem to be of the level asked for ({levels}); please check.",
    ),
    "contact_name_missing": (
        "没有写联系人姓名，请补填。",
        "The contact's name is missing; please add it.",
    ),
    "contact_post_missing": (
        "没有写联系人职务，请补填。",
        "The contact's post is missing; please add it.",
    ),
    "contact_phone_missing": (
        "没有写联系电话，请补填。",
        "The contact's phone number is missing; please add it.",
    ),
    "phone_invalid": (
        "电话号码的位数或写法不对（{digits} 位数字），请核对。",
        "A phone number looks wrong ({digits} digits); please check it.",
    ),
    "phone_lost_zero": (
        "区号前的 0 没有写（可能在 Excel 中按数字存储），已补上，请核对。",
        "An area code lacks its leading 0 (perhaps stored as a number); it was restored, please check.",
    ),
    "yes_no_unclear": (
        "看不出是“是”还是“否”：“{text}”。请只写“是”或“否”。",
        "“{text}” is neither yes nor no. Please write 是 or 否.",
    ),
}

REPEATS = {
    "duplicate_name": (
        "“{text}”在“{first_file}”第 {first_row} 条已经出现，可能重复报送，请核对。",
        "“{text}” already stands in “{first_file}”, entry {first_row}: perhaps filed twice; please check.",
    ),
    "duplicate_name_in_file": (
        "“{text}”在本表第 {first_row} 条已经出现，请核对。",
        "“{text}” already stands in this form, entry {first_row}; please check.",
    ),
    "duplicate_credit_code": (
        "统一社会信用代码“{text}”在“{first_file}”第 {first_row} 条已经出现，可能重复报送，请核对。",
        "The credit code “{text}” already stands in “{first_file}”, entry {first_row}: perhaps filed twice; "
        "please check.",
    ),
    "duplicate_credit_code_in_file": (
        "统一社会信用代码“{text}”在本表第 {first_row} 条已经出现，请核对。",
        "The credit code “{text}” already stands in this form, entry {first_row}; please check.",
    ),
}

LABELS = {
    "severity_error": ("错误", "error"),
    "severity_warning": ("提醒", "warning"),
    "severity_info": ("说明", "info"),
    "status_read": ("已读取", "read"),
    "status_sealed_scan": ("盖章件", "sealed copy"),
    "status_rejected": ("未能读取", "rejected"),
    "findings_sheet": ("问题清单", "Findings"),
    "files_sheet": ("文件清单", "Files"),
    "heading_file": ("文件", "File"),
    "heading_entry": ("第几条", "Entry"),
    "heading_name": ("名称", "Nominee"),
    "heading_column": ("栏目", "Column"),
    "heading_severity": ("级别", "Severity"),
    "heading_message": ("问题", "What is wrong"),
    "heading_place": ("位置", "Place"),
    "heading_status": ("状态", "State"),
    "heading_department": ("填报部门", "Department"),
    "heading_entries": ("条数", "Entries"),
    "heading_errors": ("错误", "Errors"),
    "heading_warnings": ("提醒", "Warnings"),
    "heading_infos": ("说明", "Infos"),
    "heading_reason": ("未能读取的原因", "Why it was rejected"),
}

TEXTS: dict[str, tuple[str, str]] = {**READING, **CHECKING, **REPEATS, **LABELS}
