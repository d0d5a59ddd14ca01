"""Words of 帮扶: needs and help, activities, who has a seat and why."""

_RULES = {
    "support_group_conferred": ("获奖的", "those the award was conferred on"),
    "support_group_recommended": ("获推荐的", "those recommended"),
    "support_group_nominated": ("申报的推荐对象", "all nominees"),
    "support_rule_conferred": ("获奖的优先", "Those the award was conferred on come first"),
    "support_rule_recommended": ("获推荐的优先", "Those recommended come first"),
    "support_rule_nominated": ("申报的推荐对象优先", "Nominees come first"),
    "support_rule_served": (
        "近 {months} 个月参加次数少的优先",
        "Those with fewer seats in the last {months} months come first",
    ),
    "support_rule_spread": (
        "排在前面的同区县单位少的优先",
        "Those whose district has fewer seats so far come first",
    ),
    "support_rule_district": ("每个区县至多 {most} 家", "At most {most} of each district"),
    "support_rule_organization": ("每个单位至多 1 个席位", "At most one seat for each organization"),
    "support_rule_lot": ("同等的由可核验的抽签决定", "A verifiable draw decides among equals"),
    "support_rule_twice": (
        "规则里有重复的项目。请每项只选一次。",
        "Something stands twice in the rule. Choose each of them once.",
    ),
    "support_groups_wrong": (
        "没有选优先对象。请至少选一类，或不按优先对象排序。",
        "Nobody is named who comes first. Name one group at least, or leave that criterion out.",
    ),
    "support_seats_wrong": ("席位数应在 1 到 {most} 之间。", "Seats must be 1 to {most}."),
    "support_months_wrong": ("月数应在 1 到 {most} 之间。", "Months must be 1 to {most}."),
    "support_district_wrong": (
        "每个区县的上限应在 0（不限）到 {seats} 之间。",
        "The limit of a district must be 0 (none) to {seats}.",
    ),
    "support_nobody": (
        "没有人报名，没有席位可分。请延长报名，或取消活动。",
        "Nobody has asked for a seat. Extend the time, or cancel the activity.",
    ),
    "support_lot_missing": ("报名 {key} 没有抽签的次序。", "Request {key} has no place in the draw."),
}

_REASONS = {
    "support_why_conferred": ("获奖单位", "the award was conferred on it"),
    "support_why_recommended": ("获推荐的对象", "recommended"),
    "support_why_nominated": ("申报的推荐对象", "nominee"),
    "support_why_no_group": ("不在优先对象之列", "not among those who come first"),
    "support_why_served": ("近 {months} 个月已参加 {count} 次", "{count} seats in the last {months} months"),
    "support_why_not_served": ("近 {months} 个月未参加", "no seat in the last {months} months"),
    "support_why_spread": (
        "本区县在前面已有 {count} 家",
        "{count} of its district have a seat before it",
    ),
    "support_why_lot": ("同等的 {count} 家中抽签第 {place}", "drawn number {place} of {count} equals"),
    "support_why_seated": ("排第 {place}，有席位", "number {place} in the order: a seat"),
    "support_why_full": ("{seats} 个席位已满", "all {seats} seats are given"),
    "support_why_district": ("{district}已满 {most} 家", "{district} has its {most} seats"),
    "support_why_organization": ("本单位已有 1 个席位", "the organization has a seat already"),
    "support_change_full": (
        "席位空出时按候补次序递补",
        "Seats that become free go by the order of the waiting list",
    ),
    "support_change_district": (
        "{district}有席位的单位放弃时，才能递补",
        "It moves up once one of {district} gives its seat back",
    ),
    "support_change_organization": (
        "本单位放弃已有的席位时，才能递补",
        "It moves up once its organization gives its other seat back",
    ),
}

