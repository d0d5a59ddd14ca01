"""Messages of the guard in `officefiles`, and of kinds of file: code -> (Chinese, English)."""

_GUARD: dict[str, tuple[str, str]] = {
    "file_missing": (
        "文件不存在，可能已被移走或改名；请核对路径。",
        "The file doesn't exist; it may have been moved or renamed. Please check the path.",
    ),
    "file_not_regular": (
        "这不是普通文件，无法读取；请指定 Word 或 Excel 文件。",
        "This isn't an ordinary file and can't be read; please name a Word or Excel file.",
    ),
    "file_unreadable": (
        "文件打不开（{reason}），可能没有读取权限或存储介质有问题；请另存一份后再试。",
        "The file can't be opened ({reason}); access may be denied or the disk faulty. "
        "Please save another copy and try again.",
    ),
    "file_empty": (
        "文件是空的（0 字节），多半是传输没有完成；请重新发送。",
        "The file is empty (0 bytes), most likely because a transfer didn't finish. Please send it again.",
    ),
    "file_too_large": (
        "文件有 {size_mb} MB，超过 {limit_mb} MB 的上限；请压缩或删去其中的图片后再报。",
        "The file has {size_mb} MB, more than the limit of {limit_mb} MB. "
        "Please compress or remove its pictures and hand it in again.",
    ),
    "file_is_lock": (
        "这是编辑软件打开文件时留下的临时文件，不是表格本身；可以略过。",
        "This is a temporary file of an editor that has the form open, not the form. It can be ignored.",
    ),
    "extension_differs": (
        "文件的扩展名是 {extension}，内容却是 {kind}；已按内容读取。",
        "The file's extension is {extension} but its content is {kind}; it was read by its content.",
    ),
    "macro_present": (
        "文件带有宏；宏没有运行，也没有读取。请留意来源。",
        "The file contains macros. They were neither run nor read; please mind where it comes from.",
    ),
    "external_links": (
        "文件有 {count} 处引用外部内容（如 {target}）；没有访问外部地址。",
        "The file refers to content elsewhere in {count} places (such as {target}); nothing was fetched.",
    ),
}

_PACKAGES: dict[str, tuple[str, str]] = {
    "package_damaged": (
        "文件已损坏或不完整，多半是传输中断；请重新发送，或用 Word、WPS 打开修复后另存。",
        "The file is damaged or cut off, most likely by an interrupted transfer. "
        "Please send it again, or open it in Word or WPS, repair it and save it anew.",
    ),
    "package_part_damaged": (
        "文件内部的“{part}”已损坏；请用 Word、WPS 打开修复后另存，再重新发送。",
        "The file's inner part “{part}” is damaged. "
        "Please open the file in Word or WPS, repair it, save it anew and send it again.",
    ),
    "package_size_untrue": (
        "文件内部的“{part}”声明的大小与实际不符，不予读取；请用 Word、WPS 另存后再报。",
        "The inner part “{part}” is larger than it declares, so the file wasn't read. "
        "Please save it anew in Word or WPS and hand it in again.",
    ),
    "package_too_many_parts": (
        "文件内部的部件超过 {limit} 个，不予读取；请把表格复制到新文件后再报。",
        "The file has more than {limit} inner parts and wasn't read. "
        "Please copy the table into a new file and hand that in.",
    ),
    "package_duplicate_part": (
        "文件内部有两个同名的“{part}”，内容以哪个为准无从判断；请用 Word、WPS 另存后再报。",
        "The file has two inner parts named “{part}”, and nobody can tell which one counts. "
        "Please save it anew in Word or WPS and hand it in again.",
    ),
    "package_unsafe_path": (
        "文件内部有不安全的路径“{part}”，不予读取；请用 Word、WPS 另存后再报。",
        "The file has an unsafe inner path “{part}” and wasn't read. "
        "Please save it anew in Word or WPS and hand it in again.",
    ),
    "package_encrypted": (
        "压缩包设了密码，无法读取；请去掉密码，直接报送 Word 或 Excel 文件。",
        "The archive is locked with a password. Please remove it and hand in the Word or Excel file itself.",
    ),
    "package_compression_unknown": (
        "文件内部的“{part}”用了 Word、Excel 不用的压缩方式，无法读取；请另存后再报。",
        "The inner part “{part}” is packed in a way that Word and Excel don't use. "
        "Please save the file anew and hand it in again.",
    ),
    "package_without_main_part": (
        "文件缺少正文，不是完整的 Word 或 Excel 文件；请用 Word、WPS 打开核对后另存。",
        "The file has no main part, so it is no complete Word or Excel file. "
        "Please open it in Word or WPS, check it and save it anew.",
    ),
    "part_too_large": (
        "文件内部的“{part}”解开后超过 {limit_mb} MB，不予读取；请把表格拆成几个文件后再报。",
        "The inner part “{part}” unpacks to more than {limit_mb} MB and wasn't read. "
        "Please split the table into several files.",
    ),
    "part_expands_too_much": (
        "文件内部的“{part}”解开后膨胀到 {ratio} 倍以上，疑似压缩炸弹，不予读取；请把表格复制到新文件后再报。",
        "The inner part “{part}” grows more than {ratio} times when unpacked, as a zip bomb does, "
        "and wasn't read. Please copy the table into a new file and hand that in.",
    ),
    "part_too_deep": (
        "文件内部的“{part}”嵌套层数过多，无法读取；请把表格复制到新文件后再报。",
        "The inner part “{part}” is nested too deeply to be read. "
        "Please copy the table into a new file and hand that in.",
    ),
    "part_too_complex": (
        "文件内部的“{part}”内容过多，超出可读的上限；请把表格复制到新文件或拆成几个文件后再报。",
        "The inner part “{part}” holds more than can be read. "
        "Please copy the table into a new file, or split it into several.",
    ),
    "part_declares_dtd": (
        "文件内部的“{part}”含有文档类型声明（DTD），Word、Excel 不会这样写，为安全起见不予读取；"
        "请用 Word、WPS 另存后再报。",
        "The inner part “{part}” declares a document type (DTD), which Word and Excel never do. "
        "For safety it wasn't read; please save the file anew in Word or WPS.",
    ),
    "part_encoding_unknown": (
        "文件内部的“{part}”用了无法识别的编码；请用 Word、WPS 另存后再报。",
        "The inner part “{part}” uses an unknown encoding. Please save the file anew in Word or WPS.",
    ),
    "part_damaged": (
        "文件内部的“{part}”内容有误，无法读取；请用 Word、WPS 打开修复后另存。",
        "The inner part “{part}” is faulty and can't be read. "
        "Please open the file in Word or WPS, repair it and save it anew.",
    ),
}

