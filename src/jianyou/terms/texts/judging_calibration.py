"""Messages of the room `judging.calibration`: code -> (Chinese, English)."""

_SCORES = {
    "calibration_too_large": (
        "评分太多，无法校准：最多 {most} 个评分、{entries} 个申报、{experts} 名专家。请分奖项或分组进行。",
        (
            "There are too many scores to calibrate: at most {most} scores, {entries} entries and {experts} "
            "experts. Take one award or some industry groups at a time."
        ),
    ),
    "calibration_score_missing": (
        "专家“{expert}”还没有给申报“{entry}”评分。",
        "Expert “{expert}” hasn't scored entry “{entry}” yet.",
    ),
    "calibration_score_no_number": (
        "专家“{expert}”给申报“{entry}”的评分不是可用的数，未计入。请改正。",
        "The score of expert “{expert}” for entry “{entry}” is no number and wasn't counted; correct it.",
    ),
    "calibration_scores_differ": (
        "专家“{expert}”给申报“{entry}”有不同的评分（{points}），都未计入。请确认以哪一个为准，删去其余的。",
        (
            "Expert “{expert}” has several different scores for entry “{entry}” ({points}); none was "
            "counted. Find out which one is meant and remove the others."
        ),
    ),
    "calibration_score_twice": (
        "专家“{expert}”给申报“{entry}”的评分 {points} 重复了 {count} 次，只计一次。",
        "The score {points} of expert “{expert}” for entry “{entry}” stands {count} times; it counts once.",
    ),
    "calibration_score_out_of_band": (
        "专家“{expert}”给申报“{entry}”的评分 {points} 超出 {low} 至 {high} 的范围，未计入。请改正。",
        (
            "The score {points} of expert “{expert}” for entry “{entry}” lies outside {low} to {high} and "
            "wasn't counted; correct it."
        ),
    ),
    "calibration_entry_without_group": (
        "申报“{entry}”没有行业组，与较小的行业组合并比较。请补上它的行业组。",
        "Entry “{entry}” has no industry group and is compared with the small ones; give it its group.",
    ),
    "calibration_groups_joined": (
        "不足 {least} 个申报的行业组合并为一组比较：{groups}。",
        "Industry groups of fewer than {least} entries are compared as one: {groups}.",
    ),
    "calibration_quota_wrong": (
        "名额 {quota} 不对，应为 1 或更大的整数。",
        "A quota of {quota} makes no sense; it is a whole number from 1.",
    ),
    "calibration_seed_wrong": (
        "随机种子 {seed} 不对，应为 0 或更大的整数。",
        "A seed of {seed} makes no sense; it is a whole number from 0.",
    ),
    "calibration_heavy_tails_wrong": (
        "离群评分的处理方式“{value}”不对，应为 auto、never 或 always。",
        "“{value}” is no way to treat wild scores; it is auto, never or always.",
    ),
}

_LOCKED = {
    "calibration_locked_no_scores": (
        "还没有可用的评分。",
        "There are no scores yet that could be used.",
    ),
    "calibration_locked_experts": (
        "评满 {scores} 个申报的专家只有 {count} 名，至少需要 {least} 名，才能看出各人的松紧。",
        (
            "Only {count} experts have scored {scores} entries or more; it takes {least} to see how harsh "
            "each is."
        ),
    ),
    "calibration_locked_entries": (
        "有 {reviews} 名以上专家评分的申报只有 {count} 个，至少需要 {least} 个，才能互相比较。",
        "Only {count} entries have scores from {reviews} experts or more; it takes {least} to compare.",
    ),
    "calibration_locked_spare": (
        (
            "评分总数减去申报数和专家数，只剩 {count} 个，至少需要 {least} 个，才能估计评分的偶然偏差。"
            "还差 {more} 个评分。"
        ),
        (
            "Beyond one score an entry and one an expert there are only {count}; it takes {least} to tell "
            "how much is chance. {more} more scores are needed."
        ),
    ),
    "calibration_locked_parts": (
        (
            "评分分成互不相连的 {parts} 部分（申报数×专家数：{sizes}），各部分之间没有共同的专家，"
            "分不清是专家松紧不同还是申报水平不同。请为“{entry}”所在的部分安排其他部分的专家。"
        ),
        (
            "The scores fall into {parts} parts (entries×experts: {sizes}) that share no expert, so that "
            "harshness and quality can't be told apart between them. Let experts of another part score "
            "entries of the one that holds “{entry}”."
        ),
    ),
    "calibration_locked_equal": (
        "所有评分都相同，没有可以比较的差别。请核对评分是否已如实录入。",
        "All scores are the same, so there is nothing to compare; check that they were entered as given.",
    ),
}

