"""Messages of the room `calls`: code -> (Chinese, English)."""

_FILE = {
    "call_file_invalid": (
        "征集文件“{source}”不能使用，共 {count} 处需要修改：",
        "The call file “{source}” can't be used; problems to mend: {count}",
    ),
    "call_not_found": (
        "找不到名为“{name}”的征集，也没有这个文件。内置的征集有：{known}；自己的征集文件请写出路径。",
        (
            "There is no call named “{name}” and no such file. Built-in calls: {known}; "
            "give the path of a call file of your own."
        ),
    ),
    "call_not_found_near": (
        "找不到名为“{name}”的征集，也没有这个文件。是否指“{nearest}”？内置的征集有：{known}。",
        "There is no call named “{name}” and no such file. Did you mean “{nearest}”? Built-in: {known}.",
    ),
}

_KEYS = {
    "call_key_reserved": (
        "“{name}”已另有用途，请换一个 key。",
        "“{name}” already means something else; choose another key.",
    ),
    "call_heading_twice": (
        "“{text}”与“{other}”的名称或别名相同，读表时无法区分，请改掉其中一个。",
        "“{text}” is also a title or alias of “{other}”; a reader couldn't tell them apart. Change one.",
    ),
    "call_heading_without_words": (
        "“{text}”中没有文字或数字，读表时无法辨认，请写出栏目名称。",
        "“{text}” holds no letter or digit to be known by; write the heading.",
    ),
    "call_no_name_column": (
        "没有 kind: name 的栏目。请指定一栏为推荐对象名称，用来区分各条申报。",
        "No column is of kind: name. Make one the nominee's name; it tells entries apart.",
    ),
    "call_name_column_twice": (
        "“{name}”与“{first}”都是 kind: name，只能有一栏，请把其余的改为 kind: text。",
        "“{name}” and “{first}” are both kind: name; keep one and make the others kind: text.",
    ),
    "call_regions_missing": (
        "kind: {kind} 需要地区表，请在文件顶层写 regions: {known}；其他地区请把本栏改为 kind: text。",
        (
            "kind: {kind} needs a table of regions; write regions: {known} at the top level, or make the "
            "column kind: text."
        ),
    ),
    "call_deadline_before_issue": (
        "截止时间早于成文日期 {issued_on}，请核对年份和日期。",
        "The deadline lies before the date of issue, {issued_on}; check year and date.",
    ),
}

_VALUES = {
    "call_bad_id": (
        "“{text}”不能作征集的代号，请用小写字母、数字和连字符，例如 my-call-2026，最多 64 个字符。",
        (
            "“{text}” can't name a call; use small letters, digits and hyphens, as in my-call-2026, "
            "at most 64 characters."
        ),
    ),
}

_PARTS = {
    "call_contact_empty": (
        "这一项没有写部门、姓名和电话，请至少写明一项，或删去。",
        "Neither unit nor name nor phone is given; give one of them or remove the item.",
    ),
    "call_bad_digest": (
        "“{text}”不是条款原文的摘要（16 位 0 到 9、a 到 f），请照草稿抄写，或删去。",
        "“{text}” is no digest of a clause (16 of 0-9 and a-f); copy it from a draft or remove it.",
    ),
    "call_stage_twice": (
        "阶段“{name}”在第 {first} 行已经列出。只有公示（publicity）可以列两次，请删去一处。",
        "The stage “{name}” already stands on line {first}; only publicity may come twice. Remove one.",
    ),
    "call_stage_before_issue": (
        "早于通知的成文日期 {issued_on}，请核对年份和日期。",
        "This lies before the notice's date of issue, {issued_on}; check year and date.",
    ),
    "call_stage_backwards": (
        "结束日期早于开始日期 {starts_on}，请核对。",
        "The stage ends before it begins on {starts_on}; check both dates.",
    ),
    "call_publicity_without_stage": (
        "写了公示的办法，stages 中却没有公示阶段。请在 stages 中加上 stage: publicity，或删去这一部分。",
        "Publicity is described but stages has none; add stage: publicity to stages or remove this part.",
    ),
    "call_shows_no_column": (
        "附件表中没有 key 为“{name}”的栏目，请从中选：{known}。",
        "The annex has no column with the key “{name}”; choose among: {known}.",
    ),
    "call_shows_personal": (
        "“{name}”（{title}）是个人联系方式或证件信息，不得公示，请删去。",
        "“{name}” ({title}) holds personal data that must not be made public; remove it.",
    ),
}

_QUESTIONS = {
    "call_open_office_quota": (
        "本部门这次拟推荐几个？还没有写明，请在 quotas 中加上一项 holder: office。",
        (
            "How many will this office recommend? Nothing says so yet; add an item with holder: office "
            "to quotas."
        ),
    ),
    "call_open_as_of": (
        "“{award}”条件中的“近几年”从哪一天往前算？请写明 as_of。",
        "From which day do the years in the conditions of “{award}” run back? Give as_of.",
    ),
    "call_open_completes_on": (
        "以什么为报送完成：盖章纸质件（paper）、盖章扫描件（sealed_scan），还是任一种（either）？请写明。",
        "What completes a filing: the sealed paper, its scan (sealed_scan), or either? Give one of them.",
    ),
    "call_open_contacts": (
        "申报单位有疑问向谁咨询？请在 contacts 中写明部门和电话。",
        "Whom may filers ask? Give units and phones under contacts.",
    ),
    "call_open_contact_phone": (
        "“{who}”的联系电话是多少？请写明 phone。",
        "What is the phone of “{who}”? Give phone.",
    ),
    "call_open_publicity": (
        "列有公示阶段，但没有写公示多久、公示哪些栏目，请补上 publicity。",
        "A stage of publicity is listed, but not how long it lasts nor what it shows; add publicity.",
    ),
    "call_open_publicity_places": (
        "在哪里公示？请在 places 中写明，例如网站或公告栏的名称。",
        "Where is the list made public? Name the places, such as a web site or a board.",
    ),
    "call_open_objections": (
        "公示期间的异议怎样提出、几日内答复？请补上 objections。",
        "How are objections raised while the list is public, and answered by when? Add objections.",
    ),
    "call_open_regions": (
        "“{title}”一栏写有区县，但没有指定地区表，区县无法核对。可用的地区表：{known}；如不适用，可以不写。",
        (
            "The column “{title}” holds districts, but no table of regions is named, so they can't be "
            "checked. Known tables: {known}; leave it out if none fits."
        ),
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_FILE, **_KEYS, **_VALUES, **_PARTS, **_QUESTIONS}
