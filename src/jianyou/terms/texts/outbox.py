"""Messages to filers and offices, by mail and in the site: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "message_code_subject": ("确认码：{title}", "Confirmation code: {title}"),
    "message_code": (
        "您在“{title}”的报送页面留下了这个地址，用来接收通知。请把下面的确认码填到页面上，{until}之前有效。",
        "You gave this address for messages while filing for “{title}”. Type the confirmation code below "
        "into the page; it holds until {until}.",
    ),
    "message_code_again_subject": ("报送件 {number} 的验证码", "The code of filing {number}"),
    "message_code_again": (
        "“{title}”，{filer}：您在网上请我们再发一次报送编号和验证码。",
        "“{title}”, {filer}: you asked on the web to be sent number and code of your filing once more.",
    ),
    "message_received_subject": ("已收到：报送件 {number}", "Received: filing {number}"),
    "message_received": (
        "“{title}”，{filer}：报送件 {number} 已收到，以 {at} 为准。状态：{status}。",
        "“{title}”, {filer}: filing {number} was received, as of {at}. State: {status}.",
    ),
    "message_withdrawn_subject": ("已撤回：报送件 {number}", "Withdrawn: filing {number}"),
    "message_withdrawn": (
        "“{title}”，{filer}：报送件 {number} 已撤回，其中各条不再参加本次征集。",
        "“{title}”, {filer}: filing {number} was withdrawn; none of its entries takes part any more.",
    ),
    "message_returned_subject": (
        "需要补正：报送件 {number} 第 {ordinal} 条",
        "To be corrected: entry {ordinal} of filing {number}",
    ),
    "message_returned": (
        "“{title}”，{filer}：报送件 {number} 第 {ordinal} 条（{name}）需要补正。请在 {due} "
        "之前在网上改好提交；只有指出的几栏可以修改。",
        "“{title}”, {filer}: entry {ordinal} ({name}) of filing {number} has to be corrected. Correct it "
        "on the web before {due}; only the columns named can be changed.",
    ),
    "message_correction_extended_subject": (
        "补正时间延长：报送件 {number} 第 {ordinal} 条",
        "More time to correct: entry {ordinal} of filing {number}",
    ),
    "message_correction_extended": (
        "“{title}”，{filer}：报送件 {number} 第 {ordinal} 条（{name}）的补正时间由 {before} 延长到 {due}。",
        "“{title}”, {filer}: entry {ordinal} ({name}) of filing {number} may be corrected until {due}; it "
        "was {before} before.",
    ),
    "message_correction_cancelled_subject": (
        "不再需要补正：报送件 {number} 第 {ordinal} 条",
        "No correction needed: entry {ordinal} of filing {number}",
    ),
    "message_correction_cancelled": (
        "“{title}”，{filer}：报送件 {number} 第 {ordinal} 条（{name}）不再需要补正，由征集部门继续审查。",
        "“{title}”, {filer}: entry {ordinal} ({name}) of filing {number} needs no correction any more; the "
        "office goes on checking it.",
    ),
    "message_correction_expired_subject": (
        "补正时间已过：报送件 {number} 第 {ordinal} 条",
        "Time to correct is over: entry {ordinal} of filing {number}",
    ),
    "message_correction_expired": (
        "“{title}”，{filer}：到 {due} 没有收到报送件 {number} 第 {ordinal} 条（{name}）的补正，"
        "由征集部门按原来的内容处理。有疑问的，请与征集部门联系。",
        "“{title}”, {filer}: no correction of entry {ordinal} ({name}) of filing {number} had come by "
        "{due}; the office decides on it as it stands. Please ask the office if anything is unclear.",
    ),
    "message_correction_answered_subject": (
        "已补正：报送件 {number} 第 {ordinal} 条",
        "Corrected: entry {ordinal} of filing {number}",
    ),
    "message_correction_answered": (
        "“{title}”，{filer}：报送件 {number} 第 {ordinal} 条（{name}）已提交补正，请审查。",
        "“{title}”, {filer}: entry {ordinal} ({name}) of filing {number} was corrected and is to be checked.",
    ),
    "message_accepted_subject": (
        "已受理：报送件 {number} 第 {ordinal} 条",
        "Accepted: entry {ordinal} of filing {number}",
    ),
    "message_accepted": (
        "“{title}”，{filer}：报送件 {number} 第 {ordinal} 条（{name}）已受理。",
        "“{title}”, {filer}: entry {ordinal} ({name}) of filing {number} was accepted.",
    ),
    "message_refused_subject": (
        "不予受理：报送件 {number} 第 {ordinal} 条",
        "Refused: entry {ordinal} of filing {number}",
    ),
    "message_refused": (
        "“{title}”，{filer}：报送件 {number} 第 {ordinal} 条（{name}）不予受理。有疑问的，请与征集部门联系。",
        "“{title}”, {filer}: entry {ordinal} ({name}) of filing {number} was refused. Please ask the "
        "office if anything is unclear.",
    ),
    "message_reopened_subject": (
        "重新审查：报送件 {number} 第 {ordinal} 条",
        "Reopened: entry {ordinal} of filing {number}",
    ),
    "message_reopened": (
        "“{title}”，{filer}：征集部门正在重新审查报送件 {number} 第 {ordinal} 条（{name}），结果另行通知。",
        "“{title}”, {filer}: the office has reopened entry {ordinal} ({name}) of filing {number} and "
        "will tell you the outcome.",
    ),
    "message_admitted_subject": ("准予接收：报送件 {number}", "Admitted: filing {number}"),
    "message_admitted": (
        "“{title}”，{filer}：报送件 {number} 逾期送达，经批准接收，视为完成报送。",
        "“{title}”, {filer}: filing {number} came after the deadline and was admitted by a decision; it "
        "counts as filed.",
    ),
    "message_extended_subject": ("截止时间延长：{title}", "Deadline extended: {title}"),
    "message_extended": (
        "“{title}”的截止时间由 {before} 延长到 {after}，对所有申报单位一样有效。报送件 "
        "{number}（{filer}）不受影响。",
        "The deadline of “{title}” was moved from {before} to {after}, for all filers alike. Filing "
        "{number} ({filer}) is not affected.",
    ),
    "message_nameless": ("未写名称", "no name written"),
    "message_remark": ("· {column}：{text}", "· {column}: {text}"),
    "message_remark_personal": (
        "· {column}：有一条意见，请在网上查看",
        "· {column}: there is a remark; read it on the web",
    ),
    "message_remarks": (
        "指出 {count} 栏，意见请在网上查看。",
        "Columns to correct: {count}; read the remarks on the web.",
    ),
    "message_note": ("说明：{note}", "Note: {note}"),
    "message_reason": ("理由：{reason}", "Reason: {reason}"),
    "message_confirmation": ("确认码：{code}", "Confirmation code: {code}"),
    "message_ignore": (
        "如果不是您本人在报送，请不必理会这条消息。",
        "If it wasn't you who is filing, ignore this message.",
    ),
    "message_way_back": (
        "报送编号：{number}\n验证码：{code}\n凭这两项查看进展、下载回执、补正、撤回。"
        "任何人凭它们都能看到这份报送，请妥善保管。",
        "Number: {number}\nCode: {code}\nWith both you can follow it, download the receipt, correct or "
        "withdraw it. Anyone who has them can see this filing: keep them safe.",
    ),
    "message_link": (
        "查看报送（凭编号和验证码）：{link}",
        "Look at your filing (with number and code): {link}",
    ),
    "message_no_answer": (
        "本消息由系统自动发出，请不要回复。",
        "This message was sent by the system; please don't answer it.",
    ),
    "confirm_address_bad": (
        "“{text}”不是完整的邮箱地址。请写成 name@example.com 的样子。",
        "“{text}” is no complete email address. Write it like name@example.com.",
    ),
    "confirm_reach_bad": (
        "“{text}”不是完整的邮箱地址，也不是 11 位手机号。请改正。",
        "“{text}” is neither a complete email address nor a mobile number of 11 digits. Correct it.",
    ),
    "confirm_codes_over": (
        "这次报送已经发过 {most} 次确认码，不能再发。请填写最近收到的一个，或者不等确认码、直接提交。",
        "{most} confirmation codes were sent for this filing already, and no more can be. Type the latest "
        "one, or file without waiting for it.",
    ),
    "confirm_address_over": (
        "一小时内发到这个地址的消息太多。请过一小时再发，或者不填地址、直接提交。",
        "Too many messages went to this address within an hour. Wait an hour, or file without an address.",
    ),
    "confirm_tries_over": (
        "填错 {most} 次，这个确认码不能再用。请按“再发一次”，或者不等确认码、直接提交。",
        "After {most} wrong tries this code can't be used any more. Ask for another, or file without "
        "waiting for it.",
    ),
    "confirm_code_wrong": (
        "确认码不对，或者已经过期。请对照最近收到的一条消息，填写其中的 6 位数字。",
        "The confirmation code is wrong or too old. Type the 6 digits of the latest message.",
    ),
    "confirm_code_missing": (
        "请填写收到的 6 位数字确认码；没有收到的，可以不等它、直接提交。",
        "Type the 6 digits that you received; if nothing came, you may file without waiting for them.",
    ),
    "confirm_lost_often": (
        "请求的次数太多。请过一小时再试，或与征集部门联系。",
        "This was asked for too often. Wait an hour, or ask the office.",
    ),
    "confirm_number_missing": (
        "请填写报送编号，它在回执上，例如 7K3M-9QXA-2BCD。",
        "Give the number of the filing; it stands on the receipt, such as 7K3M-9QXA-2BCD.",
    ),
    "confirm_address_missing": (
        "请填写报送时确认过的地址。",
        "Give the address that was confirmed when the filing was made.",
    ),
    "mail_setting_bad": (
        "JIANYOU_MAIL 写得不对（{what}）。请写成 smtp://user:password@host:587?tls=1&from=address，或以 "
        "smtps:// 开头；其中的特殊字符用 %xx 表示。",
        "JIANYOU_MAIL is not well written ({what}). Write "
        "smtp://user:password@host:587?tls=1&from=address, or begin with smtps://; special characters are "
        "written as %xx.",
    ),
    "mobile_setting_bad": (
        "JIANYOU_MOBILE 须写成 package.module:function，例如 office.sms:send。",
        "JIANYOU_MOBILE must be written as package.module:function, such as office.sms:send.",
    ),
    "url_setting_bad": (
        "JIANYOU_URL 须是本站的网址，例如 https://example.gov.cn。",
        "JIANYOU_URL must be the site's address, such as https://example.gov.cn.",
    ),
}
