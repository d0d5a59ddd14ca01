"""Messages of reviews, panels, recusals and draws on the site: code -> (Chinese, English)."""

_REVIEWS = {
    "review_not_declared": (
        "征集文件里没有写评审（review 部分），不能开始评审。评审规则须在发布征集时写明，发布后不能补写；"
        "本次征集可以用集体研究等其他办法。",
        "The call file declares no review, so that none can be started. Its rules are written before a call "
        "is opened and can't be added later; this call can be decided together instead.",
    ),
    "review_stage_unknown": (
        "征集文件里没有名为“{name}”的评审阶段。请从评审页面选择。",
        "The call file has no stage of review named “{name}”. Choose one on the page of reviews.",
    ),
    "review_started_already": (
        "“{name}”已经开始，不用再开始一次。",
        "“{name}” was started already.",
    ),
    "review_due_past": (
        "评分截止时间须晚于现在。请改为以后的时间。",
        "The moment until when experts score must lie ahead. Give a later one.",
    ),
    "review_settings_fixed": (
        "评分已经开始：是否隐名和承诺书不能再改，只能改截止时间和是否允许用手机。",
        "Scoring has begun: neither blindness nor the undertaking can be changed any more, only until when "
        "experts score and whether they may do so on a phone.",
    ),
    "review_undertaking_text": (
        "本人受聘参加评审，郑重承诺：一、如实申报与参评对象的利害关系，应回避的主动回避；"
        "二、独立、客观、公正评分，不受任何单位和个人影响；三、不私下接触参评对象，不收受财物；"
        "四、不复制、不泄露申报材料、评分和评审过程；五、对自己的评分和评语负责。",
        "I was asked to judge and undertake: 1. to declare every tie to those who are judged, and to stand "
        "back where I must; 2. to score by myself, objectively and fairly, under nobody's influence; 3. to "
        "meet none of them privately and to accept nothing; 4. neither to copy nor to disclose dossiers, "
        "scores or the course of judging; 5. to answer for my scores and comments.",
    ),
    "review_expert_unknown": (
        "没有选专家，或者选中的专家已不在专家库中。请重新选择。",
        "No expert was chosen, or one of them isn't in the pool any more. Choose again.",
    ),
    "review_bounds_wrong": (
        "每人评审数的下限不能为负，上限至少为 1，且不能小于下限。",
        "At least can't be negative, and at most is 1 or more and not below at least.",
    ),
    "review_panel_full": (
        "评审组最多 {most} 人。",
        "A panel has at most {most} members.",
    ),
    "review_not_on_panel": (
        "这位专家不在评审组中。请刷新页面再看。",
        "This expert isn't on the panel. Load the page again.",
    ),
    "review_nobody_to_invite": (
        "没有需要邀请的人：选中的都已经邀请过，或已离开评审组。",
        "There is nobody to invite: all of them were asked before, or left the panel.",
    ),
    "review_too_many": (
        "一次最多办理 {most} 人。请分几次办理。",
        "At most {most} at once. Do it in several steps.",
    ),
    "review_number_wrong": (
        "请填 {low} 到 {high} 的整数。",
        "Give a whole number from {low} to {high}.",
    ),
    "review_sheets_missing": (
        "还有 {count} 份评分表没有提交，独立评分未齐，不能开始合议。请催办，或先收回。",
        "{count} score sheets aren't handed in, so that talks can't begin. Remind their experts, or take "
        "them back first.",
    ),
    "review_unfinished_changed": (
        "页面上显示有 {shown} 份评分表没有提交，现在是 {now} 份。没有办理，请核对后再结束。",
        "The page told of {shown} sheets not handed in; now there are {now}. Nothing was done; look again.",
    ),
    "review_lacks_entries": (
        "还没有已受理的申报可以评审。",
        "No entry has been accepted yet.",
    ),
    "review_lacks_undertaking": (
        "还没有承诺书文本。请在设置中填写。",
        "The undertaking has no text. Write it in the settings.",
    ),
    "review_lacks_due": (
        "还没有评分截止时间。请在设置中填写。",
        "It isn't said until when experts score. Say so in the settings.",
    ),
    "review_lacks_later_due": (
        "评分截止时间已经过去。请在设置中改为以后的时间。",
        "The moment until when experts score is past. Set a later one in the settings.",
    ),
    "review_lacks_panel": (
        "评审组里还没有人接受邀请。请选专家、发邀请，并登记答复。",
        "Nobody on the panel has accepted yet. Choose experts, invite them, and note their answers.",
    ),
    "review_lacks_recusals": (
        "评审组确定或变动以后还没有查找回避关系。请在回避页面查找。",
        "Ties weren't looked for since the panel was named or grew. Look for them on the page of recusals.",
    ),
    "review_lacks_fresh_recusals": (
        "查找回避关系以后又受理了新的申报。请再查找一次。",
        "Entries were accepted since ties were looked for. Look for them once more.",
    ),
    "review_lacks_plan": (
        "还没有采用分配方案，没有评分表。请先分配。",
        "No plan was adopted, so that there are no score sheets. Assign experts first.",
    ),
    "message_expert_invited_subject": ("邀请评审：{title}", "You are asked to judge: {title}"),
    "message_expert_invited": (
        "{name}：{office}邀请您担任“{title}”的评审专家（{review}），评分截止时间 {until}。"
        "请登录后答复是否接受：{page}。没有账号的，请与我单位联系。",
        "{name}: {office} asks you to judge in “{title}” ({review}), until {until}. Sign in and say whether "
        "you accept: {page}. Without an account, get in touch with us.",
    ),
}

