"""择优: what stands in the way of choosing, adopting, signing and voting."""

TEXTS: dict[str, tuple[str, str]] = {
    "choice_not_declared": (
        "征集文件没有写怎样择优（review 和 choices），不能在这里计算。",
        "The call file doesn't declare how to choose (review and choices), so nothing can be computed here.",
    ),
    "choice_review_open": (
        "“{name}”还没有结束评分。各阶段评分都结束以后才能择优。",
        "Scoring of “{name}” isn't closed. A choice is made once every stage is closed.",
    ),
    "choice_unknown_open": (
        "有 {count} 条申报的参评条件还没有核实，请说明是否列入择优。",
        "Conditions of {count} entries aren't settled: say whether they are chosen from.",
    ),
    "choice_nobody": (
        "没有可以择优的申报：要已受理、愿意参评、参评条件没有不符合的。",
        "Nothing to choose from: entries must be accepted, willing, and meet the conditions.",
    ),
    "choice_places_fixed": (
        "征集文件已经写明的名额不能另填；想看别的名额，请用测算。",
        "Places that the call file declares can't be said again; use a scenario for other numbers.",
    ),
    "choice_number_wrong": ("请填 0 到 {most} 的整数。", "Enter a whole number from 0 to {most}."),
    "choice_score_wrong": ("请填 0 到 {most} 的数，最多 6 位小数。", "Enter a number from 0 to {most}."),
    "choice_said_by_missing": ("请写明名额由谁确定。", "Say who set the number of places."),
    "choice_reason_missing": ("请写明理由和依据。", "Give the reason and what it rests on."),
    "choice_nothing_changed": (
        "没有改动任何名额、底线或规则，不需要测算。",
        "No number, floor or rule was changed: there is nothing to try.",
    ),
    "choice_unknown": ("没有找到这次择优。", "There is no such choice."),
    "choice_record_gone": ("找不到这次择优的记录文件。", "The file of this choice's record is missing."),
    "choice_is_scenario": (
        "测算不能作为正式结果。只能采用按征集文件写明的规则算出的结果；另作决定，请走集体研究。",
        "A scenario can't be adopted. Only the declared rules' result can be; decide otherwise together.",
    ),
    "choice_changed": (
        "您看过以后，这次择优已经变了。请看过现在的内容再办。",
        "This choice changed since you looked. Look at it again first.",
    ),
    "choice_outdated": (
        "计算以后，评分、申报或规则有变化（{parts}），这个结果不能采用。请重新计算。",
        "Scores, entries or rules changed since it was computed ({parts}). Compute it anew.",
    ),
    "choice_own": (
        "本部门要求两人办理：提出计算的人不能自己采用。",
        "Your office wants two persons: whoever asked for a choice can't adopt it.",
    ),
    "choice_entry_unknown": (
        "列入的申报或等次不在这次择优的范围内。",
        "An entry or tier isn't among those of this choice.",
    ),
    "choice_over_places": (
        "“{tier}”列入 {count} 个，超过名额 {most} 个。",
        "“{tier}” has {count} entries and only {most} places.",
    ),
    "choice_too_different": (
        "与计算结果不同的超过 {most} 条，不能这样采用。",
        "More than {most} entries differ from what was computed.",
    ),
    "choice_only_together": (
        "结果与规则算出的不同，只能依据集体研究或表决。",
        "What differs from the rules' result needs a collective decision or a ballot.",
    ),
    "choice_tie_open": (
        "有并列还没有决定：请选定，并写明理由。",
        "A tie is open: choose, and give the reason.",
    ),
    "choice_tie_places": (
        "并列的申报之间只能互换位置，不能多占名额。",
        "Tied entries can only change places among themselves.",
    ),
    "choice_difference_reason": (
        "有 {count} 条与规则算出的不同，每一条都要写明理由。",
        "{count} entries differ from the rules' result: give a reason for each.",
    ),
    "choice_meeting_missing": (
        "请选择所依据的集体研究。",
        "Choose the collective decision that it rests on.",
    ),
    "choice_meeting_other": (
        "这里列入的，与第 {number} 次集体研究拟推荐的不一致。",
        "The entries aren't those that collective decision {number} recommends.",
    ),
    "choice_ballot_missing": ("请选择所依据的表决。", "Choose the ballots that it rests on."),
    "choice_not_voted": (
        "有 {count} 条没有在所选的表决中通过。",
        "{count} entries didn't pass in the ballots chosen.",
    ),
    "choice_signer_unknown": ("没有找到您的账号。", "Your account wasn't found."),
    "choice_signer_missing": ("请填写签署人的姓名和职务。", "Enter the name and post of who signed."),
    "choice_signed_already": ("{name} 已经签署过。", "{name} has signed already."),
    "choice_reserve_reason": (
        "按规则算出的候补第 {number} 位",
        "Number {number} of the reserve by the rules",
    ),
    "ballot_title_missing": ("请填写表决的事项。", "Say what was voted on."),
    "ballot_date_missing": ("请填写日期，例如 2026-03-02。", "Enter the day, such as 2026-03-02."),
    "ballot_date_future": ("表决日期不能晚于今天。", "The day of the ballot can't be after today."),
    "ballot_member_twice": (
        "委员中有重名，请加以区分。",
        "Two members have the same name; tell them apart.",
    ),
    "ballot_members_other": (
        "名单上有 {count} 人，应到人数填的是 {members} 人。",
        "{count} members are listed, but the committee is said to have {members}.",
    ),
    "ballot_nothing": ("请选择付表决的申报。", "Choose the entries to be voted on."),
    "ballot_too_many": (
        "一次最多表决 {most} 条，选了 {count} 条。",
        "At most {most} entries can be voted on at once; {count} were chosen.",
    ),
    "ballot_entry_unknown": (
        "付表决的申报中有的没有受理，或不属于这次征集。",
        "An entry isn't accepted, or isn't of this call.",
    ),
    "ballot_unknown": ("没有找到这次表决。", "There is no such ballot."),
    "ballot_round_counted": (
        "第 {round} 轮已经登记过。",
        "Round {round} was recorded before.",
    ),
    "ballot_secrecy_wrong": (
        "无记名表决只登记票数，记名表决要登记每人的票。",
        "A secret ballot keeps sums only; an open one the vote of everybody.",
    ),
    "ballot_stranger": ("“{name}”不在委员名单上。", "“{name}” isn't a member."),
    "ballot_absent_votes": (
        "“{name}”没有到会，不能投票。",
        "“{name}” wasn't present and can't have voted.",
    ),
    "ballot_vote_twice": (
        "“{name}”既反对又弃权，请改正。",
        "“{name}” both voted against and abstained.",
    ),
    "ballot_votes_wrong": ("请填 0 到 {most} 的整数。", "Enter a whole number from 0 to {most}."),
    "ballot_majority_missing": ("请选择通过所需的票数。", "Choose how many votes are needed."),
    "feedback_names_expert": (
        "反馈里有评审专家的姓名“{name}”，请删去。",
        "The feedback names an expert, “{name}”. Take the name out.",
    ),
    "letter_choice": ("评审结果通知书", "Letter on the result of the review"),
    "letter_chosen": (
        "经专家评审并研究，该申报列入“{tier}”。",
        "After expert review and deliberation the entry is in “{tier}”.",
    ),
    "letter_not_chosen": (
        "经专家评审并研究，该申报这次未列入“{award}”。",
        "After expert review and deliberation the entry was not chosen for “{award}”.",
    ),
    "letter_strengths": ("专家认为突出的方面：", "What the experts found outstanding:"),
    "letter_gaps": ("专家认为可以改进的方面：", "What the experts found could be better:"),
    "letter_choice_ask": (
        "对结果有疑问的，可以向我单位提出。",
        "Questions about the result may be put to this office.",
    ),
}
