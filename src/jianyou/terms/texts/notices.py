"""Messages of domain/notices: what a notice leaves open, and what is no notice."""

_REFUSALS = {
    "not_a_notice": (
        "这不像一份通知：标题、发文字号、主送机关、落款、分条正文五项中"
        "只找到 {found} 项。请确认文件，或换用通知的原文件。",
        "This does not look like a notice, because of title, number, addressees, signature and numbered "
        "sections only {found} were found. Check the file, or use the notice itself.",
    ),
    "notice_too_long": (
        "文字有 {count} 字，超过一次能读的 {limit} 字。请只保留通知及其附件。",
        "The text has {count} characters, more than the {limit} that are read. Keep only the notice.",
    ),
    "paper_without_text": (
        "文件（{kind}）里没有可以读取的文字，可能是扫描件。请使用带文字的原文件。",
        "The file ({kind}) has no text to read; it may be a scan. Use the original with its text.",
    ),
    "text_too_large": (
        "文本或网页过大（上限 {limit_mb} MB）。请只保存通知正文后再试。",
        "The text or page is too large (at most {limit_mb} MB). Save the notice alone and try again.",
    ),
    "text_encoding_unknown": (
        "无法识别文本的编码。请另存为 UTF-8 编码后再试。",
        "The encoding of the text is not known. Save it as UTF-8 and try again.",
    ),
    "page_unreadable": (
        "网页无法读取。请在浏览器中打开后另存，或复制正文存为文本文件。",
        "The page can't be read. Open it in a browser and save it again, or save its text.",
    ),
}

_QUESTIONS = {
    "notice_issuer_missing": (
        "没有找到发文机关，请填写。",
        "No issuer was found; fill it in.",
    ),
    "notice_issuer_unsigned": (
        "落款没有发文机关，暂取正文或网页标题中的名称，请核对。",
        "Nobody signs; the issuer was taken from a sentence or the page's title. Check it.",
    ),
    "notice_title_missing": ("没有找到标题，请填写。", "No title was found; fill it in."),
    "notice_title_of_page": (
        "正文没有标题，暂取网页标题，请核对。",
        "The text has no title; that of the web page was taken. Check it.",
    ),
    "notice_date_missing": (
        "没有找到成文日期，未写年份的时间无法推算，请填写。",
        "No date of issue was found, so years that are not printed can't be told; fill it in.",
    ),
    "notice_deadline_year": (
        "“{raw}”没有写年份，请填写。",
        "“{raw}” has no year; fill it in.",
    ),
    "notice_deadline_weekday": (
        "“{raw}”所写的星期与 {at} 不符，请核对。",
        "The weekday in “{raw}” isn't that of {at}. Check it.",
    ),
    "notice_deadline_which": (
        "通知写了 {count} 个截止时间，暂取 {at}，请选定。",
        "The notice has {count} deadlines; {at} was taken. Choose one.",
    ),
    "notice_deadline_relative": (
        "“{raw}”不是确定的日期，请填写截止时间。",
        "“{raw}” is no certain day; fill in the deadline.",
    ),
}

_FIELDS = {
    "notice_field_kind": ("类别", "kind"),
    "notice_field_number": ("发文字号", "number"),
    "notice_field_issuer": ("发文机关", "issuer"),
    "notice_field_title": ("标题", "title"),
    "notice_field_issued_on": ("成文日期", "issued"),
    "notice_field_printed_on": ("印发日期", "printed"),
    "notice_field_addressees": ("主送机关", "addressees"),
    "notice_field_deadline": ("截止时间", "deadline"),
    "notice_field_deadlines": ("其他时限", "other limits"),
    "notice_field_contacts": ("联系方式", "contacts"),
    "notice_field_attachments": ("附件", "attachments"),
    "notice_field_quotas": ("名额", "quotas"),
    "notice_field_columns": ("表格栏目", "columns"),
    "notice_field_limits": ("字数等限制", "limits"),
    "notice_field_cites": ("依据文件", "cites"),
    "notice_field_conditions": ("条件", "conditions"),
    "notice_field_questions": ("待确认", "to confirm"),
    "notice_kind_call": ("征集通知", "call for entries"),
    "notice_kind_notice": ("一般通知", "other notice"),
    "notice_kind_publicity": ("公示", "publicity list"),
    "notice_line": ("第 {line} 行", "line {line}"),
    "notice_nothing": ("（原文未写）", "(not in the text)"),
    "notice_page_list": ("读出的内容", "What was read"),
    "notice_page_text": ("通知原文", "The notice"),
    "notice_page_written": ("预览已写入 {path}", "The preview was written to {path}"),
}

_HELP = {
    "help_notice": (
        "读通知：标题、时限、名额、栏目、条件",
        "notices: title, time limits, quotas, columns, conditions",
    ),
    "help_notice_read": (
        "读一份通知并列出各项内容及其所在行",
        "read a notice and list what it says, with lines",
    ),
    "help_notice_file": (
        "通知文件：.docx、.doc、.wps、.pdf、.html 或 .txt",
        "the notice: .docx, .doc, .wps, .pdf, .html or .txt",
    ),
    "help_notice_json": ("以 JSON 输出各项内容及其位置", "print values and places as JSON"),
    "help_notice_html": (
        "另存一页预览：原文加标记，旁边列出内容",
        "write a preview: the text with marks, the values beside",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_REFUSALS, **_QUESTIONS, **_FIELDS, **_HELP}
