"""The counter's desk: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "counter_original_missing": (
        "请先看过盖章原件，再勾选“盖章原件”。没有原件的不能登记。",
        "Look at the sealed original first, then tick “Sealed original”. Without it nothing is registered.",
    ),
    "counter_names_missing": (
        "请填写推荐对象的名称，每行一个。",
        "Give the names of the nominees, one per line.",
    ),
    "counter_names_many": (
        "填了 {count} 个推荐对象，窗口一次最多录入 {most} 个。请先录前 {most} 个，其余的告知经办人。",
        "{count} nominees were typed, and the counter takes at most {most} at once. Type the first {most} "
        "and tell the office of the others.",
    ),
    "counter_name_long": (
        "第 {number} 个推荐对象的名称太长，最多 {most} 个字。",
        "The name of nominee {number} is too long; at most {most} characters.",
    ),
    "counter_field_long": (
        "“{label}”太长，最多 {most} 个字。",
        "“{label}” is too long; at most {most} characters.",
    ),
    "counter_slip_long": (
        "手写登记单的编号太长，最多 {most} 个字。",
        "The number of the slip is too long; at most {most} characters.",
    ),
    "counter_day_bad": (
        "“{text}”不是日期。请写成 2026-04-30。下面列出的是今天。",
        "“{text}” is no date. Write 2026-04-30. Below is the list of today.",
    ),
}
