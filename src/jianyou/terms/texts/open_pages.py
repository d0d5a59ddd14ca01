"""Words of the public ledger, statistics and the feed."""

TEXTS: dict[str, tuple[str, str]] = {
    "open_ledger_unreadable": (
        "这不是报送编号，也不是承诺值。编号是 12 位字母和数字，例如 7K3M-9QXA-2BCD；"
        "承诺值是 64 位的十六进制数。",
        "This is neither a number of a filing nor a commitment. A number has 12 letters and digits, such as "
        "7K3M-9QXA-2BCD; a commitment is 64 hexadecimal digits.",
    ),
    "open_ledger_not_found": (
        "账本里没有这个编号的回执，也没有这个承诺值。请与回执核对，并确认它属于这次征集。",
        "The ledger has no receipt of that number, and no such commitment. Compare it with the receipt, and "
        "check that it is of this call.",
    ),
}
