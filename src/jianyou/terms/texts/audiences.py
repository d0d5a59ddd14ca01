"""Words of lists of firms, invitations and reminders to file."""

TEXTS: dict[str, tuple[str, str]] = {
    "roster_kind": (
        "名单须是 Excel 工作簿（.xlsx、.xls）或 CSV 文本。其他格式请先另存为 .xlsx。",
        "A list is a workbook (.xlsx, .xls) or a CSV text. Save other formats as .xlsx first.",
    ),
    "roster_without_headings": (
        "没有找到表头。请在名单上方保留一行栏目名称，例如“企业名称”“统一社会信用代码”。",
        "No headings were found. Keep a row with the names of the columns above the list, such as 企业名称.",
    ),
    "roster_too_wide": ("名单最多 {most} 栏，请删去不用的栏。", "A list has at most {most} columns."),
    "roster_too_long": (
        "一份名单最多 {most} 家，请分成几份。",
        "A list holds at most {most} firms: part it.",
    ),
    "roster_empty": ("表头下面没有内容。", "Nothing stands below the headings."),
    "roster_no_name_column": ("请选定哪一栏是企业名称。", "Say which column holds the firms' names."),
    "roster_column_twice": (
        "{column} 栏选定了两个用途，请只留一个。",
        "Column {column} is to hold two things: choose one.",
    ),
    "roster_field_twice": (
        "有两栏选定了同一个用途，请只留一个。",
        "Two columns are to hold the same thing: choose one.",
    ),
    "roster_name_missing": ("没有企业名称，这一行不收入。", "No name: the row is left out."),
    "roster_region_unknown": (
        "“{written}”不是本市区县的名称，区县留空。",
        "“{written}” is no district of the city; the district is left empty.",
    ),
    "roster_industry_unknown": (
        "“{written}”不能对应国民经济行业，行业留空。",
        "“{written}” is no industry of the classification; the industry is left empty.",
    ),
    "roster_same_code": (
        "“{name}”的信用代码与第 {row} 行相同而名称不同，这一行不收入；请核对哪个是现用名。",
        "“{name}” has the credit code of row {row} under another name: the row is left out. Look which name "
        "is in use.",
    ),
    "roster_twice": (
        "“{name}”与第 {row} 行重复，这一行不收入。",
        "“{name}” stands in row {row} already: the row is left out.",
    ),
    "roster_status_unclear": (
        "“{written}”不能看出是认定、复核通过、到期、取消还是更名；在弄清以前，这家不算在名单内。",
        "“{written}” doesn't tell whether the title stands; until that is clear the firm doesn't count.",
    ),
    "roster_day_wrong": ("“{written}”不是日期，日期留空。", "“{written}” is no date; it is left empty."),
    "audience_title_missing": ("请填写名单的名称。", "Give the list a title."),
    "audience_file_missing": ("请选择名单文件。", "Choose the file of the list."),
    "audience_file_large": ("名单文件不能超过 {most} MB。", "The file may be at most {most} MB."),
    "audience_kind_missing": ("请选择是哪一类名单。", "Choose what kind of list it is."),
    "audience_too_many": (
        "名单最多 {most} 份，请先停用旧的。",
        "There are at most {most} lists: retire some.",
    ),
    "audience_gone": (
        "没有这份名单：可能已经放弃、收入或者停用。请回到名单一览查看。",
        "There is no such list; it may have been dropped, kept or retired. Look at the lists.",
    ),
    "audience_changed": (
        "栏目刚刚由别人改过，收入的企业会与您看到的不同。请重新核对。",
        "Somebody has just changed the columns: other firms would come than you saw. Look again.",
    ),
    "audience_no_firm": ("没有可以收入的企业。", "There is no firm to be kept."),
    "audiences_not_yours": (
        "名单由本部门的经办人员和处室负责人维护。",
        "An office's clerks and section heads keep its lists.",
    ),
    "audience_no_such_firm": (
        "名单里没有这家企业，名单可能已经停用。",
        "No list has such a firm; its list may have been retired.",
    ),
    "deed_list_kept": ("收入名单", "kept a list of firms"),
    "deed_list_retired": ("停用名单", "retired a list of firms"),
    "invited_changed": (
        "您核对的是 {shown} 家，现在是 {now} 家：名单刚刚变过。请重新核对。",
        "You looked at {shown} firms, and now they are {now}: the lists have just changed. Look again.",
    ),
    "invited_nobody": ("没有选中企业。", "No firm is chosen."),
    "invited_already": ("“{name}”已经在邀请名单里。", "“{name}” is on the list already."),
    "invited_name_missing": ("请填写企业名称。", "Give the firm's name."),
    "invited_gone": (
        "邀请名单里没有这家企业，可能已经移出。",
        "The firm isn't on the list of the invited; it may have been taken off.",
    ),
    "invited_too_many": ("邀请名单最多 {most} 家。", "At most {most} firms are invited to a call."),
    "invited_too_many_at_once": (
        "一次最多 {most} 家，选中的有 {count} 家。请分几次。",
        "At most {most} at once, and {count} are chosen. Do it in parts.",
    ),
    "invited_nobody_to_tell": (
        "选中的企业都已经发过（催报至少相隔 20 小时）。",
        "All that are chosen were told already (reminders are 20 hours apart at least).",
    ),
    "invited_nobody_to_remind": (
        "没有可以发送的：没有待补正的申报，或者都没有确认过的消息地址，或者刚刚提醒过。",
        "Nobody is to be reminded: nothing is to be corrected, no address is confirmed, or it was just done.",
    ),
    "invited_mail_wrong": (
        "邮箱地址不完整，请按“name@example.cn”的样子填写。",
        "The mail address is incomplete: write it like name@example.cn.",
    ),
    "invited_day_wrong": (
        "请把日期写成“2026-04-30”的样子。",
        "Write the day like 2026-04-30.",
    ),
    "urging_group": (
        "【催报】“{title}”将于{until}截止。以下 {count} 家还没有报送，请尽快办理：\n{names}。\n"
        "已经办理的请忽略。{office}",
        "[Reminder] “{title}” ends {until}. These {count} have not filed yet:\n{names}.\n"
        "Ignore this if you have. {office}",
    ),
    "urging_firm": (
        "{name}：\n“{title}”将于{until}截止，还没有收到贵单位的报送。有意申报的，请在截止之前办理；"
        "不申报的，也请告知。{office}",
        "{name}:\n“{title}” ends {until}, and nothing has come from you yet. File before then if you mean "
        "to, or tell us if you don't. {office}",
    ),
    "urging_short": (
        "【{office}】{name}：“{title}”{until}截止，贵单位还未报送，请及时办理。",
        "[{office}] {name}: “{title}” ends {until}; please file.",
    ),
    "urging_page": ("征集页面：{page}", "The call: {page}"),
    "urging_correction": (
        "{filer}：\n贵单位报送的“{name}”（“{title}”，报送编号 {number}）须在{due}之前补正，现在还没有收到。"
        "补正意见请凭报送编号和验证码在网上查看。{office}",
        "{filer}:\n“{name}” (“{title}”, filing {number}) is to be corrected before {due}; nothing has "
        "come yet. Read what is asked on the web with number and code. {office}",
    ),
    "urging_correction_short": (
        "{filer}：报送件 {number} 须在{due}之前补正，请及时办理。",
        "{filer}: filing {number} is to be corrected before {due}.",
    ),
    "letter_invitation_one": (
        "我单位正在组织“{title}”。贵单位在我单位掌握的征集对象名单之内，现邀请贵单位对照条件自愿申报。",
        "We are holding “{title}”. You are on our list of those addressed, and we invite you to file if you "
        "meet the conditions.",
    ),
    "letter_invitation_two": (
        "报送截止时间为{until}。列入邀请名单不代表符合条件，也不代表推荐或者评审的结果。",
        "The deadline is {until}. To be invited doesn't mean that the conditions are met, and says nothing "
        "of any outcome.",
    ),
    "letter_urging_one": (
        "“{title}”将于{until}截止，我单位还没有收到贵单位的报送。有意申报的，请在截止之前办理。",
        "“{title}” ends {until}, and nothing has come from you yet. File before then if you mean to.",
    ),
    "letter_call_page": (
        "条件、表格和报送办法见征集页面：{page}",
        "Conditions, forms and how to file are on the page of the call: {page}",
    ),
    "message_invitation_subject": ("邀请申报：{title}", "Invitation: {title}"),
    "message_invitation": (
        "{name}：{office}邀请贵单位申报“{title}”。报送截止时间是 {until}。列入邀请名单不代表符合条件。"
        "条件、表格和报送办法见征集页面：{page}",
        "{name}: {office} invites you to file for “{title}”. The deadline is {until}. To be invited doesn't "
        "mean that the conditions are met. The page of the call: {page}",
    ),
    "message_urging_subject": ("还没有报送：{title}", "Not filed yet: {title}"),
    "message_urging": (
        "{name}：“{title}”将于 {until} 截止，{office}还没有收到贵单位的报送。征集页面：{page}",
        "{name}: “{title}” ends {until}, and {office} has received nothing from you yet. The page of the "
        "call: {page}",
    ),
    "message_urging_correction_subject": (
        "还没有补正：报送件 {number}",
        "Not corrected yet: filing {number}",
    ),
    "message_urging_correction": (
        "“{title}”，{filer}：报送件 {number} 中的“{name}”须在 {due} 之前补正，现在还没有收到。",
        "“{title}”, {filer}: “{name}” of filing {number} is to be corrected before {due}; nothing has come "
        "yet.",
    ),
}
