"""Messages of the room `officefiles`: code -> (Chinese, English)."""

from jianyou.terms.texts import officefiles_guard as guard
from jianyou.terms.texts import officefiles_writing as writing

_WORD: dict[str, tuple[str, str]] = {
    "word_without_body": (
        "Word 文件里没有正文；请用 Word、WPS 打开核对后另存。",
        "The Word file has no body. Please open it in Word or WPS, check it and save it anew.",
    ),
    "too_many_cells": (
        "文件的单元格超过 {limit} 个，超出可读的上限；请拆成几个文件后再报。",
        "The file has more than {limit} cells, which is more than can be read. "
        "Please split it into several files.",
    ),
    "tracked_changes": (
        "有 {count} 处修订痕迹，已按“接受全部修订”读取；请核对，接受或拒绝修订后再报更稳妥。",
        "There are tracked changes in {count} places; they were read as accepted. "
        "Please check them; a form is safer with its changes accepted or rejected.",
    ),
    "hidden_text": (
        "有隐藏文字“{text}”，打印时看不见，没有读取；如确需填报，请取消“隐藏”格式。",
        "Hidden text “{text}”, which no print shows, wasn't read. "
        "If it is meant to be filed, please remove the format “hidden”.",
    ),
    "invisible_characters": (
        "含有看不见的字符（{characters}），已去掉；请核对文字是否与所见一致。",
        "Invisible characters ({characters}) were removed. Please check that the text reads as it looks.",
    ),
    "field_code_dde": (
        "含有会启动其他程序的域代码“{text}”，没有执行；请删去该域，并留意文件来源。",
        "A field code “{text}” would start another program; it wasn't run. "
        "Please remove the field and mind where the file comes from.",
    ),
    "field_unfinished": (
        "有一个没有结束的域，其中的文字“{text}”没有读取；请在 Word 中更新或删去该域。",
        "A field that never ends holds the text “{text}”, which wasn't read. "
        "Please update or remove the field in Word.",
    ),
    "symbol_unknown": (
        "有一个无法识别的符号（{text}），没有读取；请改用普通字符，如 ☑、√。",
        "A symbol ({text}) isn't known and wasn't read. Please use an ordinary character such as ☑ or √.",
    ),
    "placeholder_left": (
        "仍是提示文字“{text}”，按未填写处理。",
        "The prompt “{text}” still stands here; it counts as not filled in.",
    ),
    "picture_in_cell": (
        "单元格里只有图片，没有文字，按空白读取；请改为录入文字。",
        "The cell holds a picture and no text, so it reads as empty. Please type the text instead.",
    ),
    "textbox_in_cell": (
        "单元格里有文本框，其中的文字“{text}”没有并入单元格；请直接填写在单元格里。",
        "A text box in this cell holds “{text}”, which isn't part of the cell's text. "
        "Please write it into the cell itself.",
    ),
    "only_pictures": (
        "文件里没有表格，只有图片；请报送可编辑的 Word（.docx）或 Excel（.xlsx）表格。",
        "The file has no table but pictures. Please hand in an editable Word (.docx) or Excel (.xlsx) table.",
    ),
    "embedded_object": (
        "嵌有其他程序的对象（如 Excel 表、公式），其内容没有读取；请改为 Word 表格或文字。",
        "An object of another program (such as an Excel sheet or a formula) is embedded here; "
        "its content wasn't read. Please turn it into a Word table or text.",
    ),
    "content_elsewhere": (
        "有一部分内容在另外的文件里，没有读取；请用 Word 打开后另存，使内容合为一体。",
        "Some of the content lies in another file and wasn't read. "
        "Please open the file in Word and save it, so that all is in one.",
    ),
    "margins_not_read": (
        "页眉、页脚和脚注过大，没有读取；其中如有填报内容，请移到正文里。",
        "Page headers, footers and footnotes are too large and weren't read. "
        "If they hold anything to be filed, please move it into the text.",
    ),
    "text_under_merge": (
        "合并单元格遮住了文字“{text}”，没有读取；请核对合并是否有误。",
        "Merged cells cover the text “{text}”, which wasn't read. Please check the merge.",
    ),
    "merge_unclear": (
        "纵向合并的单元格与上一行宽度不一致，按单独的单元格读取；请核对合并是否有误。",
        "A vertically merged cell isn't as wide as the one above; it was read as a cell of its own. "
        "Please check the merge.",
    ),
    "text_out_of_place": (
        "文字“{text}”不在正常的段落或单元格里，没有读取；请用 Word、WPS 打开核对后另存。",
        "The text “{text}” stands in no proper paragraph or cell and wasn't read. "
        "Please open the file in Word or WPS, check it and save it anew.",
    ),
    "span_too_wide": (
        "单元格跨列过多，已按 {limit} 列计；请核对表格。",
        "A cell spans too many columns; it was counted as {limit}. Please check the table.",
    ),
    "findings_left_out": (
        "同类问题太多，另有 {count} 处没有逐一列出。",
        "There are too many findings of the same kinds; {count} more aren't listed one by one.",
    ),
}

