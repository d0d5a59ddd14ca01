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
        "截止时间早于印发日期 {issued_on}，请核对年份和日期。",
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

TEXTS: dict[str, tuple[str, str]] = {**_FILE, **_KEYS, **_VALUES}
