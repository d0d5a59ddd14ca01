"""Messages of the room `ledger`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "receipt_unreadable": (
        "这不是荐优的回执文件，或文件不完整。请使用收到的原始回执文件（.json），不要复制、修改其中内容。",
        "This is no receipt of Jianyou, or not a whole one. Use the receipt file (.json) as you got it.",
    ),
    "receipt_too_large": (
        "文件超过 {most} KB，不是回执。请核对是否选错了文件。",
        "The file is over {most} KB, so it is no receipt; check whether it is the right one.",
    ),
    "receipt_key_trusted": (
        "回执所用公钥与征集页面公布的一致",
        "the receipt's public key is the one that the call page shows",
    ),
    "receipt_kind": ("是报送回执", "it is the receipt of a filing"),
    "receipt_content_committed": (
        "所载内容与入账时的承诺值一致",
        "what it tells is what the entry committed to",
    ),
    "receipt_signed": ("签名有效", "its signature is valid"),
    "receipt_head_signed": ("账本封存值的签名有效", "the signature of the ledger's seal value is valid"),
    "receipt_in_log": ("已列入公布的账本", "the published ledger holds it"),
    "ledger_unreadable": (
        "这不是荐优的账本文件。",
        "This is no ledger file of Jianyou.",
    ),
    "ledger_line_unreadable": (
        "这一行不是账本的内容，或已损坏。",
        "This line is none of a ledger, or broken.",
    ),
    "ledger_other_call": ("这一条属于另一次征集。", "This entry is of another call."),
    "ledger_head_unsigned": ("封存值的签名无效。", "The signature of the seal value is not valid."),
    "ledger_head_differs": (
        "封存值与此前各条不符：其间有记录被改动、增删或调换次序。",
        "The seal value differs from the entries before it: some were changed, added, removed or moved.",
    ),
    "ledger_head_earlier": (
        "封存值的时间早于上一个封存值，或时间无效。",
        "The seal value is earlier than the one before, or its time is not valid.",
    ),
    "ledger_end_unsigned": (
        "最后几条之后没有签名的封存值：文件末尾被截去，或尚未封存。",
        "No signed seal value stands behind the last entries: the end was cut off, or isn't sealed yet.",
    ),
}
