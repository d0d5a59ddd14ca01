"""Messages of the pictures of judging: code -> (Chinese, English)."""

_TITLES = {
    "plot_ranks_title": ("名次与区间", "Ranks with their intervals"),
    "plot_ranks": (
        "{count} 项申报的预计名次和 90% 区间，图中为前 {drawn} 项，虚线为名额 {quota}；"
        "空心点表示进入名额的可能不足一半。",
        "The likely ranks of {count} entries with their 90 % intervals, the first {drawn} drawn; the dashed "
        "line is the quota of {quota}, a hollow dot is more likely out than in.",
    ),
    "plot_harshness_title": ("专家评分宽严", "How harshly experts mark"),
    "plot_harshness": (
        "{count} 位专家比其他专家平均高（+）或低（−）多少分，及其区间，最严的在上；"
        "菱形为需要留意的，共 {flagged} 位。",
        "By how many points each of {count} experts marks above (+) or below (−) the others, with its "
        "interval, the harshest first; a diamond calls for a look: {flagged} of them.",
    ),
    "plot_disagreement_title": ("评分分歧", "Disagreement"),
    "plot_disagreement": (
        "{count} 项申报各自的得分，最高与最低相差最大的在上，图中 {drawn} 项；菱形为异常分。",
        "The scores of each of {count} entries, those farthest apart first, {drawn} drawn; a diamond is a "
        "score that was flagged.",
    ),
    "plot_coverage_title": ("行业与专家分布", "Experts by industry"),
    "plot_coverage": (
        "{experts} 位专家各评审了 {industries} 个行业的多少项申报；跨行业评审的专家有 {crossing} 位。",
        "How many entries of each of {industries} industries each of {experts} experts reviews; {crossing} "
        "of them review in more than one.",
    ),
    "plot_quotas_title": ("名额使用", "How full the quotas are"),
    "plot_quotas": (
        "{count} 条限额各用了多少，其中 {full} 条已满；框为上限，竖线为下限。",
        "How much of each of {count} bounds is used, {full} of them full; the frame is the most, the upright "
        "line the least.",
    ),
    "plot_loads_title": ("专家评审量", "Load of the experts"),
    "plot_loads": (
        "{count} 位专家各评审多少项，最少 {fewest} 项，最多 {most} 项；框为上限，竖线为下限。",
        "How many entries each of {count} experts reviews, from {fewest} to {most}; the frame is the most, "
        "the upright line the least.",
    ),
}

_WORDS = {
    "plot_table": ("数字表", "Table of the numbers"),
    "plot_quota_line": ("名额 {count}", "quota {count}"),
    "plot_others": ("其他专家", "others"),
    "plot_chance": ("入围", "within"),
    "plot_chance_long": ("进入名额的可能", "chance within quota"),
    "plot_entry": ("申报", "entry"),
    "plot_entries": ("项数", "entries"),
    "plot_expert": ("专家", "expert"),
    "plot_rank": ("预计名次", "likely rank"),
    "plot_rank_low": ("区间上端", "best"),
    "plot_rank_high": ("区间下端", "worst"),
    "plot_points": ("宽严（分）", "points"),
    "plot_low": ("区间下限", "from"),
    "plot_high": ("区间上限", "to"),
    "plot_flagged": ("需要留意", "flagged"),
    "plot_spread": ("分差", "spread"),
    "plot_scores": ("各专家得分", "scores"),
    "plot_other_industries": ("其他行业", "others"),
    "plot_bound": ("限额", "bound"),
    "plot_used": ("已用", "used"),
    "plot_at_least": ("至少", "at least"),
    "plot_at_most": ("至多", "at most"),
    "plot_full": ("已满", "full"),
    "plot_yes": ("是", "yes"),
    "plot_no": ("否", "no"),
}

TEXTS: dict[str, tuple[str, str]] = {**_TITLES, **_WORDS}
"""Messages of the room."""
