"""The supervisor's desk: code -> (Chinese, English)."""

_GROUPS = {
    "audit_group_course": ("征集与期限", "calls and deadlines"),
    "audit_group_arriving": ("收件与登记", "arrivals and registration"),
    "audit_group_checking": ("审查与征求意见", "checks and clearance"),
    "audit_group_deciding": ("决定", "decisions"),
    "audit_group_correcting": ("补正", "corrections"),
    "audit_group_review": ("评审", "review"),
    "audit_group_letters": ("发出的函件", "letters sent"),
    "audit_group_taken": ("查看与导出", "shown and taken"),
}

_WATCHES = {
    "watch_late": ("逾期后准予接收", "late, yet admitted"),
    "watch_deadline": ("延长截止时间", "deadline extended"),
    "watch_correction": ("延长或取消补正", "corrections extended or cancelled"),
    "watch_reopened": ("决定后重新审查", "reopened after a decision"),
    "watch_alone": ("应由两人办理而由一人办理", "by one person where two are wanted"),
    "watch_exported": ("导出含个人信息的表", "exports with personal data"),
    "watch_shown": ("查看个人信息", "personal data shown"),
    "watch_import_undone": ("撤销导入", "imports undone"),
    "watch_voided": ("作废到场登记", "arrivals voided"),
    "watch_recusal_lifted": ("解除回避", "recusals lifted"),
    "watch_scores_changed": ("评分退回、收回或重开", "scores asked again, taken back or reopened"),
}

_KEYS = {
    "log_key_review": ("评审", "review"),
    "log_key_stage": ("评审阶段", "stage"),
    "log_key_blind": ("隐名", "blind"),
    "log_key_phones": ("允许用手机", "phones"),
    "log_key_undertaking": ("承诺书指纹", "undertaking's hash"),
    "log_key_experts": ("专家", "experts"),
    "log_key_expert": ("专家", "expert"),
    "log_key_least": ("至少", "at least"),
    "log_key_most": ("至多", "at most"),
    "log_key_draw": ("抽取", "draw"),
    "log_key_sheets": ("评分表", "score sheets"),
    "log_key_unfinished": ("未提交", "not handed in"),
    "log_key_invited": ("邀请", "invited"),
    "log_key_written": ("发出消息", "messages written"),
    "log_key_accepts": ("接受", "accepts"),
    "log_key_left": ("移出", "left"),
    "log_key_blocking": ("须回避", "ties that block"),
    "log_key_flagged": ("待核实", "ties to look at"),
    "log_key_new": ("新查出", "new"),
    "log_key_tie": ("关系", "tie"),
    "log_key_announced": ("公布", "announced"),
    "log_key_count": ("数量", "count"),
    "log_key_digest": ("总指纹", "digest"),
    "log_key_public_value": ("公开数值", "public value"),
    "log_key_seed": ("种子", "seed"),
    "log_key_void": ("作废", "void"),
    "log_key_number": ("报送件", "filing"),
    "log_key_ordinal": ("第几条", "entry"),
    "log_key_corrected": ("补正的是第几条", "entry corrected"),
    "log_key_name": ("推荐对象", "nominee"),
    "log_key_version": ("第几版", "version"),
    "log_key_reason": ("理由", "reason"),
    "log_key_note": ("说明", "note"),
    "log_key_approved_by": ("批准人", "approved by"),
    "log_key_remarks": ("补正要求", "remarks"),
    "log_key_column": ("栏目", "column"),
    "log_key_text": ("内容", "text"),
    "log_key_due": ("补正期限", "to be corrected by"),
    "log_key_before": ("原为", "before"),
    "log_key_after": ("改为", "after"),
    "log_key_deadline": ("截止时间", "deadline"),
    "log_key_open_questions": ("未定事项数", "open questions"),
    "log_key_arrival": ("到场序号", "arrival"),
    "log_key_slip": ("登记单号", "slip"),
    "log_key_written_at": ("登记单所写时间", "written on the slip"),
    "log_key_began": ("停机开始", "outage began"),
    "log_key_ended": ("停机结束", "outage ended"),
    "log_key_handover": ("交接单号", "hand-over"),
    "log_key_papers": ("纸质件", "papers"),
    "log_key_missing": ("缺少的纸质件", "papers missing"),
    "log_key_entries": ("申报", "entries"),
    "log_key_accepted_only": ("只要已受理的", "accepted only"),
    "log_key_organization": ("单位", "organization"),
    "log_key_call": ("征集", "call"),
    "log_key_filer": ("申报单位", "filer"),
    "log_key_status": ("状态", "state"),
    "log_key_decisive": ("判定时间", "decisive moment"),
    "log_key_content_sha256": ("内容指纹", "fingerprint of the content"),
    "log_key_files": ("文件", "files"),
    "log_key_sha256": ("文件指纹", "fingerprint"),
    "log_key_size": ("字节数", "bytes"),
    "log_key_purpose": ("用途", "purpose"),
    "log_key_copies": ("份数", "copies"),
    "log_key_media": ("载体", "media"),
    "log_key_extent": ("范围", "extent"),
    "log_key_rows": ("条数", "rows"),
    "log_key_act": ("事项", "act"),
    "log_key_actor": ("账号", "account"),
    "log_key_role": ("身份", "role"),
    "log_key_points": ("各项评分", "points by item"),
    "log_key_item": ("评分项", "item"),
    "log_key_total": ("总分", "total"),
    "log_key_first_by": ("第一遍录入人", "first typed by"),
    "log_key_declared": ("申报回避的家数", "ties declared"),
}

