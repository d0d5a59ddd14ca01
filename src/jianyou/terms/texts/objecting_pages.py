"""Objecting on the web, at the counter and by letter: what is to be mended, and the confirmation on paper."""

TEXTS: dict[str, tuple[str, str]] = {
    "objecting_who_missing": (
        "请选择以个人、单位名义提出，还是不署名。",
        "Choose whether a person or an organization objects, or nobody by name.",
    ),
    "objecting_kind_missing": ("请选择是哪一类问题。", "Choose what kind of problem it is."),
    "objecting_about_missing": (
        "请选择对哪个对象有异议；对整个名单有异议的，选“整个名单”。",
        "Choose whom of the list it is about, or the list as a whole.",
    ),
    "objecting_about_long": (
        "对象名称最多 {most} 个字。请写名单上的全称，其余写在内容里。",
        "The name has at most {most} characters. Give it as on the list, and the rest below.",
    ),
    "objecting_anonymous_filled": (
        "选了不署名，却填写了姓名或联系方式。要署名，请改选个人或单位；不署名，请清空这些栏。",
        "You chose to stay anonymous but gave a name or how to reach you. Choose a person or an organization "
        "to be named, or empty these fields.",
    ),
    "objecting_channel_missing": ("请选择是怎样收到的。", "Choose how it came."),
    "objecting_arrival_bad": (
        "“{text}”不是到场号。请写到场登记时给的数字；没有的不填。",
        "“{text}” is no number of an arrival. Type the number given at the counter, or nothing.",
    ),
    "objecting_files_total": (
        "一次最多交 {most} 个文件，现在有 {count} 个。请移除一些，或合并后再交。",
        "At most {most} files can be handed in at once; there are {count}. Take some out, or join them.",
    ),
    "objecting_files_lost": (
        "先前选的文件已放了一天以上，不再保留。请重新选择。",
        "The files chosen before are older than a day and no longer kept. Choose them again.",
    ),
    "objecting_uploads_often": (
        "今天从这里上传的文件太多。请明天再传，或把材料当面交到、寄到征集部门。",
        "Too many files came from here today. Try tomorrow, or bring or send them to the office.",
    ),
    "objecting_withdraw_unsure": ("请先勾选“我确认撤回”。", "Tick “I do withdraw it” first."),
    "objecting_over": (
        "本次征集的工作已经结束，不再受理对这份名单的异议。请直接与征集部门联系。",
        "The work on this call is over and objections to this list are no longer taken. Turn to the office.",
    ),
    "objection_receipt_title": ("异议登记回执", "Confirmation of an objection"),
    "objection_receipt_said": (
        "已收到并登记。本回执只说明收到，不表示已经受理，也不表示异议成立。",
        "It was received and registered. This tells no more than that: neither that it is taken nor that it "
        "is right.",
    ),
    "objection_receipt_said_late": (
        "已收到并登记，但已过异议期限。是否受理由征集部门决定。",
        "It was received and registered, but after its time. The office decides whether it is taken.",
    ),
    "objection_receipt_said_lead": (
        "已收到并登记。没有署名，将作为线索转交，不作答复。",
        "It was received and registered. It is anonymous: it is passed on as a lead and gets no answer.",
    ),
    "objection_receipt_number": ("异议编号", "Number"),
    "objection_receipt_code": ("查询码", "Code"),
    "objection_receipt_code_told": (
        "凭编号和查询码查看进展、补充材料、撤回。请勿给别人看。",
        "Number and code let you see how it stands, add to it, and withdraw it. Show them to nobody.",
    ),
    "objection_receipt_at": ("收到时间", "Received"),
    "objection_receipt_until": ("异议期限", "To object until"),
    "objection_receipt_list": ("公示名单", "List"),
    "objection_receipt_about": ("所涉对象", "About"),
    "objection_receipt_whole": ("整个名单", "the list as a whole"),
    "objection_receipt_kind": ("问题类别", "Kind"),
    "objection_receipt_named": ("署名", "Named"),
    "objection_receipt_named_yes": ("署名提出（本回执不写姓名）", "yes (this paper doesn't tell the name)"),
    "objection_receipt_named_no": ("不署名", "no"),
    "objection_receipt_files": ("随交材料", "Files"),
    "objection_receipt_none": ("没有", "none"),
    "objection_receipt_more": ("共 {count} 个，这里列出前 {shown} 个", "{shown} of {count} files"),
    "objection_receipt_missing": ("还缺什么", "Still missing"),
    "objection_receipt_square": ("二维码：查询异议的网址", "The square code is the address to look it up"),
    "objection_receipt_where": ("查询：{url}", "Look it up: {url}"),
    "objection_receipt_privacy": (
        "异议人的身份和联系方式加密保存，只用于核实和答复，不告知被提出异议的一方。",
        "Who objects is kept encrypted, serves to verify and to answer only, and isn't told to the nominee.",
    ),
}
