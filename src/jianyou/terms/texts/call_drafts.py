"""Drafts of calls, and the course of a call that runs: code -> (Chinese, English)."""

_DRAFTS = {
    "call_draft_gone": (
        "没有这份征集草稿：可能已经发布，或者已经删除。",
        "There is no such draft of a call: it may have been published or deleted.",
    ),
    "call_draft_changed": (
        "您打开的是第 {seen} 稿，{by} 已经改成第 {newest} 稿。没有保存，请对照下面的不同之处再保存。",
        "You opened revision {seen}; {by} has made revision {newest} of it. Nothing was saved; look at the "
        "differences below and save again.",
    ),
    "call_draft_large": (
        "征集文件太长，最多 {most} KB。请删去不需要的条款原文。",
        "The call file is too long; at most {most} KB. Take out words of clauses that aren't needed.",
    ),
    "call_drafts_many": (
        "本部门已有 {most} 份没有发布的草稿，请先删去不用的。",
        "Your office has {most} unpublished drafts already; delete those that aren't used.",
    ),
    "call_draft_problems": (
        "征集文件还有 {count} 处需要改正，不能发布。",
        "The call file still has problems to correct ({count}); it can't be published.",
    ),
    "call_draft_unfinished": (
        "还没有补齐截止时间或要填的表，不能发布。",
        "The deadline or the table is still missing; it can't be published.",
    ),
    "call_draft_not_ready": (
        "本部门规定发布须由两人办理：请先由经办人提请发布。",
        "In your office publishing takes two people: a clerk must first submit the draft for publication.",
    ),
    "call_draft_past": (
        "截止时间 {deadline} 已经过去，请先改成将来的时间。",
        "The deadline, {deadline}, is past; set a later one first.",
    ),
    "call_draft_completes": (
        "还没有写明以什么为报送完成，请先回答。",
        "It isn't settled yet what completes a filing; answer that first.",
    ),
    "call_draft_name_taken": (
        "代号“{name}”已有别的征集在用，请换一个。",
        "Another call is named “{name}” already; choose another name.",
    ),
}

_TYPED = {
    "call_file_missing": ("请选择通知或征集文件。", "Choose a notice or a call file."),
    "call_file_large": (
        "文件超过 {most} MB，请只传通知正文和附件表。",
        "The file is larger than {most} MB; send the notice and its annex alone.",
    ),
    "call_file_busy": (
        "正在读取别的通知，请稍等一分钟再传一次。",
        "Other notices are being read; wait a minute and send it again.",
    ),
    "call_notice_unread": (
        "“{name}”读不出通知：{reason}",
        "No notice could be read from “{name}”: {reason}",
    ),
    "call_answer_day": (
        "看不懂这个日期。请依次写年、月、日，例如 2026-04-30。",
        "This isn't a date. Write it like 2026-04-30.",
    ),
    "call_answer_number": (
        "请写一个 {low} 到 {high} 之间的整数。",
        "Write a whole number between {low} and {high}.",
    ),
    "call_answer_long": (
        "文字太长，最多 {most} 个字符。",
        "The text is too long; at most {most} characters.",
    ),
    "call_answer_many": ("最多 {most} 行，现有 {count} 行。", "At most {most} lines; there are {count}."),
    "call_answer_choice": ("请从列出的几项中选择。", "Choose one of those listed."),
    "call_answer_missing": ("请填写这一项。", "Fill this in."),
    "call_columns_few": (
        "请至少写出一个栏目的名称，一行一个。",
        "Give the heading of at least one column, one per line.",
    ),
    "call_columns_twice": ("“{name}”写了两次，请删去一个。", "“{name}” is written twice; remove one."),
    "call_base_missing": ("请选择从哪里开始。", "Choose what to begin from."),
}

_COURSE = {
    "call_course_changed": (
        "您打开以后，程序已被改过。没有办理，请看过现在的程序再改。",
        "The course was changed since you opened it. Nothing was done; look at how it stands now.",
    ),
    "call_course_same": ("程序没有改动。", "The course wasn't changed."),
    "call_course_frozen": (
        "征集开放以后只能调整程序的阶段；其他内容已经公布，不能在这里改。",
        "Once a call is open only its stages can be changed here; the rest was published.",
    ),
    "call_course_filing": (
        "“报送”阶段由截止时间决定，不能删去，也不能在这里改日期；要延期请办理“延长截止时间”。",
        "The stage of filing follows the deadline: it can't be removed or dated here. To move it, extend the "
        "deadline.",
    ),
    "call_stage_day_order": (
        "第 {number} 个阶段的结束日期早于开始日期，请核对。",
        "Stage {number} ends before it begins; check both days.",
    ),
    "call_handler_unknown": (
        "“{name}”不是本部门的经办人，请重新选择。",
        "“{name}” is no clerk of your office; choose again.",
    ),
    "call_handlers_same": ("经办人没有改动。", "The handlers weren't changed."),
}

_MEANS = {
    "call_means_notice": ("征集页上通知的基本情况。", "What the call page says of the notice."),
    "call_means_deadline": (
        "截止时间，也是报送阶段的最后一天。",
        "The deadline, and the last day of filing.",
    ),
    "call_means_contacts": ("申报单位向谁咨询。", "Whom filers ask."),
    "call_means_quotas": (
        "名额：本部门、报送单位或奖项的限额。请在“回答问题”里核对。",
        "Quotas: limits of the office, of filers or of the award. Check them among the questions.",
    ),
    "call_means_columns": (
        "要填的表：空白表、网上填写和形式审查都按这些栏目。请在征集文件里核对。",
        "The table to fill: the blank annex, the web form and the formal check follow it. Check the call "
        "file.",
    ),
    "call_means_clauses": (
        "条款：资格审查所依据的原文。请在征集文件里对照修改。",
        "A clause that eligibility rests on. Compare it and correct the call file.",
    ),
    "call_means_other": ("请在征集文件里核对。", "Check it in the call file."),
}

_MESSAGES = {
    "message_cancelled_subject": ("征集取消：{title}", "Call cancelled: {title}"),
    "message_cancelled": (
        "“{title}”已经取消，{filer} 的报送件 {number} 不再办理。",
        "“{title}” was cancelled; filing {number} of {filer} goes no further.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_DRAFTS, **_TYPED, **_COURSE, **_MEANS, **_MESSAGES}
