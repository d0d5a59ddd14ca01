"""Messages of `judging.draw` and `judging.ballot`: code -> (Chinese, English)."""

_DRAW = {
    "draw_each_value": ("（各值）", "(each value)"),
    "draw_at_least": ("“{attribute}”为{value}的至少 {least} 个", "“{attribute}” {value}: at least {least}"),
    "draw_at_most": ("“{attribute}”为{value}的至多 {most} 个", "“{attribute}” {value}: at most {most}"),
    "draw_between": (
        "“{attribute}”为{value}的 {least} 至 {most} 个",
        "“{attribute}” {value}: {least} to {most}",
    ),
    "draw_salt_short": (
        "“{who}”的盐不足 {least} 位十六进制数字（0–9、a–f），短的秘密可能被试出。请重新生成。",
        "The salt of “{who}” is under {least} hexadecimal digits (0–9, a–f), so that a short secret could be "
        "found by trying. Make a new one.",
    ),
    "draw_tickets_count": (
        "名单有 {count} 项，应为 1 至 {most} 项。",
        "The list holds {count}; 1 to {most} can be drawn from.",
    ),
    "draw_ticket_twice": (
        "名单中“{key}”出现了两次。请删去一处。",
        "“{key}” stands in the list twice. Remove one.",
    ),
    "draw_party_twice": (
        "“{key}”作了两次承诺。每一方只能承诺一个秘密。",
        "“{key}” committed twice. Each party commits to one secret.",
    ),
    "draw_take_wrong": (
        "抽取数 {take} 不对：应为 1 至名单的 {count} 项。",
        "{take} can't be drawn: 1 to the {count} of the list.",
    ),
    "draw_public_value_undescribed": (
        "没有写明将采用哪个公开数值。请写明名称、期号和公布时间，例如某日某期全国开奖号码。",
        "It isn't said which public value will be taken. Name it, its issue and when it is published, such "
        "as a national lottery's numbers of a coming day.",
    ),
    "draw_public_value_missing": (
        "还没有给出公开数值（{described}）。待其公布后再抽取。",
        "The public value ({described}) isn't given. Draw once it is published.",
    ),
    "draw_commitments_missing": (
        "没有任何一方承诺秘密。至少由一方（如征集部门）先公布秘密的 SHA-256。",
        "Nobody committed to a secret. At least one party, such as the office, publishes the SHA-256 of one "
        "first.",
    ),
    "draw_clause_missing": (
        "用抽签在同分者中选定，须引用允许这样做的条款。请写明条款，或改由集体研究决定。",
        "A draw among equals needs the clause that allows it. Cite it, or decide together.",
    ),
    "draw_attributes_many": (
        "分层条件涉及 {names}，最多可用 {most} 个属性。请减少属性，或把两个属性合并为一个。",
        "The rules speak of {names}; at most {most} attributes can be used. Use fewer, or join two into one.",
    ),
    "draw_attribute_unknown": (
        "名单中没有任何一项写有“{name}”，按它设的条件无法执行。请核对列名。",
        "Nothing in the list has “{name}”, so that a rule on it can't be kept. Check the column's name.",
    ),
    "draw_stratum_wrong": (
        "条件“{rule}”的上下限不对：下限不能为负，上限不能小于下限。",
        "The bounds of “{rule}” are wrong: the lower can't be negative, nor the upper below it.",
    ),
    "draw_rules_conflict": (
        "抽取 {take} 个时，以下条件不能同时满足：{rules}。请放宽其中一条、补充名单，或改变抽取数。",
        "With {take} to draw these can't be kept together: {rules}. Relax one, add to the list, or draw "
        "another number.",
    ),
    "draw_secret_missing": (
        "“{who}”还没有公布秘密。请催其公布；拒不公布的，应记录在案并重新组织抽取。",
        "“{who}” hasn't told the secret. Ask for it; a refusal is put on record and the draw is set up anew.",
    ),
    "draw_secret_other": (
        "“{who}”公布的秘密与事先的承诺不符。请核对秘密和盐是否逐字一致。",
        "The secret that “{who}” told isn't the one committed to. Check that secret and salt are exact.",
    ),
    "draw_seed_differs": (
        "种子不符：文件为 {told}，应为 {due}。",
        "The seed differs: the file has {told}, due is {due}.",
    ),
    "draw_order_differs": (
        "抽取顺序从第 {number} 位起不符：文件为“{told}”，应为“{due}”。",
        "The order differs from number {number} on: the file has “{told}”, due is “{due}”.",
    ),
    "draw_taken_differs": (
        "抽中名单从第 {number} 个起不符：文件为“{told}”，应为“{due}”。",
        "Who was drawn differs from number {number} on: the file has “{told}”, due is “{due}”.",
    ),
    "draw_passed_over_differs": (
        "因条件跳过的名单从第 {number} 个起不符：文件为“{told}”，应为“{due}”。",
        "Who was passed over differs from number {number} on: the file has “{told}”, due is “{due}”.",
    ),
    "draw_format_unknown": (
        "抽取文件的格式不认识，应为“{known}”。请用生成它的版本核验。",
        "The draw's format is unknown; “{known}” is read here. Verify it with the version that made it.",
    ),
    "draw_part_wrong": (
        "抽取文件中的“{part}”缺失、多余或类型不对。请核对文件是否完整。",
        "“{part}” of the draw is missing, unknown or of the wrong kind. Check that the file is whole.",
    ),
    "draw_list_differs": (
        "名单指纹不符：文件为 {told}，按内容应为 {due}。名单或条件在公布后被改动过。",
        "The list's hash differs: the file has {told}, its content has {due}. The list or its rules were "
        "changed after they were published.",
    ),
}

