"""Messages of web/desk/work: what the desk keeps, and what it can't do."""

TEXTS: dict[str, tuple[str, str]] = {
    "desk_folder_unwritable": (
        "不能写入文件夹“{folder}”（{reason}）。请检查磁盘空间和权限，或另选一个文件夹。",
        "The folder “{folder}” can't be written ({reason}). Check disk space and permissions, "
        "or choose another.",
    ),
    "desk_folder_unreadable": (
        "不能读取文件夹“{folder}”（{reason}）。请检查权限，或另选一个文件夹。",
        "The folder “{folder}” can't be read ({reason}). Check its permissions, or choose another.",
    ),
    "desk_notebook_damaged": (
        "工作记录“{file}”已损坏，没有改动它。请从备份恢复，或另选一个文件夹；收到的原件不受影响。",
        "The record “{file}” is damaged and was left alone. Restore it from a backup, or choose another "
        "folder; the originals received are not affected.",
    ),
    "desk_notebook_newer": (
        "工作记录“{file}”由更新的版本写成，请升级软件后再打开。",
        "The record “{file}” was written by a newer version; please update the program.",
    ),
    "desk_other_call": (
        "文件夹“{folder}”已用于另一项征集（{call}）。请为这项征集另选一个文件夹。",
        "The folder “{folder}” already serves another call ({call}). Choose another folder for this one.",
    ),
    "desk_upload_too_large": (
        "文件超过 {limit_mb} MB，没有收下。请分成几个较小的压缩包。",
        "The file is larger than {limit_mb} MB and was not taken. Split it into smaller archives.",
    ),
    "desk_file_unknown": (
        "没有这个文件，可能已在别处更改。请回到收件列表重新打开。",
        "There is no such file; it may have changed elsewhere. Open it again from the inbox.",
    ),
    "desk_cell_unknown": (
        "没有这一栏，无法改正。请刷新页面后再试。",
        "There is no such field, so it can't be corrected. Reload the page and try again.",
    ),
    "desk_finding_gone": (
        "这条问题已经不在了，可能刚刚改正过。请刷新页面查看。",
        "This finding is no longer there; perhaps it has just been corrected. Reload the page.",
    ),
    "desk_note_needed": (
        "请写明理由，便于日后查对。",
        "Please give the reason, so that it can be followed later.",
    ),
    "desk_nothing_to_return": (
        "这个文件没有需要退回修改的问题。",
        "There is nothing in this file that would have to go back to its sender.",
    ),
    "desk_result_unknown": (
        "没有这种成果：{key}。",
        "There is no such result: {key}.",
    ),
    "desk_nothing_to_make": (
        "还没有读到任何推荐对象，不能生成汇总表。",
        "No entry has been read yet, so there is no master table to make.",
    ),
    "desk_result_master": ("推荐汇总表", "master table"),
    "desk_result_findings": ("问题清单", "findings"),
    "desk_result_summary": ("汇总情况", "summary"),
    "desk_result_annotated": ("退回修改", "to be corrected"),
    "desk_result_reminders": ("催办提醒", "reminders"),
    "desk_changes_sheet": ("改正和确认", "corrections"),
    "desk_changes_kind": ("处理", "what was done"),
    "desk_changes_corrected": ("改正", "corrected"),
    "desk_changes_confirmed": ("确认", "confirmed"),
    "desk_changes_set_aside": ("搁置", "set aside"),
    "desk_changes_before": ("原来的内容", "as sent"),
    "desk_changes_after": ("改正为 / 理由", "corrected to / reason"),
    "desk_reminder_to": ("收件人", "to"),
    "desk_reminder_contact": ("联系人", "contact"),
    "desk_reminder_phone": ("电话", "phone"),
    "desk_reminder_text": ("内容", "text"),
}
