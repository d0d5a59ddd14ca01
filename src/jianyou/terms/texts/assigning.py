"""分配专家、进度、催评、现场安排: code -> (Chinese, English)."""

_WISHES = {
    "assign_per_entry_bounds": (
        "每家由几位专家评，请填 {low} 到 {high} 的整数。",
        "How many experts judge each entry: a whole number from {low} to {high}.",
    ),
    "assign_least_bounds": (
        "每位专家最少评几家，请填 {low} 到 {high} 的整数。",
        "How many entries each expert judges at least: a whole number from {low} to {high}.",
    ),
    "assign_most_bounds": (
        "每位专家最多评几家，请填 {low} 到 {high} 的整数。",
        "How many entries each expert judges at most: a whole number from {low} to {high}.",
    ),
    "assign_least_above_most": (
        "最少 {least} 家，多于最多 {most} 家。请改其中一个。",
        "At least {least} is more than at most {most}. Change one of them.",
    ),
}

_PLANS = {
    "assign_no_entries": (
        "还没有受理的申报，没有可以分配的。请先受理。",
        "No entry is accepted yet, so there is nothing to assign. Accept entries first.",
    ),
    "assign_nobody": (
        "评审组还没有专家。请先组成评审组。",
        "Nobody is on the panel yet. Name the panel first.",
    ),
    "assign_nobody_accepted": (
        "评审组里还没有人答应。请先登记答复，或者不限于已答应的专家。",
        "Nobody on the panel has accepted yet. Record answers first, or don't limit the plan to those.",
    ),
    "assign_no_plan": (
        "没有第 {plan} 号方案。请回到分配页查看。",
        "There is no plan {plan}. Go back to the page of assignment.",
    ),
    "assign_plan_settled": (
        "第 {plan} 号方案已经了结，不能再办。请看最新的方案。",
        "Plan {plan} is settled. See the newest plan.",
    ),
    "assign_plan_outdated": (
        "第 {plan} 号方案算好以后，情况变了 {count} 处，不能采用。请按现在的情况重新计算。",
        "Since plan {plan} was computed, {count} things have changed. Compute a plan anew.",
    ),
    "assign_changed": (
        "您看到的是新派 {given} 份、收回 {taken} 份，现在是新派 {now_given} 份、收回 {now_taken} 份。"
        "请核对后再采用。",
        "You saw {given} to give and {taken} to take away; now it is {now_given} and {now_taken}. Look "
        "again, then adopt it.",
    ),
    "assign_entry_came": (
        "“{entry}”后来受理，方案里没有它。",
        "“{entry}” was accepted since, and isn't in the plan.",
    ),
    "assign_entry_went": ("“{entry}”不再参加评审。", "“{entry}” is no longer judged."),
    "assign_expert_went": ("{expert}已不在评审组。", "{expert} is no longer on the panel."),
    "assign_recused_since": (
        "{expert}后来对“{entry}”回避。",
        "{expert} has since been recused from “{entry}”.",
    ),
}

_HAND = {
    "assign_not_on_panel": (
        "这位专家不在本次评审组里，或者已经谢绝、退出。请另选一位。",
        "This expert isn't on the panel, or has declined or left. Choose another.",
    ),
    "assign_not_reviewed": (
        "这一条申报不在本次评审之列。请回到分配页查看。",
        "This entry isn't judged in this review. Go back to the page of assignment.",
    ),
    "assign_recused": (
        "{expert}对“{entry}”须回避，不能派给他。请另选一位；要解除回避，请到回避页写明理由。",
        "{expert} is recused from “{entry}” and can't judge it. Choose another, or lift the recusal with a "
        "reason on its page.",
    ),
    "assign_given_already": (
        "“{entry}”已经派给{expert}。请另选一位。",
        "“{entry}” has been given to {expert} already. Choose another.",
    ),
    "assign_pair_missing": ("请选一位专家和一条申报。", "Choose an expert and an entry."),
}

_REMINDING = {
    "assign_not_scoring": (
        "现在不在评分，不用催。",
        "Nobody is scoring now, so nobody is to be reminded.",
    ),
    "assign_late_changed": (
        "您看到可以发给 {shown} 位，现在是 {now} 位。请核对后再发。",
        "You saw {shown} who can be written to; now there are {now}. Look again, then send.",
    ),
    "assign_nobody_to_remind": (
        "没有可以发的：都已交齐，或者一天之内发过，或者没有消息地址。",
        "Nobody can be written to: all is in, or they were reminded within a day, or have no address.",
    ),
    "message_reminder_expert_subject": (
        "请评分：{title}，{review}",
        "Please score: {title}, {review}",
    ),
    "message_reminder_expert": (
        "“{title}”的{review}还有 {left} 份评分表等您评分，请在 {until} 之前提交。评分页面：{page}",
        "{left} score sheets of “{title}”, {review}, wait for you; please submit them before {until}. "
        "Where to score: {page}",
    ),
    "message_expert_again_subject": (
        "请再看一次：{title}，{review}",
        "Please look again: {title}, {review}",
    ),
    "message_expert_again": (
        "征集部门请您再看一次“{title}”的{review}中的 1 份评分表，理由写在评分表上，"
        "请在 {until} 之前重新提交。评分页面：{page}",
        "The office asks you to look at one score sheet of “{title}”, {review}, once more. The reason stands "
        "on the sheet; please submit it again before {until}. Where to score: {page}",
    ),
}

