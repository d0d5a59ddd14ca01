"""Words put into the sender's own file by officefiles/annotating, and why a file can't take them."""

TEXTS: dict[str, tuple[str, str]] = {
    "remark_moved": (
        "这个位置不能加批注，已写在附近的批注里，并注明了位置。",
        "No comment can stand at this place; it was written into one nearby that names the place.",
    ),
    "remark_cut": (
        "这一格的批注太长，超过 Excel 的上限，末尾没有写入；完整内容请看问题清单。",
        "The note at this cell is longer than Excel allows, so its end wasn't written. "
        "Please see the list of findings for all of it.",
    ),
    "annotate_other_kind": (
        "{kind} 文件不能加批注，只有 Word（.docx）和 Excel（.xlsx）文件可以；请改用问题清单。",
        "A {kind} file takes no remarks, only Word (.docx) and Excel (.xlsx) files do. "
        "Please use the list of findings instead.",
    ),
    "annotate_signed": (
        "文件带有数字签名，加批注会使签名失效，所以没有改动；请改用问题清单。",
        "The file bears a digital signature, which remarks would break, so it was left as it is. "
        "Please use the list of findings instead.",
    ),
    "annotate_too_large": (
        "正文超过 {limit_mb} MB，不能加批注；请改用问题清单。",
        "The text takes more than {limit_mb} MB, too much to put remarks into it. "
        "Please use the list of findings instead.",
    ),
    "annotate_nowhere": (
        "正文里没有可以加批注的段落；请改用问题清单。",
        "The text has no paragraph that could take a remark. Please use the list of findings instead.",
    ),
    "annotate_unclear": (
        "文件结构特殊，无法确定批注的位置，没有改动；请改用问题清单。",
        "The file is built in an unusual way, so that the places of the remarks can't be told; it was left "
        "as it is. Please use the list of findings instead.",
    ),
    "annotate_failed": (
        "给此文件加批注时程序出错（{error}），已改为问题清单。请把文件交给软件维护人员。",
        "The program failed while putting remarks into this file ({error}); a list of findings stands in for "
        "it. Please hand the file to those who maintain the software.",
    ),
    "list_title": ("《{title}》填报问题清单", "Findings on “{title}”"),
    "list_file": ("问题清单", "findings"),
    "list_number": ("序号", "No."),
    "list_nominee": ("推荐对象", "Nominee"),
    "list_column": ("栏目", "Column"),
    "list_remark": ("问题和修改办法", "What is wrong and how to mend it"),
    "list_place": ("位置", "Place"),
    "list_of_file": ("来文", "File"),
    "list_sender": ("填报部门", "Department"),
    "list_send_back": (
        "请在原文件上逐项核对、修改，并于{deadline}前重新报送修改后的 Word 或 Excel 文件。",
        "Please check and mend each point in your own file and send the mended Word or Excel file again "
        "before {deadline}.",
    ),
    "list_send_back_late": (
        "报送截止时间（{deadline}）已过。请在原文件上逐项核对、修改，并尽快重新报送；是否受理由征集部门决定。",
        "The deadline ({deadline}) has passed. Please check and mend each point in your own file and send it "
        "again as soon as you can; whether it is accepted is for the office to decide.",
    ),
}