_BALLOT = {
    "ballot_members_wrong": (
        "组成人员 {count} 人不对：应为 1 至 {most} 人。",
        "A committee of {count} can't vote: 1 to {most} members.",
    ),
    "ballot_quorum_wrong": (
        "到会比例 {share} 不对：应大于 0、不超过 1。",
        "A quorum of {share} is none: above 0 and at most 1.",
    ),
    "ballot_majority_wrong": (
        "通过比例 {share} 不对：应大于 0、不超过 1，“超过”时须小于 1。",
        "A majority of {share} is none: above 0, at most 1, and below 1 where more is asked.",
    ),
    "ballot_rounds_wrong": (
        "轮次 {count} 不对：应为 1 至 {most} 轮。",
        "{count} rounds: 1 to {most} are possible.",
    ),
    "ballot_places_wrong": ("名额 {count} 不对：不能为负。", "{count} places: they can't be negative."),
    "ballot_entry_twice": (
        "表决名单中有重复的申报。请删去重复项。",
        "An entry stands in the list of the vote twice. Remove one.",
    ),
    "ballot_rounds_many": (
        "给出了 {count} 轮表决，规则只允许 {most} 轮。",
        "{count} rounds are given, the rules allow {most}.",
    ),
    "ballot_round_idle": (
        "第 {round} 轮没有需要再表决的申报。请删去这一轮。",
        "Nothing was left to vote on in round {round}. Remove that round.",
    ),
    "ballot_present_wrong": (
        "第 {round} 轮到会 {present} 人，应在 0 至 {members} 人之间。",
        "{present} present in round {round}: 0 to {members} are possible.",
    ),
    "ballot_no_quorum": (
        "第 {round} 轮到会 {present} 人，不足 {needed} 人，表决无效。",
        "Round {round} had {present} present and needs {needed}: the vote doesn't count.",
    ),
    "ballot_entry_missing": (
        "第 {round} 轮缺少申报“{entry}”的票数。请补上。",
        "Round {round} lacks the votes on “{entry}”. Add them.",
    ),
    "ballot_entry_not_standing": (
        "申报“{entry}”在第 {round} 轮不需要表决（已通过、未入围或不在名单中）。请删去。",
        "“{entry}” wasn't to be voted on in round {round}: it passed, is out or isn't listed. Remove it.",
    ),
    "ballot_votes_negative": (
        "第 {round} 轮申报“{entry}”的票数有负数。请改正。",
        "Round {round} has negative votes on “{entry}”. Correct them.",
    ),
    "ballot_papers_many": (
        "第 {round} 轮申报“{entry}”共 {papers} 票，多于到会的 {present} 人。请核对。",
        "Round {round} has {papers} papers on “{entry}” but {present} present. Check them.",
    ),
    "ballot_passed": (
        "第 {round} 轮通过：赞成 {votes} 票，需要 {needed} 票（到会 {present} 人，反对 {against} 票，"
        "弃权和无效 {abstained} 票）",
        "passed in round {round}: {votes} for, {needed} needed ({present} present, {against} against, "
        "{abstained} abstained or invalid)",
    ),
    "ballot_short": (
        "未通过：第 {round} 轮赞成 {votes} 票，需要 {needed} 票（到会 {present} 人，反对 {against} 票，"
        "弃权和无效 {abstained} 票）",
        "not passed: {votes} for in round {round}, {needed} needed ({present} present, {against} against, "
        "{abstained} abstained or invalid)",
    ),
    "ballot_short_again": (
        "第 {round} 轮未通过，进入下一轮：赞成 {votes} 票，需要 {needed} 票（到会 {present} 人，"
        "反对 {against} 票，弃权和无效 {abstained} 票）",
        "not passed in round {round}, comes again: {votes} for, {needed} needed ({present} present, "
        "{against} against, {abstained} abstained or invalid)",
    ),
    "ballot_tied_again": (
        "第 {round} 轮赞成 {votes} 票达到要求，但在名额线上与他人票数相同，进入下一轮",
        "enough in round {round} with {votes} for, but tied at the line of the places: comes again",
    ),
    "ballot_tied_last": (
        "第 {round} 轮赞成 {votes} 票达到要求，但在名额线上与他人票数相同，轮次已满，须由会议另行决定",
        "enough in round {round} with {votes} for, but tied at the line of the places after the last round: "
        "the meeting has to settle it",
    ),
    "ballot_no_place": (
        "第 {round} 轮赞成 {votes} 票达到要求，但名额已由票数更多者用完",
        "enough in round {round} with {votes} for, but the places went to those with more",
    ),
}

