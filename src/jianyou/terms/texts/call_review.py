"""Messages on the parts `review` and `choices` of a call file: code -> (Chinese, English)."""

_REVIEW = {
    "call_bad_number": (
        "“{text}”应是 {low} 到 {high} 之间的数，小数最多 6 位，请改正。",
        "“{text}” should be a number from {low} to {high} with at most 6 decimals; correct it.",
    ),
    "call_review_without_stage": (
        "写了评审的办法，stages 中却没有专家评审阶段。请在 stages 中加上 stage: review，或删去这一部分。",
        "A review is described but stages has none; add stage: review to stages or remove this part.",
    ),
    "call_review_role_twice": (
        "角色“{name}”已经写过，请删去一处。",
        "The role “{name}” is given twice; remove one.",
    ),
    "call_review_rubric_twice": (
        "已经用 standard 指定了现成的评分标准，请删去 standard 或 rubric 之一。",
        "A ready-made rubric is named by standard already; remove standard or rubric.",
    ),
    "call_review_bands": (
        "评分档须从低到高，互不重叠，且每档的 low 不大于 high，请核对。",
        "Bands go from the lowest to the highest without overlap, each with low not above high; check them.",
    ),
    "call_review_too_few": (
        "{fewest} 份评分就算有效，但这种算法至少要 {needed} 份。请提高 per_entry 或 fewest，或减小 drop。",
        (
            "{fewest} reviews are taken as enough, but this formula needs {needed}; raise per_entry or "
            "fewest, or lower drop."
        ),
    ),
    "call_review_advance_last": (
        "这是最后一个阶段，之后没有阶段可进入，请删去 advance；推荐几个请写在 choices 中。",
        "This is the last stage: nobody goes further. Remove advance; how many are chosen stands in choices.",
    ),
    "call_review_award_without_items": (
        "以下奖项在别的阶段要评分，在这个阶段却没有评分项：{awards}。请补上，或改评分项的 awards。",
        "Entries for these awards are scored in another stage but have no item here: {awards}. Add one.",
    ),
    "call_review_gate_too_high": (
        "入围线 {gate} 高于满分 {total}，谁也达不到，请核对。",
        "The gate of {gate} lies above the full score of {total}; nobody could pass. Check it.",
    ),
    "call_review_no_weight": (
        "各阶段的权重都是 0，算不出总分，请至少给一个阶段写上权重。",
        "Every stage has the weight 0, so there is no score; give at least one of them a weight.",
    ),
    "call_review_out_of": (
        "各阶段或各奖项的满分不同（{totals}），请写明 combine 的 out_of，即总分按多少分计。",
        "Stages or awards differ in their full scores ({totals}); say by out_of what the total counts.",
    ),
}

_CHOICES = {
    "call_choice_twice": (
        "奖项“{name}”的择优办法在第 {first} 行已经写过，请合并为一处。",
        "How “{name}” is chosen stands on line {first} already; make one of the two.",
    ),
    "call_choice_bound": (
        "请写明 at_most（至多几个）或 at_least（至少几个），只写其中一个。",
        "Give either at_most or at_least, one of them.",
    ),
    "call_choice_value_of_nothing": (
        "写了 value，却没有写是哪一项的值，请用 per 写明，或删去 value。",
        "A value is given but not of what; name the attribute by per, or remove value.",
    ),
    "call_choice_tie": (
        (
            "每一步只能是 stage（比某阶段得分）、item（比某评分项，有几个阶段时加 stage）或 fewer"
            "（同类入选少者优先）之一，且须是本征集评审中有的。"
        ),
        (
            "A step is one of stage, item (with its stage where there are several) and fewer, and names what "
            "the review of this call has."
        ),
    ),
    "call_choice_tie_twice": (
        "这一步与前面的重复，不起作用，请删去。",
        "This step stands there already and decides nothing; remove it.",
    ),
    "call_choice_tie_item": (
        "该阶段没有 key 为“{name}”的评分项，请从中选：{known}。",
        "The stage has no item with the key “{name}”; choose among: {known}.",
    ),
    "call_choice_lottery_clause": (
        "用抽签决定取舍须有依据，请用 clause 写明通知的哪一条允许；没有依据请删去 lottery。",
        "A draw may decide only where the notice says so; give the clause, or remove lottery.",
    ),
    "choice_places_open": (
        "“{tier}”拟推荐几个还没有定，请先定下。",
        "How many will be recommended as “{tier}” isn't settled; settle it first.",
    ),
    "call_open_places": (
        "“{tier}”拟推荐几个？还没有写明 n，评审开始前请定下。",
        "How many will be recommended as “{tier}”? n isn't given yet; settle it before the review begins.",
    ),
}

