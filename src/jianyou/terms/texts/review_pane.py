"""Words of the review pane: facts of an entry and who looks at it."""

TEXTS: dict[str, tuple[str, str]] = {
    "fact_no_such": (
        "没有“{name}”这一项事实。请从清单里选一项。",
        "There is no fact “{name}”. Choose one of the list.",
    ),
    "fact_value_missing": (
        "还没有写明这一项是什么。请选择或填写；查不到就先不登记。",
        "What it is isn't stated yet. Choose or write it; leave it out while it isn't known.",
    ),
    "fact_records_unclear": (
        "选了“有”请写明至少一条；选了“没有”请把下面的格子留空。",
        "With “there are”, write at least one record; with “there are none”, leave the fields empty.",
    ),
    "fact_source_missing": (
        "还没有写来源。请写明是谁说的，例如某某部门电话答复、某某登记系统。",
        "The source is missing. Say who told it: a department by phone, a register.",
    ),
    "fact_source_long": (
        "来源超过 {most} 个字符。请写得短一些，其余写在备注里。",
        "The source is longer than {most} characters. Make it shorter and put the rest into the note.",
    ),
    "fact_day_to_come": (
        "日期 {on} 还没有到。请写来源给出的日期，不晚于今天。",
        "The day {on} is still to come. Give the day of the source, today at the latest.",
    ),
    "fact_day_unread": (
        "日期“{written}”不认识。请写成 2026-04-30 这样。",
        "The day “{written}” can't be read. Write it like 2026-04-30.",
    ),
    "fact_gone": (
        "这一项事实已经撤回，或者不属于这一条申报。请刷新后再看。",
        "This fact was withdrawn already, or isn't one of this entry. Load the page again.",
    ),
    "facts_too_many_at_once": (
        "一次最多登记 {most} 项事实。请分几次登记。",
        "No more than {most} facts are recorded at once. Record them in several parts.",
    ),
}