_DRAW_COMMAND = {
    "draw_secret_exists": (
        "“{name}”已存在。秘密不能覆盖，否则先前的承诺无法兑现。请换一个文件名。",
        "“{name}” is there already. A secret isn't overwritten, or an earlier commitment couldn't be kept. "
        "Choose another name.",
    ),
    "draw_commitment_told": (
        "请先公布承诺，秘密文件妥善保存，待公开数值公布后交出：\n{who}={sha256}",
        "Publish this commitment first; keep the file until the public value is known:\n{who}={sha256}",
    ),
    "draw_plan_told": (
        "请在公开数值（{value}）公布之前公布：\n名单指纹 {list}\n方案指纹 {digest}",
        "Publish before the public value ({value}) can be known:\nlist  {list}\nplan  {digest}",
    ),
    "draw_party_form": (
        "“{text}”应写成 名称=64位十六进制数字（0–9、a–f），由 draw secret 给出。",
        "“{text}” should be NAME=64 hexadecimal digits (0–9, a–f), as draw secret tells it.",
    ),
    "draw_rule_form": (
        "“{text}”应写成“列名=值”或“列名”（每个值），加半角冒号和个数，如“领域=A:2”。",
        "“{text}” should be COLUMN=VALUE:N, or COLUMN:N for each value, as in field=A:2.",
    ),
    "draw_seed_told": ("种子 {seed}\n抽中：", "seed {seed}\ndrawn:"),
    "draw_passed_over_told": ("因分层条件跳过 {count} 个。", "passed over for a rule's sake: {count}"),
    "draw_holds": (
        "抽取结果与事先公布的方案、公开数值和各方秘密一致。",
        "The draw follows from the plan published before, the public value and the secrets.",
    ),
    "draw_holds_alone": (
        "抽取结果与文件中的名单、公开数值和各方秘密一致。请再核对方案指纹是否为事先公布的：{digest}",
        "The draw follows from the file's list, public value and secrets. Check that the plan's hash is the "
        "one published before: {digest}",
    ),
    "draw_fails": (
        "抽取结果与公布的材料不符，见上。",
        "The draw doesn't follow from what was published, as told above.",
    ),
    "draw_digest_other": (
        "方案指纹不是事先公布的那一个：公布为 {told}，文件为 {due}。",
        "The plan isn't the one published before: {told} was published, the file has {due}.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_DRAW, **_BALLOT, **_DRAW_COMMAND}
"""Messages of both, and of the command `judging draw`."""
