"""Texts of copies without names: why one can't be made, what was found in it and where."""

_FILES = {
    "redact_kind": (
        "这种文件不能做成副本。请另存为 PDF 再传。",
        "No copy can be made of this kind of file. Save it as a PDF and send that.",
    ),
    "redact_too_large": (
        "文件太大、页数太多或太复杂。请分成几份，或降低图片的清晰度再传。",
        "The file is too large, has too many pages or is too complex. Split it or save it smaller.",
    ),
    "redact_table_large": (
        "表格超过 {columns} 列或 {cells} 格，做不成页面。请只留需要的部分，或另存为 PDF 再传。",
        "A table has more than {columns} columns or {cells} cells. Keep what is needed, or save it as a PDF.",
    ),
    "redact_locked": (
        "文件有密码，打不开。请去掉密码再传。",
        "The file has a password. Send it without one.",
    ),
    "redact_damaged": (
        "文件打不开，可能已经损坏。请重新保存一份再传。",
        "The file can't be opened; it may be damaged. Save it anew and send that.",
    ),
    "redact_no_words": (
        "文件里没有文字，可能只有图片。请另存为 PDF 再传。",
        "The file holds no words, perhaps only pictures. Save it as a PDF and send that.",
    ),
    "redact_file_missing": ("请选择文件。", "Choose a file."),
    "redact_names_found": (
        "文件里还有 {count} 处名称或联系方式，没有做成副本。请按下面的位置去掉或完全盖住，再传一次。",
        "{count} names or contacts are still in the file, so no copy was made. Take them out or cover them "
        "wholly at the places below, and send it again.",
    ),
}

_TEXTS = {
    "redact_name_left": (
        "“{title}”里还有“{name}”。请改为【隐去】或换个说法。",
        "“{name}” is still in “{title}”. Hide it or say it otherwise.",
    ),
    "redact_words_many": (
        "最多写 {most} 个词语，每个不超过 {longest} 字。请减少。",
        "At most {most} words of {longest} characters each. Leave some out.",
    ),
    "redact_stale": (
        "这些文字做好以后又收到了新的材料。请按最新内容重新核准。",
        "Something was filed after these texts were made. Approve them anew as it stands.",
    ),
    "redact_copy_gone": (
        "这份副本或证明材料已经不在，可能刚被换掉或撤下。请刷新页面再看。",
        "This copy or proof isn't there any more; it may just have been replaced. Load the page again.",
    ),
    "redact_not_looked": (
        "请先打开看过，再勾选。",
        "Open it and look at it first, then tick the box.",
    ),
    "redact_second_person": (
        "是您制作的，本部门要求另一个人核准。",
        "You made it: this office wants somebody else to approve it.",
    ),
    "review_lacks_copies": (
        "还有申报没有备好隐名的文字和副本",
        "Some entries have no texts and copies without names yet",
    ),
}

_PLACES = {
    "redact_at_page": ("第 {page} 页", "page {page}"),
    "redact_at_paragraph": ("第 {number} 段", "paragraph {number}"),
    "redact_at_table": (
        "第 {table} 个表第 {row} 行第 {column} 列",
        "table {table}, row {row}, column {column}",
    ),
    "redact_at_cell": ("“{sheet}”第 {row} 行第 {column} 列", "“{sheet}”, row {row}, column {column}"),
    "redact_at_sheet": ("工作表名“{sheet}”", "the name of the sheet “{sheet}”"),
}

_LOG = {
    "log_key_of": ("原文件指纹", "fingerprint of the original"),
    "log_key_texts": ("文字指纹", "fingerprint of the texts"),
    "log_key_approved": ("核准", "approved"),
}

TEXTS: dict[str, tuple[str, str]] = {**_FILES, **_TEXTS, **_PLACES, **_LOG}