_VISITS = {
    "visit_unknown": (
        "没有这一项安排，或者已经取消。请回到现场安排页查看。",
        "There is no such visit, or it was cancelled. Go back to the page of visits.",
    ),
    "visit_times_turned": (
        "结束时间须晚于开始时间，而且在同一天之内。请改正。",
        "A visit ends later than it begins, and on the same day. Correct it.",
    ),
    "visit_past": (
        "开始时间已经过去。请填将来的时间。",
        "That time is past. Give a time to come.",
    ),
    "visit_nobody": ("请至少选一位专家。", "Choose at least one expert."),
    "visit_place_missing": ("请填写地点。", "Give a place."),
    "visit_expert_busy": (
        "{expert}在这段时间已经安排了“{entry}”。请换时间，或者另选专家。",
        "{expert} is with “{entry}” at that time. Choose another time or expert.",
    ),
    "visit_recused": (
        "{expert}对“{entry}”须回避，不能安排。请另选专家。",
        "{expert} is recused from “{entry}”. Choose another expert.",
    ),
    "visit_place_taken": (
        "“{place}”在这段时间已经安排了“{entry}”。请换时间或者地点。",
        "“{place}” is taken by “{entry}” at that time. Choose another time or place.",
    ),
    "visit_entry_twice": (
        "“{entry}”已经有安排。要改时间，请改原来的那一项。",
        "“{entry}” has a visit already. To move it, change that one.",
    ),
    "visit_series_bounds": (
        "每家 {low} 到 {high} 分钟、间隔 0 到 {high} 分钟、每天 1 到 {most} 家。请改正。",
        "Each takes {low} to {high} minutes, with 0 to {high} between, 1 to {most} a day. Correct it.",
    ),
    "visit_series_late": (
        "按这样排，一天会排到 {until} 以后。请减少每天的家数，或者缩短每家的时间。",
        "A day would go on after {until}. Take fewer a day, or less time each.",
    ),
    "visit_series_changed": (
        "您看到要排 {shown} 家，现在是 {now} 家。请核对后再排。",
        "You saw {shown} to plan; now there are {now}. Look again, then plan.",
    ),
    "visit_clash_expert": (
        "{expert}同一时间要在两处：“{entry}”和“{other}”。请改其中一项。",
        "{expert} is in two places at once: “{entry}” and “{other}”. Change one of them.",
    ),
    "visit_clash_recused": (
        "{expert}对“{entry}”须回避。请换下他。",
        "{expert} is recused from “{entry}”. Put somebody else in.",
    ),
    "visit_clash_place": (
        "“{entry}”和“{other}”同一时间在同一地点。请改其中一项。",
        "“{entry}” and “{other}” are in one place at once. Change one of them.",
    ),
    "visit_clash_entry": (
        "“{entry}”排了两次。请取消其中一项。",
        "“{entry}” is planned twice. Cancel one of them.",
    ),
}

_LOG = {
    "log_key_plan": ("分配方案号", "plan"),
    "log_key_pairs": ("专家与申报的对数", "pairs"),
    "log_key_pairs_sha256": ("分配的指纹", "fingerprint of the pairs"),
    "log_key_proof_sha256": ("最优证明的指纹", "fingerprint of the proof"),
    "log_key_given": ("新派评分表", "sheets given"),
    "log_key_taken": ("收回评分表", "sheets taken away"),
    "log_key_sheet": ("评分表", "score sheet"),
    "log_key_sheet_before": ("评分表原状态", "state of the sheet before"),
    "log_key_to_phone": ("须打电话", "to be phoned"),
    "log_key_visits": ("现场安排", "visits"),
    "log_key_place": ("地点", "place"),
    "log_key_cancelled": ("已取消", "cancelled"),
    "log_key_begins": ("开始", "begins"),
    "log_key_ends": ("结束", "ends"),
}

TEXTS: dict[str, tuple[str, str]] = {**_WISHES, **_PLANS, **_HAND, **_REMINDING, **_VISITS, **_LOG}
