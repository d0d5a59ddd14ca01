"""What the list of entries and acts on many of them tell."""

TEXTS: dict[str, tuple[str, str]] = {
    "entries_too_many": (
        "选中的申报超过 {most} 条，一次办不了；请用筛选缩小范围，分几次办理。",
        "More than {most} entries are selected, too many at once; narrow the list and act in several parts.",
    ),
    "entries_none": (
        "没有选中申报。请先勾选，或选列表的全部。",
        "No entry is selected. Check some first, or choose the whole list.",
    ),
    "entries_no_errors": (
        "形式审查没有发现错误，没有可以照写的意见。",
        "The formal check found no errors, so there is nothing to ask for.",
    ),
    "entries_errors_found": (
        "形式审查发现了错误，不能成批记为都符合；请打开这一条逐项看。",
        "The formal check found errors, so it can't be recorded as in order with others; open the entry.",
    ),
    "entries_nothing_asked": (
        "没有要求补正，不用取消。",
        "No correction is asked, so there is none to cancel.",
    ),
    "entries_decided_since": (
        "您核对之后另有人作了决定，没有再办；请打开这一条看过再定。",
        "Somebody decided on it after you looked; nothing was done. Open the entry before deciding.",
    ),
    "entries_token_old": (
        "这一页核对的内容已经失效（换了登录，或放了太久），没有办理；请从列表重新选择。",
        "What was previewed on this page no longer holds (another session, or too long ago). Nothing "
        "was done; select again from the list.",
    ),
    "entries_view_nameless": ("请给这个列表起个名字。", "Give the list a name."),
    "entries_view_long": (
        "名字最多 {most} 个字符。",
        "A name has at most {most} characters.",
    ),
    "entries_view_query": (
        "这个列表的条件太长，存不下；请减少一些条件。",
        "The list has too many conditions to be saved; leave some out.",
    ),
    "entries_views_many": (
        "您在这次征集里已经存了 {most} 个列表，请先删去不用的。",
        "You have saved {most} lists in this call already; delete some first.",
    ),
    "entries_no_view": (
        "没有这个列表，可能已经删去；别人的列表只有本人能删。",
        "There is no such list; it may be gone, and a colleague's can be deleted by its owner only.",
    ),
}
