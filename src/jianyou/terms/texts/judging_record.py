"""Messages on decision records: code -> (Chinese, English)."""

_FILE = {
    "record_too_large": (
        "文件超过 {most} MB，不是决定记录，请确认是否选错了文件。",
        "The file is over {most} MB, which no decision record is; check whether it is the right one.",
    ),
    "record_unreadable": (
        "这不是决定记录，或者文件已经损坏，无法核验。请用原来的文件。",
        "This is no decision record, or the file is damaged; it can't be verified. Take the original file.",
    ),
    "record_not_as_written": (
        "第 {line} 行与程序写出的不同（空格、次序或写法被改动）。请用原来的文件。",
        "Line {line} isn't as the program writes it: something in its form was changed. Take the original.",
    ),
    "record_part_changed": (
        "“{where}”这一部分与所记的指纹不符，写出后被改动过。",
        "The part “{where}” doesn't agree with its hash: it was changed after it was written.",
    ),
    "record_digest_wrong": (
        "各部分的指纹与总指纹不符，写出后被改动过。",
        "The hashes of the parts don't agree with the digest: they were changed after they were written.",
    ),
    "record_digest_other": (
        "总指纹是 {found}，公布的是 {told}，不是同一份记录。",
        "The digest is {found}, and {told} was published: this is another record.",
    ),
    "record_part_wrong": (
        "“{where}”缺少、多余或写法不对，无法重新计算。",
        "“{where}” is missing, unknown or not written as it should be; nothing can be reckoned from it.",
    ),
    "record_rules_unknown": (
        "记录所用的计分规则是“{told}”，本程序只会“{known}”，请用相应版本的程序核验。",
        "Scores follow the rules “{told}”, and this program knows “{known}”; verify with the right version.",
    ),
}

_CHECKED = {
    "record_comes_out_otherwise": (
        "“{where}”记的是 {told}，重新计算得 {found}。",
        "“{where}” is recorded as {told} and comes out as {found}.",
    ),
    "record_lot_without_draw": (
        "申报“{entry}”的抽签次序 {lot} 在所附的抽签记录中找不到。",
        "The lot {lot} of the entry “{entry}” stands in no draw of the record.",
    ),
    "record_decided_twice": (
        "决定中有重复的申报：{entries}。",
        "Entries stand in the decision twice: {entries}.",
    ),
    "record_decided_without_votes": (
        "决定由表决作出，但表决没有通过：{entries}。",
        "The decision was made by ballot, and no ballot passed: {entries}.",
    ),
    "record_decided_otherwise": (
        "决定与按规则得出的结果不同，已写明理由：{entries}。",
        "The decision isn't what the rules come to, and a reason is given: {entries}.",
    ),
    "record_decided_without_reason": (
        "决定与按规则得出的结果不同，却没有写明理由：{entries}。",
        "The decision isn't what the rules come to, and no reason is given: {entries}.",
    ),
}

_TOLD = {
    "help_verify_decision": (
        "核验决定记录：逐项比对指纹，重新计算得分、择优、抽签和表决",
        "verify a decision record: hashes compared; scores, choice, draws and votes made anew",
    ),
    "help_verify_decision_file": ("决定记录文件（.json）", "the decision record (.json)"),
    "help_verify_decision_digest": (
        "公布的总指纹（64 位十六进制）；不给则只能说明文件自身一致",
        "the digest that was published (64 hex digits); without it the file can only be shown to agree "
        "with itself",
    ),
    "help_verify_decision_call": (
        "征集文件或内置名称：核对规则是否照征集文件",
        "the call file or a built-in name: are the rules those that it declared",
    ),
    "record_bad_digest": (
        "总指纹应为 64 位十六进制数字，请照公布的复制。",
        "The digest should be 64 hex digits; copy it as it was published.",
    ),
    "record_reckoning": ("重新计算", "reckoning"),
    "record_about": (
        "征集 {call}，奖项 {award}，{made_at} 由版本 {code} 写出",
        "call {call}, award {award}, written by version {code} at {made_at}",
    ),
    "record_good": (
        "记录可信：指纹相符，重新计算的结果都一致。",
        "The record holds: hashes agree, and everything comes out the same.",
    ),
    "record_bad": ("记录不可信，发现 {count} 处：见上。", "The record doesn't hold; see above: {count}."),
    "record_compare": (
        "总指纹 {digest}：请与公布的核对，或用 --digest 给出后再核验。",
        "digest {digest}: compare it with the one that was published, or give that by --digest.",
    ),
    "record_not_declared": (
        "征集文件没有声明这个奖项的评审或择优办法。",
        "The call file declares no review or choice for this award.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**_FILE, **_CHECKED, **_TOLD}
