"""Messages of the room `judging.assignment`: code -> (Chinese, English)."""

_READING = {
    "assignment_no_entries": ("没有申报，无法分配专家。", "There are no entries to assign experts to."),
    "assignment_no_experts": ("没有评审专家，无法分配。", "There are no experts to assign."),
    "assignment_too_many": (
        "名单有 {count} 项，最多 {most} 项。请分批分配。",
        "The list has {count} keys, at most {most}; assign in parts.",
    ),
    "assignment_key": (
        "编号“{key}”为空或超过 {most} 个字符，请修改。",
        "The key “{key}” is empty or longer than {most} characters; change it.",
    ),
    "assignment_key_twice": (
        "编号“{key}”出现了两次，请只保留一次。",
        "The key “{key}” stands twice; keep one.",
    ),
    "assignment_demand": (
        "申报“{entry}”（空为各项）需要 {demand} 名专家，应为 0 至 {most}。",
        "Entry “{entry}” (empty: every entry) wants {demand} experts; it may be 0 to {most}.",
    ),
    "assignment_load": (
        (
            "专家“{expert}”（空为各位）的评审项数下限 {least}、上限 {most} 不成立：下限不小于 0，"
            "上限不小于下限且不大于 {bound}。"
        ),
        (
            "Expert “{expert}” (empty: every expert) can't have the limits {least} to {most}: the lower is 0 "
            "or more, the upper no less than the lower and at most {bound}."
        ),
    ),
    "assignment_unknown_entry": (
        "对申报“{entry}”另行规定了专家数，但申报名单中没有它。",
        "Entry “{entry}” has a number of experts of its own, but isn't among the entries.",
    ),
    "assignment_unknown_expert": (
        "对专家“{expert}”另行规定了评审项数，但专家名单中没有此人。",
        "Expert “{expert}” has limits of his own, but isn't among the experts.",
    ),
    "assignment_pair_unknown": (
        "申报“{entry}”与专家“{expert}”这一对中，至少一方不在名单里。请核对编号，以免遗漏。",
        (
            "The pair of entry “{entry}” and expert “{expert}” names somebody who isn't listed; "
            "check the keys, so that nothing is overlooked."
        ),
    ),
    "assignment_pair_twice": (
        "申报“{entry}”与专家“{expert}”这一对出现了两次，请只保留一次。",
        "The pair of entry “{entry}” and expert “{expert}” stands twice; keep one.",
    ),
    "assignment_locked_recused": (
        "申报“{entry}”已锁定专家“{expert}”，但该专家须回避。请取消锁定。",
        "Expert “{expert}” is locked to entry “{entry}”, but recused from it; unlock the pair.",
    ),
    "assignment_locked_entry": (
        "申报“{entry}”锁定的专家比所需多 {over} 名，请取消部分锁定。",
        "Entry “{entry}” has {over} locked experts more than it wants; unlock some.",
    ),
    "assignment_locked_expert": (
        "专家“{expert}”锁定的申报超过上限 {over} 项，请取消部分锁定或提高上限。",
        "Expert “{expert}” has {over} locked entries above his limit; unlock some or raise the limit.",
    ),
    "assignment_no_industry": (
        "申报“{entry}”没有填写行业组，无法判断各组之间是否可比。",
        "Entry “{entry}” has no industry, so whether industries can be compared can't be told.",
    ),
    "assignment_proof_unreadable": (
        "方案文件中的“{field}”无法读取，请重新导出方案。",
        "“{field}” of the plan can't be read; export the plan again.",
    ),
}

_AFFINITY = {
    "assignment_affinity_shape": (
        "匹配度表为 {rows} 行 {columns} 列，应为 {entries} 行（申报）{experts} 列（专家）。",
        (
            "The affinities have {rows} rows and {columns} columns, not {entries} (entries) and "
            "{experts} (experts)."
        ),
    ),
    "assignment_affinity_value": (
        "申报“{entry}”与专家“{expert}”的匹配度“{value}”应为 -{most} 至 {most} 的数。",
        (
            "The affinity “{value}” of entry “{entry}” and expert “{expert}” is no number from -{most} "
            "to {most}."
        ),
    ),
    "assignment_affinity_unknown": (
        "匹配度表中的申报“{entry}”或专家“{expert}”不在名单里，请核对编号。",
        "Entry “{entry}” or expert “{expert}” of the affinities isn't listed; check the keys.",
    ),
    "assignment_affinity_twice": (
        "申报“{entry}”与专家“{expert}”的匹配度出现了两次，请只保留一次。",
        "The affinity of entry “{entry}” and expert “{expert}” stands twice; keep one.",
    ),
    "assignment_range": (
        "匹配度的数值相差过大，无法精确计算。请将匹配度换算到 0 至 1 之间。",
        "The affinities are too far apart to compute exactly; scale them to 0 to 1.",
    ),
    "assignment_affinity_missing": (
        "匹配度表中没有“{key}”，请补充。",
        "The affinities don't know “{key}”; add it.",
    ),
    "assignment_facts_text": (
        "“{key}”的文字超过 {most} 个字符，请缩短。",
        "The text of “{key}” is longer than {most} characters; shorten it.",
    ),
    "assignment_facts_words": (
        "专家“{key}”的专业词或行业超过 {most} 个，请精简。",
        "Expert “{key}” has more than {most} words or industries; keep the main ones.",
    ),
}