_RECUSALS = {
    "recusal_entry_unknown": (
        "没有找到这条申报。请核对报送件编号和条数。",
        "There is no such entry. Check the filing's number and the ordinal.",
    ),
    "recusal_found": ("查出须回避的关系。", "A tie was found that keeps the expert away."),
    "recusal_unknown": (
        "没有找到这条回避记录，可能重新查找时已不成立。请刷新页面再看。",
        "There is no such tie; it may no longer have held after the last search. Load the page again.",
    ),
    "recusal_lifted_already": (
        "这条回避已经解除。",
        "This tie was lifted already.",
    ),
}

_DRAWS = {
    "lots_unknown": (
        "没有找到这次抽取。请从评审页面进入。",
        "There is no such draw. Come in from the page of reviews.",
    ),
    "lots_settled": (
        "这次抽取已经有结果或已作废，不能再改。",
        "This draw has its result, or is void; it can't be changed.",
    ),
    "lots_title_missing": ("请填写抽取的名称。", "Give the draw a title."),
    "lots_strata_wrong": (
        "第 {line} 行的条件读不懂：“{text}”。每行写“领域 下限-上限”，例如 C36 2-4。",
        "Line {line} can't be read: “{text}”. Write “field least-most” on each, such as C36 2-4.",
    ),
    "lots_party_wrong": (
        "第 {line} 行读不懂。每行写一方的名称和 64 位十六进制 SHA-256，中间用空格分开。",
        "Line {line} can't be read. Write a party's name and its SHA-256 of 64 hexadecimal digits, with a "
        "space between.",
    ),
    "lots_secret_wrong": (
        "第 {line} 行读不懂。每行写一方的名称、秘密和盐，中间用空格分开。",
        "Line {line} can't be read. Write a party's name, its secret and the salt, with spaces between.",
    ),
    "lots_list_changed": (
        "名单已变化：页面上是 {shown} 项，现在是 {now} 项。没有公布，请核对后再办。",
        "The list changed: the page showed {shown}, now there are {now}. Nothing was announced; look again.",
    ),
    "lots_list_empty": (
        "没有可以抽取的对象。抽专家须专家库里有符合条件、不在评审组中的人；抽顺序须有已受理的申报。",
        "There is nothing to draw from. Drawing experts takes some in the pool who aren't on the panel; "
        "drawing an order takes accepted entries.",
    ),
    "lots_party": ("征集部门", "the office"),
}

TEXTS: dict[str, tuple[str, str]] = {**_REVIEWS, **_RECUSALS, **_DRAWS}
