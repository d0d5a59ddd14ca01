"""Words of drafts: what keeps one from being saved or filed."""

TEXTS: dict[str, tuple[str, str]] = {
    "draft_gone": (
        "没有这份草稿：它已经报送，或者已经删除。已经报送的，用同一个编号和验证码查看。",
        "There is no such draft: it was filed or deleted. A filing is found by the same number and code.",
    ),
    "draft_changed": (
        "还没有报送：核对以后，这份草稿又有改动。改动的地方已经标出，请再核对一次。",
        "Nothing was filed: the draft was changed after you had checked it. What changed is marked; check it "
        "once more.",
    ),
    "draft_begun_often": (
        "一小时之内，从这里开始填报的次数太多。请过一小时再试，或者继续填写已有的草稿。",
        "Too many drafts were begun from here within the hour. Try again in an hour, or go on with one that "
        "you have.",
    ),
    "draft_body_too_large": (
        "内容太多，没有存下：一份草稿最多 {most} KB。请删减后再存，或者改为上传填好的表。",
        "This is too much and wasn't saved: a draft takes at most {most} KB. Shorten it, or upload a filled "
        "form instead.",
    ),
    "draft_too_many_edits": (
        "一次最多保存 {most} 栏，这一次没有存下。请分几次保存。",
        "At most {most} fields are saved at once; nothing was saved. Save them in several steps.",
    ),
    "draft_body_unreadable": (
        "这次保存的内容不完整，没有存下。请刷新页面后再试。",
        "What was sent is not complete and wasn't saved. Reload the page and try again.",
    ),
    "draft_drop_unsure": (
        "还没有删除。确认要删除的，请先勾选“我确认删除这份草稿”。",
        "Nothing was deleted yet. Tick “I want to delete this draft” first.",
    ),
    "draft_not_let_in": (
        "这台电脑上打开这份草稿的时间太久了，或者 Cookie 已被清除，刚才的内容没有存下。"
        "请在另一个标签页用编号和验证码打开，再回到这里保存。",
        "This computer isn't let in to the draft any more; what you typed last wasn't saved. Open it with "
        "number and code in another tab, then save here again.",
    ),
}
