"""Words of reasons, letters, checks and decisions taken together, and of the papers made of them."""

TEXTS: dict[str, tuple[str, str]] = {
    "reasons_not_yours": (
        "理由库由本部门的经办人和处室负责人维护。",
        "An office's clerks and section heads keep its reasons.",
    ),
    "reason_unknown": (
        "没有这条理由，可能已经停用。请回到理由库查看。",
        "There is no such reason; it may be offered no more. Look at the list of reasons.",
    ),
    "reason_act_unknown": ("请选择理由用于哪一项。", "Choose what the reason is for."),
    "reason_title_missing": ("请写明理由的标题。", "Give the reason a title."),
    "reason_text_missing": ("请写明理由的内容。", "Write the reason."),
    "reason_order_wrong": (
        "顺序须是 0 至 {most} 之间的整数。",
        "The order is a whole number from 0 to {most}.",
    ),
    "reasons_too_many": (
        "理由库最多 {most} 条，请先停用不再使用的。",
        "There are at most {most} reasons; retire some first.",
    ),
    "deed_reason_kept": ("保存理由", "kept a reason"),
    "deed_reason_retired": ("停用理由", "retired a reason"),
    "letter_acceptance": ("受理通知书", "Letter of acceptance"),
    "letter_refusal": ("不予受理通知书", "Letter of refusal"),
    "letter_correction": ("补正通知书", "Letter asking for corrections"),
    "letter_admission": ("准予接收逾期材料通知书", "Letter admitting a late filing"),
    "letter_invitation": ("邀请函", "Invitation"),
    "letter_urging": ("催报函", "Reminder to file"),
    "letter_clearance": ("征求意见函", "Letter asking for an opinion"),
    "letter_nameless": ("未写名称", "no name"),
    "letter_received": (
        "你单位报送的“{name}”的材料（“{call}”，报送编号{number}第{ordinal}条）收悉。",
        "We received your material on “{name}” (“{call}”, entry {ordinal} of filing {number}).",
    ),
    "letter_received_whole": (
        "你单位报送的材料（“{call}”，报送编号{number}）收悉。该材料在截止时间之后送达。",
        "We received your filing {number} (“{call}”) after the deadline.",
    ),
    "letter_accepted": ("经形式审查，符合要求，予以受理。", "It passed the formal check and is accepted."),
    "letter_accepted_only": (
        "受理只表示材料符合形式要求，不代表推荐或者评审的结果。",
        "Acceptance only means that the form is right; it says nothing of recommendation or review.",
    ),
    "letter_refused": (
        "经审查，有下列情形，不予受理：",
        "It is refused for the following reasons:",
    ),
    "letter_refused_ask": (
        "对以上情形有疑问的，请与本单位联系。",
        "If anything is unclear, please contact this office.",
    ),
    "letter_to_correct": (
        "经形式审查，下列内容需要补正：",
        "The following has to be corrected:",
    ),
    "letter_remark": ("“{column}”栏：{text}", "Column “{column}”: {text}"),
    "letter_remark_personal": (
        "“{column}”栏：具体意见见征集网站上的补正页面。",
        "Column “{column}”: see the page for corrections on the site.",
    ),
    "letter_correct_until": (
        "请在{due}之前补正。在网上凭报送编号和验证码提交，只能修改以上栏目；也可以交到受理窗口。",
        "Please correct it before {due}: on the web with number and code, only in the columns named, or at "
        "the counter.",
    ),
    "letter_admitted": (
        "经研究，准予接收。理由如下：",
        "It is admitted for the following reason:",
    ),
    "letter_kind_unknown": (
        "没有这一种通知书，请重新选择。",
        "There is no such letter; choose another.",
    ),
    "letter_unknown": (
        "没有这份函件，或者它不属于这里。请回到函件列表查看。",
        "There is no such letter here. Look at the list of letters.",
    ),
    "letter_dropped": (
        "所选的函件里有已经作废的，一份都没有发出。请重新核对。",
        "One of the letters was voided; none was sent. Look at them again.",
    ),
    "letter_sent_already": (
        "这份函件已经发出，不能再作废。",
        "This letter was sent and can no longer be voided.",
    ),
    "letters_stale": (
        "有 {count} 份函件与现在的决定不一致（决定后来改变了），一份都没有发出。请作废后重新制作。",
        "Letters that tell of decisions that no longer stand: {count}; none was sent. Void them and make "
        "new ones.",
    ),
    "letters_own": (
        "本部门规定制作和发出须由两人办理：其中 {count} 份由您制作，请由另一位同事发出。",
        "In this office one person makes a letter and another sends it. Made by you: {count}; ask a "
        "colleague to send them.",
    ),
    "letters_too_many": (
        "一次最多处理 {most} 条，您选了 {count} 条。请分批办理。",
        "At most {most} at once; you chose {count}. Take them in parts.",
    ),
    "letters_none": ("没有选中任何一条。请先勾选。", "Nothing is chosen. Tick some first."),
    "message_letter_subject": (
        "{letter}：报送件 {number}",
        "{letter}: filing {number}",
    ),
    "message_letter": (
        "“{title}”，{filer}：关于报送件 {number} 的《{letter}》已经发出，"
        "可以在网上凭报送编号和验证码查看、下载。",
        "“{title}”, {filer}: a letter about filing {number} was sent ({letter}). Read and download it on the "
        "web with number and code.",
    ),
    "check_columns": ("各栏填写完整、不超字数", "All columns filled in, within their limits"),
    "check_header": ("表头填写完整", "Header filled in"),
    "check_seal": ("盖有公章", "Sealed"),
    "check_copy": ("盖章件与数据一致", "Sealed copy same as the data"),
    "check_proofs": ("证明材料齐全", "Proofs complete"),
    "check_willingness": ("申报意愿明确", "Willingness stated"),
    "check_honors": ("质量荣誉在规定年限之内", "Honors within the years asked for"),
    "check_duplicates": ("已核对有无重复报送", "Looked for duplicates"),
    "check_no_findings": ("系统没有发现问题。", "Nothing was found."),
    "check_by_eye": ("系统不能判断，请人工核对。", "The program can't tell; check by hand."),
    "check_on_paper": (
        "纸质件已收到；是否盖章请看原件。",
        "The paper is here; look at the original for the seal.",
    ),
    "check_scan_only": ("已收到盖章扫描件，请看印章。", "A sealed scan is here; look at the seal."),
    "check_nothing_sealed": ("还没有收到盖章的纸质件或扫描件。", "No sealed paper or scan is here yet."),
    "check_copy_same": ("扫描件上的编号和内容指纹与数据一致。", "The scan's code is that of the data."),
    "check_copy_differs": ("扫描件与现在的数据不一致，请看核对结果。", "The scan differs from the data."),
    "check_proofs_told": ("随附证明材料 {count} 份，请核对。", "Proofs attached: {count}; look at them."),
    "check_proofs_none": ("没有随附证明材料。", "No proofs are attached."),
    "check_proofs_wrong": (
        "随附证明材料 {count} 份，其中 {wrong} 份的有效期有问题。",
        "Proofs attached: {count}, of which {wrong} have a problem with their validity.",
    ),
    "check_willing_told": ("愿意参加 {count} 个奖项。", "Awards for which it is willing: {count}."),
    "check_willing_none": ("没有一个奖项表明愿意参加。", "Willing for no award."),
    "check_willing_open": (
        "有 {count} 个奖项没有写明是否愿意。",
        "Awards for which willingness is not stated: {count}.",
    ),
    "check_duplicates_none": ("本次征集中没有同名的。", "No other entry of this name in this call."),
    "check_duplicates_told": (
        "本次征集中另有 {count} 条同名或者信用代码相同。",
        "Other entries of this call with the same name or credit code: {count}.",
    ),
    "check_remark_missing": (
        "“{item}”没有通过，请写明问题。",
        "“{item}” is marked as not in order; say why.",
    ),
    "check_nothing_marked": ("还没有核对任何一项。", "Nothing is marked yet."),
    "together_date_missing": (
        "请写明会议日期，例如 2026-03-02。",
        "Give the day of the meeting, as 2026-03-02.",
    ),
    "together_date_future": ("会议日期不能晚于今天。", "The day of the meeting can't lie in the future."),
    "together_minutes_missing": ("请写明会议纪要的编号。", "Give the number of the minutes."),
    "together_subject_missing": ("请写明议题。", "Give the subject."),
    "together_nobody": (
        "请写明参加人员，一行一位：姓名，职务。",
        "List the participants, one per line: name, post.",
    ),
    "together_too_many_people": ("参加人员最多 {most} 位。", "At most {most} participants."),
    "together_nothing": ("没有一条写明研究结果。", "No outcome is given for any entry."),
    "together_too_many": (
        "一次最多研究 {most} 条，您选了 {count} 条。请分批记录。",
        "At most {most} entries in one decision; you chose {count}.",
    ),
    "together_not_accepted": (
        "“{name}”现在不是“已受理”，不能列入集体研究。",
        "“{name}” isn't accepted now, so no collective decision can be made on it.",
    ),
    "together_unknown_entry": (
        "所列的申报中有一条不属于这次征集。请重新选择。",
        "One of the entries isn't of this call. Choose again.",
    ),
    "together_twice": (
        "“{name}”在同一奖项下列了两次。",
        "“{name}” is listed twice for the same award.",
    ),
    "together_outcome_unknown": ("请为“{name}”选择研究结果。", "Choose an outcome for “{name}”."),
    "together_reason_missing": (
        "“{name}”列为备选或者不推荐，请写明理由。",
        "Say why “{name}” is kept in reserve or not recommended.",
    ),
    "together_order_wrong": (
        "排序须是 1 至 {most} 之间的整数。",
        "The place is a whole number from 1 to {most}.",
    ),
    "together_over_quota": (
        "拟推荐 {count} 个，超过本部门的推荐名额 {most} 个。确需超出的，请写明理由。",
        "To be recommended: {count}, more than the {most} that this office may. If it must be, say why.",
    ),
    "together_unknown": ("没有这次集体研究的记录。", "There is no such decision."),
    "together_file_kind": (
        "会议纪要请上传 PDF、Word（.docx）或图片文件。",
        "Upload the minutes as PDF, Word (.docx) or a picture.",
    ),
    "together_file_large": ("文件太大，最多 {most} MB。", "The file is too large; at most {most} MB."),
    "together_file_gone": ("上传的文件已不在，请重新选择。", "The file is gone; choose it again."),
    "outcome_recommended": ("拟推荐", "to be recommended"),
    "outcome_reserve": ("备选", "in reserve"),
    "outcome_not_recommended": ("不推荐", "not recommended"),
    "recommend_title": ("关于推荐{subject}的函", "Letter recommending {subject}"),
    "recommend_whom": ("“{call}”的对象", "those of “{call}”"),
    "recommend_opening": (
        "根据{notice}，我单位组织开展了征集推荐工作。现将有关情况函告如下。",
        "Acting on {notice}, we called for entries and recommend as follows.",
    ),
    "recommend_course": ("一、工作开展情况", "I. What was done"),
    "recommend_names": ("二、推荐对象", "II. Whom we recommend"),
    "recommend_names_told": (
        "经集体研究，推荐{names}，共{count}个。名单见附件。",
        "It was decided collectively to recommend {names}: {count} in all. See the annex.",
    ),
    "recommend_awards_told": ("其中，{awards}。", "Of these: {awards}."),
    "recommend_districts": ("按所在区县：{counts}。", "By district: {counts}."),
    "recommend_industries": ("按所属行业：{counts}。", "By industry: {counts}."),
    "recommend_part": ("{label}{count}个", "{label} {count}"),
    "recommend_request": ("请予审核。", "Please consider."),
    "recommend_nobody": (
        "这次集体研究没有拟推荐的对象，不能生成推荐函。",
        "Nobody is to be recommended by this decision; there is no letter to make.",
    ),
    "report_title": ("关于推荐{subject}情况的签报", "Internal report on recommending {subject}"),
    "report_opening": (
        "“{call}”征集推荐工作已经完成受理和研究，现将情况报告如下。",
        "Entries to “{call}” were received and decided on; this reports how.",
    ),
    "report_course": ("一、征集和受理情况", "I. How entries came and were dealt with"),
    "report_clearance": ("二、征求部门意见情况", "II. Opinions of departments"),
    "report_decision": ("三、集体研究情况", "III. The collective decision"),
    "report_advice": ("四、拟办意见", "IV. What is proposed"),
    "report_advice_told": (
        "拟按集体研究结果推荐{count}个对象，经审定后行文上报。妥否，请批示。",
        "We propose to recommend these {count}. Please decide.",
    ),
    "report_annex": ("集体研究结果", "Outcome of the decision"),
    "told_opened": (
        "征集于{opened}开始，{deadline}截止。",
        "The call was opened on {opened} and closed on {deadline}.",
    ),
    "told_came": (
        "共收到报送件{filings}件、申报{entries}条。",
        "Filings received: {filings}, with entries: {entries}.",
    ),
    "told_checked": (
        "经形式审查，受理{accepted}条，不予受理{refused}条；退回补正{returned}条次，"
        "其中{corrected}条次已经补正。",
        "{accepted} entries were accepted, {refused} refused; {returned} returns for correction, {corrected} "
        "of them answered.",
    ),
    "told_waiting": ("另有{count}条尚未作出决定。", "Entries not decided yet: {count}."),
    "told_clearance": (
        "向{departments}发函{letters}件，征求意见{asked}条次，收到答复{answered}条次；"
        "未答复的{silent}条次，没有视为无意见。",
        "{letters} letters went to {departments} on {asked} entries; {answered} were answered, {silent} not.",
    ),
    "told_no_clearance": ("征求部门意见情况：{blank}。", "Opinions of departments: {blank}."),
    "told_meeting": (
        "{held}，经集体研究（{minutes}，{people}人参加），研究{all}条次：拟推荐{recommended}条次，"
        "备选{reserve}条次，不推荐{not_recommended}条次。",
        "On {held} it was decided collectively ({minutes}, {people} present) on {all}: {recommended} to "
        "be recommended, {reserve} in reserve, {not_recommended} not recommended.",
    ),
    "told_over_quota": ("超过推荐名额的理由：{reason}", "Why more than the quota: {reason}"),
    "paper_serial": ("序号", "No."),
    "paper_name": ("名称", "Name"),
    "paper_filer": ("申报单位", "Filer"),
    "paper_district": ("区县", "District"),
    "paper_industry": ("行业", "Industry"),
    "paper_award": ("奖项", "Award"),
    "paper_outcome": ("研究结果", "Outcome"),
    "paper_reason": ("理由", "Reason"),
    "paper_unknown": ("未写明", "not stated"),
    "annotated_none": (
        "这件报送没有原来的 Word 或 Excel 表格，不能做批注。",
        "This filing has no Word or Excel form of its own to put remarks into.",
    ),
    "annotated_nothing": ("没有要标注的意见。", "There are no remarks to put in."),
    "annotated_not_found": (
        "在原来的表格里找不到第 {ordinal} 条，不能做批注。",
        "Entry {ordinal} isn't found in the form that was sent.",
    ),
    "annotated_not_possible": (
        "原来的表格不能写入批注，请看网上的补正意见。",
        "No remarks can be put into this form; see them on the web.",
    ),
}
