"""Words of domain/lifecycle: states, acts, roles; why an act isn't possible; what a receipt may say."""

_SUBJECTS = {
    "subject_call": ("征集", "call"),
    "subject_filing": ("报送件", "filing"),
    "subject_entry": ("申报", "entry"),
    "subject_correction": ("补正要求", "request to correct"),
    "subject_review": ("评审", "review"),
    "subject_sheet": ("评分表", "score sheet"),
    "subject_publicity": ("公示", "published list"),
    "subject_objection": ("异议", "objection"),
    "subject_activity": ("帮扶活动", "activity"),
}

_STATUSES = {
    "call_status_draft": ("草稿", "draft"),
    "call_status_open": ("征集中", "open"),
    "call_status_closed": ("已截止", "closed"),
    "call_status_archived": ("已归档", "archived"),
    "call_status_cancelled": ("已取消", "cancelled"),
    "filing_status_draft": ("草稿，尚未报送", "draft, not filed"),
    "filing_status_prefilled": ("电子预填，尚未完成报送", "prefilled on the web, not filed yet"),
    "filing_status_filed": ("已报送", "filed"),
    "filing_status_late": ("逾期", "late"),
    "filing_status_withdrawn": ("已撤回", "withdrawn"),
    "entry_status_pending": ("待审查", "to be checked"),
    "entry_status_returned": ("退回补正", "returned for correction"),
    "entry_status_resubmitted": ("已补正，待审查", "corrected, to be checked"),
    "entry_status_accepted": ("已受理", "accepted"),
    "entry_status_refused": ("不予受理", "refused"),
    "entry_status_withdrawn": ("已撤回", "withdrawn"),
    "correction_status_asked": ("待补正", "asked"),
    "correction_status_answered": ("已补正", "answered"),
    "correction_status_expired": ("期满未补正", "expired"),
    "correction_status_cancelled": ("已取消", "cancelled"),
    "review_status_preparing": ("准备中", "being prepared"),
    "review_status_scoring": ("评分中", "scoring"),
    "review_status_consensus": ("合议中", "scores being talked over"),
    "review_status_closed": ("评分已结束", "scoring closed"),
    "sheet_status_assigned": ("待评分", "to be scored"),
    "sheet_status_submitted": ("已提交", "submitted"),
    "sheet_status_again": ("请再看一次", "asked to look again"),
    "sheet_status_dropped": ("已收回", "taken back"),
    "publicity_status_prepared": ("准备中", "being prepared"),
    "publicity_status_public": ("公示中", "public"),
    "publicity_status_ended": ("公示期满", "ended"),
    "publicity_status_taken_down": ("提前撤下", "taken down"),
    "publicity_status_dropped": ("已放弃", "dropped"),
    "objection_status_received": ("待受理", "received"),
    "objection_status_investigating": ("核查中", "being investigated"),
    "objection_status_refused": ("不予受理", "refused"),
    "objection_status_lead": ("转为线索", "passed on as a lead"),
    "objection_status_decided": ("已作决定", "decided"),
    "objection_status_withdrawn": ("已撤回", "withdrawn"),
    "activity_status_planned": ("筹备中", "planned"),
    "activity_status_open": ("报名中", "open for requests"),
    "activity_status_seated": ("席位已定", "seats given"),
    "activity_status_held": ("已举办", "held"),
    "activity_status_cancelled": ("已取消", "cancelled"),
}

