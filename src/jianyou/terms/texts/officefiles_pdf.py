"""Messages of officefiles/pdf, OFD and pictures: what a printed or scanned paper yields."""

_READING: dict[str, tuple[str, str]] = {
    "pdf_read": (
        "由 PDF 版面读取（共 {pages} 页），空格和换行可能与原稿不同；"
        "请核对，最好同时报送 Word 或 Excel 表格。",
        "Read from the layout of a PDF ({pages} pages); blanks and line ends may differ from the original. "
        "Please check, and best send the Word or Excel table too.",
    ),
    "ofd_read": (
        "由 OFD 版面读取（共 {pages} 页），空格和换行可能与原稿不同；"
        "请核对，最好同时报送 Word 或 Excel 表格。",
        "Read from the layout of an OFD ({pages} pages); blanks and line ends may differ from the original. "
        "Please check, and best send the Word or Excel table too.",
    ),
    "pdf_table_stitched": (
        "表格跨第 {first} 至 {last} 页，已接成一个；各页起始行（页: 行）：{starts}。",
        "The table runs over pages {first} to {last} and was joined into one. "
        "First rows of the pages (page: row): {starts}.",
    ),
    "pdf_row_joined": (
        "这一行在原件中跨页，已合为一行；请核对。",
        "This row is broken by a page end in the file and was joined; please check.",
    ),
    "pdf_row_joined_unsure": (
        "下一页首行没有序号或名称，已当作这一行的续行合并；请对照原件核对，如是另一行请分开。",
        "The first row of the next page has no serial number or name, so it was "
        "taken for the rest of this row. "
        "Please compare with the file, and part them if it is another row.",
    ),
    "pdf_fields_read": (
        "第 {pages} 页有填写在表单域或批注框里的文字 {count} 处，已按所在位置读取；请核对。",
        "Pages {pages} have text in form fields or typed remarks ({count}); it was read where it stands. "
        "Please check.",
    ),
    "pdf_page_turned": (
        "第 {pages} 页是横置的，已转正读取。",
        "Pages {pages} are turned sideways; they were read upright.",
    ),
    "pdf_ocr_layer": (
        "第 {pages} 页是扫描图，文字由扫描识别而来，可能有错。",
        "Pages {pages} are scans; their text comes from character recognition and may be wrong.",
    ),
}

_DOUBTS: dict[str, tuple[str, str]] = {
    "pdf_text_beside": (
        "第 {pages} 页的表格旁边、表格线以外有文字“{text}”（共 {count} 处），没有读入表格；请核对。",
        "Pages {pages} have text beside a table, outside its lines: “{text}” ({count} in all). "
        "It isn't part of the table; please check.",
    ),
    "pdf_text_crosses": (
        "文字“{text}”压着或越过表格线，可能读进了别的单元格，或被划掉；请对照原件核对。",
        "The text “{text}” stands on a line or runs across one: it may belong to another cell or be "
        "struck out. Please compare with the file.",
    ),
    "pdf_text_overlaps": (
        "文字“{text}”与别的文字重叠，可能读错；请对照原件核对。",
        "The text “{text}” overlaps other text and may be read wrong. Please compare with the file.",
    ),
    "pdf_hyphen_unsure": (
        "“{text}”里有行尾的连字符，可能是排版时自动加的；请对照原件核对。",
        "“{text}” has a hyphen at a line's end, which the "
        "layout may have added. Please compare with the file.",
    ),
    "pdf_ruby_left_out": (
        "“{text}”上方有注音等小字，没有读取；请核对。",
        "Small letters over “{text}”, such as a phonetic guide, weren't read; please check.",
    ),
    "pdf_text_hidden": (
        "第 {pages} 页有看不见的文字“{text}”（共 {count} 字，白色、被遮盖或在页面外），没有读取；请核对。",
        "Pages {pages} hold text that nobody sees: “{text}” ({count} characters, white, covered or off the "
        "page). It wasn't read; please check.",
    ),
    "pdf_text_askew": (
        "第 {pages} 页有斜排或镜像的文字“{text}”（共 {count} 字，多为水印），没有读取；请核对。",
        "Pages {pages} have slanted or mirrored text, most often a watermark: “{text}” ({count} characters). "
        "It wasn't read; please check.",
    ),
    "pdf_unmapped": (
        "第 {pages} 页有 {count} 个字取不出文字编码，读作“\ufffd”；请对照原件补正。",
        "{count} characters on pages {pages} can't be told by their code and read as “\ufffd”. "
        "Please fill them in from the file.",
    ),
    "pdf_unmapped_in_cell": (
        "有 {count} 个字取不出文字编码，读作“\ufffd”；请对照原件补正。",
        "{count} characters can't be told by their code and read as “\ufffd”. "
        "Please fill them in from the file.",
    ),
    "pdf_lines_unclear": (
        "第 {page} 页起的表格有画到一半的线，单元格可能分得不对；请对照原件核对。",
        "The table from page {page} on has lines that end in the middle of a cell, so its cells may be "
        "cut wrong. Please compare with the file.",
    ),
    "pdf_fields_unread": (
        "第 {pages} 页有 {count} 个表单域或批注框没有外观，其中的内容没有读取；请打印成新的 PDF 后再报。",
        "{count} form fields or remarks on pages {pages} have no appearance, so what is in them wasn't read. "
        "Please print the form to a new PDF.",
    ),
    "pdf_layers": (
        "文件（第 {pages} 页起，{count} 处）有关闭的图层，其中的文字也读入了；请对照原件核对。",
        "The file (as of page {pages}, {count}) has layers switched off whose text was read too. "
        "Please compare with the file.",
    ),
}

