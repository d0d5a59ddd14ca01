"""Messages of web/public: what a filer or a reader of a call page is told."""

TEXTS: dict[str, tuple[str, str]] = {
    "public_no_filing": (
        "没有找到编号和验证码相符的报送件。请对照回执逐字核对；字母不分大小写，短横可以不写。",
        "No filing goes with this number and code. Compare both with your receipt, character by "
        "character; capitals and hyphens don't matter.",
    ),
    "public_too_often": (
        "试错的次数太多。请 {minutes} 分钟后再试，或与征集部门联系。",
        "Too many wrong tries. Wait {minutes} minutes, or ask the office.",
    ),
    "public_withdraw_late": (
        "截止时间已过，不能在网上撤回。需要撤回的，请与征集部门联系。",
        "The deadline is past; nothing can be withdrawn on the web any more. Ask the office.",
    ),
    "public_withdraw_unsure": (
        "还没有撤回。确认要撤回的，请先勾选“我确认撤回”。",
        "Nothing was withdrawn yet. Tick “I want to withdraw it” first.",
    ),
    "public_form_missing": (
        "还没有选择填好的表。请选择一份 Word（.docx）或 Excel（.xlsx、.xls）文件。",
        "No filled form was chosen. Choose one Word (.docx) or Excel (.xlsx, .xls) file.",
    ),
    "public_form_kind": (
        "“{name}”不是 Word（.docx）或 Excel（.xlsx、.xls）文件。请用 Word 或 WPS 打开填好的表，"
        "另存为 .docx 或 .xlsx 后重新选择；扫描件请放在下面“盖章扫描件”一栏。",
        "“{name}” is no Word (.docx) or Excel (.xlsx, .xls) file. Save the filled form as .docx or .xlsx "
        "and choose it again; a scan belongs under “Sealed scan” below.",
    ),
    "public_form_unread": (
        "“{name}”读不出表格：{reason}",
        "The table in “{name}” can't be read: {reason}",
    ),
    "public_form_locked": (
        "“{name}”设有打开密码，读不出来。请先去掉密码并保存，再重新选择。",
        "“{name}” is locked with a password. Remove the password, save it, and choose it again.",
    ),
    "public_form_no_rows": (
        "“{name}”的表中没有填写推荐对象。请至少填写一行，再重新选择。",
        "The table in “{name}” names no nominee. Fill in at least one row and choose it again.",
    ),
    "public_form_too_many": (
        "“{name}”有 {count} 条，一次报送最多 {most} 条。请分成几份表报送。",
        "“{name}” has {count} entries, and one filing takes at most {most}. File it as several tables.",
    ),
    "public_file_too_large": (
        "“{name}”超过 {most} MB。请压缩其中的图片，或降低扫描的分辨率，再重新选择。",
        "“{name}” is larger than {most} MB. Shrink its pictures or scan it at a lower resolution, and choose "
        "it again.",
    ),
    "public_file_empty": (
        "“{name}”是空文件。请检查后重新选择。",
        "“{name}” is empty. Please check it and choose it again.",
    ),
    "public_scan_kind": (
        "“{name}”不是 PDF、JPG 或 PNG 文件。请把盖章的表扫描或拍照，存为其中一种，再重新选择。",
        "“{name}” is no PDF, JPG or PNG file. Scan or photograph the sealed table as one of these, and "
        "choose it again.",
    ),
    "public_filer_missing": (
        "请填写申报单位的全称。",
        "Give the full name of the filer.",
    ),
    "public_filer_long": (
        "申报单位名称太长，最多 {most} 个字。",
        "The filer's name is too long; at most {most} characters.",
    ),
    "public_declaration_missing": (
        "请确认材料不涉及国家秘密。涉密材料不得在网上报送，请与征集部门联系线下办理。",
        "Declare that nothing is classified. Classified material must not be filed on the web; ask the "
        "office how to hand it in.",
    ),
    "public_spool_gone": (
        "这次填报已经过期或已经完成，没有新的内容报送。请重新上传填好的表；已经报送的，用编号和验证码查看。",
        "This filing has expired or was finished; nothing new was filed. Upload the filled form again, or "
        "look up a filing by its number and code.",
    ),
    "public_busy": (
        "同时上传的人较多，刚才没有读完。请稍候再按一次，已填写的内容不变。",
        "Many people upload at this moment and the form wasn't read. Wait a little and press again.",
    ),
    "public_fill_no_name": (
        "请至少填写一个推荐对象：“{title}”不能空着。",
        "Name at least one nominee: “{title}” is empty.",
    ),
    "public_fill_long": (
        "“{title}”有 {count} 个字符，一栏最多 {most} 个。请删减后再按一次。",
        "“{title}” holds {count} characters, and a field takes at most {most}. Shorten it and press again.",
    ),
    "public_fill_many": (
        "填了 {count} 个推荐对象，这一页最多 {most} 个。请删去多出的，另作一份报送，或者改为上传填好的表。",
        "{count} nominees were filled in, and this page takes at most {most}. Remove those beyond it and "
        "file them apart, or upload a filled form instead.",
    ),
    "public_scan_missing": (
        "还没有选择盖章扫描件。请选择一份 .pdf、.jpg 或 .png 文件。",
        "No sealed scan was chosen. Choose one .pdf, .jpg or .png file.",
    ),
    "public_correct_no_name": (
        "“{title}”不能空着，请填写。",
        "“{title}” can't be left empty.",
    ),
    "public_correct_nothing": (
        "这一条的各栏都空了。请至少填写一栏。",
        "Every field of this entry is empty. Fill in one at least.",
    ),
    "public_correct_changed": (
        "这份报送刚才有了新的版本（第 {newest} 版）。补正还没有提交；填写的内容还在，请再核对一次。",
        "The filing has a newer version by now ({newest}). The correction wasn't handed in; what you typed "
        "is kept. Check it once more.",
    ),
}