_ACTS = {
    "act_draft_call": ("编写征集", "draft the call"),
    "act_open_call": ("开始征集", "open the call"),
    "act_extend_deadline": ("延长截止时间", "extend the deadline"),
    "act_seal_call": ("截止封存", "close and seal the call"),
    "act_archive_call": ("归档", "archive the call"),
    "act_cancel_call": ("取消征集", "cancel the call"),
    "act_mark_arrival": ("到场登记", "stamp an arrival"),
    "act_start_filing": ("新建报送件", "start a filing"),
    "act_export_master": ("导出推荐汇总表", "export the master table"),
    "act_record_outage": ("登记停机时段", "record an outage"),
    "act_void_arrival": ("作废到场号", "void an arrival"),
    "act_hand_over": ("移交纸质件", "hand papers over to the section"),
    "act_change_course": ("调整程序", "change the course of the call"),
    "act_assign_handlers": ("指定经办人", "name the clerks who handle the call"),
    "act_invite": ("邀请申报", "invite firms"),
    "act_import_forms": ("成批导入", "import forms"),
    "act_undo_import": ("撤销成批导入", "undo an import"),
    "act_ask_clearance": ("征求部门意见", "ask departments for their opinion"),
    "act_record_replies": ("登记部门意见", "record the replies of departments"),
    "act_decide_together": ("登记集体研究", "record a collective decision"),
    "act_send_letters": ("发出函件", "send letters"),
    "act_rank_entries": ("排序", "rank the entries"),
    "act_compile_table": ("汇总上报", "compile and report the table"),
    "act_export_list": ("导出名单", "export a list"),
    "act_export_evidence": ("导出证据", "export evidence"),
    "act_show_list": ("显示名单中的联系方式", "show the contacts in a list"),
    "act_register_form": ("登记电子表", "register a form without a seal"),
    "act_check_entry": ("记录形式审查", "record the formal check"),
    "act_record_fact": ("记录事实", "record a fact"),
    "act_take_over": ("签收移交的纸质件", "sign for papers handed over"),
    "act_enter_slip": ("补录停机期间的手写登记", "enter a slip written during an outage"),
    "act_save_draft": ("保存草稿", "save the draft"),
    "act_submit": ("网上报送", "hand in on the web"),
    "act_register_paper": ("登记盖章原件", "register the sealed original"),
    "act_register_scan": ("登记盖章扫描件", "register the sealed scan"),
    "act_register_late": ("登记逾期件", "register it as late"),
    "act_add_copy": ("附存材料", "keep a copy with it"),
    "act_enter_details": ("录入纸质件的内容", "enter what stands on a paper"),
    "act_admit_late": ("准予接收逾期件", "admit the late filing"),
    "act_withdraw": ("撤回", "withdraw the filing"),
    "act_take_filing": ("归入单位账号", "take the filing into an account"),
    "act_show_personal_data": ("查看个人信息", "show personal data"),
    "act_accept_entry": ("受理", "accept the entry"),
    "act_return_entry": ("退回补正", "return the entry for correction"),
    "act_resubmit_entry": ("提交补正", "hand in the correction"),
    "act_refuse_entry": ("不予受理", "refuse the entry"),
    "act_reopen_entry": ("重新审查", "reopen the entry"),
    "act_extend_correction": ("延长补正期限", "extend the time to correct"),
    "act_expire_correction": ("补正期满", "let the time to correct expire"),
    "act_cancel_correction": ("取消补正要求", "cancel the request to correct"),
    "act_start_review": ("启动评审", "start a review"),
    "act_draw_lots": ("随机抽取", "draw lots"),
    "act_redact_files": ("制作隐名副本", "make copies without names"),
    "act_make_choice": ("择优", "make the choice"),
    "act_hold_ballot": ("登记表决", "record a ballot"),
    "act_sign_choice": ("签署择优结果", "sign the choice"),
    "act_set_review": ("设置评审", "set the review"),
    "act_answer_invitation": ("答复邀请", "answer the invitation"),
    "act_name_panel": ("确定评审专家", "name the panel"),
    "act_sign_undertaking": ("签署承诺书", "sign the undertaking"),
    "act_recuse": ("回避", "recuse an expert"),
    "act_lift_recusal": ("解除回避", "lift a recusal"),
    "act_assign_experts": ("分配评审任务", "assign the experts"),
    "act_start_scoring": ("开始评分", "start the scoring"),
    "act_check_scoring": ("检查评分", "check the scoring"),
    "act_plan_visits": ("安排现场评审", "plan the visits on site"),
    "act_open_consensus": ("开始合议", "begin to talk scores over"),
    "act_record_consensus": ("登记合议结果", "record what was agreed"),
    "act_close_scoring": ("结束评分", "close the scoring"),
    "act_reopen_scoring": ("重新开始评分", "reopen the scoring"),
    "act_save_sheet": ("保存评分表", "save the score sheet"),
    "act_submit_sheet": ("提交评分表", "submit the score sheet"),
    "act_enter_sheet": ("录入纸质评分表", "enter a score sheet from paper"),
    "act_ask_again": ("请专家再看一次", "ask the expert to look again"),
    "act_take_sheet_back": ("收回评分表", "take the score sheet back"),
    "act_prepare_publicity": ("准备公示", "prepare the publication of a list"),
    "act_raise_objection": ("提出异议", "raise an objection"),
    "act_record_intentions": ("登记申报意向", "record intentions"),
    "act_send_package": ("制作上报包", "make a package for another site"),
    "act_take_package": ("接收上报包", "take a package in"),
    "act_refuse_package": ("退回上报包", "refuse a package"),
    "act_record_results": ("登记结果", "record results"),
    "act_confer_titles": ("授予称号", "confer titles"),
    "act_change_title": ("变更称号", "change a title"),
    "act_plan_activity": ("筹备帮扶活动", "plan an activity"),
    "act_record_need": ("登记帮扶需求", "record a need"),
    "act_record_help": ("登记帮扶", "record help"),
    "act_make_archive": ("制作归档包", "make the archive"),
    "act_erase_personal_data": ("清除个人信息", "erase personal data"),
    "act_change_publicity": ("修改公示稿", "change what is to be published"),
    "act_publish_list": ("发布公示", "publish the list"),
    "act_end_publicity": ("公示期满", "end the publication"),
    "act_take_down_list": ("撤下公示", "take the list down"),
    "act_drop_publicity": ("放弃公示稿", "drop what was prepared"),
    "act_add_evidence": ("补充异议材料", "add evidence to the objection"),
    "act_accept_objection": ("受理异议", "accept the objection"),
    "act_refuse_objection": ("不受理异议", "refuse the objection"),
    "act_pass_on_lead": ("转为线索", "pass it on as a lead"),
    "act_correct_typo": ("更正文字", "correct a typing error"),
    "act_investigate": ("记录核查", "record the investigation"),
    "act_ask_for_reply": ("要求说明", "ask the nominee for a reply"),
    "act_reply_to_objection": ("提交说明", "reply to the objection"),
    "act_decide_objection": ("异议决定", "decide the objection"),
    "act_withdraw_objection": ("撤回异议", "withdraw the objection"),
    "act_recuse_officer": ("经办人回避", "recuse an officer"),
    "act_show_objector": ("查看异议人", "show who objected"),
    "act_change_activity": ("修改活动", "change the activity"),
    "act_open_activity": ("开放报名", "open the activity for requests"),
    "act_ask_for_seat": ("报名", "ask for a seat"),
    "act_give_seats": ("分配席位", "give the seats"),
    "act_move_seat": ("调整席位", "move a seat"),
    "act_record_attendance": ("登记出席和成效", "record attendance and outcome"),
    "act_close_activity": ("结束活动", "close the activity"),
    "act_cancel_activity": ("取消活动", "cancel the activity"),
}

