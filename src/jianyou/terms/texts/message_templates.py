"""Own words of messages, letters that came back, letters about the inbox: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "message_bounced_subject": (
        "消息没有送到：报送件 {number}",
        "Not delivered: a letter of filing {number}",
    ),
    "message_bounced": (
        "“{title}”，{filer}：发给报送件 {number} 的邮件被退回（退信代码 {bounce}），这个地址收不到信。"
        "以后的消息只放在网上，不再发到这个地址，直到申报单位重新确认它。有期限的事，请打电话告知。",
        "“{title}”, {filer}: a letter of filing {number} came back (status {bounce}); its address takes "
        "none. From now on messages are shown on the web only, until the filer confirms the address anew. "
        "Please phone about whatever has a deadline.",
    ),
    "message_bounced_for_now_subject": (
        "消息暂时没有送到：报送件 {number}",
        "Not delivered for now: a letter of filing {number}",
    ),
    "message_bounced_for_now": (
        "“{title}”，{filer}：发给报送件 {number} 的邮件没有送到（退信代码 {bounce}），"
        "对方邮件系统暂时不能收信。以后的消息照常发送。有期限的事，请打电话告知。",
        "“{title}”, {filer}: a letter of filing {number} wasn't delivered (status {bounce}); its server "
        "takes no mail for now. Later messages are sent as usual. Please phone about whatever has a "
        "deadline.",
    ),
    "message_inbox_subject": ("征集部门的消息：{count} 条", "Messages of the office: {count}"),
    "message_inbox": (
        "{office}收到 {count} 条消息，{until} 为止。请登录查看：{page}",
        "{office} has {count} messages, up to {until}. Sign in to read them: {page}",
    ),
    "message_item": ("· {subject}", "· {subject}"),
    "message_more_items": ("· 另有 {count} 条", "· and {count} more"),
    "template_empty": ("请填写文字。", "Type the words."),
    "template_long": (
        "写了 {count} 字，最多 {most} 字。请缩短。",
        "{count} signs were typed; at most {most} can be. Shorten it.",
    ),
    "template_name_unknown": (
        "第 {line} 行第 {sign} 个字：{name} 不是这类消息里有的内容。请只用列出的几项，或删去它。",
        "Line {line}, sign {sign}: {name} is nothing that this kind of message has. Use only those listed, "
        "or remove it.",
    ),
    "template_brace": (
        "第 {line} 行第 {sign} 个字：花括号须成对，中间写列出的一项；不用花括号的请删去。",
        "Line {line}, sign {sign}: braces come in pairs around one of those listed; remove any other.",
    ),
    "template_name_missing": (
        "正文里缺少 {name}。收信人要靠它办理，请保留。",
        "{name} is missing from the text. The recipient needs it; keep it.",
    ),
    "template_kind_unknown": (
        "没有这类消息，或者它的文字不能改。请回到消息文字的列表。",
        "There is no such kind of message, or its words can't be changed. Go back to the list.",
    ),
    "template_stale": (
        "这段文字刚被改过（{by}）。下面是现在的文字，请核对后再改。",
        "These words were changed meanwhile ({by}). Look at them as they are now, then change them.",
    ),
    "templates_not_yours": (
        "消息文字由征集部门的经办人和负责人修改。",
        "The words of messages are changed by clerks and section heads of the office.",
    ),
    "inbox_letters_no_address": (
        "您的账号还没有确认过的消息地址。请先在账号里留一个，再选择接收方式。",
        "Your account has no confirmed address yet. Give one in your account first, then choose.",
    ),
    "inbox_letters_how_unknown": (
        "请选择一种接收方式；每天一封的，时间须是 0 到 23 点。",
        "Choose how to be told; the hour of a daily letter must be from 0 to 23.",
    ),
    "deed_message_words_kept": ("修改消息文字", "changed the words of a message"),
    "deed_message_words_reset": ("恢复消息的原有文字", "restored the shipped words of a message"),
    "gateway_file_bad": (
        "JIANYOU_MOBILE 指明的网关文件写得不对（{what}）。请对照“消息”操作说明改正。",
        "The gateway file that JIANYOU_MOBILE names is not well written ({what}). See the how-to "
        "on messages.",
    ),
    "help_site_bounces": (
        "读取退信（投递状态通知，单封或 mbox），标明没有送到的消息",
        "read letters that came back (delivery reports of mail servers or an mbox) and mark the messages",
    ),
    "help_site_bounces_file": ("退信文件；- 表示标准输入", "the file of letters; - for standard input"),
    "site_bounces_read": (
        "退信 {bounces} 封，其中新标明 {marked} 条消息；其他邮件 {others} 封未处理。",
        "Bounces: {bounces}, messages newly marked: {marked}; other letters left alone: {others}.",
    ),
    "site_bounces_large": (
        "文件超过 {most} MB，没有读取。请分成几份。",
        "The file is larger than {most} MB and wasn't read. Split it.",
    ),
    "site_bounces_unread": (
        "读不了这个文件：{path}。请核对路径和权限。",
        "This file can't be read: {path}. Check its path and permissions.",
    ),
}