_CHECKS = {
    "check_place_missing": (
        "缺少第 {place} 条；缺口之后的账本没有再核对。",
        "Entry {place} is missing; the ledger behind the gap was not checked any further.",
    ),
    "check_row_unreadable": ("第 {place} 条的正文读不出来。", "The body of entry {place} can't be read."),
    "check_row_differs": (
        "第 {place} 条的事项、人员、时间或编号与写入账本的正文不一致。",
        "Act, person, moment or number of entry {place} isn't what its body in the ledger says.",
    ),
    "check_content_differs": (
        "第 {place} 条的内容与账本中的承诺值不一致，内容在写入后被改动过。",
        "The content of entry {place} isn't what the ledger commits to: it was changed afterwards.",
    ),
    "check_receipt_unsigned": (
        "第 {place} 条是回执，它的签名不成立。",
        "Entry {place} is a receipt, and its signature doesn't hold.",
    ),
    "check_head_unsigned": (
        "第 {place} 条之后的封存值，签名不成立。",
        "The signature of the seal value after entry {place} doesn't hold.",
    ),
    "check_head_differs": (
        "第 {place} 条之后的封存值，与现存各条算出的不一致：此前有一条或多条被改动、增加或删除。",
        "The seal value after entry {place} isn't what the stored entries come to: something before was "
        "changed, added or taken away.",
    ),
    "check_head_earlier": (
        "第 {place} 条之后的封存值，签名时间早于前一个封存值。",
        "The seal value after entry {place} was signed before the one that precedes it.",
    ),
    "check_edge_differs": (
        "现存各条算出的结果，与征集记录的账本末端不一致。",
        "The stored entries don't come to the end of the ledger that the call keeps.",
    ),
    "check_end_unsigned": (
        "账本末端（第 {place} 条）没有签名的封存值。",
        "No signed seal value stands over the end of the ledger (entry {place}).",
    ),
    "check_version_differs": (
        "报送件 {number} 现存的内容与回执中的内容指纹不一致。",
        "The stored content of filing {number} isn't what its receipt fingerprints.",
    ),
    "check_status_differs": (
        "报送件 {number} 有申报的现状与最后一次留痕的决定不一致。",
        "An entry of filing {number} doesn't stand as the last decision in the audit log says.",
    ),
}

