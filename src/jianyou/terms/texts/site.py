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
    "site_reason_missing": ("请写明理由。", "Give a reason."),
    "site_text_long": ("文字太长，最多 {most} 个字符。", "The text is too long; at most {most} characters."),
    "site_no_review": (
        "没有找到这一评审阶段。请从征集的评审页面进入。",
        "There is no such review. Come in from the call's page of reviews.",
    ),
    "site_no_sheet": (
        "没有找到这份评分表，或者它没有分配给您。请从评审任务列表进入。",
        "There is no such score sheet, or it wasn't given to you. Come in from your list of tasks.",
    ),
    "site_no_entry": (
        "报送件 {number} 中没有第 {ordinal} 条。",
        "Filing {number} has no entry {ordinal}.",
    ),
    "site_entry_changed": (
        "您看的是第 {seen} 版，现在已是第 {newest} 版。没有办理，请看过新的一版再决定。",
        "You looked at version {seen}; it is now version {newest}. Nothing was done; look at the new one "
        "first.",
    ),
    "site_no_column": (
        "表中没有“{column}”这一栏。",
        "The table has no column “{column}”.",
    ),
    "site_nothing_asked": (
        "没有写明要补正什么。请至少在一栏下写明。",
        "Nothing is asked. Say what is to be corrected in at least one column.",
    ),
    "site_no_correction": (
        "报送件 {number} 第 {ordinal} 条没有待补正的内容。",
        "Nothing is being corrected in entry {ordinal} of filing {number}.",
    ),
    "site_correction_elsewhere": (
        "没有要求补正的内容（{column}）有改动，没有收下。请只改要求补正的几栏。",
        "Something that wasn't asked for ({column}) was changed; nothing was taken. Change only the columns "
        "that are to be corrected.",
    ),
    "site_outage_times": (
        "停机时段的结束须晚于开始，且已经过去。",
        "An outage must end after it began, and be over.",
    ),
    "site_not_from_paper": (
        "报送件 {number} 是申报单位在网上填的，内容只能由申报单位补正。",
        "Filing {number} was filled on the web; only its filer can correct it.",
    ),
    "site_details_late": (
        "报送件 {number} 中已有办理过的条目，不能再录入内容。要改的，请退回补正。",
        "Some entries of filing {number} were decided already; nothing can be entered. Return them for "
        "correction.",
    ),
    "site_details_fewer": (
        "录入的推荐对象比登记时少（{now} 个，登记 {before} 个），没有保存。多出的请撤回或不予受理。",
        "There are fewer nominees ({now}) than were registered ({before}); nothing was saved. Refuse those "
        "that are too many.",
    ),
    "site_arrival_void": ("{number} 号已经作废。", "Number {number} was voided."),
    "site_slip_missing": ("请写明手写登记单的编号。", "Give the number of the handwritten slip."),
    "site_slip_outside": (
        "{at} 不在已登记的停机时段内，不能补录。请先由经办人登记停机时段并经批准。",
        "{at} lies in no recorded outage; it can't be entered. An outage must be recorded and approved "
        "first.",
    ),
    "site_slip_twice": ("手写登记单 {slip} 已经补录过。", "Slip {slip} was entered already."),
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
    "site_upgraded": (
        "数据表已是本版本的（补做 {count} 步）。",
        "The tables fit this version of the program ({count} steps were made).",
    ),
    "site_tables_behind": (
        "数据表是另一版本的程序建的。请先备份，再运行 jianyou site upgrade。",
        "The tables were made by another version of the program. Make a backup, then run "
        "jianyou site upgrade.",
    ),
    "site_keys_renewed": (
        "已用新钥匙重新加密 {count} 项，旧钥匙已移除。请重新备份 keys.json；"
        "旧备份中的加密内容仍要旧的 keys.json 才能读出。",
        "{count} rows were encrypted with the new key, and the former one was dropped. Back up keys.json "
        "again; what is in older backups still needs the keys.json of then.",
    ),
    "site_keys_not_renewed": (
        "还有 {count} 项是用旧钥匙加密的，旧钥匙仍保留。请再运行一次 jianyou site rotate-keys。",
        "{count} values still need the former key, which was kept. Run jianyou site rotate-keys once more.",
    ),
    "site_demo_logins": (
        "试用的登录名和密码（每次运行都换新，登录页面 /account/sign-in/）：",
        "Logins for trying out (new passwords at every run; sign in at /account/sign-in/):",
    ),
    "site_demo_login": ("{username}  {password}  {role}", "{username}  {password}  {role}"),
    "site_demo_serve": (
        "运行：jianyou site serve --home {home}",
        "To run it: jianyou site serve --home {home}",
    ),
    "site_sent": (
        "已发出 {sent} 条，推迟 {postponed} 条，放弃 {given_up} 条。",
        "Sent {sent}, put off {postponed}, given up {given_up}.",
    ),
    "help_site_send": (
        "发出待发的消息（serve 会定时做）",
        "send the messages that wait (serve does it now and then)",
    ),
    "help_site_demo": (
        "建一个试用站点：样例征集、几份虚构的报送、每个岗位一个登录名",
        "make a site to try out: the sample call, invented filings, a login for each role",
    ),
    "help_site_no_serve": ("只建立，不运行", "make it, don't serve it"),
    "help_site_upgrade": (
        "升级程序之后，更新站点的数据表",
        "bring the site's tables up to a new version of the program",
    ),
    "help_site_rotate": (
        "换钥匙：用新钥匙重新加密联系方式等个人信息（可中断，再运行即继续）",
        "renew the key of personal data (can be interrupted; goes on when run again)",
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
    "help_site_actor": ("经办人姓名，记入留痕", "who does it, for the audit log"),
    "help_site_extend": ("延长截止时间（对所有申报单位）", "give everybody more time"),
    "help_site_call": ("征集的代号", "the call's name"),
    "help_site_reason": ("理由，对外公布", "the reason, which is announced"),
    "help_site_approved": ("批准人，不能是经办人", "who approved it, somebody else"),
    "help_site_until": ("新的截止时间，带时区", "the new deadline with its UTC offset"),
    "help_site_status": ("列出征集", "list the calls"),
    "help_site_seal": (
        "封存账本：给新记录定位并签名（serve 会定时做）",
        "seal the ledgers: place new rows and sign (serve does so now and then)",
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
        "{name}  {status}  until {deadline}  filings {filings}  ledger {size}  {title}",
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
