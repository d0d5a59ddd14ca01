"""Messages on score sheets and on what an expert does before them: code -> (Chinese, English)."""

_JOINING = {
    "sheet_answer_first": (
        "请先答复邀请，再办这一步。",
        "Answer the invitation first.",
    ),
    "sheet_ties_first": (
        "请先申报回避，再签承诺书。",
        "Declare your ties first, then sign the undertaking.",
    ),
    "sheet_too_many_ties": (
        "一次最多申报 {most} 家，请分几次申报。",
        "At most {most} can be declared at once; declare them in several turns.",
    ),
    "sheet_tie_unknown": (
        "所选的单位不在本次征集的申报之列，名单可能刚有变动。请刷新后再选。",
        "An entry that was chosen isn't one of this call; the list may have changed. Reload and choose.",
    ),
    "sheet_tie_reason": (
        "请写明与“{name}”的关系。",
        "Say what ties you to “{name}”.",
    ),
    "sheet_ties_nothing": (
        "请勾选需要回避的单位；确实没有的，请勾选“没有需要回避的”。",
        "Tick the entries that you may not judge; where there are none, tick that there are none.",
    ),
    "sheet_ties_both": (
        "既勾选了单位，又勾选了“没有需要回避的”，请只留一种。",
        "Entries are ticked and also that there are none; keep one of the two.",
    ),
    "sheet_undertaking_changed": (
        "承诺书在您打开之后改过，请看过现在的文字再签。",
        "The undertaking was changed after you opened it; read it as it is now, then sign.",
    ),
    "sheet_name_differs": (
        "签名与登记的姓名“{name}”不同，请写登记的姓名；登记有误的，请与办公室联系。",
        "The name differs from “{name}”, which is on record; type that one, or ask the office to mend it.",
    ),
    "sheet_undertaking_unread": (
        "请勾选“已阅读并同意”。",
        "Tick that you have read the text and agree.",
    ),
}

_SHEETS = {
    "sheet_not_yet": (
        "这份评分表现在不能打开：评分还没有开始，或者还有该先办的事。请从评审任务列表进入。",
        "This sheet can't be opened now: scoring hasn't begun, or something is to be done first. "
        "Come in from your list of tasks.",
    ),
    "sheet_points_unreadable": (
        "“{name}”填的“{text}”不是分数，请只写数字，如 8 或 8.5。",
        "“{name}” holds “{text}”, which is no number of points; write digits only, such as 8 or 8.5.",
    ),
    "sheet_incomplete": (
        "评分表还有 {count} 处没有填好，不能提交。请按页面提示补全。",
        "The sheet has {count} places to mend before it can be submitted.",
    ),
    "sheet_changed": (
        "这份评分表在您核对之后又改过，请看过现在的内容再提交。",
        "The sheet was changed after you checked it; look at it as it is now, then submit.",
    ),
    "sheet_sent_unreadable": (
        "没有读懂浏览器发来的内容，没有存下。请刷新页面再试。",
        "What the browser sent couldn't be read, so nothing was saved. Reload the page and try again.",
    ),
}

_PAPER = {
    "sheet_first_changed": (
        "这份评分表的第一遍录入刚被别人改过，这一遍没有记下。请刷新后再录。",
        "Somebody has just changed the first typing of this sheet, so this one wasn't kept. Reload.",
    ),
    "sheet_typed_by_one": (
        "第一遍是您录入的，第二遍须由另一人录入。",
        "You typed the first time; the second typing is another person's.",
    ),
    "sheet_paper_unsigned": (
        "请核对纸质评分表上有专家本人签名，再勾选。",
        "Make sure that the expert has signed the paper, then tick.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_JOINING, **_SHEETS, **_PAPER}
