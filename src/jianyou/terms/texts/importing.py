"""成批导入: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "import_unknown": (
        "这次征集没有第 {number} 次导入。请从“成批导入”的列表重新打开。",
        "This call has no import {number}. Open it again from the list of imports.",
    ),
    "import_no_file": (
        "第 {number} 次导入没有第 {ordinal} 份文件。请返回列表。",
        "Import {number} has no file {ordinal}. Go back to its list.",
    ),
    "import_not_now": (
        "第 {number} 次导入按现在的状态不能这样办理：可能已经开始登记，或者已经放弃。请看页面上现在的状态。",
        "As import {number} stands now, this can't be done: it may be under way, or given up.",
    ),
    "import_many_files": (
        "一次导入最多 {most} 份文件，压缩包里的也算。请分成几次导入。",
        "One import takes at most {most} files, those in archives included. Bring them in several imports.",
    ),
    "import_file_large": (
        "“{name}”超过 {most} MB，没有收入。请拆成几个压缩包，或者直接选择其中的文件。",
        "“{name}” is larger than {most} MB and wasn't taken. Split it, or choose the files in it.",
    ),
    "import_nothing_brought": (
        "还没有选择文件。请选择收到的表，或者一个压缩包。",
        "No file was chosen. Choose the forms that came, or an archive.",
    ),
    "import_no_rows": (
        "表里没有填写任何推荐对象。请向报送人核实，是否误发了空表。",
        "No nominee stands in the form. Ask its sender whether an empty one was sent by mistake.",
    ),
    "import_many_rows": (
        "表里有 {count} 个推荐对象，一份表最多 {most} 个。请报送人分成几份表。",
        "The form has {count} nominees, and one takes at most {most}. Ask its sender for several forms.",
    ),
    "import_broke_off": (
        "读取这份文件时中断，或者时间过长，没有读出。文件可能已损坏；请报送人另存一次再发。",
        "Reading this file broke off or took too long. It may be damaged; ask its sender to save it anew.",
    ),
    "import_to_choose": (
        "还有 {count} 份要先选择登记还是不登记：同一推荐对象已经出现在别处。",
        "Forms for which it is still to be chosen whether to register them: {count}; their nominees are "
        "named elsewhere too.",
    ),
    "import_nothing_chosen": (
        "没有选中要登记的表。请至少把一份改为“登记”。",
        "No form is chosen to be registered. Set at least one to be registered.",
    ),
    "import_changed": (
        "您看的时候是 {seen} 份，现在是 {count} 份：有人同时改了选择，或者情况有变。请看过现在的清单再按。",
        "You saw {seen}, and now it is {count}: something changed meanwhile. Look at the list as it is now.",
    ),
    "import_means_unknown": (
        "请选择这批表是怎样来的。",
        "Say how these forms came.",
    ),
    "import_nothing_to_undo": (
        "这次导入没有可以撤销的报送件：都已经审查、后来有变化，或者已经撤回。",
        "Nothing of this import can be undone: all was decided on, changed since, or withdrawn already.",
    ),
    "import_same_since": (
        "没有登记：选择以后又收到同一推荐对象的报送件 {number}。请对照后在下一次导入中再选。",
        "Not registered: filing {number} with the same nominee came after the choice. Compare them, and "
        "choose again in a new import.",
    ),
    "import_form_late": (
        "没有登记：截止时间已过，只有电子表、没有盖章件的不能再登记。盖章纸质件到手后可以登记为逾期。",
        "Not registered: the deadline is past, and a form without its seal can't be registered any more. "
        "With the sealed paper at hand it can be registered as late.",
    ),
    "import_enter_failed": (
        "没有登记：登记这份表时本站出错（{error}）。请把文件交给本站管理员，别的表不受影响。",
        "Not registered: the site failed on this form ({error}). Hand the file to whoever runs the site; "
        "the other forms aren't touched.",
    ),
    "import_not_allowed": (
        "没有登记：征集现在的状态不允许再登记。",
        "Not registered: as the call stands now, nothing more can be registered.",
    ),
    "import_sure_missing": (
        "请先勾选确认。",
        "Tick the box first.",
    ),
}
