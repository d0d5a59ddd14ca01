"""Messages of the room `officefiles` about files that it writes: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "control_characters_removed": (
        "有 {count} 个控制字符（{codes}）无法写入文件，已去掉；请核对此处文字。",
        "There were {count} control characters ({codes}) that no file can hold; they were left out. "
        "Please check the text here.",
    ),
    "glyph_missing": (
        "“{characters}”（{codes}）没有可用的字形，PDF 中以“〓”代替；"
        "请改用 Word 或 Excel 文件，或打印后手写补上。",
        "No font has “{characters}” ({codes}); the PDF shows 〓 instead. "
        "Please use the Word or Excel file, or write it in by hand on the print.",
    ),
    "sheet_text_cut": (
        "文字有 {count} 个字符，超过 Excel 每格 {limit} 个字符的上限，超出部分没有写入；请改用 Word 文件。",
        "The text has {count} characters, more than the {limit} that a cell of Excel holds; "
        "the rest wasn't written. Please use a Word file.",
    ),
    "sheet_row_too_low": (
        "这一行约需 {lines} 行文字的高度，超过 Excel 行高的上限：内容没有缺少，但打印时显示不全；"
        "要打印请改用 Word 或 PDF 文件。",
        "This row needs some {lines} lines, more than a row of Excel can be high: nothing is missing, "
        "but a print won't show all of it. To print it, please use the Word or PDF file.",
    ),
    "sheet_rows_exceeded": (
        "表格有 {rows} 行，超过 Excel 每张工作表 {limit} 行的上限；请分成几份导出。",
        "The table has {rows} rows, more than the {limit} of a sheet of Excel. "
        "Please export it in several parts.",
    ),
    "output_failed": (
        "不能写出“{name}”（{reason}）。请检查磁盘空间、权限，或关闭正打开它的程序。没有写出文件。",
        "“{name}” can't be written ({reason}). Check disk space and permissions, or close the program that "
        "holds it. No file was written.",
    ),
    "output_failed_after": (
        "不能写出“{name}”（{reason}）。请检查磁盘空间、权限，或关闭正打开它的程序。已写出：{done}。",
        "“{name}” can't be written ({reason}). Check disk space and permissions, or close the program that "
        "holds it. Already written: {done}.",
    ),
}
