"""Messages of the room `datafiles`: code -> (Chinese, English)."""

_FILE = {
    "data_problem_at_line": ("第 {line} 行：{said}", "line {line}: {said}"),
    "data_problem_at_key": ("第 {line} 行 {key}：{said}", "line {line}, {key}: {said}"),
    "data_more_problems": (
        "另有 {count} 处问题未列出，请先修改以上各处再重试。",
        "{count} more problems are not listed; mend those above and try again.",
    ),
    "data_not_a_file": (
        "“{name}”不是普通文件，请指定一个 .yaml 文件。",
        "“{name}” is not an ordinary file; give a .yaml file.",
    ),
    "data_file_unreadable": (
        "文件无法打开（{reason}），请检查文件权限，或关闭占用它的程序后重试。",
        "The file can't be opened ({reason}); check its permissions or close the program that holds it.",
    ),
    "data_file_too_large": (
        "文件超过 {most} KB，请确认是否选错了文件。",
        "The file is over {most} KB, which no such file needs; check whether it is the right one.",
    ),
    "data_file_encoding": (
        "文件是 {encoding} 编码，请在编辑器中“另存为”，编码选 UTF-8。",
        "The file is encoded in {encoding}; save it again as UTF-8 from your editor.",
    ),
    "data_file_not_utf8": (
        "文件不是 UTF-8 文本，请确认选对了文件，并以 UTF-8 编码保存。",
        "The file is not UTF-8 text; check that it is the right one and save it as UTF-8.",
    ),
    "data_file_empty": (
        "文件没有内容，请以一个现有的文件为底稿填写。",
        "The file says nothing; start from an existing file of this kind.",
    ),
    "data_file_no_mapping": (
        "文件开头应为“键: 值”的形式，例如 call: my-call-2026。",
        "The file should begin with “key: value”, for example call: my-call-2026.",
    ),
}

_YAML = {
    "data_yaml_syntax": (
        "第 {column} 个字符附近不合 YAML 写法（{reason}），请检查缩进、引号、括号和冒号后的空格。",
        (
            "The YAML is broken near character {column} ({reason}); check indentation, quotes, brackets "
            "and the space after colons."
        ),
    ),
    "data_yaml_tab": (
        "缩进用了制表符，YAML 只认空格，请改为空格。",
        "The indentation uses a tab; YAML takes spaces only.",
    ),
    "data_full_width_colon": (
        "用了全角冒号“：”，请改为半角冒号加一个空格，例如 title: 名称。",
        "A full-width colon “：” is used; write a plain colon and a space, as in title: name.",
    ),
    "data_full_width_comma": (
        "“{text}”中用了全角逗号。若是几项，请改为半角逗号分隔；若确是一项，请加引号。",
        (
            "“{text}” holds a full-width comma. Separate items by plain commas, or put the text in quotes "
            "if it is one item."
        ),
    ),
    "data_yaml_character": (
        "文件中有不可打印的控制字符，请删去。",
        "The file holds a control character; remove it.",
    ),
    "data_yaml_alias": (
        "不能使用锚点或引用（“&{name}”“*{name}”），请把内容直接写在这里。以 & 或 * 开头的文字请加引号。",
        (
            "Anchors and aliases (“&{name}”, “*{name}”) are not taken; write the content itself. Put a text "
            "that begins with & or * in quotes."
        ),
    ),
    "data_yaml_tag": (
        "不能使用类型标签“{tag}”，请删去。以 ! 开头的文字请加引号。",
        "The type tag “{tag}” is not taken; remove it. Put a text that begins with ! in quotes.",
    ),
    "data_yaml_too_deep": (
        "嵌套超过 {most} 层，用不到这么深，请检查缩进和括号。",
        "Nesting goes beyond {most} levels, which no such file needs; check indentation and brackets.",
    ),
    "data_several_documents": (
        "“---”之后又开始了一份文件。一个文件只写一份，请拆开保存。",
        "“---” begins a second document. A file holds one document; save them apart.",
    ),
    "data_key_not_text": (
        "键须是一个词，不能是列表或嵌套内容，请检查缩进和开头的“?”“[”“{{”。",
        "A key must be a word, not a list or a mapping; check indentation and a leading “?”, “[” or “{{”.",
    ),
    "data_key_twice": (
        "键“{name}”重复，第 {first} 行已写过，请删去其中一处。",
        "The key “{name}” stands twice, first on line {first}; remove one of them.",
    ),
}

_KEYS = {
    "data_key_unknown": (
        "没有“{name}”这个键，请删去或更正。此处可用：{known}。",
        "There is no key “{name}”; remove or correct it. Keys known here: {known}.",
    ),
    "data_key_unknown_near": (
        "没有“{name}”这个键，是否应为“{nearest}”？此处可用：{known}。",
        "There is no key “{name}”; did you mean “{nearest}”? Keys known here: {known}.",
    ),
    "data_key_not_here": (
        "“{name}”在这里不起作用，请删去，或更改种类。此处可用：{known}。",
        "“{name}” means nothing here; remove it or change the kind. Keys here: {known}.",
    ),
    "data_key_missing": ("缺少这个键，请补上。", "This key is missing; add it."),
    "data_value_missing": (
        "没有填写内容，请补上，或删去这一项。",
        "Nothing is given; fill it in or remove it.",
    ),
    "data_item_key_twice": (
        "key“{name}”与第 {first} 行的重复，请换一个。",
        "The key “{name}” is already taken on line {first}; choose another.",
    ),
}

