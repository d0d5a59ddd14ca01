"""Messages of what goes between sites: partners, packages, intentions, fixed rules. Code -> (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    "call_intentions_backwards": (
        "修改意向的截止时间早于首次填报的截止时间（{until}），请改为不早于它",
        "intentions can't be amended until before they are first due ({until}); give a later moment",
    ),
    "call_fixed_lacks": (
        "上级固定的部分必须包括 {names}：没有同一张表和同样的奖项，上级无法汇总",
        "what is fixed must include {names}: without one table and the same awards nothing adds up above",
    ),
    "call_bad_fixed_digest": (
        "指纹“{text}”不认识，应是 64 位小写十六进制；请从上级的规则包开始起草，不要手写",
        "“{text}” is no digest: 64 small hex digits; begin the draft from the package of rules instead "
        "of typing",
    ),
    "rolls_up_unknown": (
        "征集文件写明按“{office}”的征集 {call} 统一规则，但本站没有取入过这一版规则包。请先取入，"
        "再从规则包开始起草。",
        "The call file rolls up to the call {call} of “{office}”, and this edition of its rules wasn't "
        "taken in. "
        "Take the package of rules in first, and begin the draft from it.",
    ),
    "rolls_up_changed": (
        "第 {line} 行 {path}：这一部分由“{office}”固定，不能改动（固定的是“{fixed}”，现在是“{now}”）；"
        "共 {count} 处。请改回原样，或请上级另发一版规则包。",
        "Line {line}, {path}: this part is fixed by “{office}” and can't be changed (fixed: “{fixed}”, "
        "now: “{now}”); "
        "{count} in all. Put it back, or ask the office above for another edition.",
    ),
    "partners_not_yours": (
        "往来单位和名额由本部门的处室负责人管理，数据包由经办人或处室负责人办理。",
        "Partners and quotas are for a section head of this office, packages for its clerks and section "
        "heads.",
    ),
    "partner_card_unreadable": (
        "这不是站点名片文件，或已损坏。请对方用“jianyou site key -o 文件”重新生成后再发来。",
        "This is no card of a site, or it is damaged. Ask them to make it anew with “jianyou site key "
        "-o FILE”.",
    ),
    "partner_card_missing": ("请选择对方的名片文件。", "Choose the card file of the other office."),
    "partner_name_wrong": (
        "请填写单位名称，最多 {most} 个字。",
        "Give the office's name, at most {most} characters.",
    ),
    "partner_relation_missing": ("请选择是上级还是下级。", "Choose whether it is above or below."),
    "partner_is_us": (
        "这是本站自己的名片。请添加对方站点发来的名片；本站各部门之间不需要数据包。",
        "This is this site's own card. Add the one that the other site sent; offices of one site need "
        "no packages.",
    ),
    "partner_there": (
        "这个单位已在使用中，不必再添加。如公钥有变，请先停用原来的。",
        "This office is in use already. Where its key changed, retire the former one first.",
    ),
    "partners_many": ("往来单位最多 {most} 个。", "There can be at most {most} partners."),
    "partner_unknown": (
        "没有这个往来单位，或已停用。请在“往来单位”中核对。",
        "There is no such partner, or it was retired. Look at the list of partners.",
    ),
    "package_nothing_proposed": (
        "还没有拟推荐的申报，不能上报。请先集体研究或采用择优结果。",
        "Nothing stands recommended yet. Decide together, or adopt a choice first.",
    ),
    "package_own_quota": (
        "拟推荐 {count} 个，超过本征集的名额 {most} 个，不能上报。超出的是：{names}。请先确定取舍。",
        "{count} stand recommended and the quota of this call is {most}; nothing is sent. Beyond it: "
        "{names}. "
        "Decide who is left out first.",
    ),
    "package_list_changed": (
        "名单在核对之后有变动，没有制作。请重新核对。",
        "The list was changed since it was looked at; nothing was made. Look at it again.",
    ),
    "package_their_call": (
        "请填写上级的征集代号（上级征集页网址中的那一段，例如 mayor-2026）。",
        "Give the name of the call above, as it stands in its address (mayor-2026, for instance).",
    ),
    "package_large": (
        "数据包超过 {most} MB，没有制作。请不带盖章扫描件再做一次，扫描件另送。",
        "The package would be larger than {most} MB and wasn't made. Make it without the sealed scans, "
        "and send "
        "those apart.",
    ),
    "package_no_results": (
        "这个单位报来的申报还没有登记结果，没有可下发的内容。",
        "No result is recorded yet of the entries that this office sent.",
    ),
    "package_no_intentions": (
        "还没有登记申报意向，没有可上报的内容。",
        "Nobody's intention is recorded yet.",
    ),
    "package_file_missing": (
        "数据包里没有“{name}”，不能取入。请向制作单位重新索取。",
        "“{name}” is missing in the package; it can't be taken. Ask its sender for another.",
    ),
    "package_data_wrong": (
        "数据包里“{name}”的 {place} 处内容不合规定，不能取入。请制作单位升级软件后重新制作。",
        "In “{name}” of the package, {place} isn't of the shape expected; it can't be taken. Ask its "
        "sender to "
        "upgrade and make it anew.",
    ),
    "package_empty": ("数据包里没有申报。", "There is no entry in the package."),
    "package_draft_name": (
        "请填写本级征集的代号：小写字母、数字、连字符，最多 64 个字符，不与已有的征集重名。",
        "Give your own call a name: small letters, digits and hyphens, at most 64, unlike any other call's.",
    ),
    "package_missing": ("请选择数据包文件（.jyp）。", "Choose the package file (.jyp)."),
    "package_file_large": (
        "文件超过 {most} MB，网页不能取入。请管理员用“jianyou site take 文件”取入。",
        "The file is larger than {most} MB, too large for a page. Have it taken by “jianyou site take FILE”.",
    ),
    "package_file_choose": (
        "请选择要下载的文件。",
        "Choose the file to download.",
    ),
    "package_gone": (
        "没有这个数据包，或核对已过期。请重新选择文件。",
        "There is no such package, or looking at it took too long. Choose the file again.",
    ),
    "package_office_unknown": (
        "签名的公钥已登记，但部门代号“{office}”不是登记时的那个。请与对方核对，必要时重新登记。",
        "The key is known, but not for an office called “{office}”. Ask them, and add it anew if need be.",
    ),
    "package_wrong_side": (
        "“{name}”登记的上下级关系与这种数据包不符：申报和意向来自下级，结果和规则来自上级。",
        "“{name}” stands on the other side: entries and intentions come from below, results and rules "
        "from above.",
    ),
    "package_not_for_us": (
        "这个数据包是给“{to}”的，不是给本部门的。请退回制作单位。",
        "This package is for “{to}”, not for this office. Give it back to its sender.",
    ),
    "package_no_call": (
        "本部门没有代号为“{name}”的征集。请与制作单位核对征集代号。",
        "This office has no call named “{name}”. Ask the sender for which call it is.",
    ),
    "package_call_over": (
        "征集“{name}”不在办理中，不再取入数据包。",
        "The call “{name}” isn't running; packages aren't taken any more.",
    ),
    "package_never_sent": (
        "本征集没有向“{name}”上报过，不能取入它的结果。",
        "This call sent nothing to “{name}”, so no results of it can be taken.",
    ),
    "package_taken_already": (
        "这个数据包已经取入过 {at}，不重复取入。",
        "This package was taken already {at}; it isn't taken twice.",
    ),
    "package_taken_now": (
        "这个数据包刚刚由别人取入，不重复取入。",
        "Somebody else took this package just now; it isn't taken twice.",
    ),
    "package_older": (
        "这是对方的第 {number} 号数据包，而第 {newest} 号已经取入：不取入旧的。请向对方索取最新的。",
        "This is the sender's package no. {number}, and no. {newest} was taken already: an old one isn't. "
        "Ask for the newest.",
    ),
    "package_late": (
        "已过取入数据包的截止时间 {deadline}（按本站时钟，现在是 {at}），整包不予取入。",
        "Packages were due by {deadline} (by this site's clock it is {at}); it is refused whole.",
    ),
    "package_over_quota": (
        "报来 {count} 个，超过名额 {most} 个，整包不予取入。按对方的顺序，超出的是：{names}。"
        "请对方按名额重新制作。",
        "{count} are named and the quota is {most}; the package is refused whole. By the sender's "
        "order, beyond it: "
        "{names}. Ask them to make it anew within the quota.",
    ),
    "package_table_there": (
        "这个单位对本征集已经报来一份（{number}）。须先将它撤回，才能取入新的一份。",
        "This office's table for the call is here already ({number}). It must be withdrawn before "
        "another is taken.",
    ),
    "package_rules_edition": (
        "对方所用的统一规则与本征集现行的固定部分不是同一版，整包不予取入。请对方取入最新的规则包，"
        "核对后重新制作。",
        "The sender's rules are another edition than what this call fixes now; the package is refused "
        "whole. Ask "
        "them to take the newest package of rules and make theirs anew.",
    ),
    "package_no_names": (
        "有申报在“{title}”一栏没有内容，不能取入。请对方补全后重新制作。",
        "An entry has nothing in the column “{title}”; it can't be taken. Ask the sender to complete it.",
    ),
    "package_without_rules": (
        "对方没有按本征集的规则包办理，栏目和条件可能不同，请逐条核对。",
        "The sender didn't follow a package of rules of this call; columns and conditions may differ: "
        "look closely.",
    ),
    "package_columns_foreign": (
        "本征集的表中没有这些栏目，其内容不取入：{names}。",
        "The table of this call has no such columns, and what stands in them isn't taken: {names}.",
    ),
    "package_without_contacts": (
        "数据包里没有联系方式，补正时无法直接通知申报单位。",
        "There are no contacts in the package, so nominees can't be told of corrections directly.",
    ),
    "package_names_differ": (
        "名单与表中名称不一致，以表中为准：{names}。",
        "Names in the list differ from those in the table, which stands: {names}.",
    ),
    "package_call_file_wrong": (
        "规则包里的征集文件不能使用（第 {line} 行起，共 {count} 处问题）。请上级升级软件后重新制作。",
        "The call file in the package can't be used (from line {line}, {count} problems). Ask the "
        "office above to "
        "upgrade and make it anew.",
    ),
    "package_not_verified": (
        "数据包未通过核验，无法确定来自哪个单位，不作拒收登记。",
        "The package couldn't be verified, so nobody can be told to have sent it; no refusal is recorded.",
    ),
    "package_refused_for": ("其他原因：{reason}", "for another reason: {reason}"),
    "intentions_none": (
        "这次征集的文件没有安排申报意向。如需要，请在征集文件中写明 intentions。",
        "The file of this call asks for no intentions. Where they are wanted, say so under intentions.",
    ),
    "intentions_over": (
        "申报意向的修改截止于 {until}，现在不能再改。",
        "Intentions could be amended until {until}; they can't any more.",
    ),
    "intentions_changed": (
        "“{source}”的名单在打开之后已被别人修改，没有保存。请核对最新的一版再改。",
        "The list of “{source}” was changed by somebody else meanwhile; nothing was kept. Look at the "
        "newest first.",
    ),
    "intentions_source": (
        "请填写由谁报来，最多 {most} 个字。",
        "Say who told it, in at most {most} characters.",
    ),
    "intentions_count": (
        "请至少写一行，最多 {most} 行（现在 {count} 行）。",
        "Give at least one line and at most {most} (now {count}).",
    ),
    "intentions_line": (
        "第 {line} 行：名称不能为空，最多 300 个字；奖项最多 100 个字。",
        "Line {line}: a name is needed, of at most 300 characters, and an award of at most 100.",
    ),
    "intentions_uscc": (
        "第 {line} 行：统一社会信用代码“{text}”不正确，请核对；不知道的可以留空。",
        "Line {line}: “{text}” is no credit code; check it, or leave it out.",
    ),
    "intentions_twice": (
        "第 {line} 行：“{name}”与前面重复。",
        "Line {line}: “{name}” stands there already.",
    ),
    "deed_partner_added": ("添加往来单位", "added a partner"),
    "deed_partner_retired": ("停用往来单位", "retired a partner"),
    "deed_partner_quota_set": ("设定往来单位名额", "set a partner's quota"),
    "help_site_key": (
        "输出本站一个部门的名片：公钥和供电话核对的指纹",
        "write the card of an office: keys, and short prints to compare",
    ),
    "help_site_key_output": ("写到这个文件，交给对方", "write it to this file, for the other office"),
    "help_site_package": (
        "制作上报包（申报名单），写到文件",
        "make the package of a call for the office above",
    ),
    "help_site_package_to": (
        "上级单位在本站的名称或代号",
        "the office above, by its name or short name here",
    ),
    "help_site_package_their": (
        "上级的征集代号；征集文件写明 rolls_up 的可以不写",
        "the name of the call above; not needed where the call file says rolls_up",
    ),
    "help_site_package_header": (
        "表头的一项，如 contact=张示例；可写多次，第一项默认是本部门名称",
        "a field above the table, as contact=NAME; may be given again; the first is the office's name "
        "by default",
    ),
    "help_site_package_no_scans": ("不带盖章扫描件", "leave the sealed scans out"),
    "help_site_package_output": ("数据包文件（.jyp）", "the package file (.jyp)"),
    "help_site_take": ("核验并取入一个数据包", "verify a package and take it in"),
    "help_site_take_file": ("数据包文件（.jyp）", "the package file (.jyp)"),
    "help_site_take_look": ("只核验和对照，不取入", "only verify and compare, take nothing"),
    "site_key_line": ("{name}（{slug}）", "{name} ({slug})"),
    "site_key_prints": (
        "Ed25519 {key}\n指纹 {print}（请在电话中逐段核对）",
        "Ed25519 {key}\nprint {print} (compare it on the phone, part by part)",
    ),
    "site_key_sm2": ("SM2 {key}\n指纹 {print}", "SM2 {key}\nprint {print}"),
    "site_package_made": (
        "已制作第 {number} 号数据包：{count} 条，{size} 字节，清单指纹 {digest}。含联系方式，"
        "请按单位规定的渠道传递。",
        "Package no. {number} is made: {count} entries, {size} bytes, manifest {digest}. It holds "
        "contacts: pass it on "
        "by the office's own channel.",
    ),
    "site_package_problem": ("不能取入：{text}", "can't be taken: {text}"),
    "site_package_warning": ("注意：{text}", "note: {text}"),
    "site_package_double": (
        "{name}：本站已有 {count} 条同名或同代码的记录",
        "{name}: {count} records of the same name or code are here",
    ),
    "site_package_from": (
        "{sender} 的第 {number} 号数据包（{kind}），{count} 条，制作于 {at}，清单指纹 {digest}",
        "package no. {number} of {sender} ({kind}), {count} entries, made at {at}, manifest {digest}",
    ),
    "site_package_taken": (
        "已取入 {count} 条，报送件 {filing}",
        "{count} entries are taken in, filing {filing}",
    ),
    "site_package_taken_plain": ("已取入（{count} 条）", "taken in ({count})"),
    "site_take_unread": ("读不出文件“{name}”：{reason}", "The file “{name}” can't be read: {reason}"),
    "site_package_good": ("没有发现问题，可以取入。", "Nothing speaks against taking it."),
    "package_kind_nomination": ("上报", "entries"),
    "package_kind_result": ("结果", "results"),
    "package_kind_rules": ("统一规则", "rules"),
    "package_kind_intentions": ("申报意向", "intentions"),
    "package_kind_archive": ("归档", "archive"),
    "log_key_package": ("数据包", "package"),
    "log_key_package_number": ("数据包号", "package no."),
    "log_key_file": ("文件", "file"),
    "log_key_from_office": ("来自单位", "from office"),
    "log_key_to_office": ("给谁", "for office"),
    "log_key_their_call": ("对方的征集", "their call"),
    "log_key_manifest_sha256": ("清单指纹", "manifest SHA-256"),
    "log_key_fixed_parts": ("固定的部分", "fixed parts"),
    "log_key_rules_sha256": ("统一规则指纹", "rules SHA-256"),
    "log_key_problems": ("拒收理由", "problems"),
}
