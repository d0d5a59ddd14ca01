"""Words of what is printed, and of what a scan bears."""

TEXTS: dict[str, tuple[str, str]] = {
    "paper_mark": ("编号 {number}　内容指纹 {fingerprint}", "No. {number}　Fingerprint {fingerprint}"),
    "receipt_title": ("报送回执", "Receipt of a filing"),
    "receipt_number": ("报送编号", "Filing number"),
    "receipt_received": ("收到时间", "Received"),
    "receipt_clock": ("以本站的时钟为准，精确到秒", "By the clock of this site, to the second"),
    "receipt_completed": ("完成报送", "Filed"),
    "receipt_version": ("当前版本", "Version now"),
    "receipt_version_at": ("第 {version} 版，{at}", "Version {version}, {at}"),
    "receipt_deadline": ("截止时间", "Deadline"),
    "receipt_filer": ("申报单位", "Filer"),
    "receipt_entries": ("推荐对象", "Nominees"),
    "receipt_more_entries": ("以上为前 {shown} 个，共 {count} 个。", "The first {shown} of {count}."),
    "receipt_files": ("文件", "Files"),
    "receipt_file": ("{name}（{size}）", "{name} ({size})"),
    "receipt_more_files": ("以上为前 {shown} 份，共 {count} 份。", "The first {shown} of {count}."),
    "receipt_no_files": ("没有随附文件，内容在网上填写。", "None; the table was filled in on the web."),
    "receipt_content": ("内容指纹", "Fingerprint"),
    "receipt_content_told": (
        "表格内容的 SHA-256，不含联系人和电话；前 16 位与打印件页脚相同。",
        "SHA-256 of the table without contacts and phones; its first 16 characters stand at the foot of it.",
    ),
    "receipt_commitment": ("账本承诺值", "Commitment"),
    "receipt_not_the_award": (
        "本回执不代替奖项自身的申报。",
        "This receipt does not replace the award's own application.",
    ),
    "receipt_to_verify": (
        "核验：打开 {url}，选择从网上下载的回执（.json）。核验不需要账号，也可以断网进行。",
        "To verify: open {url} and choose the receipt downloaded as .json. No account, no network needed.",
    ),
    "receipt_square_code": (
        "二维码载有报送编号和内容指纹的前 16 位，供窗口和征集部门核对。",
        "The QR code holds the number and the first 16 characters of the fingerprint, to be compared.",
    ),
    "scan_same": (
        "扫描件上的编号和内容指纹，与现在的数据一致。",
        "The number and the fingerprint on the scan are those of the data as it stands.",
    ),
    "scan_older": (
        "扫描件是第 {version} 版打印的，此后数据改过，不一致的内容列在下面。",
        "The scan is of version {version}. The data was changed since; what differs is listed below.",
    ),
    "scan_older_same": (
        "扫描件是第 {version} 版打印的，此后改过的只是打印件上没有的内容。",
        "The scan is of version {version}; nothing that is printed was changed since.",
    ),
    "scan_never_filed": (
        "扫描件的编号是这份报送的，但内容指纹不是其中任何一版：可能打印之后又改过才报送。请逐项核对。",
        "The scan has this filing's number, but the fingerprint of none of its versions: it may have been "
        "printed before the last changes. Compare it field by field.",
    ),
    "scan_other": (
        "扫描件上的编号以 {group} 开头，是另一份报送的。请核对是否传错了文件。",
        "The number on the scan begins with {group}: it belongs to another filing. Check whether this is "
        "the wrong file.",
    ),
    "scan_without_code": (
        "未找到二维码，请人工核对。不是从本站打印的表格没有二维码，不影响报送。",
        "No QR code was found: compare it by eye. A table that was not printed from here has none, which "
        "does the filing no harm.",
    ),
    "scan_unseen": (
        "扫描件已收下，但没有自动查看，请人工核对。",
        "The scan was taken but not looked into: compare it by eye.",
    ),
    "scan_waits": (
        "扫描件已收下，还没有自动查看；稍后自动查看，结果写在这里。",
        "The scan was taken and not yet looked into; that will be done soon, and told here.",
    ),
    "scan_damaged": (
        "文件打不开，可能没有传完整或已损坏。请自己打开看一看，需要时重新扫描后再交。",
        "The file cannot be opened; it may be incomplete or damaged. Open it yourself, and scan it again if "
        "need be.",
    ),
    "scan_locked": (
        "文件设有打开密码，没有查看。请去掉密码后再交一次。",
        "The file is locked with a password and was not looked into. Remove it and hand it in again.",
    ),
    "scan_too_large": (
        "页面的像素太多，没有查看。扫描分辨率用 200 至 300 dpi 即可。",
        "Its pages have too many pixels to be looked into. 200 to 300 dpi will do.",
    ),
    "scan_kind_unknown": ("文件不是 PDF、JPEG 或 PNG，没有查看。", "The file is no PDF, JPEG or PNG."),
    "scan_too_slow": (
        "查看用时过长，只看了一部分。",
        "Looking into it took too long; only a part was looked at.",
    ),
    "scan_stopped": (
        "查看中途停止，只看了一部分。",
        "Looking into it broke off; only a part was looked at.",
    ),
    "scan_helper_missing": (
        "本站现在不能自动查看扫描件。",
        "This site cannot look into scans at present.",
    ),
    "scan_busy": (
        "收件的人多，先行收下。",
        "Many were handing in: it was taken first.",
    ),
    "scan_near_deadline": (
        "临近截止，先行收下。",
        "The deadline was near: it was taken first.",
    ),
    "scan_pages": ("共 {pages} 页，查看了 {looked} 页。", "{pages} pages, {looked} looked at."),
    "scan_pages_marked": (
        "共 {pages} 页，查看了 {looked} 页，其中 {marked} 页有本站的二维码。",
        "{pages} pages, {looked} looked at, {marked} of them with a QR code of this site.",
    ),
    "scan_other_codes": ("另有 {count} 个别的二维码，没有采用。", "Other QR codes, not used: {count}."),
    "scan_table_same": (
        "文件中的文字也读过，各栏与现在的数据一致（联系人和电话不比对）。",
        "Its text was read too: every field is as in the data (contacts and phones are not compared).",
    ),
    "scan_table_unlike": (
        "文件中的文字有 {count} 处与现在的数据不一致。",
        "Its text differs from the data in {count} places.",
    ),
    "signature_whole": (
        "{signer} 签名，签名覆盖整个文件，签名之后没有改动。",
        "Signed by {signer}: the signature covers the whole file, which was not changed since.",
    ),
    "signature_part": (
        "{signer} 签名，签名覆盖当时的文件，此后只追加了其他签名。",
        "Signed by {signer}: the signature covers the file as it was; only signatures were added since.",
    ),
    "signature_changed": (
        "{signer} 签名之后，文件又被改动过。",
        "The file was changed after {signer} had signed it.",
    ),
    "signature_broken": (
        "{signer} 的签名与文件内容对不上，不能认可。",
        "The signature of {signer} does not fit the file: it does not hold.",
    ),
    "signature_unknown": (
        "有一个签名不能核验（{signer}），例如采用了 SM2 算法。请用签章软件核验。",
        "A signature cannot be checked here ({signer}), as with SM2. Check it with the seal's own software.",
    ),
    "signature_untraced": (
        "证书没有追溯到根证书，姓名以证书所写为准，真伪未经核实。",
        "The certificate is not traced to a root: the name is what it says, and is not verified.",
    ),
    "signature_trusted": (
        "证书可追溯到本站信任的根证书。",
        "The certificate leads to a root that this site trusts.",
    ),
    "signature_distrusted": (
        "证书不能追溯到本站信任的根证书。",
        "The certificate does not lead to a root that this site trusts.",
    ),
    "signature_nobody": ("未写姓名的证书", "a certificate without a name"),
}
