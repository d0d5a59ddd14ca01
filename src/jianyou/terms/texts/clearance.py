"""Asking departments for their opinion: questions, letters and tables, replies, and what keeps them out."""

TEXTS: dict[str, tuple[str, str]] = {
    "clearance_ask_quality_accidents": ("质量事故", "quality accidents"),
    "clearance_ask_safety_accidents": ("生产安全事故", "work safety accidents"),
    "clearance_ask_environment_accidents": ("环境污染事故", "environmental accidents"),
    "clearance_ask_violations": ("违法违规行为", "violations of law"),
    "clearance_ask_spot_checks": ("监督抽查不合格", "failed spot checks"),
    "clearance_ask_abnormal_list": ("列入经营异常名录", "on the list of abnormal operations"),
    "clearance_ask_serious_breach_list": (
        "列入严重违法失信名单",
        "on the list of serious breaches of law and trust",
    ),
    "clearance_letter_title": (
        "关于征求有关申报对象意见的函",
        "Letter asking for an opinion on nominees",
    ),
    "clearance_letter_opening": (
        "按照“{call}”，我单位收到一批申报，现就其中 {count} 个对象征求你单位意见，名单见附件。",
        "Under “{call}” we received entries and ask your opinion on {count} nominees, named in the annex.",
    ),
    "clearance_letter_asks": (
        "请按职责逐一核查：{asks}，在附表中逐行填写“有”或“无”；填“有”的，请写明时间、"
        "情况和处理结果。请保留“行标识”一栏。",
        "Within your remit please check each for: {asks}. Write 有 (yes) or 无 (no) in each row; "
        "with 有, tell when, what, and what came of it. Please keep the column 行标识 (row key).",
    ),
    "clearance_letter_due": (
        "请于{due}前书面反馈。没有回复的按“未答复”处理，不视为没有意见。",
        "Please reply in writing by {due}. Where no reply comes we record “not answered”, never consent.",
    ),
    "clearance_table_title": ("征求意见表", "Table for your opinion"),
    "clearance_table_department": ("回复部门", "replying department"),
    "clearance_table_number": ("函件序号", "letter number"),
    "clearance_table_due": ("反馈期限", "reply by"),
    "clearance_table_note": (
        "填表说明：各栏填“有”或“无”；填“有”的在“情况说明”写明时间、情况和处理结果。请勿改动“行标识”。",
        "Fill 有 (yes) or 无 (no) in each column; with 有, tell more under 情况说明. Don't change 行标识.",
    ),
    "clearance_column_key": ("行标识", "row key"),
    "clearance_column_name": ("名称", "name"),
    "clearance_column_uscc": ("统一社会信用代码", "unified social credit code"),
    "clearance_column_district": ("区县", "district"),
    "clearance_column_details": ("情况说明", "details"),
    "clearance_column_remark": ("备注", "remark"),
    "clearance_choice_hint": (
        "请选“有”或“无”；填“有”的，可以接着写明时间和情况。",
        "Choose 有 (yes) or 无 (no); after 有 you may go on with when and what.",
    ),
    "clearance_reminder": (
        "{department}：{sent}“{call}”征求意见函（序号 {number}）共 {count} 个对象，尚有 {silent} 个未收到"
        "答复，反馈期限为{due}，请按期反馈。（{office}）",
        "{department}: {sent} our letter {number} on “{call}” asked about {count} nominees; {silent} are not "
        "answered yet. Please reply by {due}. ({office})",
    ),
    "clearance_reminder_overdue": (
        "{department}：{sent}“{call}”征求意见函（序号 {number}）共 {count} 个对象，反馈期限{due}已过，尚有 "
        "{silent} 个未收到答复，请尽快反馈。（{office}）",
        "{department}: {sent} our letter {number} on “{call}” asked about {count}; the day to reply, "
        "{due}, is past and {silent} are not answered. Please reply soon. ({office})",
    ),
    "clearance_reminder_sent": ("我单位{on}发出的", "(sent on {on})"),
    "clearance_matrix_title": ("部门意见", "Opinions of departments"),
    "clearance_matrix_entry": ("报送编号和条目", "filing number and entry"),
    "clearance_cell_silent": ("未答复", "not answered"),
    "clearance_cell_overdue": ("逾期未答复", "not answered, overdue"),
    "clearance_cell_prepared": ("函未发出", "letter not sent"),
    "clearance_cell_not_asked": ("未征求", "not asked"),
    "clearance_told_none": ("无", "none"),
    "clearance_told_some": ("有", "found"),
    "clearance_told_unclear": ("不明确", "unclear"),
    "clearance_but": ("写了“无”，又写：{text}", "says none, but adds: {text}"),
    "clearance_place_sheet": ("工作表“{sheet}”第 {row} 行", "sheet “{sheet}”, row {row}"),
    "clearance_place_word": ("第 {table} 张表第 {row} 行", "table {table}, row {row}"),
    "clearance_source": ("{departments}复函〔{on}〕", "reply of {departments} ({on})"),
    "clearance_source_many": (
        "{departments}等 {count} 个部门复函〔{on}〕",
        "replies of {departments} and others, {count} departments in all ({on})",
    ),
    "clearance_withdrawn_reason": (
        "部门意见有变化，原来的答复不再成立",
        "the replies of departments changed; what stood before no longer does",
    ),
    "clearance_note_none": ("{department}：无", "{department}: none"),
    "clearance_note_some": ("{department}：有 {text}", "{department}: found {text}"),
    "clearance_note_unclear": ("{department}：不明确“{text}”", "{department}: unclear “{text}”"),
    "clearance_note_silent": ("{department}：未答复", "{department}: not answered"),
    "clearance_not_asked_quality": ("质量事故没有征求意见", "nobody was asked about quality accidents"),
    "clearance_not_asked_safety": (
        "生产安全事故没有征求意见",
        "nobody was asked about work safety accidents",
    ),
    "clearance_not_asked_environment": (
        "环境污染事故没有征求意见",
        "nobody was asked about environmental accidents",
    ),
    "clearance_unknown": (
        "这次征集没有这个序号的征求意见函。请从列表打开。",
        "This call has no letter of that number. Please open it from the list.",
    ),
    "clearance_dropped": ("这份征求意见函已经作废。", "This letter was dropped."),
    "clearance_no_department": (
        "请至少选一个部门，或者写上部门名称。",
        "Choose a department, or type its name.",
    ),
    "clearance_departments_many": ("一次最多 {most} 个部门。", "At most {most} departments at once."),
    "clearance_department_twice": (
        "部门“{name}”写了两次。请去掉一个。",
        "The department “{name}” stands here twice. Please take one away.",
    ),
    "clearance_no_question": (
        "没有选要请“{name}”核查的事项。请至少选一项。",
        "Nothing is chosen that “{name}” is to check. Please choose at least one question.",
    ),
    "clearance_questions_many": ("一份函最多问 {most} 项。", "A letter asks at most {most} questions."),
    "clearance_due_missing": (
        "请填写反馈期限，例如 2026-04-30。",
        "Tell the day to reply by, such as 2026-04-30.",
    ),
    "clearance_due_past": (
        "反馈期限已经过去。请改为今天或以后的日期。",
        "The day to reply by is past. Please choose a later one.",
    ),
    "clearance_nothing": (
        "没有要征求意见的对象：没有选中已经报送的申报，或者这些部门都已经征求过。",
        "Nothing is left to ask: no filed entry is chosen, or all of them were asked about before.",
    ),
    "clearance_not_filed": (
        "“{name}”没有完成报送，或者已经撤回，不能征求意见。请重新选择。",
        "“{name}” isn't filed, or was withdrawn: nobody can be asked about it. Please choose again.",
    ),
    "clearance_sent_already": ("这份函已经登记为发出。", "This letter is marked as sent already."),
    "clearance_not_sent": (
        "这份函还没有登记为发出。请先登记发出的日期和方式。",
        "This letter isn't marked as sent. Please tell first when and how it was.",
    ),
    "clearance_day_missing": ("请填写日期，例如 2026-04-30。", "Tell the day, such as 2026-04-30."),
    "clearance_day_to_come": (
        "这一天还没有到。请改为今天或以前的日期。",
        "This day is still to come. Please choose today or an earlier one.",
    ),
    "clearance_how_missing": (
        "请写明怎样发出的，例如“公文系统”“机要交换”。",
        "Tell how it was sent, such as by the office system or by courier.",
    ),
    "clearance_reminded_often": (
        "已经登记了 {most} 次催办，不能再登记。",
        "{most} reminders are noted already; no more can be.",
    ),
    "clearance_reply_before_letter": (
        "复函日期早于发函日期 {sent}。请核对。",
        "The reply is dated before the letter went out on {sent}. Please check.",
    ),
    "clearance_changed": (
        "您看过以后，这份函又登记了别的答复。请看过现在的情况再登记。",
        "Other replies were recorded since you looked. Please look at how it stands now, then record.",
    ),
    "clearance_nothing_new": (
        "没有可以登记的新答复：各行没有填写、没有对上，或者与已经登记的相同。",
        "There is nothing new to record: the rows are empty, unmatched, or say what stands already.",
    ),
    "clearance_row_twice": (
        "“{name}”在这次登记里出现两次。",
        "“{name}” stands twice in what is to be recorded.",
    ),
    "clearance_file_missing": (
        "请选择部门退回的 Word 或 Excel 表。",
        "Choose the Word or Excel table that came back.",
    ),
    "clearance_file_large": (
        "文件超过 {most} MB。请只上传填好的表。",
        "The file is larger than {most} MB. Please upload only the table.",
    ),
    "clearance_file_unread": ("“{name}”读不出来：{reason}", "“{name}” can't be read: {reason}"),
    "clearance_file_gone": (
        "上传的文件已经失效。请重新上传。",
        "The uploaded file is no longer at hand. Please upload it again.",
    ),
    "clearance_file_kind": (
        "“{name}”不是 Word（.docx）或 Excel（.xlsx、.xls）文件。扫描件请对照着手工登记。",
        "“{name}” isn't a Word (.docx) or Excel (.xlsx, .xls) file. Please type in what stands on a scan.",
    ),
    "clearance_no_table": (
        "文件里没有找到征求意见表：要有“行标识”或“名称”一栏，和至少一个所问事项的栏。请核对是不是这份函的"
        "复函，或者手工登记。",
        "No table of ours was found in the file: it needs a column 行标识 or 名称 and one of the questions. "
        "Please check that it answers this letter, or type the answers in.",
    ),
    "clearance_rows_many": (
        "表里超过 {most} 行。请分开上传。",
        "The table has more than {most} rows. Please split it.",
    ),
    "clearance_busy": (
        "正在读取别的文件。请稍后再试。",
        "Other files are being read. Please try again in a moment.",
    ),
    "clearance_answer_missing": ("请至少填写一项答复。", "Please tell at least one answer."),
    "clearance_text_missing": (
        "“{title}”选了“有”，请写明时间和情况；复函没有写的，写“复函未写明”。",
        "“{title}” says 有 (found). Please tell when and what; if the reply doesn't, say so.",
    ),
    "log_key_enquiry": ("征求意见函", "letter to a department"),
    "log_key_department": ("部门", "department"),
    "log_key_asks": ("核查事项", "asked about"),
    "log_key_sent_on": ("发出日期", "sent on"),
    "log_key_sent_how": ("发出方式", "sent how"),
    "log_key_reminded": ("催办", "reminded"),
    "log_key_dropped": ("作废", "dropped"),
    "log_key_replied_on": ("复函日期", "replied on"),
    "log_key_replies": ("答复", "replies"),
    "log_key_answer": ("答复结论", "answer"),
    "log_key_answers": ("各项答复", "answers"),
    "log_key_replaced": ("替换以前的答复", "replaced an earlier one"),
    "log_key_withdrawn": ("撤回的事实", "facts withdrawn"),
    "log_key_source": ("出处", "source"),
    "log_key_list": ("名单", "list"),
}