_TOLD = {
    "call_told_stage": ("评审阶段 {number}", "stage {number}"),
    "call_told_official": ("总分", "score"),
    "call_told_choice": ("择优", "choice"),
    "call_told_kind_material": ("材料评审", "review of the material"),
    "call_told_kind_defence": ("现场答辩", "defence"),
    "call_told_kind_on_site": ("现场评审", "review on site"),
    "call_told_reviews": ("每件 {count} 位专家评分", "{count} experts each"),
    "call_told_reviews_fewest": (
        "每件 {count} 位专家评分，至少 {fewest} 份有效",
        "{count} experts each, at least {fewest} valid reviews",
    ),
    "call_told_load": ("每位专家评 {least} 至 {most} 件", "{least} to {most} entries an expert"),
    "call_told_blind": ("隐去名称评审", "blind"),
    "call_told_phones": ("可用手机评分", "phones allowed"),
    "call_told_formula_mean": (
        "各专家总分的平均数，四舍五入到小数 {digits} 位",
        "mean of the experts' totals, rounded half up to {digits} decimals",
    ),
    "call_told_formula_trimmed": (
        "去掉 {drop} 个最高分和 {drop} 个最低分后的平均数，四舍五入到小数 {digits} 位",
        "mean without the {drop} highest and {drop} lowest totals, rounded half up to {digits} decimals",
    ),
    "call_told_formula_median": (
        "各专家总分的中位数，四舍五入到小数 {digits} 位",
        "median of the experts' totals, rounded half up to {digits} decimals",
    ),
    "call_told_formula_weighted": (
        "按专家角色加权平均（{weights}），四舍五入到小数 {digits} 位",
        "mean weighted by the experts' roles ({weights}), rounded half up to {digits} decimals",
    ),
    "call_told_formula_consensus": (
        "各自评分后合议，以合议评分表的总分为准，四舍五入到小数 {digits} 位",
        "after each has scored alone, the total of the sheet agreed on, rounded half up to {digits} decimals",
    ),
    "call_told_gate": ("低于 {gate} 分的不再参加后面的程序", "below {gate} an entry goes no further"),
    "call_told_advance": (
        "每个奖项前 {n} 名进入下一阶段，末位同分的一并进入",
        "the first {n} of each award go further, with all that are equal to the last",
    ),
    "call_told_item": ("{name}：{most} 分，以 {step} 分为一级", "{name}: {most} points in steps of {step}"),
    "call_told_item_weight": ("计入总分时乘以 {weight}", "counted {weight} times"),
    "call_told_item_awards": ("只用于{awards}", "only for {awards}"),
    "call_told_weight": ("{stage} {weight}", "{stage} {weight}"),
    "call_told_combine_one": (
        "按满分 {out_of} 分计，四舍五入到小数 {digits} 位",
        "out of {out_of}, rounded half up to {digits} decimals",
    ),
    "call_told_combine": (
        "各阶段得分按满分 {out_of} 分折算后加权平均（{weights}），四舍五入到小数 {digits} 位",
        "stages on a scale to {out_of}, weighted mean ({weights}), rounded half up to {digits} decimals",
    ),
    "call_told_places": ("至多 {n} 个，可以空缺", "at most {n}, places may stay empty"),
    "call_told_places_open": ("名额待定", "places not settled yet"),
    "call_told_floor": ("总分不低于 {floor}", "official score not below {floor}"),
    "call_told_of_value": ("{what}为“{value}”的", "those whose {what} is “{value}”"),
    "call_told_of_each": ("每个{what}", "each {what}"),
    "call_told_of_all": ("合计", "all together"),
    "call_told_at_most": ("{whom}至多 {n} 个", "{whom}: at most {n}"),
    "call_told_at_least": ("{whom}至少 {n} 个", "{whom}: at least {n}"),
    "call_told_within": ("只计{tiers}", "counting {tiers} only"),
    "call_told_one_of": ("同一{what}只取一个", "one of each {what}"),
    "call_told_ties": ("同分时依次比较：{steps}", "between equal scores in turn: {steps}"),
    "call_told_tie_stage": ("{stage}得分高的在前", "the higher score in {stage}"),
    "call_told_tie_item": ("{stage}中“{item}”平均分高的在前", "the higher mean of “{item}” in {stage}"),
    "call_told_tie_fewer": ("所属{what}入选少的在前", "fewer chosen of its {what}"),
    "call_told_lottery": (
        "仍相同的，依据{clause}抽签",
        "what is still equal is decided by a draw, by {clause}",
    ),
    "call_told_no_lottery": (
        "仍相同的，由集体研究决定并署名",
        "what is still equal is settled by those who decide, by name",
    ),
    "call_told_by_district": ("区县", "district"),
    "call_told_by_industry": ("行业", "industry"),
    "call_told_by_kind": ("推荐对象类别", "kind of nominee"),
    "call_told_by_group": ("集团", "group"),
    "call_told_by_filer": ("报送单位", "filer"),
}

TEXTS: dict[str, tuple[str, str]] = {**_REVIEW, **_CHOICES, **_TOLD}