_RECORD = {
    "support_record_large": (
        "文件超过 {most} MB，不是席位记录。请核对文件。",
        "The file has more than {most} MB and is no record of seats. Check which file it is.",
    ),
    "support_record_unreadable": (
        "这不是席位记录，或已损坏。请重新下载后再核验。",
        "This is no record of seats, or it is damaged. Download it again.",
    ),
    "support_record_part": (
        "“{part}”部分与它的指纹不一致，内容被改过。",
        "The part “{part}” doesn't match its hash: it was changed.",
    ),
    "support_record_digest": (
        "总指纹与各部分的指纹不一致。",
        "The digest doesn't follow from the hashes of the parts.",
    ),
    "support_record_other": (
        "这不是要核验的那份记录，它的总指纹是 {digest}。",
        "This isn't the record that was asked for; its digest is {digest}.",
    ),
    "support_record_answers": (
        "按规则和抽签重算，从第 {place} 位起与记录不一致。",
        "Given anew by rule and draw, seats differ from place {place} on.",
    ),
    "support_record_about": (
        "{call}，第 {activity} 项活动“{title}”：{count} 家报名，{seats} 个席位",
        "{call}, activity {activity} “{title}”: {count} requests, {seats} seats",
    ),
    "support_record_good": (
        "记录成立：席位、候补次序和理由都能由规则和抽签重算出来。",
        "The record holds: seats, waiting list and reasons follow from rule and draw.",
    ),
    "support_record_bad": ("记录不成立，{count} 处不一致。", "The record doesn't hold: {count} differences."),
    "support_record_compare": (
        "请与公布的总指纹核对：{digest}",
        "Compare the digest with the one that was published: {digest}",
    ),
    "help_verify_seats": ("核验席位记录", "verify a record of seats"),
    "help_verify_seats_file": ("席位记录文件（.json）", "the record of seats (.json)"),
    "help_verify_seats_digest": ("公布的总指纹", "the digest that was published"),
}

