"""Messages of `jianyou verify`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "help_verify": ("核验回执、账本和决定记录", "verify receipts, ledgers and decisions"),
    "help_verify_receipt": (
        "核验报送回执：签名、内容和是否列入账本",
        "verify receipts: signature, content, and whether the ledger holds them",
    ),
    "help_verify_ledger": (
        "核验整本账：逐条重算，逐个比对签名的封存值",
        "verify a whole ledger: every entry hashed again, every signed seal value compared",
    ),
    "help_verify_files": ("回执文件（.json），可以多个", "receipt files (.json), one or more"),
    "help_verify_ledger_file": ("账本文件（.jsonl）", "the ledger file (.jsonl)"),
    "help_verify_key": (
        "征集页面公布的公钥（64 位十六进制）；不给则只能说明文件自身一致",
        "the public key that the call page shows (64 hex digits); without it a file can only be shown "
        "to agree with itself",
    ),
    "help_verify_against": (
        "账本文件（.jsonl），核对其中是否有这份回执",
        "a ledger file to look the receipt up in",
    ),
    "verify_bad_key": (
        "公钥应为 64 位小写十六进制数字，请从征集页面复制。",
        "The public key should be 64 small hex digits; copy it from the call page.",
    ),
    "verify_unreadable": (
        "“{name}”打不开（{reason}），请核对路径和权限。",
        "“{name}” can't be opened ({reason}); check its path and permissions.",
    ),
    "verify_yes": ("是", "yes"),
    "verify_no": ("否", "NO"),
    "verify_open": ("未定", "open"),
    "verify_receipt_good": ("回执真实，已列入账本。", "The receipt is genuine, and the ledger holds it."),
    "verify_receipt_unsealed": (
        "签名有效。账本封存后，请用更新的回执核验是否列入。",
        "The signature is valid. Once the ledger is sealed, verify with the renewed receipt that it is held.",
    ),
    "verify_receipt_untrusted": (
        "回执自身一致；请把公钥 {key} 与征集页面公布的核对，或用 --key 给出后再核验。",
        "The receipt agrees with itself; compare its public key {key} with the one on the call page, or "
        "give that by --key.",
    ),
    "verify_receipt_bad": (
        "回执无效：见标“否”的项。",
        "The receipt is not valid: see what is marked NO.",
    ),
    "verify_receipt_missing": (
        "给出的账本中没有这份回执的记录。",
        "The ledger given doesn't hold this receipt's entry.",
    ),
    "verify_entry": ("编号 {subject}，报送时间 {at}", "number {subject}, filed at {at}"),
    "verify_ledger_good": (
        "账本完整：{entries} 条记录，{heads} 个签名的封存值。",
        "The ledger is whole: entries {entries}, signed seal values {heads}.",
    ),
    "verify_ledger_bad": (
        "账本有 {count} 处问题：",
        "Problems in the ledger: {count}",
    ),
    "verify_ledger_line": ("第 {line} 行：{said}", "line {line}: {said}"),
    "verify_ledger_keys": (
        "账本用了不止一把公钥，或与给出的不同：{keys}。换过钥匙时请向征集部门核实。",
        "The ledger was signed by other keys than the one given, or by several: {keys}. Ask the office "
        "whether it changed its key.",
    ),
    "verify_head": (
        "最后的封存值：{size} 条，{at}，根 {root}",
        "last seal value: {size} entries, {at}, root {root}",
    ),
    "help_verify_page": (
        "写出核验网页：一个文件，双击即用，不联网",
        "write the verifying page: one file, opened by a double click, without a network",
    ),
    "help_verify_page_output": ("网页的文件名（.html）", "the page's file name (.html)"),
    "verify_page_written": (
        "已写出 {path}。用浏览器打开，选择回执或账本文件即可核验。",
        "written: {path}. Open it in a browser and choose receipt or ledger files.",
    ),
    "verifier_title": ("核验回执和账本", "Verify receipts and ledgers"),
    "verifier_lead": (
        "选择收到的回执文件，即可核验签名、内容和是否列入账本；同时选择账本文件，还可逐条核对。",
        "Choose the receipt files you got to verify signature, content, and whether the ledger holds "
        "them; choose the ledger file as well to look each of them up.",
    ),
    "verifier_offline": (
        "所有计算都在这台电脑的浏览器里完成，文件不会传出。断网也能使用。",
        "Everything is computed in this browser; no file leaves this machine. It works without a network.",
    ),
    "verifier_files": ("回执或账本文件", "Receipt or ledger files"),
    "verifier_files_hint": (
        "回执以 .json 结尾，账本以 .jsonl 结尾，可以多选。",
        "Receipts end in .json, ledgers in .jsonl; choose as many as you like.",
    ),
    "verifier_key": ("征集页面公布的公钥（可不填）", "Public key from the call page (may be left empty)"),
    "verifier_key_hint": (
        "64 位十六进制。不填只能说明文件自身一致，不能说明出自哪个网站。",
        "64 hex digits. Without it a file can only be shown to agree with itself, not which site made it.",
    ),
    "verifier_button": ("核验", "Verify"),
    "verifier_results": ("核验结果", "Results"),
    "verifier_waiting": ("正在核验……", "Verifying…"),
    "verifier_no_files": ("请先选择文件。", "Choose a file first."),
    "verifier_home": ("回到首页", "Back to the start page"),
    "verifier_other_language": ("English", "中文"),
    "verifier_too_old": (
        "这个浏览器太旧，缺少核验所需的功能。请换用新版浏览器，或用命令 jianyou verify。",
        "This browser is too old to verify anything. Use a newer one, or the command jianyou verify.",
    ),
    "verifier_unknown_file": (
        "不是荐优的回执或账本，或文件不完整。",
        "Neither a receipt nor a ledger of Jianyou, or not a whole one.",
    ),
    "verifier_content": ("回执所载内容", "What the receipt tells"),
}
