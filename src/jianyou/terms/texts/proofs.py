"""Words of proofs: kinds, validity, what keeps one out."""

TEXTS: dict[str, tuple[str, str]] = {
    "proof_kind_business_licence": ("营业执照或法人证书", "Business license"),
    "proof_kind_system_certificate": ("管理体系认证证书", "Certificate of a management system"),
    "proof_kind_product_certificate": ("产品认证证书或许可证", "Product certificate or permit"),
    "proof_kind_test_report": ("检验检测报告", "Test report"),
    "proof_kind_honor": ("荣誉、奖项的证书或文件", "Certificate or decision of an honor"),
    "proof_kind_credit_report": ("信用报告或信用查询结果", "Credit report"),
    "proof_kind_financial_report": ("审计报告、财务报表或纳税证明", "Audit, financial or tax record"),
    "proof_kind_standard_or_patent": ("标准、专利或软件著作权", "Standard, patent or software right"),
    "proof_kind_other": ("其他", "Other"),
    "proof_kind_missing": ("请选择这份材料是什么。", "Choose what this paper is."),
    "proof_file_missing": (
        "还没有选择文件。请选择一份 PDF、图片（.jpg、.png）、Word（.docx）或 Excel（.xlsx）文件。",
        "No file was chosen. Choose a PDF, a picture (.jpg, .png), a Word (.docx) or Excel (.xlsx) file.",
    ),
    "proof_file_kind": (
        "“{name}”不是 PDF、图片（.jpg、.png）、Word 或 Excel 文件。请另存为其中一种，再重新选择。",
        "“{name}” is no PDF, picture (.jpg, .png), Word or Excel file. Save it as one of these and choose "
        "it again.",
    ),
    "proof_file_locked": (
        "“{name}”设有打开密码，打不开。请先去掉密码并保存，再重新选择。",
        "“{name}” is locked with a password. Remove the password, save it, and choose it again.",
    ),
    "proof_file_macros": (
        "“{name}”带有宏。请另存为不带宏的 .docx 或 .xlsx，或者存为 PDF，再重新选择。",
        "“{name}” holds macros. Save it as .docx or .xlsx without macros, or as PDF, and choose it again.",
    ),
    "proof_file_outside": (
        "“{name}”打开时会从别处取内容。请存为 PDF，再重新选择。",
        "“{name}” fetches something from elsewhere when it is opened. Save it as PDF and choose it again.",
    ),
    "proof_pdf_acts": (
        "“{name}”带有脚本，或者打开时会自动执行操作。请用“打印为 PDF”重新生成一份，或者扫描，再重新选择。",
        "“{name}” holds scripts, or does something when it is opened. Print it to a new PDF, or scan it, and "
        "choose that.",
    ),
    "proof_pdf_carries": (
        "“{name}”里面夹带了别的文件。请把夹带的文件去掉，或者用“打印为 PDF”重新生成一份，再重新选择。",
        "“{name}” carries other files within. Take them out, or print it to a new PDF, and choose that.",
    ),
    "proof_pdf_unread": (
        "“{name}”已损坏，或者过于复杂，读不出来。请用“打印为 PDF”重新生成一份，或者扫描，再重新选择。",
        "“{name}” is damaged or too intricate to be read. Print it to a new PDF, or scan it, and choose "
        "that.",
    ),
    "proof_file_gone": (
        "这份材料已经不在。请回到证明材料页查看现有的材料。",
        "This proof is not there any more. Go back to the page of proofs.",
    ),
    "proof_entry_unknown": (
        "所选的推荐对象已经不在表中。请重新选择。",
        "The nominee chosen is no longer in the table. Choose again.",
    ),
    "proof_day_unreadable": (
        "“{text}”看不出是哪一天。请写成 2026-04-30 或 2026年4月30日；长期有效的写“长期”，不清楚的可以不填。",
        "“{text}” tells no day. Write 2026-04-30; “permanent” where there is no end; leave it empty if "
        "you don't know.",
    ),
    "proof_days_crossed": (
        "有效期的结束早于开始。请对照证件改正。",
        "The validity ends before it begins. Compare it with the paper and correct it.",
    ),
    "proof_too_many": (
        "一份报送最多 {most} 份证明材料，已经满了。请把同类的合并成一个 PDF。",
        "One filing takes at most {most} proofs, and it has them. Put those of one kind into one PDF.",
    ),
    "proof_too_often": (
        "今天上传的次数太多。请明天再来；不交证明材料也可以报送。",
        "Too many uploads today. Come back tomorrow; a table can be filed without proofs.",
    ),
    "proof_there_already": (
        "“{name}”已经在这份报送里，没有再存一份。",
        "“{name}” is in this filing already; it was not kept twice.",
    ),
    "proof_done_added": ("已收下，列在下面。", "It was taken in, and is listed below."),
    "proof_done_known": (
        "这份文件原来就有，没有再存一份；种类和有效期已按这次填写的更新。",
        "This file was there already and not kept twice; kind and validity are now as just given.",
    ),
    "proof_done_there": (
        "这份文件已经在这份报送里，没有再存一份。",
        "This file is in this filing already; it was not kept twice.",
    ),
    "proof_done_removed": ("已从草稿中移除。", "It was taken out of the draft."),
    "proof_expired": (
        "有效期到 {until}，已经过期；认定以 {day} 为准。有新的，请换成新的。",
        "Valid until {until}: it has expired; the day that counts is {day}. Give a newer one if you have it.",
    ),
    "proof_expires_before": (
        "有效期到 {until}，早于认定日期 {day}。正在换证的，可以先交这一份，换证后再补交。",
        "Valid until {until}, before the day that counts, {day}. If it is being renewed, give this one now "
        "and the new one later.",
    ),
    "proof_not_yet": (
        "有效期从 {since} 开始，晚于认定日期 {day}。请核对日期。",
        "Valid from {since}, after the day that counts, {day}. Check the date.",
    ),
}
