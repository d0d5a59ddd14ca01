"""Messages of the pool of experts: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "experts_not_yours": (
        "专家库只能由本部门的经办人和处室负责人维护。请用这样的账号登录。",
        "Only clerks and section heads keep the office's pool of experts. Sign in as one of them.",
    ),
    "expert_unknown": (
        "专家库里没有这位专家，或者已经停用。请从专家库进入。",
        "There is no such expert in the pool, or he was retired. Come in from the pool.",
    ),
    "expert_name_missing": ("请填写专家姓名。", "Give the expert's name."),
    "expert_industry_unknown": (
        "“{text}”不是 GB/T 4754 的行业代码。请填门类字母加数字，例如 C36、C3670。",
        "“{text}” is no industry of GB/T 4754. Write the section's letter with digits, such as C36 or C3670, "
        "several with spaces between.",
    ),
    "expert_language_unknown": (
        "语言“{text}”不认识。请选中文或英文。",
        "The language “{text}” is unknown. Choose Chinese or English.",
    ),
    "expert_phone_wrong": (
        "电话号码读不出来。请填 11 位手机号，或带区号的座机号。",
        "The phone number can't be read. Give a mobile number, or a landline with its area code.",
    ),
    "expert_mail_wrong": (
        "邮箱地址不对。请核对，例如 name@example.com。",
        "The mail address is wrong. Check it, such as name@example.com.",
    ),
    "expert_trained_wrong": (
        "培训日期读不懂。请写成 2026-03-20。",
        "The day of training can't be read. Write 2026-03-20.",
    ),
    "expert_trained_future": (
        "培训日期不能晚于今天。",
        "The day of training can't lie ahead.",
    ),
    "expert_too_many": (
        "领域、专长、语言或原单位各最多 {most} 项。",
        "At most {most} each of industries, fields, languages or former employers.",
    ),
    "expert_pool_full": (
        "专家库最多 {most} 人。请先停用不再聘请的专家。",
        "A pool holds at most {most} experts. Retire some first.",
    ),
    "expert_busy": (
        "这位专家正在参加“{call}”的评审，不能停用。请先把他从评审组中移出。",
        "This expert is on a panel of “{call}” that isn't over. Take him off it first.",
    ),
    "expert_has_account": (
        "这位专家已经有账号。忘记密码的，请系统管理员重置。",
        "This expert has an account. A forgotten password is reset by whoever runs the site.",
    ),
    "expert_file_missing": ("请选择 .xlsx 或 .csv 文件。", "Choose an .xlsx or .csv file."),
    "expert_file_large": (
        "文件超过 {most} MB。请拆开后再导入。",
        "The file is over {most} MB. Split it first.",
    ),
    "expert_file_no_name": (
        "表里没有“姓名”一栏。请在第一行写明各栏的名称，至少要有姓名。",
        "The table has no column for names. Put headings in its first row, at least 姓名 (name).",
    ),
    "expert_file_empty": ("表里没有专家。", "The table holds no expert."),
    "expert_file_rows": (
        "表里有 {rows} 行，一次最多导入 {most} 行。请拆开后再导入。",
        "The table has {rows} rows; at most {most} are taken at once. Split it.",
    ),
    "expert_file_long": (
        "表里的文字太多，一次装不下。请拆开后再导入。",
        "The table holds more text than fits at once. Split it.",
    ),
    "expert_file_twice": (
        "与第 {other} 行同名同单位",
        "same name and employer as row {other}",
    ),
    "expert_file_known": (
        "专家库里已有同名同单位的专家，不再导入",
        "the pool has an expert of that name and employer; not taken",
    ),
    "expert_file_changed": (
        "专家库有变化：核对时可导入 {shown} 人，现在是 {now} 人。没有导入，请重新核对。",
        "The pool changed: {shown} could be taken when you looked, now {now}. Nothing was taken; look again.",
    ),
    "expert_file_gone": (
        "核对过的文件已不在这里（一小时内有效）。请重新上传。",
        "The file that you looked at is no longer here (kept for an hour). Upload it again.",
    ),
}
