"""Words of results and titles."""

_RULES: dict[str, tuple[str, str]] = {
    "call_titles_twice": (
        "奖项“{name}”的称号规则在第 {first} 行已经写过，请合并为一处。",
        "The titles of “{name}” are told of on line {first} already; make one of the two.",
    ),
    "call_titles_recheck_endless": (
        "没有写有效期（validity_years），就没有复核的时间；请补上有效期，或者删去 recheck_before_days。",
        "Without validity_years there is no time to re-check; add it, or remove recheck_before_days.",
    ),
}

_FACTS: dict[str, tuple[str, str]] = {
    "fact_register_titles": ("称号登记中的称号", "titles in the register"),
    "fact_register_bars": ("称号撤销后不得申报的期限", "bars after a revoked title"),
    "fact_field_register_titles_award": ("奖项代号", "key of the award"),
    "fact_field_register_titles_title": ("奖项", "award"),
    "fact_field_register_titles_tier": ("等次", "tier"),
    "fact_field_register_titles_batch": ("批次", "batch"),
    "fact_field_register_titles_since": ("授予日期", "conferred on"),
    "fact_field_register_titles_until": ("有效期至", "valid until"),
    "fact_field_register_titles_status": ("状态", "state"),
    "fact_field_register_bars_award": ("奖项代号", "key of the award"),
    "fact_field_register_bars_title": ("奖项", "award"),
    "fact_field_register_bars_until": ("不得申报至", "barred until"),
    "fact_option_register_titles_status_valid": ("有效", "valid"),
    "fact_option_register_titles_status_expired": ("已到期", "expired"),
    "fact_option_register_titles_status_revoked": ("已撤销", "revoked"),
    "selfcheck_fact_register_titles": (
        "以前有没有获得过本部门授予的称号？",
        "Has it been given titles by this office before?",
    ),
    "selfcheck_fact_register_bars": (
        "有没有因称号被撤销而在一段时间内不得申报？",
        "Is it kept from being named for a time because a title was revoked?",
    ),
    "titles_source": ("称号登记第 {number} 号", "register of titles, no. {number}"),
    "titles_source_more": (
        "称号登记第 {number} 号等 {count} 项",
        "register of titles, no. {number} and others, {count} in all",
    ),
    "titles_source_none": ("称号登记中没有", "nothing in the register of titles"),
}

_CHANGES: dict[str, tuple[str, str]] = {
    "title_unknown": (
        "没有这个称号，或者不属于本部门。请从称号登记里查找。",
        "There is no such title, or it isn't this office's. Look for it in the register.",
    ),
    "titles_not_yours": (
        "称号登记由本部门的经办人和处室负责人办理。",
        "Clerks and section heads of the office keep its register.",
    ),
    "titles_head_only": (
        "撤销、恢复称号和设置称号登记由处室负责人办理。",
        "A section head revokes and restores titles, and sets up their register.",
    ),
    "title_months_wrong": (
        "提前几个月提醒，须是 1 至 {most} 的整数。",
        "The months are a whole number from 1 to {most}.",
    ),
    "title_changed": (
        "您看过以后，这个称号有了新的变动。请看过再办。",
        "The title was changed since you looked. Look again first.",
    ),
    "title_same_name": ("新名称与现在的名称相同。", "That is its name already."),
    "title_name_missing": ("请填写新的名称。", "Give the new name."),
    "title_until_missing": (
        "没有规定有效期是几年，请填写新的有效期至哪一天。",
        "No term is set for this award: give the day until which it holds.",
    ),
    "title_until_not_later": (
        "新的有效期须晚于现在的 {until}，也不能早于办理的日期。",
        "The new end must be later than {until}, and not before the day of the act.",
    ),
    "title_not_held": (
        "这个称号在那一天并不有效，不用复核。",
        "The title doesn't hold on that day, so there is nothing to re-check.",
    ),
    "title_revoked": ("这个称号已经撤销。", "The title was revoked."),
    "title_not_revoked": ("这个称号没有撤销，不用恢复。", "The title wasn't revoked."),
    "title_endless": ("这个称号没有期限，不用复核或延长。", "The title never ends."),
    "title_before_conferred": (
        "日期不能早于授予的日期 {on}。",
        "The day can't be before that of conferral, {on}.",
    ),
    "title_day_future": ("日期不能晚于今天。", "The day can't lie ahead."),
    "title_day_missing": ("请填写日期。", "Give the day."),
    "title_years_wrong": ("年数须是 0 至 {most} 的整数。", "The years are a whole number from 0 to {most}."),
    "title_document_missing": ("请填写依据的文件。", "Give the document that it rests on."),
    "title_batch_missing": ("请填写批次，例如“2026年”。", "Give the batch, such as 2026年."),
    "title_award_missing": ("请填写奖项的名称。", "Give the name of the award."),
    "titles_nothing": ("没有可以登记的称号。", "There is no title to be entered."),
    "titles_others": (
        "您看到的是 {shown} 项，现在是 {now} 项。请再看一遍。",
        "You saw {shown}, now there are {now}. Look again.",
    ),
    "titles_too_many": (
        "称号登记最多 {most} 项。",
        "The register holds at most {most} titles.",
    ),
    "titles_list_gone": (
        "没有这份名单，或者还没有收入、已经停用。请到名单一览查看。",
        "There is no such list, or it isn't kept or was retired. Look at the lists.",
    ),
}

