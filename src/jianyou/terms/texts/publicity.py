"""公示: words about periods, lists made public, and days that count."""

TEXTS: dict[str, tuple[str, str]] = {
    "workdays_unknown": (
        "{year} 年的放假安排尚未收录，无法判断 {day} 是否为工作日。请先在“工作日”页面按国务院办公厅的通知登记"
        "这一天以及期间内的其他日子，再继续。",
        "The holidays of {year} aren’t known here, so whether {day} is a working day can’t be told. Declare "
        "that day and the others of the period on the page “Working days”, as the State Council’s notice has "
        "them.",
    ),
    "workdays_range_wrong": (
        "请填写先后正确的起止日期，{first} 年至 {last} 年之间，例如 2027-01-01。",
        "Give a first and a last day in this order, from {first} to {last}, such as 2027-01-01.",
    ),
    "workdays_many_at_once": (
        "一次最多登记 {most} 天，请分几次登记。",
        "At most {most} days are declared at once; declare them in parts.",
    ),
    "workdays_many": (
        "登记的日子最多 {most} 天，请先撤回不再需要的。",
        "At most {most} days can be declared; take back some that aren’t needed any more.",
    ),
    "workdays_not_declared": (
        "选中的日子没有登记过，可能已经被别人撤回。请刷新后再选。",
        "None of these days is declared; somebody may have taken them back. Reload and choose again.",
    ),
    "workdays_not_yours": (
        "只有征集部门的经办人和处室负责人可以登记工作日。",
        "Only clerks and section heads of the office declare working days.",
    ),
    "workdays_kind_missing": (
        "请选择这些日子上班、放假，还是按平常的周一至周五。",
        "Choose whether these days are worked on, free, or as ordinary weekdays are.",
    ),
    "deed_workdays_declared": ("登记工作日", "declared working days"),
    "deed_workdays_taken_back": ("撤回工作日登记", "took back declared working days"),
    "publicity_unknown": (
        "没有这次公示，可能地址不完整。",
        "There is no such published list; the address may be incomplete.",
    ),
    "publicity_rounds_many": (
        "一次征集最多公示 {most} 次。",
        "A call has at most {most} rounds of publicity.",
    ),
    "publicity_replaces_unknown": (
        "第 {number} 次公示没有公布过，或者不是这个奖项的，不能由这次代替。请重新选择。",
        "Round {number} was never published, or is for another award, so it can’t be replaced. Choose again.",
    ),
    "publicity_award_unknown": ("请选择这次征集的奖项。", "Choose an award of this call."),
    "publicity_days_wrong": (
        "请填写公示天数，1 到 {most} 的整数。",
        "Give the number of days, a whole number from 1 to {most}.",
    ),
    "publicity_days_set": (
        "征集文件规定公示 {days} 天，天数和算法不能另填。",
        "The call’s file sets {days} days; neither their number nor their kind can be changed here.",
    ),
    "publicity_shows_set": (
        "公示哪些栏目由征集文件规定，不能增减。",
        "Which columns are shown is set by the call’s file.",
    ),
    "publicity_column_forbidden": (
        "选中的栏目里有不能公示的：联系人、电话等个人信息不公示。请重新选择。",
        "A column that was chosen can’t be made public: contacts and phones never are. Choose again.",
    ),
    "publicity_name_missing": (
        "请选上“{title}”：没有名称的名单无法公示。",
        "Choose “{title}”, too: a list without names can’t be made public.",
    ),
    "publicity_title_missing": ("请填写公示的标题。", "Give the list a title."),
    "publicity_text_missing": ("请填写公示的正文。", "Write the text of the publication."),
    "publicity_places_many": (
        "公示的地点最多 {most} 处，一行一处。",
        "Name at most {most} places, one a line.",
    ),
    "publicity_contact_missing": (
        "请填写受理异议的单位，以及它的办公电话或者单位邮箱。",
        "Give the unit that takes objections, with its office phone or mailbox.",
    ),
    "publicity_contacts_many": ("最多填写 {most} 个单位。", "Name at most {most} units."),
    "publicity_text_personal": (
        "这里像是写了电话、邮箱、证件号码或者文件名，公示的文字里不写这些。单位的联系方式请填在“联系方式”里。",
        "This seems to hold a phone, mailbox, identity number or file name, which the text of a publication "
        "doesn’t. Put the office’s own under “Contact”.",
    ),
    "publicity_too_many": (
        "拟推荐的超过 {most} 条，一次公示放不下。请按奖项分别公示。",
        "More than {most} entries stand proposed, which a list can’t hold. Publish each award by itself.",
    ),
    "publicity_nobody": (
        "现在没有拟推荐的对象，没有可以公示的。请先记录集体研究的结果，或者采用一次择优。",
        "Nothing stands proposed, so there is nothing to publish. Record a collective decision or adopt a "
        "choice first.",
    ),
    "publicity_changed": (
        "您看过以后，拟推荐名单或者公示稿有了变化，没有公布。请看过现在的内容再公布。",
        "What stands proposed or was prepared has changed since you looked at it; nothing was published. "
        "Look at it as it is now.",
    ),
    "publicity_own": (
        "本部门要求两人办理：最后修改公示稿的人不能自己公布。",
        "Your office wants two persons: whoever last changed the draft can't publish it.",
    ),
    "publicity_personal": (
        "第 {order} 条的“{column}”里像是有电话、邮箱、证件号码或者文件名，没有公布。"
        "请勾选遮盖，或者不公示这一栏。",
        "“{column}” of line {order} seems to hold a phone, mailbox, identity number or file name; nothing "
        "was published. Have such things covered, or leave the column out.",
    ),
    "publicity_over": (
        "这次公示已经期满，不需要撤下。",
        "The period of this list is over; there is nothing to take down.",
    ),
    "personal_phone": ("电话", "phone"),
    "personal_mailbox": ("邮箱", "mailbox"),
    "personal_identity": ("证件号码", "identity number"),
    "personal_credit_code": ("统一社会信用代码", "credit code"),
    "personal_account": ("账号", "account"),
    "personal_contact": ("联系人", "contact person"),
    "personal_file": ("文件名", "file name"),
    "publicity_paper_title": ("关于{subject}拟推荐名单的公示", "Publication of the proposed list: {subject}"),
    "publicity_paper_text": (
        "根据{notice}，经申报、审核和研究，形成拟推荐名单（附后）。现予公示，接受社会监督。",
        "Under {notice}, after filing, checking and deliberation, those listed below are proposed. The list "
        "is made public for everybody to look at.",
    ),
    "publicity_paper_notice": ("《{title}》", "“{title}”"),
    "publicity_paper_days": ("{days}天", "{days} days"),
    "publicity_paper_working_days": ("{days}个工作日", "{days} working days"),
    "publicity_paper_period_open": (
        "公示期为{length}，自公布次日起计算；公布当日不计入。",
        "The list is public for {length}, counted from the day after publication.",
    ),
    "publicity_paper_period": (
        "公示期为{length}，自{begins}起至{last}24时止；公布当日不计入。",
        "The list is public for {length}, from {begins} to 24:00 on {last}; the day of publication doesn’t "
        "count.",
    ),
    "publicity_paper_objections_open": (
        "对名单有异议的，请在公示期内以书面形式向我单位提出，写明具体事实和理由",
        "Whoever objects to the list writes to us while it is public, with facts and reasons",
    ),
    "publicity_paper_objections": (
        "对名单有异议的，请在{until}前以书面形式向我单位提出，写明具体事实和理由",
        "Whoever objects to the list writes to us before {until}, with facts and reasons",
    ),
    "publicity_paper_evidence": ("并附必要的证据", "with the evidence"),
    "publicity_paper_named": (
        "请如实署名并留下联系方式，以单位名义提出的加盖公章；我单位对提出异议的单位和个人依法保密。",
        "Please give your name and how to reach you; a unit adds its stamp. We keep "
        "confidential who objects.",
    ),
    "publicity_paper_unnamed": (
        "我单位对提出异议的单位和个人依法保密。",
        "We keep confidential who objects.",
    ),
    "publicity_paper_places": ("名单同时在{places}公布。", "The list is also published at {places}."),
    "publicity_paper_contact": ("联系单位：{unit}", "Unit: {unit}"),
    "publicity_paper_phone": ("联系电话：{phone}", "Phone: {phone}"),
    "publicity_paper_address": ("通信地址：{address}", "Address: {address}"),
    "publicity_paper_mailbox": ("电子邮箱：{mailbox}", "Mailbox: {mailbox}"),
    "publicity_paper_list": ("拟推荐名单", "Proposed list"),
    "publicity_paper_order": ("序号", "No."),
    "publicity_paper_award": ("奖项", "Award"),
    "told_public": ("名单自{begins}至{last}公示。", "The list was public from {begins} to {last}."),
    "told_public_running": (
        "名单自{begins}起公示，至{last}期满。",
        "The list is public from {begins} to {last}.",
    ),
    "told_no_objections": ("没有收到异议。", "No objection was raised."),
    "told_objections": (
        "收到异议{count}件，其中经核查成立（含部分成立）的{upheld}件。",
        "{count} objections were raised, of which {upheld} were upheld in whole or in part.",
    ),
    "told_objections_pending": ("尚有{count}件在核查。", "{count} are still investigated."),
    "log_key_publicity": ("公示次序", "round of publicity"),
    "log_key_shows": ("公示栏目", "columns shown"),
    "log_key_covers": ("遮盖疑似个人信息", "what looks personal is covered"),
    "log_key_days": ("天数", "days"),
    "log_key_working_days": ("按工作日", "working days"),
    "log_key_replaces": ("代替", "replaces"),
    "log_key_replaced_by": ("由后一次代替", "replaced by"),
    "log_key_objections_until": ("异议截止", "objections until"),
}
