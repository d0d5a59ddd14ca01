"""Words of copies, media and papers handed over."""

TEXTS: dict[str, tuple[str, str]] = {
    "medium_paper": ("纸质", "paper"),
    "medium_disc": ("光盘", "disc"),
    "medium_stick": ("U盘", "USB stick"),
    "medium_other": ("其他", "other"),
    "counter_copies_bad": (
        "份数“{text}”不对。请填 1 到 {most} 的整数；没有数过的，可以不填。",
        "“{text}” is no number of copies. Give a whole number from 1 to {most}, or leave it empty.",
    ),
    "handover_empty": (
        "没有选材料。请至少勾选一份要移交的。",
        "No paper is chosen. Tick at least one that is to be handed over.",
    ),
    "handover_many": (
        "选了 {count} 份，一张交接单最多 {most} 份。请分几张移交。",
        "{count} papers are chosen, and a slip holds at most {most}. Hand them over on several slips.",
    ),
    "handover_not_there": (
        "{number} 的材料不能移交：没有登记过，或者已经在另一张交接单上。请刷新本页，重新勾选。",
        "The paper of {number} can't be handed over: it was not registered, or it is on another slip "
        "already. Reload this page and choose again.",
    ),
    "handover_unknown": (
        "本次征集没有 {number} 号交接单。请从交接单列表里打开。",
        "This call has no hand-over slip {number}. Open it from the list of slips.",
    ),
    "handover_taken": (
        "{number} 号交接单已经签收，不能再签。",
        "Hand-over slip {number} was signed for already.",
    ),
    "handover_own": (
        "移交和接收要由两个人签字。这张交接单是您移交的，请处室的另一位签收。",
        "Two people sign a slip. You handed these papers over; somebody else of the section signs for them.",
    ),
    "handover_not_on_it": (
        "{filing} 不在 {number} 号交接单上。请刷新本页，重新核对。",
        "{filing} is not on hand-over slip {number}. Reload this page and check again.",
    ),
    "handover_note_missing": (
        "有材料没有收到，请在“说明”里写清情况。",
        "A paper is missing: write under “Note” what happened.",
    ),
    "counter_sheet_registered": ("登记的材料", "Registered papers"),
    "counter_sheet_totals": ("合计", "Totals"),
    "counter_heading_at": ("登记时刻", "Registered"),
    "counter_heading_number": ("报送编号", "Number"),
    "counter_heading_filer": ("申报单位", "Filer"),
    "counter_heading_names": ("推荐对象", "Nominees"),
    "counter_heading_status": ("状态", "State"),
    "counter_heading_decisive": ("以此时刻为准", "Moment that decides"),
    "counter_heading_arrivals": ("到场号", "Arrival"),
    "counter_heading_copies": ("份数", "Copies"),
    "counter_heading_media": ("载体", "Media"),
    "counter_heading_by": ("登记人", "Registered by"),
    "counter_heading_what": ("项目", "What"),
    "counter_heading_count": ("数量", "How many"),
    "counter_total_papers": ("登记的材料", "Registered papers"),
    "counter_total_copies": ("份数合计", "Copies in all"),
    "counter_total_uncounted": ("没有填份数的", "Without a number of copies"),
}
