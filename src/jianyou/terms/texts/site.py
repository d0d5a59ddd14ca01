"""Messages of a site: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "site_keys_exist": (
        "站点已经有钥匙文件 {path}。钥匙丢失或被替换，已加密的数据就读不出来，因此不会覆盖。",
        "The site has its keys already in {path}. Data encrypted with lost keys can't be read, so they are "
        "not replaced.",
    ),
    "site_keys_missing": (
        "找不到站点的钥匙文件 {path}。请先运行 jianyou site init，或把 JIANYOU_HOME 指向站点的文件夹。",
        "The site's keys are not at {path}. Run jianyou site init first, or point JIANYOU_HOME at the "
        "site's folder.",
    ),
    "site_keys_unreadable": (
        "站点的钥匙文件 {path} 读不出来，请检查权限，或从备份恢复。",
        "The site's keys at {path} can't be read; check permissions or restore them from a backup.",
    ),
    "site_key_lost": (
        "这项数据是用站点已不再持有的钥匙加密的，请从备份恢复钥匙文件。",
        "This was encrypted with a key that the site no longer has; restore its keys from a backup.",
    ),
    "site_database_unknown": (
        "DATABASE_URL 以“{scheme}”开头，不认识。请写 postgresql://…；不设则用站点文件夹里的 SQLite。",
        "DATABASE_URL begins with “{scheme}”, which is not known. Write postgresql://…, or leave it unset "
        "for SQLite in the site's folder.",
    ),
    "site_call_exists": (
        "名为“{name}”的征集已经有了。请换一个代号。",
        "There is a call named “{name}” already; choose another name.",
    ),
    "site_call_past": (
        "征集“{name}”的截止时间 {deadline} 已过，不能开放。",
        "The deadline of “{name}”, {deadline}, is past; the call can't be opened.",
    ),
    "site_call_not_open": (
        "征集没有开放，或已经截止，不能报送。",
        "The call is not open, or it has ended; nothing can be filed.",
    ),
    "site_too_late": (
        "已过截止时间：截止 {deadline}，现在 {at}。没有报送。",
        "The deadline is past: it was {deadline}, it is now {at}. Nothing was filed.",
    ),
    "site_extension_needs": (
        "延长截止时间须写明理由和批准人，批准人不能是经办人自己。",
        "More time needs a reason and somebody else who approved it.",
    ),
    "site_extension_too_late": (
        "只能在截止之前向后延长；现在的截止时间是 {deadline}。",
        "Time can only be given before the deadline, and only more of it; it is {deadline} now.",
    ),
    "site_no_receipt": (
        "没有编号为“{number}”的回执，或其内容已依法删除。",
        "There is no receipt numbered “{number}”, or what it told was erased as the law demands.",
    ),
}