_SITE = {
    "support_need_missing": ("没有写需求。请写明需要什么帮助。", "No need is told. Say what help is needed."),
    "support_entry_missing": (
        "没有选推荐对象，或它已不在名单里。请重新选择。",
        "No nominee is chosen, or it is no longer there. Choose again.",
    ),
    "support_kind_unknown": (
        "没有选帮扶的类别。请从本次征集承诺的类别里选一个。",
        "No kind of help is chosen. Choose one that the call promises.",
    ),
    "support_needs_many": (
        "一个推荐对象至多登记 {most} 项需求。请合并或补充已有的。",
        "A nominee has {most} needs at most. Put some of them together.",
    ),
    "support_need_closed": (
        "这项需求已经办结。要再登记帮扶，请先重新打开。",
        "This need is closed. Open it again first.",
    ),
    "support_need_unknown": ("没有这项需求。请核对编号。", "There is no such need. Check its number."),
    "support_help_unknown": (
        "没有这条帮扶。请返回需求的页面再选。",
        "There is no such help. Choose again on the page of the need.",
    ),
    "support_helps_many": (
        "一项需求至多登记 {most} 条帮扶。",
        "A need has {most} departments' parts at most.",
    ),
    "support_department_missing": ("没有写部门。请写明由哪个部门承办。", "No department is named. Name it."),
    "support_resource_missing": (
        "没有写资源。请写明提供什么，例如专家、检测设备、培训名额。",
        "No resource is named. Say what is offered, such as experts, test benches, training.",
    ),
    "support_days_turned": (
        "完成日期早于开始日期。请核对。",
        "It was done before it had begun. Check the days.",
    ),
    "support_status_missing": ("没有选进展。请选一项。", "No state is chosen. Choose one."),
    "support_title_missing": ("没有写活动名称。", "The activity has no title."),
    "support_value_missing": (
        "没有写抽签采用哪个公开数值。请写明名称和公布时间。",
        "It isn't said which public value the draw takes. Name it and when it is published.",
    ),
    "support_times_turned": ("结束时间应在开始时间之后。", "It must end after it begins."),
    "support_begins_past": (
        "开始时间应在现在之后；活动已经开始的，不再修改。",
        "It must begin after now; an activity that has begun isn't changed any more.",
    ),
    "support_unchanged": (
        "没有改动，没有发出消息。",
        "Nothing is changed, and nobody was told anything.",
    ),
    "support_until_wrong": (
        "报名截止时间应在现在之后、活动开始之前。",
        "The time to ask must end after now and before the activity begins.",
    ),
    "support_until_past": (
        "报名截止或答复时间已经过了。请改成以后的时间。",
        "That moment is past. Name one to come.",
    ),
    "support_departments_many": ("承办部门至多 {most} 个。", "There are {most} departments at most."),
    "support_activity_unknown": ("没有这项活动。请核对编号。", "There is no such activity."),
    "support_fixed": (
        "报名已经开放，类别、名称、席位、规则和公开数值不能再改。要改的，请取消后另办一项。",
        "It is open: kind, title, seats, rule and public value stand. Cancel it and plan another one.",
    ),
    "support_until_over": (
        "报名截止时间只能在截止之前推后，不能提前。",
        "The time to ask can only be made longer, and only before it is over.",
    ),
    "support_not_begun": ("活动还没有开始，开始以后才能登记。", "The activity hasn't begun yet."),
    "support_begun": (
        "活动已经开始，席位不再变动。请与征集部门联系。",
        "The activity has begun; seats stay as they are. Get in touch with the office.",
    ),
    "support_request_unknown": (
        "没有这份报名，或它已经退出。请刷新页面再看。",
        "There is no such request, or it was taken back. Look at the page again.",
    ),
    "support_asking_over": (
        "报名已经截止，名单用于抽签，不能再变。",
        "The time to ask is over; the list is drawn from and stays as it is.",
    ),
    "support_asking_runs": (
        "报名还没有截止。截止以后名单不再变动，才能分配席位。",
        "The time to ask still runs. Seats are given once the list is closed.",
    ),
    "support_changed": (
        "您看过以后名单变了：看到的是 {shown}，现在是 {now}。请再看一遍。",
        "The list changed since you looked: {shown} then, {now} now. Look at it again.",
    ),
    "support_order_missing": ("没有选先后次序。请选一种。", "No order is chosen. Choose one."),
    "support_box_empty": ("没有填写。请填写后再继续。", "Nothing is filled in. Fill it in and go on."),
    "support_leave_unsure": (
        "没有勾选确认，还没有退出。请勾选后再按一次。",
        "Nothing was given back: tick the box first, then press again.",
    ),
    "support_ledger_long": (
        "共 {count} 项需求，一份文件至多 {most} 项。请先按类别、区县或部门筛选。",
        "There are {count} needs; a file holds {most}. Narrow them by kind, district or department.",
    ),
    "support_promised": ("已承诺", "promised"),
    "support_begun_word": ("进行中", "under way"),
    "support_done": ("已完成", "done"),
    "support_failed": ("未能办成", "couldn't be done"),
    "support_party": ("征集部门", "the office"),
    "support_place_open": ("地点另行通知", "a place that will be told"),
}

_LEDGER = {
    "support_ledger": ("质量帮扶台账", "Ledger of help"),
    "support_seats_list": ("活动签到表", "Sign-in sheet"),
    "support_column_serial": ("序号", "No."),
    "support_column_name": ("单位（个人）", "Nominee"),
    "support_column_district": ("区县", "District"),
    "support_column_kind": ("类别", "Kind"),
    "support_column_need": ("需求", "Need"),
    "support_column_department": ("承办部门", "Department"),
    "support_column_resource": ("资源", "Resource"),
    "support_column_action": ("做了什么", "What was done"),
    "support_column_outcome": ("结果", "What came of it"),
    "support_column_state": ("进展", "State"),
    "support_column_dates": ("起止日期", "Days"),
    "support_column_seat": ("席位", "Seat"),
    "support_column_sign": ("签到", "Signature"),
    "support_column_time": ("时间", "Time"),
    "support_head_call": ("征集", "Call"),
    "support_head_office": ("填报部门", "Office"),
    "support_head_place": ("地点", "Place"),
    "support_seat": ("有席位", "seat"),
    "support_waiting": ("候补 {number}", "waiting {number}"),
    "support_need_open": ("待帮扶", "open"),
    "support_need_helped": ("已帮扶", "helped"),
    "support_need_closed_word": ("已办结", "closed"),
    "support_ledger_note": (
        "“结果”由承办部门登记。本表不含联系方式。",
        "Outcomes are told by the departments. There are no contacts in this table.",
    ),
}