_EVIDENCE = {
    "evidence_no_row": (
        "没有可以导出的留痕记录，或者记录不属于本部门。",
        "There is nothing in the audit log to export, or it isn't your office's.",
    ),
    "evidence_day_bad": (
        "看不懂这个日期。请依次写年、月、日，例如 2026-04-30。",
        "This isn't a date. Write it like 2026-04-30.",
    ),
    "evidence_days_turned": (
        "结束日期早于开始日期，请改正其中一个。",
        "The last day is before the first. Correct one of them.",
    ),
    "evidence_title": ("操作留痕证据包", "Evidence from the audit log"),
    "evidence_office": ("部门", "Office"),
    "evidence_made_at": ("导出时间", "Exported at"),
    "evidence_made_by": ("导出人", "Exported by"),
    "evidence_reason": ("导出理由", "Reason"),
    "evidence_calls": ("所属征集", "Calls"),
    "evidence_count": ("共 {count} 条记录，新的在前。", "{count} entries, the newest first."),
    "evidence_no_persons": (
        "本包不含联系人、电话等个人信息。",
        "No contacts, phones or other personal data are in it.",
    ),
    "evidence_persons": (
        "本包含个人信息（personal.json），请妥善保管；查看已经留痕。",
        "It holds personal data (personal.json): keep it safe. That it was taken is in the audit log.",
    ),
    "evidence_filing": ("报送件", "The filing"),
    "evidence_entries": ("申报", "Entries"),
    "evidence_versions": ("第 {ordinal} 版，{at}", "Version {ordinal}, {at}"),
    "evidence_rows": ("留痕记录", "The audit log"),
    "evidence_at": ("时间", "When"),
    "evidence_act": ("事项", "What"),
    "evidence_who": ("人员与身份", "Who, in which role"),
    "evidence_on": ("报送件与申报", "On which filing and entry"),
    "evidence_why": ("理由", "Why"),
    "evidence_place": ("账本位置", "Place in the ledger"),
    "evidence_unsealed": ("尚未封存", "not sealed yet"),
    "evidence_erased": ("内容已按规定清除", "content erased as the rules ask"),
    "evidence_approved": ("批准人：{name}", "approved by {name}"),
    "evidence_entry": ("第 {ordinal} 条", "entry {ordinal}"),
    "evidence_heads": ("封存值", "Seal values"),
    "evidence_head": (
        "征集 {log}：第 1 至 {size} 条，{at} 签名",
        "Call {log}: entries 1 to {size}, signed {at}",
    ),
    "evidence_keys": ("公钥", "Public keys"),
    "evidence_keys_hint": (
        "请与征集页公布的公钥比对，一致才可信。",
        "Compare with the key on the call's public page: only then can it be trusted.",
    ),
    "evidence_how": ("怎样核验", "How to verify"),
    "evidence_how_page": (
        "不装软件：用浏览器打开 verifier.html，把 receipts 文件夹里的回执和 ledgers 文件夹里的账本拖进去。",
        "Without installing anything: open verifier.html in a browser and drop in the receipts and ledgers "
        "of the folders of that name.",
    ),
    "evidence_how_rows": (
        "逐条核对：在本文件夹运行 python check.py。它只用 Python 自带的功能，重算每条记录的内容承诺值，"
        "并沿证明算到封存值，再与 ledgers 中的账本逐条比对。",
        "Entry by entry: run python check.py in this folder. With nothing but Python itself it works out "
        "what each entry commits to, follows its proof to the seal value, and looks it up in the ledger "
        "beside it.",
    ),
    "evidence_how_command": (
        "装有荐优的电脑：运行 jianyou verify ledger ledgers/征集简称.jsonl，"
        "和 jianyou verify receipt receipts 文件夹里的文件，加 --key 公钥。",
        "With Jianyou installed: run jianyou verify ledger on the file in ledgers, and jianyou verify "
        "receipt on those in receipts, with --key and the public key.",
    ),
    "evidence_limits": (
        "能证明：记录写入后没有改动、没有插入、没有抽走。不能证明：写入时所述内容属实。",
        "It proves that nothing was changed, put in or taken out after it was written. It can't prove that "
        "what was written was true.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_GROUPS, **_WATCHES, **_KEYS, **_CHECKS, **_EVIDENCE}
