"""Messages on score sheets and official scores: code -> (Chinese, English)."""

_SHEETS = {
    "score_item_unknown": (
        "评分标准中没有“{item}”这一项，请删去，或核对所用的评分标准。",
        "The rubric has no item “{item}”; remove it, or check which rubric was used.",
    ),
    "score_item_missing": (
        "“{name}”还没有评分，请评分。",
        "“{name}” isn't marked yet; mark it.",
    ),
    "score_out_of_range": (
        "“{name}”评为 {points} 分，超出 0 到 {most} 分的范围，请改正。",
        "“{name}” is marked {points}, which lies outside 0 to {most}; correct it.",
    ),
    "score_off_step": (
        "“{name}”评为 {points} 分，应以 {step} 分为一级，请改正。",
        "“{name}” is marked {points}; points are given in steps of {step}. Correct it.",
    ),
    "score_between_bands": (
        "“{name}”评为 {points} 分，不在任何评分档内（{bands}），请改正。",
        "“{name}” is marked {points}, which lies in none of the bands ({bands}); correct it.",
    ),
    "score_remark_too_long": (
        "评语共 {count} 个字符，最多 {most} 个，请缩短。",
        "The remark has {count} characters; at most {most} are taken.",
    ),
    "score_remark_control": (
        "评语中有不可打印的控制字符，请删去。",
        "The remark holds a control character; remove it.",
    ),
    "score_stage_unknown": (
        "没有这个评审阶段，请从中选：{known}。",
        "There is no such stage of review; choose among: {known}.",
    ),
    "score_entry_unknown": (
        "评的不是本次评审的申报，请核对编号。",
        "The entry isn't one of this review; check its number.",
    ),
    "score_not_assigned": (
        "这件申报没有分配给该专家，评分不计入。请先分配，或删去这份评分。",
        "The entry isn't assigned to this expert, so the review doesn't count; assign or remove it.",
    ),
    "score_role_unknown": (
        "按角色加权的评分，专家的角色“{role}”不在声明之列，请从中选：{known}。",
        "Reviews are weighted by role, and “{role}” is none of those declared: {known}.",
    ),
    "score_consensus_not_here": (
        "这个阶段不用合议评分，请删去这份合议评分表。",
        "This stage isn't scored by consensus; remove the sheet agreed on.",
    ),
    "score_twice": (
        "同一专家对同一申报交了两份评分，都不计入。请确认用哪一份，删去另一份。",
        "The same expert handed in two reviews of one entry; neither counts until one is removed.",
    ),
}

_OFFICIAL = {
    "score_too_few_reviews": (
        "有效评分 {count} 份，少于规定的至少 {fewest} 份，没有得分。请补评。",
        "There are {count} valid reviews and at least {fewest} are needed, so there is no score yet.",
    ),
    "score_fewer_reviews": (
        "有效评分 {count} 份，应有 {per_entry} 份；规则允许至少 {fewest} 份，按现有的计算。",
        "There are {count} valid reviews out of {per_entry}; the rule takes {fewest}, so they are used.",
    ),
    "score_more_reviews": (
        "有效评分 {count} 份，多于规定的 {per_entry} 份，全部计入。请确认是否应这样。",
        "All {count} valid reviews count, though {per_entry} were asked for. Check that this is meant.",
    ),
    "score_review_missing": (
        "这位专家的评分表还没有交，或有错误而不计入。请催交或改正。",
        "This expert's sheet isn't in, or doesn't count for its errors; ask for it or have it mended.",
    ),
    "score_no_consensus": (
        "独立评分已齐，还没有合议评分表，没有得分。请召集合议。",
        "All independent reviews are in, but no sheet is agreed on yet, so there is no score.",
    ),
    "score_beyond_gate": (
        "这件申报没有进入这个阶段（止于“{stage}”），评分不计入。",
        "The entry didn't reach this stage (it stopped at “{stage}”); the review doesn't count.",
    ),
    "candidate_without_score": (
        "申报“{entry}”还没有官方得分，不能择优。请先补齐评分。",
        "The entry “{entry}” has no official score yet; complete its reviews before choosing.",
    ),
    "candidate_without_value": (
        "申报“{entry}”没有“{value}”的得分，同分时无法比较。请核对规则。",
        "The entry “{entry}” has no score for “{value}” to compare ties by; check the rules.",
    ),
    "score_award_unknown": (
        "所报奖项没有评分项，不在评审之列，请核对所报奖项。",
        "Nothing is marked for the award of this entry; check which award it is for.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_SHEETS, **_OFFICIAL}
