"""Messages of the scoring check, of consensus and of official scores: code -> (Chinese, English)."""

_CHECK = {
    "scoring_quota_wrong": (
        "名额应是 1 到 {most} 的整数，请改正。",
        "The quota is a whole number from 1 to {most}; correct it.",
    ),
    "scoring_no_sheets": (
        "还没有专家提交评分表，没有可检查的分数。请在有评分表提交以后再检查。",
        "No score sheet has been submitted yet, so there is nothing to check; come back once some are.",
    ),
    "scoring_check_replaced": (
        "算完以前又提出了新的检查，这一次没有算。",
        "Another check was ordered before this one was computed, so it was given up.",
    ),
    "scoring_again_none": (
        "没有选中可以退回再看的评分表；只有已提交的才能退回。请返回勾选。",
        "No sheet is chosen that can be sent back; only submitted ones can. Go back and tick some.",
    ),
    "scoring_again_many": (
        "一次最多请专家再看 {most} 份，请分几次办理。",
        "At most {most} sheets are asked again at once; do it in several steps.",
    ),
    "scoring_again_changed": (
        "核对以后情况变了：现在可以退回的是 {now} 份。请再核对一次。",
        "Things changed since you looked: {now} sheets can be sent back now. Look once more.",
    ),
    "scoring_report_open": (
        "评分还没有结束。结束以后才有评分检查报告，以免与官方得分并列着影响评分。",
        (
            "Scores aren't closed yet. The report comes once they are, so that it doesn't stand beside "
            "official scores while experts still score."
        ),
    ),
}

_CONSENSUS = {
    "consensus_no_entry": (
        "这次评审没有这条申报的已提交评分表，请从合议页重新选择。",
        "This review has no submitted sheet of that entry; choose it again on the page of consensus.",
    ),
    "consensus_changed": (
        "您打开以后别人记录了这条申报的合议，没有存下。下面是现在的记录，请核对后再记。",
        "Somebody else recorded what was agreed meanwhile, so yours wasn't kept. Compare and record again.",
    ),
    "consensus_nobody": (
        "没有写参加合议的人，请勾选专家或填写姓名。",
        "Nobody is named who took part; tick experts or write names.",
    ),
    "consensus_people_many": (
        "参加合议的最多写 {most} 人，每个姓名最多 {longest} 个字符，请缩短。",
        "At most {most} people are named, each with {longest} characters; shorten the list.",
    ),
    "consensus_changes_nothing": (
        "这个阶段的得分按各份评分计算，合议不改分，请不要填合议分。专家认为应当改的，由处室负责人重新开放评分。",
        (
            "This stage's score is computed from the sheets, so that talking changes none; leave the points "
            "empty. If experts want to change theirs, the section head reopens scoring."
        ),
    ),
    "consensus_not_now": (
        "现在不在合议，看不到其他专家的评分。",
        "Scores aren't talked over now, so those of other experts aren't shown.",
    ),
}

_OFFICIAL = {
    "official_no_award": (
        "这次征集没有奖项“{name}”，请从评审页重新进入。",
        "This call has no award “{name}”; open it again from the page of reviews.",
    ),
}

_LOG = {
    "log_key_check": ("评分检查号", "check"),
    "log_key_quota": ("名额", "quota"),
    "log_key_participants": ("参加人", "participants"),
}

TEXTS: dict[str, tuple[str, str]] = {**_CHECK, **_CONSENSUS, **_OFFICIAL, **_LOG}