_SHORT = {
    "assignment_entry_short": (
        (
            "申报“{entry}”还缺 {missing} 名专家：需要 {needed} 名，"
            "无须回避且尚有余量的专家最多评 {available} 人次。"
        ),
        (
            "Entry “{entry}” lacks {missing} experts: it wants {needed}, and the experts who aren't recused "
            "and have places left can give {available} reviews."
        ),
    ),
    "assignment_entries_short": (
        (
            "申报“{entry}”还缺 {missing} 名专家："
            "它与相关申报共 {count} 项（{entries}）需要 {needed} 人次评审，"
            "可评的专家合计最多 {available} 人次。"
        ),
        (
            "Entry “{entry}” lacks {missing} experts: together {count} entries ({entries}) want {needed} "
            "reviews, and the experts who can judge them have room for {available}."
        ),
    ),
    "assignment_expert_short": (
        (
            "专家“{expert}”比评审项数下限少 {missing} 项：下限 {needed} 项，"
            "无须回避且可分给该专家的最多 {available} 项。"
        ),
        (
            "Expert “{expert}” has {missing} entries less than his minimum: it is {needed}, and {available} "
            "that he isn't recused from can be had."
        ),
    ),
    "assignment_experts_short": (
        (
            "专家“{expert}”比评审项数下限少 {missing} 项："
            "{count} 位专家（{experts}）的下限合计 {needed} 项，可分给他们的最多 {available} 项。"
        ),
        (
            "Expert “{expert}” has {missing} entries less than his minimum: {count} experts ({experts}) have "
            "minimums of {needed} together, and {available} entries can be had for them."
        ),
    ),
    "assignment_free_most": (
        "可将以下任一专家的上限提高 1 项：{experts}。",
        "The limit of any of these experts can be raised by one: {experts}.",
    ),
    "assignment_free_least": (
        "可将以下任一专家的下限降低 1 项：{experts}。",
        "The minimum of any of these experts can be lowered by one: {experts}.",
    ),
    "assignment_free_recusal": (
        "如下列任一回避（申报/专家）经核实可以解除，即可多评 1 人次：{pairs}。",
        (
            "If any of these recusals (entry/expert) proves unfounded, lifting it gives one review more: "
            "{pairs}."
        ),
    ),
    "assignment_free_entry": (
        "也可为以下申报增补专家，或将其中一项所需的专家数减少 1 名：{entries}。",
        "Or find another expert for these entries, or have one of them want one expert less: {entries}.",
    ),
    "assignment_free_demand": (
        "也可将以下任一申报所需的专家数增加 1 名：{entries}。",
        "Or have any of these entries want one expert more: {entries}.",
    ),
}

_PROOF = {
    "assignment_fault_recused": (
        "方案让专家“{expert}”评审其须回避的申报“{entry}”。",
        "The plan has expert “{expert}” judge entry “{entry}”, from which he is recused.",
    ),
    "assignment_fault_locked": (
        "方案缺少已锁定的申报“{entry}”与专家“{expert}”。",
        "The plan lacks the locked pair of entry “{entry}” and expert “{expert}”.",
    ),
    "assignment_fault_entry": (
        "申报“{entry}”有 {count} 名专家，应为 {demand} 名。",
        "Entry “{entry}” has {count} experts instead of {demand}.",
    ),
    "assignment_fault_load": (
        "专家“{expert}”评审 {load} 项，应为 {least} 至 {most} 项。",
        "Expert “{expert}” has {load} entries instead of {least} to {most}.",
    ),
    "assignment_why_assigned": (
        "专家“{expert}”已分配给申报“{entry}”。",
        "Expert “{expert}” judges entry “{entry}”.",
    ),
    "assignment_why_locked": (
        "专家“{expert}”已锁定给申报“{entry}”。",
        "Expert “{expert}” is locked to entry “{entry}”.",
    ),
    "assignment_why_recused": (
        "专家“{expert}”须回避申报“{entry}”。",
        "Expert “{expert}” is recused from entry “{entry}”.",
    ),
    "assignment_why_price": (
        (
            "专家“{expert}”对申报“{entry}”的匹配度为 {affinity}，其稀缺价为 {price}，"
            "相减后比该申报现有专家中最低的还少 {behind}：改派会使总匹配度下降或不变。"
        ),
        (
            "Expert “{expert}” has an affinity of {affinity} to entry “{entry}” and a price of {price}; less "
            "the price that is {behind} below the least of its own experts, so the total wouldn't rise."
        ),
    ),
    "assignment_why_other": (
        "专家“{expert}”没有分配给申报“{entry}”；本方案照顾最弱的一项，不能单凭价格说明。",
        (
            "Expert “{expert}” doesn't judge entry “{entry}”; prices alone don't explain a plan for the "
            "worst served."
        ),
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_READING, **_AFFINITY, **_SHORT, **_PROOF}