_ROLES = {
    "role_public": ("公众", "the public"),
    "role_filer": ("申报单位", "the filer"),
    "role_counter_clerk": ("窗口人员", "a counter clerk"),
    "role_office_clerk": ("经办人", "an office clerk"),
    "role_section_head": ("处室负责人", "a section head"),
    "role_supervisor": ("监督人员", "a supervisor"),
    "role_expert": ("评审专家", "an expert"),
    "role_system": ("系统", "the system"),
    "owner_filer": ("申报单位", "the filer"),
    "owner_office": ("征集部门", "the office"),
    "owner_expert": ("评审专家", "the experts"),
    "owner_nobody": ("无", "nobody"),
}

_WHEN = {
    "when_any_time": ("不限", "any time"),
    "when_in_time": ("截止时间之前", "before the deadline"),
    "when_past_deadline": ("截止时间之后", "after the deadline"),
    "when_time_to_correct": ("补正期限之内", "within the time to correct"),
    "when_past_correcting": ("补正期限之后", "after the time to correct"),
}

_NOT_ALLOWED = {
    "not_allowed_now": (
        "{subject}目前为“{status}”，由{owner}处理，不能办理“{act}”。",
        "The {subject} is “{status}” and rests with {owner}: it isn't possible to {act} now.",
    ),
    "not_allowed_settled": (
        "{subject}目前为“{status}”，已经办结，不能办理“{act}”。",
        "The {subject} is “{status}”, which is settled: it isn't possible to {act}.",
    ),
    "not_allowed_instead": ("目前可以办理：{acts}。", "Possible now: {acts}."),
    "not_allowed_around": (
        "所属{subject}目前为“{status}”，不能办理“{act}”。",
        "The {subject} that it belongs to is “{status}”: it isn't possible to {act}.",
    ),
    "not_allowed_past_deadline": (
        "截止时间已过，不能办理“{act}”。",
        "The deadline is past: it isn't possible to {act}.",
    ),
    "not_allowed_submit_late": (
        "截止时间已过，不能再办理“{act}”。已经填写的内容仍然保留；是否接收逾期件，请咨询征集部门。",
        (
            "The deadline is past: it isn't possible to {act} any more. What was filled in is kept; ask the "
            "office whether anything late is admitted."
        ),
    ),
    "not_allowed_before_deadline": (
        "截止时间未到，不能办理“{act}”。",
        "The deadline isn't past yet: it isn't possible to {act}.",
    ),
    "not_allowed_past_correcting": (
        "补正期限已过，不能办理“{act}”。如有正当理由，请与征集部门联系，申请延长补正期限。",
        (
            "The time to correct is past: it isn't possible to {act}. Where there is good reason, ask the "
            "office for more time."
        ),
    ),
    "not_allowed_while_correcting": (
        "补正期限未到，不能办理“{act}”。",
        "The time to correct still runs: it isn't possible to {act}.",
    ),
    "not_allowed_late_admission": (
        "本次征集不接收逾期件，截止时间已过，不能办理“{act}”。",
        "This call admits nothing late and its deadline is past: it isn't possible to {act}.",
    ),
    "not_allowed_role": (
        "{role}不能办理“{act}”。可以办理的有：{roles}。",
        "It isn't for {role} to {act}. Those who may: {roles}.",
    ),
    "not_allowed_office": (
        "这属于其他部门，不能办理“{act}”。请由所属部门的人员办理。",
        "This belongs to another office, so you can't {act}. Ask that office.",
    ),
    "not_allowed_filing": (
        "这不是您的报送件，不能办理“{act}”。请用您自己的报送编号和验证码进入。",
        "This filing isn't yours, so you can't {act}. Come in with your own filing number and code.",
    ),
    "not_allowed_sheet": (
        "这不是分配给您的评分表，不能办理“{act}”。",
        "This score sheet wasn't given to you, so you can't {act}.",
    ),
    "not_allowed_alone": (
        "“{act}”须由另一人批准，批准人不能是办理人本人。",
        "To {act}, another person's approval is needed.",
    ),
    "not_allowed_without_head": (
        "“{act}”须由本部门的{role}决定或批准。",
        "To {act}, the decision or approval of {role} of the same office is needed.",
    ),
}

