"""Words of reminders before a deadline."""

TEXTS: dict[str, tuple[str, str]] = {
    "message_reminder_draft_subject": ("还没有报送：{title}", "Not filed yet: {title}"),
    "message_reminder_draft": (
        "“{title}”：您填写的草稿 {number}（{filer}）还没有报送。截止时间是 {until}，过时不能在网上报送。",
        "“{title}”: your draft {number} ({filer}) has not been filed yet. The deadline is {until}; after "
        "it nothing can be filed on the web.",
    ),
    "message_draft_missing": (
        "按现在填的，还有 {missing} 处要改正或补填，涉及：{columns}。"
        "改不完也可以先报送，格式问题不影响是否按时。",
        "As it stands, places to be corrected or filled in: {missing}, in: {columns}. You may file "
        "before all of it is done: errors of form don't affect being in time.",
    ),
    "message_draft_ready": (
        "填写的内容形式上没有错误，只差核对和提交。",
        "Nothing in it is formally wrong; only checking and filing it are left.",
    ),
    "message_then_paper": (
        "网上提交以后，还要在截止时间之前把盖章原件送达，才算完成报送。",
        "After submitting it on the web, hand in the sealed original before the deadline: only then is it "
        "filed.",
    ),
    "message_then_sealed_scan": (
        "网上提交以后，还要在截止时间之前上传盖章扫描件，才算完成报送。",
        "After submitting it on the web, upload the sealed scan before the deadline: only then is it filed.",
    ),
    "message_then_either": (
        "网上提交以后，还要在截止时间之前送达盖章原件，或者上传盖章扫描件，才算完成报送。",
        "After submitting it on the web, hand in the sealed original or upload its scan before the deadline: "
        "only then is it filed.",
    ),
    "message_draft_back": (
        "草稿编号：{number}\n验证码：{code}\n在任何一台电脑上，凭这两项可以接着填写。请妥善保管。",
        "Number: {number}\nCode: {code}\nWith both you can go on from any computer. Keep them safe.",
    ),
    "message_draft_link": ("接着填写：{link}", "Go on: {link}"),
    "message_stop": ("不想再收到提醒：{link}", "To stop these reminders: {link}"),
    "message_reminder_filing_subject": (
        "还没有完成报送：报送件 {number}",
        "Not complete yet: filing {number}",
    ),
    "message_reminder_filing": (
        "“{title}”，{filer}：报送件 {number} 还没有完成报送，截止时间是 {until}。",
        "“{title}”, {filer}: filing {number} is not complete yet; the deadline is {until}.",
    ),
    "reminders_link_bad": (
        "这个链接不完整，或者不是本站发出的。请从消息里完整复制。",
        "This link is incomplete, or not from this site. Copy it whole from the message.",
    ),
    "reminders_asking_gone": (
        "确认的步骤隔得太久。请重新填写地址。",
        "The confirmation took too long. Give the address again.",
    ),
    "reminders_code_missing": (
        "请填写收到的 6 位数字确认码。没有收到的，请核对地址，再发一次。",
        "Type the 6 digits that you received. If nothing came, check the address and send another.",
    ),
}
