"""Objections to a published list: what they lack, what is wrong with what was typed, what the office does."""

TEXTS: dict[str, tuple[str, str]] = {
    "objection_kind_substance": ("对入选资格、申报内容等有实质性异议", "an objection of substance"),
    "objection_kind_typing": ("文字差错", "a typing error"),
    "objection_kind_rank": ("仅对等次、名次有异议", "about the rank alone"),
    "objection_channel_web": ("网上", "on the web"),
    "objection_channel_counter": ("窗口", "at the counter"),
    "objection_channel_post": ("信函", "by post"),
    "objection_channel_mail": ("电子邮件", "by mail"),
    "objection_outcome_upheld": ("异议成立", "upheld"),
    "objection_outcome_partly": ("异议部分成立", "upheld in part"),
    "objection_outcome_dismissed": ("异议不成立", "dismissed"),
    "objection_effect_remove": ("从公示名单中移除", "taken off the list"),
    "objection_effect_recheck": ("重新核查该申报", "the entry is checked again"),
    "objection_effect_correct": ("更正公示内容", "the list is corrected"),
    "objection_effect_none": ("公示名单不变", "the list stays as it is"),
    "objection_role_evidence": ("证据材料", "evidence"),
    "objection_role_identity": ("身份材料", "identity"),
    "objection_role_reply": ("对方答复材料", "with the reply"),
    "objection_role_finding": ("核查材料", "findings"),
    "objection_missing_time": (
        "异议是在期限之后提出的。请说明逾期的原因；是否受理由征集部门决定。",
        "It was raised after its time. Tell why it is late; the office decides whether it is taken.",
    ),
    "objection_missing_name": (
        "没有署名。请补充姓名（单位名称）和联系方式；不署名的只作为线索转交，不作答复。",
        "It is anonymous. Add a name and how to reach you; an anonymous one is passed on as a lead and gets "
        "no answer.",
    ),
    "objection_missing_letter": (
        "以单位名义提出，但没有盖章的异议函。请补交加盖公章的异议函。",
        "An organization objects, but its stamped letter is missing. Hand in the letter with its seal.",
    ),
    "objection_missing_substance": (
        "只对等次、名次提出异议，不属于受理范围。请写明申报内容或资格上的具体问题。",
        "It is about the rank alone, which isn't taken. Tell what is wrong with the entry itself.",
    ),
    "objection_missing_evidence": (
        "没有证据材料。请补交能够说明问题的材料。",
        "There is no evidence. Hand in what shows that it is so.",
    ),
    "objection_refused_time": ("异议是在期限之后提出的。", "It was raised after its time."),
    "objection_refused_name": ("没有署名。", "It is anonymous."),
    "objection_refused_letter": (
        "以单位名义提出，但没有加盖公章的异议函。",
        "An organization objects without its stamped letter.",
    ),
    "objection_refused_substance": (
        "只对等次、名次提出异议，不属于受理范围。",
        "It is about the rank alone, which isn't taken.",
    ),
    "objection_refused_evidence": ("没有证据材料。", "There is no evidence."),
    "objection_field_long": ("最多 {most} 个字，请写短一些。", "At most {most} characters; make it shorter."),
    "objection_name_empty": ("请填写姓名。", "Tell your name."),
    "objection_unit_name_empty": ("请填写单位名称。", "Tell the organization's name."),
    "objection_phone_bad": (
        "电话号码认不出来。请填写手机号，或带区号的固定电话。",
        "This is no phone number. Give a mobile number, or a landline with its area code.",
    ),
    "objection_mail_bad": (
        "电子邮箱认不出来。请检查是否写全。",
        "This is no mail address. See whether it is whole.",
    ),
    "objection_unreachable": (
        "请至少填写一种联系方式：电话、电子邮箱或通信地址，用于答复。",
        "Give one way to reach you at least: phone, mail or address. The answer goes there.",
    ),
    "objection_last4_bad": (
        "只填写身份证号码的最后四位（数字，最后一位可以是 X）。",
        "Give only the last four signs of the identity number (digits; the last may be X).",
    ),
    "objection_uscc_bad": (
        "统一社会信用代码认不出来。请对照营业执照核对 18 位代码。",
        "This is no unified social credit code. Compare its 18 signs with the business license.",
    ),
    "objection_text_empty": ("请写明异议的内容和理由。", "Tell what you object to, and why."),
    "objection_text_long": (
        "最多 {most} 个字。更多内容请写在附件里。",
        "At most {most} characters. Put more into a file.",
    ),
    "objection_file_large": (
        "“{name}”太大，一个文件最多 {most} MB。请压缩图片或分成几个文件。",
        "“{name}” is too large: a file may have {most} MB. Make its pictures smaller, or split it.",
    ),
    "objection_files_many": (
        "文件太多，现在最多还能交 {most} 个。请合并成较少的文件。",
        "There are too many files; {most} more may be handed in now. Join some of them.",
    ),
    "objection_nothing_added": (
        "还没有补充内容。请选择文件，或写明要补充的情况。",
        "Nothing was added. Choose a file, or tell what you want to add.",
    ),
    "objection_named_already": (
        "这件异议已有署名，不能更改。需要更正的，请与征集部门联系。",
        "This objection is named already, which can't be changed here. Ask the office.",
    ),
    "objection_channel": (
        "提出的途径与办理人不符。网上提出的由异议人本人提交，其他途径由工作人员登记。",
        "The way it came doesn't fit who enters it: on the web people do themselves, the rest is for staff.",
    ),
    "objection_no_list": (
        "没有这份公示名单，不能对它提出异议。请从公示页面重新进入。",
        "There is no such published list to object to. Begin at the page of the list.",
    ),
    "objection_row_unknown": (
        "公示名单里没有所选的对象。请从名单里重新选择。",
        "The list has no such row. Choose one of the list again.",
    ),
    "objection_arrival_before": (
        "{number} 号到场登记早于名单公示的时间，不能用于这件异议。请核对编号。",
        "Arrival {number} was before the list was published. See whether the number is right.",
    ),
    "objection_too_often": (
        "一小时内从这里提出的异议太多。请稍后再试，或书面提交。",
        "Too many objections came from here within an hour. Try later, or hand it in on paper.",
    ),
    "objection_not_found": (
        "异议编号和查询码对不上。请对照回执，检查有没有看错字。",
        "Number and code don't go together. Compare both with the confirmation.",
    ),
    "objection_unknown": (
        "没有这件异议，或者您不能办理它。请核对编号。",
        "There is no such objection, or it isn't yours to handle. See whether the number is right.",
    ),
    "objection_recused": (
        "您已回避这件异议，不能查看和办理。请由其他人员办理。",
        "You are recused from this objection and can't see or handle it. Somebody else does.",
    ),
    "objection_changed": (
        "打开页面之后，这件异议又有了新情况。请看过以后再办理。",
        "Something happened to this objection since the page was opened. Look at it, then go on.",
    ),
    "objection_reply_empty": ("请写明答复内容。", "Write your answer."),
    "objection_reply_late": (
        "答复的时间已过。需要补充的，请与征集部门联系。",
        "The time to answer is over. Ask the office if there is more to say.",
    ),
    "objection_tells_name": (
        "这段文字写到了异议人的名称。这些内容对方会看到或记入日志，请删去。",
        "This text tells the name of who objects. The nominee or the log would show it: take it out.",
    ),
    "objection_tells_phone": (
        "这段文字写到了异议人的电话。这些内容对方会看到或记入日志，请删去。",
        "This text tells the phone of who objects. The nominee or the log would show it: take it out.",
    ),
    "objection_tells_mail": (
        "这段文字写到了异议人的电子邮箱。这些内容对方会看到或记入日志，请删去。",
        "This text tells the mailbox of who objects. The nominee or the log would show it: take it out.",
    ),
    "objection_tells_address": (
        "这段文字写到了异议人的地址。这些内容对方会看到或记入日志，请删去。",
        "This text tells the address of who objects. The nominee or the log would show it: take it out.",
    ),
    "objection_tells_uscc": (
        "这段文字写到了异议人的统一社会信用代码。这些内容对方会看到或记入日志，请删去。",
        "This text tells the credit code of who objects. The nominee or the log would show it: take it out.",
    ),
    "objection_anonymous": (
        "没有署名的异议不能受理。请转为线索，或请异议人补充署名。",
        "An anonymous objection can't be taken. Pass it on as a lead, or ask who raised it for the name.",
    ),
    "objection_is_anonymous": (
        "这件异议没有署名，没有可显示的身份。",
        "This objection is anonymous; there is nobody to be shown.",
    ),
    "objection_incomplete": (
        "这件异议还缺少受理条件。仍要受理的，请写明理由。",
        "Something is still missing. To take it all the same, give the reason.",
    ),
    "objection_no_row": (
        "这件异议针对整份名单，没有指明对象，不能这样办理。",
        "This objection is about the list as a whole and names nobody, so this can't be done.",
    ),
    "objection_until_past": (
        "答复期限已经过去。请填写一个以后的时间。",
        "That moment is past. Give a later one.",
    ),
    "objection_effect_impossible": (
        "结论和处理方式对不上：不成立的，名单不变；部分成立的，不移除。请重新选择。",
        "Conclusion and effect don't fit: where it is dismissed the list stays; where it is upheld in part "
        "nobody is removed. Choose again.",
    ),
    "objection_column_unknown": (
        "公示名单没有这一栏。请从列出的栏目中选择要更正的一栏。",
        "The list doesn't show that column. Choose one that it shows.",
    ),
    "objection_not_typing": (
        "这件异议不是文字差错，不能直接更正。请先受理、核查，再作决定。",
        "This objection isn't about a typing error. Take it and look into it first, then decide.",
    ),
    "objection_value_same": (
        "更正后的内容是空的，或者和现在一样。请填写正确的内容。",
        "The new value is empty or the same as now. Type what is right.",
    ),
    "objection_value_personal": (
        "更正后的内容像是含有电话、证件号码等个人信息，不能公示。请去掉。",
        "The new value looks as if it held a phone, an identity number or the like, which isn't published. "
        "Take it out.",
    ),
    "objection_recuse_head": (
        "只能为自己申请回避；请其他人回避由负责人办理。",
        "You may recuse yourself only; a section head recuses others.",
    ),
    "objection_officer_unknown": (
        "本部门没有这个人员。请从名单里选择。",
        "The office has no such person. Choose one of the list.",
    ),
    "objection_recused_already": ("这个人员已经回避。", "This person is recused already."),
    "objection_recuse_last": (
        "回避以后就没有人能办理这件异议了。请先请管理员增加经办人。",
        "Nobody would be left to handle this objection. Ask the administrator to add an officer first.",
    ),
    "objection_file_gone": (
        "没有这个文件，或者已按规定清除。",
        "There is no such file, or it was wiped as laid down.",
    ),
    "message_objection_asked_subject": (
        "请作说明：报送件 {number}",
        "Your statement is asked for: filing {number}",
    ),
    "message_objection_asked": (
        "“{title}”，{filer}：公示期间收到关于“{name}”（报送件 {number}）的异议。"
        "请在 {until} 之前在网上作出说明。",
        "“{title}”, {filer}: an objection to “{name}” of filing {number} came in while the list was public. "
        "Give your statement on the web before {until}.",
    ),
    "message_objection_decided_subject": (
        "异议已有处理结果：报送件 {number}",
        "An objection was decided: filing {number}",
    ),
    "message_objection_decided": (
        "“{title}”，{filer}：关于“{name}”（报送件 {number}）的异议已有处理结果，请在网上查看。",
        "“{title}”, {filer}: an objection to “{name}” of filing {number} was decided. See the result on the "
        "web.",
    ),
    "message_objection_answered_subject": (
        "您提出的异议已有答复：{number}",
        "Your objection {number} was answered",
    ),
    "message_objection_answered": (
        "“{title}”：您提出的异议 {number} 已有答复。请凭异议编号和查询码在网上查看。",
        "“{title}”: your objection {number} was answered. See it on the web with its number and code.",
    ),
    "objection_step_empty": (
        "请写明做了什么、查到什么。",
        "Tell what was done and what was found.",
    ),
    "objection_correction_stray": (
        "填了更正的内容，但处理方式不是“更正公示内容”。请改选处理方式，或把更正的内容清空。",
        "A correction is typed, but the effect isn't one. Choose the effect, or empty the correction.",
    ),
    "objection_no_letter": (
        "这件异议还没有答复，没有函可下载。",
        "This objection isn't answered yet; there is no letter.",
    ),
    "objection_letter_answer": ("关于所提异议的答复", "Answer to your objection"),
    "objection_letter_notice": ("关于异议处理结果的告知", "Notice of what came of an objection"),
    "objection_letter_to": ("异议人（异议编号 {number}）", "Objector (objection {number})"),
    "objection_letter_received": (
        "您于{on}对《{list}》中“{name}”提出的异议收悉。现答复如下：",
        "We received your objection of {on} to “{name}” in the list “{list}”, and answer as follows.",
    ),
    "objection_letter_received_list": (
        "您于{on}对《{list}》提出的异议收悉。现答复如下：",
        "We received your objection of {on} to the list “{list}”, and answer as follows.",
    ),
    "objection_letter_about": (
        "《{list}》公示期间，收到关于“{name}”的异议。经核查，现将处理结果告知如下：",
        "While the list “{list}” was public an objection to “{name}” came in. We looked into it and tell you "
        "what came of it.",
    ),
    "objection_letter_decided": ("结论：{outcome}；{effect}。", "Conclusion: {outcome}; {effect}."),
    "objection_letter_reasons": ("理由：", "Reasons:"),
    "objection_letter_refused": ("您的异议不予受理，理由是：", "Your objection isn't taken, because:"),
    "log_key_objection": ("异议", "objection"),
    "log_key_channel": ("途径", "channel"),
    "log_key_kind": ("类别", "kind"),
    "log_key_named": ("署名", "named"),
    "log_key_in_time": ("在期限内", "in time"),
    "log_key_despite": ("仍要受理的理由", "taken all the same, because"),
    "log_key_answer_due": ("答复期限", "answer due"),
    "log_key_passed_to": ("转交给", "passed on to"),
    "log_key_outcome": ("结论", "conclusion"),
    "log_key_effect": ("处理", "effect"),
    "log_key_person": ("人员", "person"),
}