_SHEET: dict[str, tuple[str, str]] = {
    "sheet_parts_missing": (
        "工作簿缺少工作表“{part}”的内容，文件不完整；请用 Excel 或 WPS 打开修复后另存。",
        "The workbook lacks the content of its sheet “{part}”. "
        "Please open it in Excel or WPS, repair it and save it anew.",
    ),
    "sheet_too_large": (
        "工作表“{sheet}”用到了 {cell}，范围超过 {limit} 个单元格；请删去表格以外的多余内容，"
        "或拆成几个文件后再报。",
        "The sheet “{sheet}” reaches to {cell}, beyond {limit} cells. "
        "Please delete what lies outside the table, or split it into several files.",
    ),
    "sheet_too_much_text": (
        "读到工作表“{sheet}”时文字总量超出上限；请拆成几个文件后再报。",
        "With the sheet “{sheet}” the text goes beyond the limit. Please split it into several files.",
    ),
    "sheet_too_much_xml": (
        "工作簿内容解开后有 {size_mb} MB（“{part}”最大），超出上限，多半是整行整列设置了格式；"
        "请把表格复制到新工作簿后再报。",
        "The workbook unpacks to {size_mb} MB (“{part}” is largest), beyond the limit, most likely "
        "because whole rows or columns are formatted. Please copy the table into a new workbook.",
    ),
    "sheet_too_many_merges": (
        "工作表“{sheet}”的合并区域超过 {limit} 处，无法读取；请把表格复制到新工作簿后再报。",
        "The sheet “{sheet}” has more than {limit} merged ranges and can't be read. "
        "Please copy the table into a new workbook.",
    ),
    "sheet_merges_overlap": (
        "工作表“{sheet}”的合并区域互相重叠，无法判断内容属于哪一格；请用 Excel 或 WPS 打开，重新合并后另存。",
        "Merged ranges overlap in the sheet “{sheet}”, so nobody can tell where its content belongs. "
        "Please open it in Excel or WPS, merge the cells again and save it anew.",
    ),
    "sheet_value_unclear": (
        "工作表“{sheet}”的 {cell} 单元格写法有误，内容无法确定；请用 Excel 或 WPS 打开核对后另存。",
        "The cell {cell} of the sheet “{sheet}” is written in a faulty way, so its content isn't certain. "
        "Please open the file in Excel or WPS, check it and save it anew.",
    ),
    "sheet_error_unknown": (
        "工作表“{sheet}”的 {cell} 单元格显示错误“{text}”；请改正该单元格的公式，或直接填写内容。",
        "The cell {cell} of the sheet “{sheet}” shows the error “{text}”. "
        "Please mend its formula or type the content itself.",
    ),
    "sheet_encrypted": (
        "工作簿设有打开密码，无法读取；请提供打开密码，或去掉密码后再报。",
        "The workbook is locked with a password. Please give the password, or remove it and hand in the file "
        "again.",
    ),
    "sheet_unreadable": (
        "工作簿内部有误，无法读取；请用 Excel 或 WPS 打开修复后另存。（{detail}）",
        "The workbook is faulty inside and can't be read. "
        "Please open it in Excel or WPS, repair it and save it anew. ({detail})",
    ),
    "sheet_reader_stopped": (
        "读取这个工作簿时超出了内存限制或发生内部错误，已停止；请把表格复制到新工作簿后再报。",
        "Reading this workbook went beyond the memory limit or met an internal error and was stopped. "
        "Please copy the table into a new workbook.",
    ),
    "sheet_reader_timeout": (
        "读取这个工作簿超过了 {seconds} 秒，已停止；请把表格复制到新工作簿后再报。",
        "Reading this workbook took longer than {seconds} s and was stopped. "
        "Please copy the table into a new workbook.",
    ),
    "sheet_reader_unavailable": (
        "启动不了读取工作簿的辅助进程（{reason}），与文件无关；请用普通的 Python 环境运行，或请管理员查看。",
        "The process that reads workbooks can't be started ({reason}); the file isn't to blame. "
        "Please run this with an ordinary Python, or ask an administrator.",
    ),
    "hidden_sheet": (
        "工作表“{sheet}”是隐藏的，没有读取；如其中有需填报的内容，请取消隐藏。",
        "The sheet “{sheet}” is hidden and wasn't read. If it holds anything to be filed, please unhide it.",
    ),
    "hidden_rows": (
        "第 {rows} 行是隐藏的，但有内容，已照常读取；不需要的请删除，需要的请取消隐藏。",
        "Rows {rows} are hidden but not empty; they were read like all others. "
        "Please delete those not wanted and unhide the rest.",
    ),
    "hidden_columns": (
        "{columns} 列是隐藏的，但有内容，已照常读取；不需要的请删除，需要的请取消隐藏。",
        "Columns {columns} are hidden but not empty; they were read like all others. "
        "Please delete those not wanted and unhide the rest.",
    ),
    "formula_cells": (
        "有 {count} 个单元格是公式（{cells}），已按文件中存的结果读取；请核对结果是否最新。",
        "There are formulas in {count} cells ({cells}); the results saved with them were read. "
        "Please check that they are up to date.",
    ),
    "formula_without_value": (
        "这个单元格是公式，但文件里没有存计算结果，按空白读取；"
        "请用 Excel 或 WPS 打开并保存一次，或直接填写内容。",
        "This cell holds a formula but the file has no result for it, so it reads as empty. "
        "Please open and save the file in Excel or WPS, or type the content itself.",
    ),
    "cell_error": (
        "这个单元格显示错误“{text}”；请改正公式，或直接填写内容。",
        "This cell shows the error “{text}”. Please mend its formula or type the content itself.",
    ),
    "number_lost_digits": (
        "{text} 超过 15 位，Excel 按数值保存会丢失末尾数字；请先把单元格设为“文本”格式，再重新填写完整。",
        "{text} has more than 15 digits, and Excel loses the last ones of such a number. "
        "Please set the cell's format to “Text” and type the number again in full.",
    ),
    "number_shown_differently": (
        "这个单元格存的是数值 {text}，格式“{format}”使它显示成别的样子；已按数值读取，"
        "请把所见内容改为文本填写。",
        "This cell holds the number {text}, which its format “{format}” shows as something else. "
        "The number was read; please type what should be seen as text.",
    ),
    "drawing_not_read": (
        "这张工作表的图形过多或有误，其中的文本框没有读取；请把文本框里的内容填到单元格里。",
        "This sheet's drawings are too many or faulty, so its text boxes weren't read. "
        "Please write their content into cells.",
    ),
    "legacy_workbook": (
        "这是旧版 Excel（.xls 或 .et）文件：公式、错误值、隐藏的行列和文本框无从核查；另存为 .xlsx 更稳妥。",
        "This is an old Excel (.xls or .et) file, in which formulas, error values, hidden rows and text "
        "boxes can't be checked. Saving it as .xlsx is safer.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**guard.TEXTS, **_WORD, **_SHEET, **writing.TEXTS}
