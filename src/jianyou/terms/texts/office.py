"""The office's desk: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "office_no_version": (
        "报送件 {number} 没有第 {version} 版。",
        "Filing {number} has no version {version}.",
    ),
    "office_no_file": (
        "报送件 {number} 没有这个文件，或者文件已经不在。",
        "Filing {number} has no such file, or it is gone.",
    ),
    "office_choice_missing": ("请选择“{label}”。", "Choose: {label}."),
    "office_details_nameless": (
        "第 {row} 个推荐对象登记时有“{title}”，这一栏不能空着。",
        "Nominee {row} was registered with “{title}”; it can't be left empty.",
    ),
    "office_details_many": (
        "这一页最多录入 {most} 个推荐对象，现有 {count} 个。缺的内容请退回补正，由申报单位补填。",
        "This page takes at most {most} nominees, and there are {count}. Return them for correction instead: "
        "their filer then fills in what is missing.",
    ),
    "office_details_closed": (
        "报送件 {number} 按现在的状态不能再录入内容。",
        "As filing {number} stands now, nothing more can be entered.",
    ),
    "office_nothing_asked": (
        "请至少在一栏写明要补正什么。",
        "Say in at least one column what is to be corrected.",
    ),
    "moment_missing": (
        "请填写日期和时间，例如 2026-04-30 18:00。",
        "Give a date and a time, such as 2026-04-30 18:00.",
    ),
    "moment_unreadable": (
        "看不懂这个时间。请依次写年、月、日、时、分，例如 2026-04-30 18:00。",
        "This isn't a date and a time. Write it like 2026-04-30 18:00.",
    ),
    "computing_failed": (
        "计算中断（{error}）。请重新计算；再次中断时请告知系统管理员。",
        "Computing broke off ({error}). Try again; if it breaks off again, tell who runs the site.",
    ),
    "computing_not_installed": (
        "本站没有安装计算所需的组件，请告知系统管理员安装。",
        "What computes this isn't installed here. Tell who runs the site.",
    ),
}