_REFUSALS: dict[str, tuple[str, str]] = {
    "pdf_locked": (
        "PDF 设有打开密码；请输入密码，或去掉密码后再报。",
        "The PDF is locked with a password. Please enter it, or remove it and hand the file in again.",
    ),
    "pdf_encryption_unknown": (
        "PDF 用了无法识别的加密方式，无法读取；请解密，或重新打印成 PDF 后再报。",
        "The PDF is encrypted in an unknown way and can't be read. "
        "Please decrypt it, or print it to a new PDF.",
    ),
    "pdf_damaged": (
        "PDF 已损坏或不完整（{detail}），无法读取；请重新导出后再报。",
        "The PDF is damaged or cut off ({detail}) and can't be read. Please export it anew.",
    ),
    "pdf_page_odd": (
        "PDF 第 {page} 页的尺寸不合理，没有读取；请重新导出为常用纸张后再报。",
        "Page {page} of the PDF has an impossible size and wasn't read. "
        "Please export it anew on an ordinary paper size.",
    ),
    "pdf_too_many_pages": (
        "文件超过 {limit} 页，超出可读的上限；请只报送表格所在的页。",
        "The file has more than {limit} pages, which is more than can be read. "
        "Please send only the pages of the table.",
    ),
    "pdf_too_many_lines": (
        "第 {page} 页的线条或图形太多，不像是表格，没有读取；请报送 Word 或 Excel 表格。",
        "Page {page} has too many lines or shapes for a table and wasn't read. "
        "Please send the Word or Excel table.",
    ),
    "pdf_too_much_text": (
        "文字太多（到第 {page} 页），超出可读的上限；请只报送表格所在的页。",
        "There is more text (up to page {page}) than can be read. Please send only the pages of the table.",
    ),
    "pdf_too_slow": (
        "读了 {pages} 页已用满 {seconds} 秒，已停止；请拆成几个文件，或报送 Word、Excel 表格。",
        "After {pages} pages the {seconds} s allowed were used up, and reading was stopped. "
        "Please split the file, or send the Word or Excel table.",
    ),
    "pdf_reader_stopped": (
        "读取这个文件时超出了内存限制或发生内部错误，已停止；请重新打印成 PDF，或报送 Word、Excel 表格。",
        "Reading this file went beyond the memory limit or met an internal error and was stopped. "
        "Please print it to a new PDF, or send the Word or Excel table.",
    ),
    "pdf_reader_timeout": (
        "读取这个文件太久（有一页太复杂，或全部超过 {seconds} 秒），"
        "已停止；请重新打印成 PDF，或报送 Word、Excel 表格。",
        "Reading this file took too long (one page too intricate, or more than {seconds} s in all) and was "
        "stopped. Please print it to a new PDF, or send the Word or Excel table.",
    ),
    "pdf_reader_unavailable": (
        "启动不了读取 PDF、OFD 的辅助进程（{reason}），"
        "与文件无关；请用普通的 Python 环境运行，或请管理员查看。",
        "The process that reads PDF and OFD can't be started ({reason}); the file isn't to blame. "
        "Please run this with an ordinary Python, or ask an administrator.",
    ),
}

_OTHERS: dict[str, tuple[str, str]] = {
    "ofd_reader_missing": (
        "没有安装读取 OFD 的组件，文件只作为盖章件收存；如要读取内容，"
        "请管理员运行 pip install jianyou[ofd]。",
        "The part that reads OFD isn't installed, so the file is only kept as a sealed paper. "
        "To read it, an administrator can run pip install jianyou[ofd].",
    ),
    "ofd_damaged": (
        "OFD 已损坏或不完整（{detail}），无法读取；请重新导出后再报。",
        "The OFD is damaged or cut off ({detail}) and can't be read. Please export it anew.",
    ),
    "picture_damaged": (
        "图片已损坏或不完整，打不开；请重新扫描或拍照后再报。",
        "The picture is damaged or cut off and can't be opened. Please scan or photograph it again.",
    ),
    "picture_too_large": (
        "图片有 {width}×{height} 像素，超出上限；请用常用的扫描分辨率（如 200 dpi）重新扫描后再报。",
        "The picture has {width}×{height} pixels, which is more than is taken. "
        "Please scan it again at an ordinary resolution, such as 200 dpi.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_READING, **_DOUBTS, **_REFUSALS, **_OTHERS}
