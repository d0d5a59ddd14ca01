"""Words of offices below under the same call: opening, ranking, reporting."""

TEXTS: dict[str, tuple[str, str]] = {
    "district_no_upper": (
        "这次征集不是替上级部门征集的，没有要汇总上报的表。",
        "This call isn't collected for an office above, so no table is compiled and reported.",
    ),
    "district_no_office": (
        "本部门没有下级部门“{name}”。请从清单里选；清单里没有的，请先由站点管理员建立。",
        "This office has no office below called “{name}”. Choose one of the list; who runs the "
        "site adds others.",
    ),
    "district_nothing_named": (
        "还没有选下级部门。请至少选一个。",
        "No office below is chosen yet. Choose one at least.",
    ),
    "district_named_already": (
        "“{name}”已经参加这次征集，不用再加。",
        "“{name}” takes part in this call already.",
    ),
    "district_most_wrong": (
        "名额“{text}”不认识。请写 1 到 {most} 的整数；不限名额就留空。",
        "“{text}” is no quota. Write a whole number from 1 to {most}, or leave it empty for no limit.",
    ),
    "district_deadline_past": (
        "“{name}”的截止时间已经过了。请写一个还没到的时间。",
        "The deadline of “{name}” is past. Give one that is still to come.",
    ),
    "district_deadline_late": (
        "“{name}”的截止时间须早于本部门的截止时间（{deadline}），好留出汇总盖章的时间。",
        "The deadline of “{name}” must be before this office's own ({deadline}), to leave time for "
        "compiling.",
    ),
    "district_extend_late": (
        "新的截止时间须早于上级部门的截止时间（{deadline}），好留出汇总盖章的时间。",
        "The new deadline must be before that of the office above ({deadline}), to leave time for compiling.",
    ),
    "district_slug_long": (
        "“{name}”的征集名称会超过 {most} 个字符。请联系站点管理员换一个较短的部门简称。",
        "The call of “{name}” would get a name above {most} characters. Give that office a shorter "
        "short name.",
    ),
    "district_upper_over": (
        "上级部门的征集已经截止或者不再进行，不能再办这一项。",
        "The call of the office above is over, so this can't be done any more.",
    ),
    "rank_unread": (
        "“{name}”的名次“{text}”不认识。请写 1 到 {most} 的整数；不上报就留空。",
        "“{text}” is no rank for “{name}”. Write a whole number from 1 to {most}; leave it empty "
        "not to report it.",
    ),
    "rank_tie": (
        "第 {rank} 名写了不止一家：{names}。名次不能并列，请分出先后。",
        "Rank {rank} is given to more than one: {names}. There are no ties; put them in order.",
    ),
    "rank_changed": (
        "您打开以后，受理的名单或者排序又有变化。下面是现在的情况，请看过再存。",
        "The accepted entries or their order were changed since you opened this. See how they "
        "stand and save again.",
    ),
    "report_nothing_ranked": (
        "还没有排好的申报，没有可以上报的。请先排序。",
        "Nothing is ranked yet, so there is nothing to report. Rank the entries first.",
    ),
    "report_over_quota": (
        "要上报 {count} 条，名额是 {most} 条。请把名额之外的（{names}）留下，再上报。",
        "{count} entries would be reported where {most} are allowed. Leave out those beyond the "
        "quota ({names}).",
    ),
    "report_many": (
        "一份表最多 {most} 条，这次要上报 {count} 条。请与上级部门商量分成几次。",
        "A table holds {most} entries at most; {count} would be reported. Agree on several with "
        "the office above.",
    ),
    "report_changed": (
        "您看过以后，名单、排序、名额或者内容又有变化，还没有上报。请按现在的表再看一遍。",
        "The list, its order, the quota or a content changed since you looked; nothing was "
        "reported. Look again.",
    ),
    "report_there": (
        "本部门已经上报过（{number}）。要改，请先撤回那一件；截止以后只能由上级部门退回补正。",
        "This office has reported already ({number}). To change it, withdraw that first; after the "
        "deadline only "
        "a return for correction by the office above opens it.",
    ),
    "report_header_missing": (
        "还没有填“{label}”。",
        "“{label}” is missing.",
    ),
    "report_header_long": (
        "“{label}”超过 {most} 个字符，请写短一些。",
        "“{label}” is longer than {most} characters. Make it shorter.",
    ),
    "urge_not_begun": (
        "{office}：《{call}》要求贵单位征集并汇总上报，贵单位的征集尚未开放。请尽快开放，并于{deadline}之前上报。",
        "{office}: the call “{call}” asks you to collect and report; your own call isn't open yet. "
        "Please open it "
        "and report before {deadline}.",
    ),
    "urge_collecting": (
        "{office}：《{call}》的推荐汇总表尚未收到。贵单位已受理 {accepted} 条，{quota}。"
        "请排好顺序，盖章后于{deadline}之前上报。",
        "{office}: your table for the call “{call}” hasn't come yet. You have accepted {accepted}; "
        "{quota}. Please "
        "rank, seal and report it before {deadline}.",
    ),
    "urge_reported": (
        "{office}：《{call}》的推荐汇总表已收到电子表（{number}），尚缺盖章件。"
        "请于{deadline}之前交来，逾期未交不算完成报送。",
        "{office}: your table for the call “{call}” came as data ({number}), its sealed copy is "
        "still missing. "
        "Please hand it in before {deadline}; without it the filing isn't complete.",
    ),
    "urge_quota": ("名额 {most} 条", "your quota is {most}"),
    "urge_no_quota": ("名额不限", "there is no quota"),
    "help_site_offices": ("部门：建立下级部门，列出部门", "offices: add one below another, list them"),
    "help_office_add": ("建立部门，或者给已有的部门定上级", "add an office, or put one below another"),
    "help_office_list": ("列出部门及其上级", "list the offices and those above them"),
    "help_office_slug": (
        "部门简称，用小写字母、数字和短横线",
        "short name: small letters, digits and hyphens",
    ),
    "help_office_name": ("部门全称", "full name of the office"),
    "help_office_upper": ("上级部门的简称", "short name of the office above"),
    "help_office_district": ("所在区县，写全称", "its district, by the full name"),
    "office_added": ("部门 {slug} 已经建立：{name}", "Office {slug} stands: {name}"),
    "office_added_below": (
        "部门 {slug} 已经建立：{name}，上级是 {upper}",
        "Office {slug} stands: {name}, below {upper}",
    ),
    "office_line": ("{slug}　{name}", "{slug}  {name}"),
    "office_line_below": (
        "{slug}　{name}（{district}，上级 {upper}）",
        "{slug}  {name} ({district}, below {upper})",
    ),
    "office_upper_wrong": (
        "“{slug}”不能放在“{upper}”之下：它已有别的上级，或者这样会成一个圈。",
        "“{slug}” can't stand below “{upper}”: it has another office above it, or they would go in a circle.",
    ),
    "office_district_wrong": (
        "有上级的部门须写明所在区县，不超过 {most} 个字符。",
        "An office below another has a district, of {most} characters at most.",
    ),
}
