"""Messages of the room `judging.selection`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "selection_key_twice": (
        "申报 {key} 出现了两次。每项申报只列一行，请删去重复的一行。",
        "Entry {key} stands there twice. Give each entry one row and remove the other.",
    ),
    "selection_key_unknown": (
        "没有编号为 {key} 的申报。请核对编号。",
        "There is no entry {key}; check its key.",
    ),
    "selection_name_wrong": (
        "名称“{name}”为空或超过 {most} 字。请填写并缩短。",
        "The name “{name}” is empty or longer than {most} characters; write a shorter one.",
    ),
    "selection_score_wrong": (
        "申报 {key} 的得分“{score}”不是有效分值。请填写不小于 0 的数。",
        "The score “{score}” of entry {key} can't be one; give a number of 0 or more.",
    ),
    "selection_score_digits": (
        "申报 {key} 的得分“{score}”超过 {digits} 位小数。请按公布的规则取舍后填写。",
        "The score “{score}” of entry {key} has more than {digits} decimal places; round it as declared.",
    ),
    "selection_too_many": (
        "“{what}”为 {n}，超过上限 {most}。",
        "“{what}” is {n}, over the limit of {most}.",
    ),
    "selection_without_tiers": (
        "没有写明奖项等次和名额。请至少写一个等次。",
        "No tier is given; give at least one with its number of places.",
    ),
    "selection_tier_twice": (
        "等次 {tier} 写了两次。请为每个等次取不同的代码。",
        "Tier {tier} is given twice; give each a key of its own.",
    ),
    "selection_tier_unknown": (
        "规则提到的等次 {tier} 不存在。请核对等次的代码。",
        "A rule speaks of tier {tier}, which isn't there; check its key.",
    ),
    "selection_number_wrong": (
        "“{what}”的数目 {n} 小于 0。请填写 0 或更大的整数。",
        "The number {n} of “{what}” is below 0; give 0 or more.",
    ),
    "selection_value_without_attribute": (
        "规则写了取值“{value}”，但没有写明按哪一项计数。请补上。",
        "A rule gives the value “{value}” but not what it is a value of; add that.",
    ),
    "selection_attribute_missing": (
        "规则按“{attribute}”计数，但申报 {key} 没有这一项。请补上；不属于任何一类的，填空值。",
        "A rule counts by “{attribute}”, which entry {key} lacks; add it, empty where there is none.",
    ),
    "selection_tie_value_missing": (
        "并列时要比较“{value}”，但申报 {key} 没有这一数值。请补上。",
        "Ties are decided by “{value}”, which entry {key} lacks; add the number.",
    ),
    "selection_lot_without_clause": (
        "只有征集通知写明可以抽签的，才能以抽签决定并列。请写明所依据的条款，或改用其他办法。",
        "A draw decides ties only where the call has a rule for it; cite the clause, or decide otherwise.",
    ),
    "selection_lot_twice": (
        "抽签序号 {lot} 给了不止一项申报。请核对抽签结果。",
        "Number {lot} of the draw was given to more than one entry; check the draw.",
    ),
    "selection_value_unknown": (
        "规则中的“{attribute}：{value}”没有对应的申报。请核对写法是否与申报一致。",
        "No entry has “{attribute}: {value}”, which a rule speaks of; check how it is written.",
    ),
    "selection_tie_unsettled": (
        "“{tier}”：{first} 与 {others} 并列，公布的并列规则分不出先后，"
        "暂按编号取 {first}。须由有权决定的人依规确定。",
        "“{tier}”: {first} and {others} are equal by all published criteria; {first} was taken by its key "
        "only. Somebody entitled to must settle it.",
    ),
    "selection_extra_missing": (
        "本机未安装择优计算所需的组件。请安装 jianyou[judging]。",
        "What computes choices isn't installed here; install jianyou[judging].",
    ),
    "selection_not_proven": (
        "未能在限定的步数内证明这是最优的选择，因此不给出结果。请减少相互牵制的规则，或联系维护人员。",
        "The best choice couldn't be proved within bounds, so none is given; use fewer entangled rules, or "
        "ask the maintainers.",
    ),
    "selection_infeasible": (
        "各项规则无法同时满足，共 {n} 处冲突：",
        "The rules can't all be kept; conflicts: {n}.",
    ),
    "selection_conflict": (
        "以下各项不能同时成立：{limits}。",
        "These can't hold together: {limits}.",
    ),
    "selection_remedy_lower": ("{limit}，降为 {n} 即可", "{limit}, where {n} would do"),
    "selection_remedy_raise": ("{limit}，增至 {n} 即可", "{limit}, where {n} would do"),
    "selection_remedy_lower_too": (
        "{limit}，须降为 {n}，但还有别的冲突",
        "{limit}, to be lowered to {n}, though there is another conflict",
    ),
    "selection_remedy_raise_too": (
        "{limit}，须增至 {n}，但还有别的冲突",
        "{limit}, to be raised to {n}, though there is another conflict",
    ),
    "selection_limit_at_most": ("{who}最多 {n} 个", "at most {n} of {who}"),
    "selection_limit_at_most_in": ("{who}在{tiers}中最多 {n} 个", "at most {n} of {who} in {tiers}"),
    "selection_limit_at_most_all": ("总数最多 {n} 个", "at most {n} in all"),
    "selection_limit_at_most_all_in": ("{tiers}合计最多 {n} 个", "at most {n} in {tiers} together"),
    "selection_limit_at_least": ("{who}至少 {n} 个", "at least {n} of {who}"),
    "selection_limit_at_least_in": ("{who}在{tiers}中至少 {n} 个", "at least {n} of {who} in {tiers}"),
    "selection_limit_at_least_all": ("总数至少 {n} 个", "at least {n} in all"),
    "selection_limit_at_least_all_in": ("{tiers}合计至少 {n} 个", "at least {n} in {tiers} together"),
    "selection_limit_one_of": ("{who}只取 {n} 个", "only {n} of {who}"),
    "selection_limit_places": ("{tiers}名额 {n} 个", "{n} places in {tiers}"),
    "selection_limit_floor": ("{tiers}最低 {n} 分", "at least {n} points for {tiers}"),
    "selection_why_in": (
        "列入“{tier}”；得分降低不到 {margin} 分，仍在此列；恰好降低 {margin} 分时按并列规则定。",
        "In “{tier}”; it keeps the tier with less than {margin} points taken away; at {margin} it is a tie.",
    ),
    "selection_why_missing": (
        "距“{tier}”差 {missing} 分，超过此数即可列入（恰好补足时按并列规则定）。",
        "It lacks {missing} points for “{tier}”: with more it has a place, with exactly so many it is a tie.",
    ),
    "selection_why_tie": (
        "与列入“{tier}”的申报并列，按并列规则未列入。",
        "It is equal to an entry in “{tier}” and came after it by the rules for ties.",
    ),
    "selection_why_never": (
        "在现行规则下，得分再高也不能列入。",
        "Under these rules no score would bring it in.",
    ),
    "selection_why_blocked": (
        "受以下规则限制，去掉其中任一项即可列入：{limits}。",
        "In its way, each alone: {limits}.",
    ),
    "selection_why_blocked_together": (
        "受以下规则共同限制，同时去掉才可列入：{limits}。",
        "In its way, all of them together: {limits}.",
    ),
    "selection_why_displaced": ("若列入，则不再列入：{keys}。", "If it came in, out would go: {keys}."),
}