_MESSAGES = {
    "message_needs_asked_subject": ("请告知帮扶需求：{title}", "Tell what help you need: {title}"),
    "message_needs_asked": (
        "“{title}”（报送编号 {number}）的推荐对象可以得到质量帮扶。"
        "请在报送页面“帮扶”里写明需要什么，{until}以前告知的一并统筹。请不要写个人信息。",
        "Nominees of “{title}” (filing {number}) get help. Say what you need under “Help” on your filing's "
        "page, by {until} if possible. Tell no personal data.",
    ),
    "message_activity_opened_subject": ("活动报名：{activity}", "Seats to ask for: {activity}"),
    "message_activity_opened": (
        "“{title}”（报送编号 {number}）的推荐对象可以报名参加“{activity}”，{until}截止。"
        "席位按公布的规则分配。请在报送页面“帮扶”里报名。",
        "Nominees of “{title}” (filing {number}) may ask for a seat at “{activity}” until {until}. Seats go "
        "by a published rule. Ask under “Help” on the page of your filing.",
    ),
    "message_activity_changed_subject": ("活动安排有变：{activity}", "Changed: {activity}"),
    "message_activity_changed": (
        "“{title}”（报送编号 {number}）：您报名的“{activity}”安排有变。现在的开始时间：{due}；地点：{place}。"
        "其余请看报送页面“帮扶”。",
        "“{title}” (filing {number}): “{activity}” was changed. It now begins {due}, at {place}. "
        "The rest stands under “Help” on the page of your filing.",
    ),
    "message_activity_cancelled_subject": ("活动取消：{activity}", "Cancelled: {activity}"),
    "message_activity_cancelled": (
        "“{title}”（报送编号 {number}）：您报名的“{activity}”已取消。",
        "“{title}” (filing {number}): “{activity}” was cancelled.",
    ),
    "message_seat_given_subject": ("有席位：{activity}", "You have a seat: {activity}"),
    "message_seat_given": (
        "“{title}”（报送编号 {number}）：{name}在“{activity}”有席位。开始时间：{due}；地点：{place}。"
        "理由见报送页面“帮扶”；不能参加的，请尽早在那里放弃，由候补的单位递补。",
        "“{title}” (filing {number}): {name} has a seat at “{activity}”. It begins {due}, at {place}. Why is "
        "told under “Help” on the page of your filing; if you can't come, give the seat back there.",
    ),
    "message_seat_waiting_subject": ("候补第 {count}：{activity}", "Number {count} waiting: {activity}"),
    "message_seat_waiting": (
        "“{title}”（报送编号 {number}）：{name}在“{activity}”候补第 {count}，席位空出时按次序递补。"
        "理由见报送页面“帮扶”。",
        "“{title}” (filing {number}): {name} is number {count} on the waiting list of “{activity}”. Why is "
        "told under “Help” on the page of your filing.",
    ),
    "message_seat_moved_up_subject": ("递补到席位：{activity}", "You moved up to a seat: {activity}"),
    "message_seat_moved_up": (
        "“{title}”（报送编号 {number}）：有单位放弃，{name}递补到“{activity}”的席位。"
        "开始时间：{due}；地点：{place}。不能参加的，请尽早在报送页面“帮扶”里放弃。",
        "“{title}” (filing {number}): {name} moved up to a seat at “{activity}”, {due}, {place}. "
        "If you can't come, give the seat back under “Help” on the page of your filing.",
    ),
}

_LOG = {
    "log_key_activity": ("活动", "activity"),
    "log_key_need": ("需求", "need"),
    "log_key_seats": ("席位", "seats"),
    "log_key_until": ("截止", "until"),
    "log_key_rule": ("规则", "rule"),
    "log_key_waiting": ("候补", "waiting"),
    "log_key_attended": ("出席", "came"),
    "log_key_asked": ("征询", "asked"),
    "log_key_resource": ("资源", "resource"),
}

TEXTS: dict[str, tuple[str, str]] = {**_RULES, **_REASONS, **_RECORD, **_SITE, **_LEDGER, **_MESSAGES, **_LOG}
