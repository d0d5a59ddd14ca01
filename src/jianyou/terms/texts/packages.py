"""Messages of packages and of what verifies them: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "help_verify_package": (
        "核验数据包（.jyp）：签名、清单和每一个字节",
        "verify a package (.jyp): signatures, manifest, and every single byte",
    ),
    "help_verify_archive": (
        "核验归档包（.jyp）：另核对其中的账本、封存值和回执",
        "verify an archive (.jyp): also the ledger in it, its seal values and its receipts",
    ),
    "help_verify_package_file": ("数据包文件（.jyp）", "the package file (.jyp)"),
    "help_verify_package_key": (
        "签发单位的公钥（64 位十六进制），事先由其他途径核对；不给则只能说明文件自身一致",
        "the sender's public key (64 hex digits), compared by another way before; without it a file can only "
        "be shown to agree with itself",
    ),
    "parcel_manifest_unreadable": (
        "清单 manifest.json 读不出，或被改动过：无法确定这是什么数据包。请向签发单位重新索取原文件。",
        "The manifest, manifest.json, can't be read or was changed: there is no telling what package this "
        "is. Ask its sender for the original file.",
    ),
    "parcel_name_unsafe": (
        "清单中的文件名“{name}”不能使用（可能指向别处，或无法在其他系统保存）。请向签发单位重新索取。",
        "The manifest has a file called “{name}”, which could lead elsewhere or can't be kept on other "
        "systems. Ask its sender for another.",
    ),
    "parcel_names_clash": (
        "清单中有相互冲突的文件名，或超过 {most} 个文件。请向签发单位重新索取。",
        "Names of files in the manifest clash, or there are more than {most}. Ask its sender for another.",
    ),
    "parcel_file_too_large": (
        "数据包内“{name}”超过 {most} KB，不予读取。请与签发单位联系。",
        "“{name}” in the package is larger than {most} KB and isn't read. Get in touch with its sender.",
    ),
    "parcel_file_differs": (
        "“{name}”与清单所记不符，数据包没有写成。请重新制作。",
        "“{name}” isn't what the manifest says of it; the package was not written. Make it again.",
    ),
    "parcel_signature_unreadable": (
        "签名 manifest.sig 读不出，或被改动过。",
        "The signatures, manifest.sig, can't be read or were changed.",
    ),
    "parcel_signature_wrong": (
        "清单的签名不是公钥 {key} 所签：清单 manifest.json 或签名被改动过。",
        "The manifest isn't signed by the key {key}: manifest.json or its signature was changed.",
    ),
    "parcel_sm2_wrong": (
        "清单的 SM2 签名不是公钥 {key} 所签：清单 manifest.json 或签名被改动过。",
        "The manifest isn't signed by the SM2 key {key}: manifest.json or its signature was changed.",
    ),
    "parcel_key_unknown": (
        "签发所用的公钥 {key} 不在所信任的公钥之列。请用其他途径与签发单位核对公钥。",
        "The key {key} that signed it is none of those trusted. Compare it with its sender by another way.",
    ),
    "parcel_sm2_unknown": (
        "SM2 公钥 {key} 与登记的不一致。请用其他途径与签发单位核对。",
        "The SM2 key {key} isn't the one on record. Compare it with its sender by another way.",
    ),
    "parcel_file_changed": (
        "“{name}”的内容与清单不一致，被改动过。",
        "The content of “{name}” differs from the manifest: it was changed.",
    ),
    "parcel_member_added": (
        "“{name}”不在清单中，是后来加入的。",
        "“{name}” isn't in the manifest: it was added.",
    ),
    "parcel_member_missing": (
        "清单中有“{name}”，包内却没有。",
        "“{name}” stands in the manifest and is missing.",
    ),
    "parcel_header_changed": (
        "“{name}”前面的文件头与原样不同（内容另行核对）。",
        "The header before “{name}” isn't as it was written (its content is checked apart).",
    ),
    "parcel_list_changed": (
        "末尾文件目录中“{name}”的一条与原样不同。",
        "The entry of “{name}” in the list at the end isn't as it was written.",
    ),
    "parcel_end_changed": (
        "文件的结尾标记与原样不同，或被截短。",
        "The closing mark of the file isn't as it was written, or was cut off.",
    ),
    "parcel_beyond_end": (
        "结尾之后还有 {count} 个多余的字节。",
        "{count} bytes stand beyond its end.",
    ),
    "parcel_more": ("另有 {count} 处同类问题，不一一列出。", "{count} more of the same kind."),
    "parcel_kind_nomination": ("上报数据包", "package of nominations"),
    "parcel_kind_result": ("结果数据包", "package of results"),
    "parcel_kind_rules": ("征集规则数据包", "package of a call's rules"),
    "parcel_kind_intentions": ("申报意向数据包", "package of intentions"),
    "parcel_kind_archive": ("归档包", "archive"),
    "parcel_about": (
        "{kind}第 {number} 号，{office}制作于 {at}，{count} 个文件",
        "{kind} no. {number}, made by {office} at {at}, {count} files",
    ),
    "parcel_call": ("征集：{call}", "call: {call}"),
    "parcel_to": ("送：{to}", "to: {to}"),
    "parcel_digest": ("清单的 SHA-256：{digest}", "SHA-256 of the manifest: {digest}"),
    "parcel_signed_by": ("Ed25519 公钥：{key}", "Ed25519 key: {key}"),
    "parcel_signed_sm2": ("SM2 公钥：{key}", "SM2 key: {key}"),
    "parcel_good": (
        "核验通过：签名有效，每个字节都与清单一致。",
        "It holds: the signatures are valid, and every byte is as the manifest says.",
    ),
    "parcel_good_untrusted": (
        "文件自身一致，签名有效；未给出公钥（--key），还不能说明出自何处。请用其他途径核对上面的公钥。",
        "The file agrees with itself and its signature is valid; without --key nothing says who made it. "
        "Compare the key above by another way.",
    ),
    "parcel_bad": ("核验未通过，{count} 处问题：", "It does not hold; problems: {count}"),
    "parcel_reading": ("核对文件", "checking files"),
    "archive_other_kind": (
        "这不是归档包；请改用 jianyou verify package 核验。",
        "This is no archive; verify it with jianyou verify package.",
    ),
    "archive_without_ledger": (
        "包内没有账本 ledger/ledger.jsonl，无法核对操作留痕。",
        "There is no ledger, ledger/ledger.jsonl, to compare with.",
    ),
    "archive_ledger_wrong": (
        "账本第 {line} 行有误；可解压后用 jianyou verify ledger 细查。",
        "Line {line} of the ledger is wrong; unpack it and look with jianyou verify ledger.",
    ),
    "archive_ledger_other": (
        "账本的条数或根与归档包所记的封存值不一致：不是归档时的那一本。",
        "The ledger's size or root isn't the one that the archive names: it is another than was archived.",
    ),
    "archive_ledger_keys": (
        "账本由不同的公钥签名：{keys}。换过钥匙时请向征集部门核实。",
        "The ledger was signed by other keys: {keys}. Ask the office whether it changed its key.",
    ),
    "archive_content_differs": (
        "ledger/contents.jsonl 第 {line} 行与账本中的承诺值不一致。",
        "Line {line} of ledger/contents.jsonl isn't what the ledger committed to.",
    ),
    "archive_receipt_wrong": (
        "回执“{name}”核验未通过，或不在账本中。",
        "The receipt “{name}” doesn't hold, or isn't in the ledger.",
    ),
    "archive_receipt_key": (
        "回执“{name}”由另一把公钥签名。换过钥匙时请向征集部门核实。",
        "The receipt “{name}” was signed by another key. Ask the office whether it changed its key.",
    ),
    "archive_title": ("归档包：{title}", "Archive: {title}"),
    "archive_made": (
        "{office}制作于 {at}，第 {number} 号",
        "made by {office} at {at}, no. {number}",
    ),
    "archive_with_personal": (
        "含个人信息（personal 文件夹）：只限依职责使用，不得公开。",
        "It holds personal data (folder personal): for official use only, never to be published.",
    ),
    "archive_without_personal": (
        "不含联系方式和原件。",
        "It holds no contacts and no originals.",
    ),
    "archive_how": (
        "核验（不联网）：jianyou verify archive 文件名.jyp --key 公钥。公钥应从征集页面或档案目录另行核对。",
        "To verify it, offline: jianyou verify archive FILE.jyp --key KEY. Compare the key with the call "
        "page or the archives' register.",
    ),
    "archive_how_unzip": (
        "文件就是 zip，任何解压程序都能打开；不要解压后再打包，那样签名会失效。",
        "The file is a zip, which any program opens. Don't pack it anew: its signature would no longer hold.",
    ),
    "archive_folder_call": ("征集文件和通知", "The call file and the notice"),
    "archive_folder_papers": (
        "文书，PDF/A 格式；部门复函和会议纪要是收到时的原文件",
        "Papers as PDF/A; replies of departments and minutes as they came",
    ),
    "archive_folder_publicity": ("公示：公布时的快照和文书", "Publicity: as published, and as papers"),
    "archive_folder_records": ("决定记录，可重新计算核对", "Decision records, which can be computed anew"),
    "archive_folder_data": ("数据：JSON 和 Excel", "Data as JSON and Excel"),
    "archive_folder_ledger": (
        "账本（ledger.jsonl）和操作留痕的内容（contents.jsonl）",
        "The ledger (ledger.jsonl) and what its entries tell (contents.jsonl)",
    ),
    "archive_folder_receipts": ("报送回执", "Receipts"),
    "archive_folder_personal": (
        "个人信息：联系方式、含联系方式的文书、报送的原件",
        "Personal data: contacts, papers with contacts, filed originals",
    ),
    "archive_col_file": ("文件", "File"),
    "archive_col_size": ("字节", "Bytes"),
    "archive_readme": (
        "{title}\n{made}\n\n{personal}\n\n从 index.html 看起；index.json 是同样的目录，供程序读取。\n"
        "manifest.json 是清单：每个文件的大小和 SHA-256；manifest.sig 是签名（Ed25519，有条件时另有 SM2）。\n"
        "{how}\n{unzip}\n\n账本根：{root}",
        "{title}\n{made}\n\n{personal}\n\nBegin with index.html; index.json is the same list for programs.\n"
        "manifest.json has the size and SHA-256 of every file, manifest.sig its signatures (Ed25519, and SM2 "
        "where the site has such a key).\n{how}\n{unzip}\n\nroot of the ledger: {root}",
    ),
}
