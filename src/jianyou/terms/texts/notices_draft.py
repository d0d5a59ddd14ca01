"""Messages of domain/notices/draft and compare: a notice as a call file, and beside one."""

_DRAFT = {
    "help_notice_output": (
        "把通知写成征集文件草稿，待定事项写在注释里",
        "write a draft of the call file, its open questions as comments",
    ),
    "draft_head": (
        "由通知生成的征集文件草稿。每个“待定”须由人确认；时间均为北京时间。值后的注释是它在原文的出处。",
        "Draft of a call file, made from its notice. A person settles each question; times are Beijing's. "
        "The comment behind a value tells where the notice says so.",
    ),
    "draft_question": ("待定", "question"),
    "draft_source": ("第 {line} 行：{text}", "line {line}: {text}"),
    "draft_title_missing": ("待定", "to be settled"),
    "draft_shortened": (
        "原文较长，这里只写前 {most} 字，请核对。",
        "The text is long; only its first {most} characters stand here. Please check.",
    ),
    "draft_too_many": (
        "通知共有 {count} 项，这里只写前 {most} 项。",
        "The notice has {count} of these; only the first {most} stand here.",
    ),
    "draft_other_deadline": (
        "通知里的另一个时限：{at}（{reader}）“{raw}”",
        "another deadline of the notice: {at} ({reader}) “{raw}”",
    ),
    "draft_hour_open": (
        "通知没有写明时刻，暂按当日结束，请核对。",
        "The notice prints no hour; the draft ends with the day. Please check.",
    ),
    "draft_contacts_missing": (
        "通知没有写联系人。申报单位向谁咨询？",
        "The notice names no contact. Whom may filers ask?",
    ),
}

_FILING = {
    "draft_completes_open": (
        "以什么为报送完成？盖章纸质件（paper）、盖章扫描件（sealed_scan）或任一种（either）。",
        "What completes a filing? The sealed paper (paper), its scan (sealed_scan), or either.",
    ),
    "draft_seal_open": (
        "通知正文没有要求报送件盖章，暂写“否”，请核对。",
        "The body asks for no seal on the filing, so “no” stands here. Please check.",
    ),
    "draft_delivery_open": (
        "看不出报送到哪里。请写明方式（paper、post、mail、web）和地点。",
        "Where filings go can't be told. Give the form (paper, post, mail, web) and the place.",
    ),
    "draft_mailboxes": (
        "通知写有 {count} 个邮箱，看不出哪个收取报送件，请选定。",
        "Which mailbox takes filings can't be told; the notice has {count}. Choose one.",
    ),
}

_AWARDS = {
    "draft_award_name_open": (
        "通知没有明确写出奖项或称号的名称，请填写。",
        "The notice doesn't clearly name an award or title; fill it in.",
    ),
    "draft_as_of_open": (
        "条件里的年限从哪一天往前算？请写 as_of。",
        "From which day do the years in the conditions run back? Give as_of.",
    ),
    "draft_tier_holder": (
        "等次名额暂按奖项主办方的限额（award_body），请核对。",
        "The tiers' numbers are taken as limits of the award's own body. Please check.",
    ),
    "draft_conditions_free": (
        "下列 {count} 条条件看不出属于哪个奖项，请放到相应奖项下。",
        "These conditions ({count}) belong to no award that can be told; put them under theirs.",
    ),
    "draft_clause_unread": (
        "原文编号“{path}”不能写成条款号",
        "the notice's number “{path}” can't be cited as a clause",
    ),
    "draft_office_quota": (
        "本部门这次拟推荐几个？请加上一项 holder: office。",
        "How many will this office recommend? Add an item with holder: office.",
    ),
    "draft_holder_open": (
        "看不出是谁的限额，暂按奖项主办方（award_body）；也可能是本部门（office）或每个报送单位（filer）。",
        "Whose limit this is can't be told; award_body stands here. It may be office or filer.",
    ),
}

_COURSE = {
    "draft_stages_open": (
        "这里只列通知写到的阶段，请按实际程序增补、排序。",
        "Only stages that the notice speaks of are listed; add others and put them in order.",
    ),
    "draft_stage_whose": (
        "通知写到阶段 {stage}，但似乎由报送单位进行，没有列入，请核对。",
        "The notice speaks of the stage {stage}, seemingly the filers' own; it isn't listed. Please check.",
    ),
    "draft_publicity_days": (
        "通知写到公示，但没有写明天数，请补 days、working_days 和 shows。",
        "The notice speaks of publicity without its days; give days, working_days and shows.",
    ),
    "draft_publicity_shows": (
        "公示哪些栏目？暂只公示名称。",
        "Which columns are shown? Only the name, for now.",
    ),
    "draft_objections_open": (
        "通知没有写明，暂写“是”，请核对。",
        "Not told; “yes” stands here. Please check.",
    ),
    "draft_support_open": (
        "通知写到帮扶或优先，但没有列出具体活动，请补 activities。",
        "The notice speaks of support but lists no activities; give them.",
    ),
    "draft_priority_open": (
        "谁优先？可写 nominated、recommended、conferred。",
        "Who comes first? nominated, recommended or conferred.",
    ),
}

_ANNEX = {
    "draft_tables": (
        "通知有 {count} 张要填的表，这里取栏目最多的一张，其余列在后面，请核对。",
        "The notice has {count} tables to fill; this is the one with most columns, the others are listed "
        "below.",
    ),
    "draft_name_open": (
        "看不出哪一栏是推荐对象的名称，暂取第一栏文字，请核对。",
        "No heading says which column names the nominee; the first text column stands in. Please check.",
    ),
    "draft_heading_changed": (
        "原文栏目“{heading}”没有文字或与另一栏相同，这里加了编号。",
        "The heading “{heading}” has no words or is that of another column; a number was added.",
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
    "draft_too_large": (
        "通知内容太多，草稿将超过 {most} KB，无法逐项核对。请只保留一项征集后再试。",
        "The notice holds too much: its draft would exceed {most} KB. Keep one call and try again.",
    ),
    "draft_written": (
        "已写出征集文件草稿 {name}，其中待定 {count} 项。",
        "written: {name}, a draft of the call file, with {count} questions.",
    ),
}

_COMPARE = {
    "compare_differs": (
        "征集文件写“{call}”，通知写“{notice}”。",
        "The call file says “{call}”, the notice “{notice}”.",
    ),
    "compare_not_in_call": (
        "通知写有“{notice}”，征集文件没有写。",
        "The notice says “{notice}”, the call file nothing.",
    ),
    "compare_not_in_notice": (
        "征集文件写“{call}”，通知里没有找到。",
        "The call file says “{call}”, which was not found in the notice.",
    ),
    "compare_clause_missing": (
        "通知里没有条款 {call}。请核对编号。",
        "The notice has no clause {call}; check its number.",
    ),
    "compare_part_missing": (
        "条款 {call} 指的部分不在原文“{notice}”之中。",
        "The part that {call} means is not in the clause’s words “{notice}”.",
    ),
    "compare_clause_changed": (
        "条款 {call} 的原文已经不同，现为“{notice}”。请对照修改。",
        "The words of clause {call} are others now: “{notice}”. Compare and mend.",
    ),
    "compare_condition_uncited": (
        "通知的条件“{notice}”在征集文件里没有引用。",
        "No part of the call file cites the notice's condition “{notice}”.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_DRAFT, **_FILING, **_AWARDS, **_COURSE, **_ANNEX, **_COMPARE}
