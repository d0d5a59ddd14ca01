"""Messages of domain/notices/draft: the call file that a notice becomes."""

TEXTS: dict[str, tuple[str, str]] = {
    "help_notice_output": (
        "把通知写成征集文件草稿，待定事项写在注释里",
        "write a draft of the call file, its open questions as comments",
    ),
    "draft_head": (
        "由通知生成的征集文件草稿。每个“待定”须由人确认；时间均为北京时间。",
        "Draft of a call file, made from its notice. A person settles each question; times are Beijing's.",
    ),
    "draft_question": ("待定", "question"),
    "draft_source": ("原文第 {line} 行：{text}", "line {line} of the notice: {text}"),
    "draft_title_missing": ("待定", "to be settled"),
    "draft_hour_open": (
        "通知没有写明时刻，暂按当日结束，请核对。",
        "The notice prints no hour; the draft ends with the day. Please check.",
    ),
    "draft_tables": (
        "通知有 {count} 张要填的表，这里取栏目最多的一张，其余列在后面，请核对。",
        "The notice has {count} tables to fill; this is the one with most columns, the others are listed "
        "below.",
    ),
    "draft_name_open": (
        "看不出哪一栏是推荐对象的名称，暂取第一栏文字，请核对。",
        "No heading says which column names the nominee; the first text column stands in. Please check.",
    ),
    "draft_other_table": ("另一张表的栏目：{names}", "columns of another table: {names}"),
    "draft_without_table": (
        "通知里没有逐行填写的附件表，生成不了征集文件。请提供带附件表的通知，或自行编写征集文件。",
        "The notice has no table to be filled row by row, so no call file can be drafted. Give the notice "
        "with its annex, or write the call file by hand.",
    ),
    "draft_without_deadline": (
        "通知没有可以确定的截止时间，生成不了征集文件。请查看“jianyou notice read”列出的待定事项。",
        "The notice has no deadline that can be told, so no call file can be drafted. See what "
        "`jianyou notice read` asks.",
    ),
    "draft_written": (
        "已写出征集文件草稿 {name}，其中待定 {count} 项。",
        "written: {name}, a draft of the call file, with {count} questions.",
    ),
}
