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
    "site_no_receipt": (
        "没有编号为“{number}”的回执，或其内容已依法删除。",
        "There is no receipt numbered “{number}”, or what it told was erased as the law demands.",
    ),
    "site_no_office": (
        "站点没有简称为“{name}”的部门。",
        "The site has no office of the short name “{name}”.",
    ),
    "site_office_slug": (
        "“{text}”不能作部门简称，请用小写字母、数字和连字符，最多 40 个字符。",
        "“{text}” can't be an office's short name; use small letters, digits and hyphens, at most 40.",
    ),
    "site_office_name": (
        "请写出部门全称（最多 200 个字符）。",
        "Give the office's full name (at most 200 characters).",
    ),
    "help_site": ("建立并运行站点：网上报送、账本", "make and run a site: filing by web, the ledger"),
    "help_site_home": (
        "站点的文件夹（也可设 JIANYOU_HOME；默认 jianyou-site）",
        "the site's folder (or set JIANYOU_HOME; jianyou-site unless given)",
    ),
    "help_site_init": (
        "建立站点：文件夹、钥匙、数据库、部门",
        "make a site: its folder, keys, database and office",
    ),
    "help_site_office": (
        "部门简称：小写字母、数字、连字符",
        "the office's short name: small letters, digits, hyphens",
    ),
    "help_site_office_name": ("部门全称", "the office's full name"),
    "help_site_open": ("用征集文件开放一次征集", "open a call from a call file"),
    "help_site_call_file": ("征集文件或内置名称", "a call file or a built-in name"),
    "help_site_deadline": (
        "改用这个截止时间，如 2026-04-30T18:00:00+08:00（试运行用）",
        "another deadline than the file's, such as 2026-04-30T18:00:00+08:00 (for a rehearsal)",
    ),
    "help_site_actor": ("经办人姓名，记入留痕", "who does it, for the audit trail"),
    "help_site_extend": ("延长截止时间（对所有申报单位）", "give everybody more time"),
    "help_site_call": ("征集的代号", "the call's name"),
    "help_site_reason": ("理由，对外公布", "the reason, which is announced"),
    "help_site_approved": ("批准人，不能是经办人", "who approved it, somebody else"),
    "help_site_until": ("新的截止时间，带时区", "the new deadline with its UTC offset"),
    "help_site_status": ("列出征集", "list the calls"),
    "help_site_seal": (
        "封存账本：给新记录定位并签名（serve 会定时做）",
        "seal the logs: place new rows and sign (serve does so now and then)",
    ),
    "help_site_ledger": ("写出一次征集的账本", "write a call's ledger"),
    "help_site_ledger_output": ("账本文件（.jsonl）", "the ledger file (.jsonl)"),
    "help_site_receipt": ("写出一份回执（封存后含证明）", "write a receipt (with its proof once sealed)"),
    "help_site_number": ("报送编号", "the filing's number"),
    "help_site_receipt_output": ("回执文件（.json）", "the receipt file (.json)"),
    "help_site_serve": ("运行站点", "run the site"),
    "help_site_port": ("端口，默认 8000", "the port, 8000 unless given"),
    "help_site_host": ("监听地址，默认只限本机", "the address to listen on, this machine only unless given"),
    "site_made": (
        "站点已建在 {path}。公钥 {key}（公布在征集页面，核验回执用）。\n请备份 {path}/keys.json，并与数据库"
        "分开存放：丢了它，加密的联系方式读不出来。",
        "The site is at {path}. Its public key is {key}: call pages show it, receipts are verified with it.\n"
        "Back up {path}/keys.json apart from the database: without it contacts can't be read.",
    ),
    "site_opened": (
        "“{name}”已开放，截止 {deadline}。还有 {count} 项待定。",
        "“{name}” is open until {deadline}. Questions left open: {count}.",
    ),
    "site_extended": ("“{name}”的截止时间改为 {deadline}。", "The deadline of “{name}” is now {deadline}."),
    "site_status_line": (
        "{name}  {status}  截止 {deadline}  报送 {filings}  账本 {size} 条  {title}",
        "{name}  {status}  until {deadline}  filings {filings}  log {size}  {title}",
    ),
    "site_status_none": ("站点还没有征集。", "The site has no calls yet."),
    "site_sealed": ("已封存 {count} 条新记录。", "New rows sealed: {count}."),
    "site_written": ("已写出 {path}。", "written: {path}."),
    "site_running": (
        "站点在 {url} 运行。按 Ctrl+C 结束。",
        "The site runs at {url}. Ctrl+C ends it.",
    ),
    "site_port_taken": (
        "端口 {port} 已被占用，请用 --port 换一个。",
        "The port {port} is taken; choose another by --port.",
    ),
    "site_no_call": ("站点没有代号为“{name}”的征集。", "The site has no call named “{name}”."),
    "site_moment_bad": (
        "“{text}”不是带时区的时间，请写成 2026-04-30T18:00:00+08:00。",
        "“{text}” is no moment with a UTC offset; write 2026-04-30T18:00:00+08:00.",
    ),
    "site_not_there": (
        "{path} 里还没有站点。请先运行 jianyou site init。",
        "There is no site in {path} yet. Run jianyou site init first.",
    ),
    "site_call_unsettled": (
        "征集“{name}”没有写明以什么为报送完成，请先在 filing 下写 completes_on。",
        "The call “{name}” doesn't say what completes a filing; settle completes_on under filing first.",
    ),
    "site_no_filing": (
        "没有编号为“{number}”的报送件，请核对编号。",
        "There is no filing numbered “{number}”; check the number.",
    ),
    "site_no_arrival": (
        "没有 {number} 号到场登记。",
        "There is no arrival numbered {number}.",
    ),
    "site_arrival_used": (
        "{number} 号到场登记已经用于另一份报送件。",
        "Arrival {number} belongs to another filing already.",
    ),
    "site_arrivals_busy": (
        "到场登记太多，请再按一次。",
        "Too many arrivals at once; press again.",
    ),
    "help_site_arrive": (
        "到场登记：记下号码和时间，截止前登记的排队照样及时，内容随后补",
        "stamp an arrival: a number and the moment; a queue stamped in time is in time, details follow",
    ),
    "help_site_paper": (
        "登记网上预填件的盖章纸质件",
        "register the sealed paper of a filing that was prefilled on the web",
    ),
    "help_site_arrival": ("到场登记的号码", "the number of the arrival"),
    "site_arrived": ("{number} 号，{at} 到场。", "Number {number}, arrived at {at}."),
    "site_paper_registered": (
        "{number}：{status}，以 {at} 为准。",
        "{number}: {status}, as of {at}.",
    ),
}
