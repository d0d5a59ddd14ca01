"""Messages of domain/mailbox: scans paired, senders told apart, remarks and reminders."""

PAIRING = {
    "sealed_scan_by_name": (
        "按文件名或文件夹名认定为“{file}”的盖章件，已收存，不计入总表。",
        "Kept as the sealed copy of “{file}”, as its name or its folder's tells; it adds nothing to the "
        "master table.",
    ),
    "sealed_scan_by_number": (
        "按文件名中的编号认定为“{file}”的盖章件，已收存，不计入总表。请核对。",
        "Kept as the sealed copy of “{file}”, as the number in its name tells; it adds nothing to the master "
        "table. Please compare.",
    ),
    "sealed_scan_by_content": (
        "按其中的名称认定为“{file}”的盖章件，已收存，不计入总表。请核对。",
        "Kept as the sealed copy of “{file}”, as the names in it tell; it adds nothing to the master table. "
        "Please compare.",
    ),
    "sealed_scan_by_copy": (
        "与“{file}”逐项相同，认定为它的打印件，不重复计入总表。",
        "The same as “{file}” in every entry: taken as its printed copy and not entered a second time.",
    ),
    "sealed_scan_by_place": (
        "与“{file}”一同报来，认定为它的盖章件，已收存，不计入总表。请核对。",
        "Kept as the sealed copy of “{file}”, with which it came; it adds nothing to the master table. "
        "Please compare.",
    ),
    "scan_ambiguous": (
        "这份盖章件可能属于 {count} 份表：{files}。请在文件名中写明单位全称，或人工核对。",
        "This sealed copy may belong to any of {count} forms: {files}. Please put the full name into "
        "its file name, or compare by hand.",
    ),
}

PROVENANCE = {
    "entry_outside_district": (
        "所在区县是“{district}”，报送单位却属“{home}”，请核对所在区县是否写错，或是否应由该区县报送。",
        "The entry lies in “{district}”, its sender in “{home}”. Please check whether the district is wrong, "
        "or the entry should come from its own district.",
    ),
    "provenance_sheet": ("条目来源", "Sources"),
    "districts_sheet": ("区县汇总", "Districts"),
    "district_unknown": ("未能判明", "not known"),
    "heading_master_number": ("总表序号", "Master no."),
    "heading_nominee": ("推荐对象", "Nominee"),
    "heading_sender": ("报送单位", "Sender"),
    "heading_district": ("区县", "District"),
    "heading_source_file": ("来源文件", "Source file"),
    "heading_source_place": ("原表序号及位置", "Number and place in it"),
    "heading_district_files": ("文件数", "Files"),
    "heading_district_entries": ("条数", "Entries"),
    "heading_district_errors": ("错误数", "Errors"),
    "heading_district_warnings": ("提醒数", "Warnings"),
    "heading_district_sealed": ("盖章件数", "Sealed copies"),
}

REMINDERS = {
    "reminder_greeting": ("{to} {contact}，您好：", "To {contact}, {to}:"),
    "reminder_greeting_one": ("{to}{contact}，您好：", "To {to}{contact}:"),
    "reminder_greeting_none": ("您好：", "To whom it may concern:"),
    "reminder_received": (
        "您报来的《{title}》已收到（文件“{file}”，共 {count} 条）。",
        "Your “{title}” has arrived (file “{file}”, entries: {count}).",
    ),
    "reminder_must": ("以下 {items} 处须更正：", "To be mended ({items}):"),
    "reminder_look": (
        "以下 {items} 处请核对，无误则不必更改：",
        "To be checked, and left if right ({items}):",
    ),
    "reminder_item": ("{where}：{text}", "{where}: {text}"),
    "reminder_entries": ("第 {entries} 条", "entry {entries}"),
    "reminder_entry_named": ("第 {entries} 条“{name}”", "entry {entries} “{name}”"),
    "reminder_more": ("……等，另有 {more} 处未列出。", "… and {more} more."),
    "reminder_repeated": (
        "“{text}”另有一份表也已报来，请核对是否重复报送。",
        "“{text}” has also come in on another form; please check whether it was filed twice.",
    ),
    "reminder_unread": (
        "您报来的文件“{file}”已收到，但无法读取：{reason}",
        "Your file “{file}” has arrived but can't be read: {reason}",
    ),
    "reminder_brief": (
        "您报来的《{title}》（共 {count} 条）已收到，有 {items} 处须更正：",
        "Your “{title}” (entries: {count}) has arrived. To be mended ({items}):",
    ),
    "reminder_brief_look": (
        "您报来的《{title}》（共 {count} 条）已收到，有 {items} 处请核对：",
        "Your “{title}” (entries: {count}) has arrived. To be checked ({items}):",
    ),
    "reminder_mend": (
        "请更正后于{deadline}前重新报送，谢谢。",
        "Please mend it and send it again before {deadline}. Thank you.",
    ),
    "reminder_look_over": (
        "如需更改，请于{deadline}前重新报送；无需更改也请回复一声，谢谢。",
        "If anything is to be changed, please send it again before {deadline}; if nothing is, please tell "
        "us. Thank you.",
    ),
    "reminder_send_again": (
        "请于{deadline}前重新报送，谢谢。",
        "Please send it again before {deadline}. Thank you.",
    ),
    "reminder_late": (
        "报送截止时间（{deadline}）已过，请尽快重新报送；是否受理由征集部门决定，谢谢。",
        "The deadline ({deadline}) has passed. Please send it again as soon as you can; whether it is "
        "accepted is for the office to decide. Thank you.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**PAIRING, **PROVENANCE, **REMINDERS}