_RESULTS: dict[str, tuple[str, str]] = {
    "result_award_unknown": (
        "这次征集没有奖项“{award}”。",
        "This call has no award “{award}”.",
    ),
    "result_tier_unknown": (
        "“{name}”：授奖须选定等次。",
        "“{name}”: choose the tier that it was given.",
    ),
    "result_tier_needless": (
        "“{name}”：未授奖的不写等次。",
        "“{name}”: without an award there is no tier.",
    ),
    "result_entry_unknown": (
        "没有这一条申报，或者还没有受理：{number} 第 {ordinal} 条。",
        "There is no such entry, or it isn't accepted: {number}, no. {ordinal}.",
    ),
    "result_twice": (
        "“{name}”的同一奖项写了两次结果，请只留一个。",
        "“{name}” has two results for one award: keep one.",
    ),
    "result_changed": (
        "“{name}”的结果在您看过以后改了，请看过再办。",
        "The result of “{name}” was changed since you looked. Look again first.",
    ),
    "result_title_stands": (
        "“{name}”凭原来的结果已经登记为第 {number} 号称号；请先撤销这个称号，再更正结果。",
        "“{name}” was given title no. {number} by its result; revoke that before correcting the result.",
    ),
    "result_over_places": (
        "“{tier}”有 {places} 个名额，授奖 {count} 个，多出 {over} 个。请更正，或者写明为什么可以超出。",
        "“{tier}” has {places} places, {count} would be given: {over} too many. Mend it, or say why.",
    ),
    "result_nothing": ("没有填写任何结果。", "No result was given."),
    "result_vacancy_unknown": (
        "“{tier}”没有写名额，或者没有空缺，不用写空缺的理由。",
        "“{tier}” has no set places, or none is empty; no reason is needed.",
    ),
    "result_too_many": (
        "一次最多登记 {most} 条结果。",
        "At most {most} results are recorded at once.",
    ),
}

_DEEDS: dict[str, tuple[str, str]] = {
    "deed_titles_taken_over": ("收入称号", "took titles over"),
    "deed_title_changed": ("变更称号", "changed a title"),
    "deed_titles_set": ("设置称号登记", "set up the register of titles"),
}

_MESSAGES: dict[str, tuple[str, str]] = {
    "message_titles_due_subject": ("称号到期和复核提醒：{count} 项", "Titles due: {count}"),
    "message_titles_due": (
        "称号登记中有 {count} 项在 {by_day} 以前到期或者需要复核（到期 {ending} 项，复核 {rechecks} 项）。"
        "请到“称号登记”查看名单，安排复核。",
        "{count} titles of the register end or are to be re-checked before {by_day} ({ending} end, "
        "{rechecks} are to be re-checked). The list stands in the register of titles.",
    ),
    "message_title_conferred_subject": ("授予称号：{name}", "Title conferred: {name}"),
    "message_title_conferred": (
        "“{title}”的结果已经公布：{name} 获得“{tier}”（{batch}）。依据：{document}。报送编号：{number}。",
        "The results of “{title}” are out: {name} was given “{tier}” ({batch}), by {document}. "
        "Filing: {number}.",
    ),
}

_LOG: dict[str, tuple[str, str]] = {
    "log_key_document": ("文件", "document"),
    "log_key_on": ("日期", "day"),
    "log_key_results": ("结果", "results"),
    "log_key_over_places": ("超出名额的理由", "why more than the places"),
    "log_key_vacancies": ("空缺", "vacancies"),
    "log_key_batch": ("批次", "batch"),
    "log_key_titles": ("称号", "titles"),
    "log_key_title": ("登记号", "number of the title"),
    "log_key_change": ("变动", "change"),
    "log_key_tier": ("等次", "tier"),
    "log_key_valid_until": ("有效期至", "valid until"),
    "log_key_recheck_on": ("复核开始", "to be re-checked from"),
    "log_key_barred_until": ("不得申报至", "barred until"),
}

TEXTS: dict[str, tuple[str, str]] = {
    **_RULES,
    **_FACTS,
    **_CHANGES,
    **_RESULTS,
    **_DEEDS,
    **_MESSAGES,
    **_LOG,
}