_VALUES = {
    "data_not_text": (
        "这里应是一项文字，写成了列表或嵌套内容，请检查缩进。",
        "A single value belongs here, not a list or a mapping; check the indentation.",
    ),
    "data_not_list": (
        "这里应是列表，请写成 [甲, 乙]，或每项另起一行以“- ”开头。",
        "A list belongs here: write [a, b], or each item on its own line after “- ”.",
    ),
    "data_not_mapping": (
        "这里应是若干“键: 值”，请分行缩进书写，或写成 {{键: 值}}。",
        "Keys with values belong here: indent them on lines of their own, or write {{key: value}}.",
    ),
    "data_list_too_long": (
        "共 {count} 项，最多 {most} 项，请删减。",
        "There are {count} items; at most {most} are taken.",
    ),
    "data_text_too_long": (
        "共 {count} 个字符，最多 {most} 个，请缩短。",
        "There are {count} characters; at most {most} are taken.",
    ),
    "data_text_lines": (
        "这里只能写一行，请去掉换行。",
        "One line only belongs here; remove the line breaks.",
    ),
    "data_text_control": (
        "“{text}”中有不可打印的控制字符，请删去。",
        "“{text}” holds a control character; remove it.",
    ),
    "data_bad_slug": (
        "“{text}”不能作 key，请用小写英文字母、数字和下划线，以字母开头，最多 40 个字符，例如 unit_name。",
        (
            "“{text}” can't be a key; use small letters, digits and underscores, a letter first, at most "
            "40 characters, as in unit_name."
        ),
    ),
    "data_bad_name": (
        "“{text}”不能作名称，请用小写英文字母、数字和连字符，例如 quality-2026，最多 64 个字符。",
        (
            "“{text}” can't be a name; use small letters, digits and hyphens, as in quality-2026, at most "
            "64 characters."
        ),
    ),
    "data_bad_clause": (
        (
            "“{text}”不是条款的写法，请按原文的层级书写，括号用全角，例如正文写 二（一），"
            "附件写 附件1一（二）1（1），其中第 3 个分句写 附件1一（二）1（1）#3。"
        ),
        (
            "“{text}” is not how a clause is written; follow the notice's own numbers with full-width "
            "brackets: 二（一） in its body, 附件1一（二）1（1） in an attachment, "
            "附件1一（二）1（1）#3 for the third piece of it."
        ),
    ),
    "data_bad_whole": (
        "“{text}”不是 {low} 到 {high} 之间的整数，请用半角数字填写。",
        "“{text}” is not a whole number from {low} to {high}.",
    ),
    "data_bad_decimal": (
        "“{text}”不是大于 0、不超过 {high} 的数，请用半角数字填写，例如 1.5。",
        "“{text}” is not a number above 0 and up to {high}, such as 1.5.",
    ),
    "data_bad_flag": ("“{text}”应为 yes 或 no。", "“{text}” should be yes or no."),
    "data_bad_choice": (
        "“{text}”不在可选范围内，请从中选一个：{options}。",
        "“{text}” is not among the choices: {options}.",
    ),
    "data_bad_choice_near": (
        "“{text}”不在可选范围内，是否应为“{nearest}”？可选：{options}。",
        "“{text}” is not among the choices; did you mean “{nearest}”? Choices: {options}.",
    ),
    "data_bad_date": (
        "“{text}”不是有效日期，请写成 2024-02-06 的形式。",
        "“{text}” is not a valid date; write it as 2024-02-06.",
    ),
    "data_bad_moment": (
        "“{text}”不是有效的日期时间，请写成 2024-02-22T18:00:00+08:00 的形式；24时请写次日 00:00:00。",
        (
            "“{text}” is not a valid date and time; write it as 2024-02-22T18:00:00+08:00, and 24:00 as "
            "00:00:00 of the next day."
        ),
    ),
    "data_moment_without_zone": (
        "“{text}”没有写时区。北京时间请在末尾加上 +08:00。",
        "“{text}” has no time zone; for Beijing time add +08:00 at its end.",
    ),
    "data_sign_bad": (
        "“{text}”不是有效的正则表达式，请更正。",
        "“{text}” is not a valid regular expression; correct it.",
    ),
    "data_sign_bad_at": (
        "“{text}”不是有效的正则表达式，第 {position} 个字符处有误，请更正。",
        "“{text}” is not a valid regular expression; it fails at character {position}.",
    ),
    "data_sign_empty": (
        "“{text}”连空白也能匹配，等于没有检查，请更正。",
        "“{text}” matches even nothing at all, so it would check nothing; correct it.",
    ),
    "data_sign_slow": (
        (
            "“{text}”可能使检查陷入停顿：含有重复或“|”的括号后面不能再加 * + {{}}，不封顶的重复"
            "最多 {most} 处，也不能写注释，请化简。"
        ),
        (
            "“{text}” could bring a check to a halt: a group holding a repeat or “|” can't itself be "
            "repeated, at most {most} repeats may be unbounded, and comments are not taken. Make it simpler."
        ),
    ),
    "data_sign_too_long": (
        "正则表达式共 {count} 个字符，最多 {most} 个，请拆成几条。",
        "The regular expression has {count} characters; at most {most} are taken. Split it.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_FILE, **_YAML, **_KEYS, **_VALUES}