_DEADLINES = {
    "extension_past_deadline": (
        "截止时间已过，不能再延长。延长须在原截止时间之前公布，对所有申报单位一样有效。",
        (
            "The deadline is past and can't be extended any more. An extension is announced before the "
            "deadline that it moves, for all filers alike."
        ),
    ),
    "extension_not_later": (
        "新的截止时间不晚于现在的截止时间。截止时间只能延后，请重新填写。",
        "The new deadline isn't later than the one in force. A deadline only moves later; give another.",
    ),
    "correction_due_past": (
        "补正期限已经过去，请填写以后的时间。",
        "The time to correct would be past already; give a later one.",
    ),
    "correction_due_not_later": (
        "新的补正期限不晚于原来的期限。补正期限只能延后，请重新填写。",
        "The new time to correct isn't later than the old one. It only moves later; give another.",
    ),
}

_COMPLETION = {
    "completion_draft": (
        "草稿，尚未报送。请在截止时间之前报送。",
        "A draft, not filed. Hand it in before the deadline.",
    ),
    "completion_prefilled_paper": (
        "电子预填，尚未完成报送。请打印、盖章，在截止时间之前把盖章原件送达，送达后才算完成报送。",
        (
            "Prefilled on the web, not filed yet. Print and seal it, and hand in the sealed original before "
            "the deadline: only then is it filed."
        ),
    ),
    "completion_prefilled_sealed_scan": (
        "电子预填，尚未完成报送。请打印、盖章，在截止时间之前上传盖章扫描件，上传后才算完成报送。",
        (
            "Prefilled on the web, not filed yet. Print and seal it, and upload the scan before the "
            "deadline: only then is it filed."
        ),
    ),
    "completion_prefilled_either": (
        "电子预填，尚未完成报送。请打印、盖章，在截止时间之前送达盖章原件或上传盖章扫描件，两者有一即完成报送。",
        (
            "Prefilled on the web, not filed yet. Print and seal it, and before the deadline hand in the "
            "sealed original or upload its scan: either completes the filing."
        ),
    ),
    "completion_filed": (
        "已在截止时间之前完成报送。",
        "Filed, complete and before the deadline.",
    ),
    "completion_admitted": (
        "在截止时间之后送达，经批准接收，视为完成报送。",
        "It came after the deadline and was admitted by a decision: it counts as filed.",
    ),
    "completion_late": (
        "在截止时间之后送达，已登记为逾期件，未完成报送。",
        "It came after the deadline and is registered as late: it is not filed.",
    ),
    "completion_withdrawn": (
        "已撤回，不再参加本次征集。",
        "Withdrawn: it takes no part in this call.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {
    **_SUBJECTS,
    **_STATUSES,
    **_ACTS,
    **_ROLES,
    **_WHEN,
    **_NOT_ALLOWED,
    **_DEADLINES,
    **_COMPLETION,
}