_DESIGN = {
    "calibration_entry_apart": (
        "申报“{entry}”的专家没有评过其他大多数申报，它的名次只能粗略估计。请增加一名评过其他申报的专家。",
        (
            "The experts of entry “{entry}” scored none of most other entries, so that its rank is a rough "
            "guess; add an expert who scored others."
        ),
    ),
    "calibration_group_few_crossing": (
        (
            "行业组“{group}”与其他组之间只有 {count} 对由同一专家给出的评分，不足 {least} 对，"
            "难以分清该组水平与其专家的松紧。请安排专家跨组评分。"
        ),
        (
            "Only {count} pairs of scores, each by one expert, tie industry group “{group}” to others; below "
            "{least} its level can hardly be told from the harshness of its experts. Let experts score "
            "across groups."
        ),
    ),
    "calibration_expert_few_scores": (
        "专家“{expert}”只有 {count} 个评分，看不出松紧。",
        "Expert “{expert}” has given only {count} scores, too few to see how harsh they are.",
    ),
    "calibration_expert_one_value": (
        "专家“{expert}”给 {count} 个申报的评分全都相同，请其再看一遍。",
        "Expert “{expert}” gave all {count} entries the same points; ask for another look.",
    ),
}

_MODEL = {
    "calibration_no_heavy_tails": (
        "平均每个申报不足 3 个评分，分不清哪一个离群，因此按一般偏差计算。",
        (
            "There are fewer than 3 scores an entry on average, so that no one can tell which is wild; noise "
            "was taken as normal."
        ),
    ),
    "calibration_score_wild_low": (
        (
            "专家“{expert}”给申报“{entry}”评了 {points} 分；按其他专家的评分和其一贯的松紧，"
            "应在 {expected} 分上下，低了 {by} 分，是通常偏差的 {times} 倍。请其再看一遍。"
        ),
        (
            "Expert “{expert}” gave entry “{entry}” {points} points; the others' scores and this expert's "
            "usual harshness let expect about {expected}. That is {by} lower, {times} times the usual gap; "
            "ask for another look."
        ),
    ),
    "calibration_score_wild_high": (
        (
            "专家“{expert}”给申报“{entry}”评了 {points} 分；按其他专家的评分和其一贯的松紧，"
            "应在 {expected} 分上下，高了 {by} 分，是通常偏差的 {times} 倍。请其再看一遍。"
        ),
        (
            "Expert “{expert}” gave entry “{entry}” {points} points; the others' scores and this expert's "
            "usual harshness let expect about {expected}. That is {by} higher, {times} times the usual gap; "
            "ask for another look."
        ),
    ),
    "calibration_expert_harsh": (
        "专家“{expert}”评分明显偏严：同一申报比其他专家约低 {by} 分。",
        "Expert “{expert}” is clearly harsh: about {by} points below others on the same entries.",
    ),
    "calibration_expert_lenient": (
        "专家“{expert}”评分明显偏宽：同一申报比其他专家约高 {by} 分。",
        "Expert “{expert}” is clearly lenient: about {by} points above others on the same entries.",
    ),
    "calibration_expert_narrow": (
        "专家“{expert}”拉开的分差只有其他专家的 {times} 倍，好坏之间区别不大。",
        "Expert “{expert}” spreads points only {times} times as widely as others, the good near the bad.",
    ),
    "calibration_expert_wide": (
        "专家“{expert}”拉开的分差是其他专家的 {times} 倍，对排名的影响比其他专家大。",
        "Expert “{expert}” spreads points {times} times as widely as others and so moves ranks more.",
    ),
    "calibration_expert_uneven": (
        "专家“{expert}”的评分与其他专家的看法出入较大，偏差是通常的 {times} 倍。请其再看一遍。",
        (
            "The scores of expert “{expert}” follow the others' views too little, with gaps {times} times "
            "the usual; ask for another look."
        ),
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_SCORES, **_LOCKED, **_DESIGN, **_MODEL}