_KINDS: dict[str, tuple[str, str]] = {
    "kind_encrypted": (
        "文件设有打开密码，无法读取；请提供打开密码，或去掉密码后再报。",
        "The file is locked with a password. Please give the password, or remove it and hand in the file "
        "again.",
    ),
    "kind_locked_by_office": (
        "文件被单位的文件加密软件加密，无法读取；请解密后再报。",
        "An office's file protection software has encrypted this file. Please decrypt it first.",
    ),
    "kind_html": (
        "这是网页（HTML）文件，只是扩展名像 Word 或 Excel；请用 Word 或 WPS 打开，另存为 .docx 后再报。",
        "This is a web page (HTML), whatever its extension. "
        "Please open it in Word or WPS, save it as .docx and hand it in again.",
    ),
    "kind_xml": (
        "这是 XML 文件；如由 Word 或 WPS 存成，请另存为 .docx 后再报。",
        "This is an XML file. If Word or WPS wrote it, please save it as .docx and hand it in again.",
    ),
    "kind_archive": (
        "这是压缩包；请解压后报送其中的 Word 或 Excel 文件。",
        "This is an archive. Please unpack it and hand in the Word or Excel files in it.",
    ),
    "kind_text": (
        "这是纯文本文件，没有表格；请报送 Word（.docx）或 Excel（.xlsx）文件。",
        "This is plain text without a table. Please hand in a Word (.docx) or Excel (.xlsx) file.",
    ),
    "kind_slides": (
        "这是演示文稿；请报送 Word（.docx）或 Excel（.xlsx）文件。",
        "This is a presentation. Please hand in a Word (.docx) or Excel (.xlsx) file.",
    ),
    "kind_odf": (
        "这是 OpenDocument 文件（.odt、.ods）；请另存为 .docx 或 .xlsx 后再报。",
        "This is an OpenDocument file (.odt, .ods). Please save it as .docx or .xlsx and hand it in again.",
    ),
    "kind_xlsb": (
        "这是二进制工作簿（.xlsb）；请另存为 .xlsx 后再报。",
        "This is a binary workbook (.xlsb). Please save it as .xlsx and hand it in again.",
    ),
    "kind_zeros": (
        "文件内容全是空字节，多半是存储或传输出错；请重新发送。",
        "The file holds nothing but zero bytes; storing or sending it has failed. Please send it again.",
    ),
    "kind_unknown": (
        "无法识别文件的种类，可能已损坏或被加密；请报送 Word（.docx）或 Excel（.xlsx）文件。",
        "The kind of this file can't be told; it may be damaged or encrypted. "
        "Please hand in a Word (.docx) or Excel (.xlsx) file.",
    ),
    "ole_damaged": (
        "旧版 Word 或 Excel 文件已损坏，无法识别；请重新发送，或另存为 .docx、.xlsx 后再报。",
        "An old Word or Excel file is damaged beyond telling. "
        "Please send it again, or save it as .docx or .xlsx first.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_GUARD, **_PACKAGES, **_KINDS}
