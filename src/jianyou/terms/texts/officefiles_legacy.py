"""Messages of officefiles/legacy: what the office program could not turn into Word or Excel."""

_FAILED: dict[str, tuple[str, str]] = {
    "legacy_no_office": (
        "这是 .{kind} 格式的文件（WPS 文字的 .wps 即属 .doc），须由 LibreOffice 转换后才能读取，"
        "而本机未装 LibreOffice；请用 Word 或 WPS 打开，另存为 .docx（表格文件另存为 .xlsx）后再报，"
        "或在本机安装 LibreOffice。",
        "This is a .{kind} file (a .wps file of WPS Writer counts as .doc). It is read by way of "
        "LibreOffice, which isn't installed on this machine. Please open it in Word or WPS and save it "
        "as .docx (a spreadsheet as .xlsx), or install LibreOffice here.",
    ),
    "legacy_unavailable": (
        "这是 .{kind} 格式的文件，须由 LibreOffice 转换后才能读取，而 LibreOffice 没能运行（{reason}）；"
        "请检查磁盘空间和安装情况，或用 Word、WPS 另存为 .docx（表格文件另存为 .xlsx）后再报。",
        "This is a .{kind} file, read by way of LibreOffice, which could not be run ({reason}). "
        "Please check the disk's free space and the installation, or save the file as .docx "
        "(a spreadsheet as .xlsx).",
    ),
    "legacy_failed": (
        "这个 .{kind} 格式的文件，LibreOffice 未能转换，可能已损坏或设有密码；"
        "请用 Word 或 WPS 打开核对，另存为 .docx（表格文件另存为 .xlsx）后再报。",
        "LibreOffice could not convert this .{kind} file; it may be damaged or locked with a password. "
        "Please open it in Word or WPS, check it and save it as .docx (a spreadsheet as .xlsx).",
    ),
    "legacy_timeout": (
        "这个 .{kind} 格式的文件，LibreOffice 用了 {seconds} 秒仍未转换完，已停止；"
        "请用 Word 或 WPS 打开，只留表格，另存为 .docx（表格文件另存为 .xlsx）后再报。",
        "LibreOffice had not converted this .{kind} file after {seconds} seconds and was stopped. "
        "Please open it in Word or WPS, keep the table only and save it as .docx "
        "(a spreadsheet as .xlsx).",
    ),
}

_TOLD: dict[str, tuple[str, str]] = {
    "legacy_converted": (
        "文件是 .{kind} 格式，由 LibreOffice 转换后读取，请对照原件核对，"
        "文本框、内容控件（窗体域）里的文字尤其要看。",
        "This .{kind} file was read by way of a conversion in LibreOffice. Please compare with the "
        "original, above all text in text boxes and content controls.",
    ),
    "legacy_text_lost": (
        "转换时丢了 {count} 个字（如“{sample}”处），读到的内容不全；"
        "请对照原件补全，或请报送单位另存为 .docx 后再报。",
        "The conversion lost {count} characters (such as at “{sample}”), so what was read is incomplete. "
        "Please complete it from the original, or ask the sender to save the file as .docx.",
    ),
    "legacy_text_added": (
        "转换后比原件多出 {count} 个字（如“{sample}”处），可能有重复；"
        "请对照原件核对，或请报送单位另存为 .docx 后再报。",
        "After the conversion there are {count} characters more than in the original (such as at "
        "“{sample}”), perhaps repeated ones. Please compare with the original, or ask the sender to "
        "save the file as .docx.",
    ),
    "legacy_not_compared": (
        "无法确认 .{kind} 原件的文字是否都转换了过来（文件可能由很旧的软件存成）；请对照原件逐项核对。",
        "It can't be confirmed that all words of the .{kind} original came through the conversion "
        "(a very old program may have saved it). Please compare with the original item by item.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_FAILED, **_TOLD}
