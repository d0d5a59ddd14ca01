"""Words of beginning a table from an earlier one."""

TEXTS: dict[str, tuple[str, str]] = {
    "prefill_look_honors": (
        "请核对：其中 {count} 项不在本次要求的年份内，或者看不出年份。",
        "Look again: {count} of them lie outside the years asked for, or tell no year.",
    ),
    "prefill_look_new_honors": (
        "请核对：上次报送以后新得的荣誉还没有写进去。",
        "Look again: honors won since the last filing are not in it yet.",
    ),
    "prefill_look_answer": (
        "请核对：这是上次的意愿，这一次请重新选择。",
        "Look again: this was the answer last time; please choose anew.",
    ),
    "prefill_look_contact": (
        "请核对：联系人、职务、电话有没有变化。",
        "Look again: has the person, the post or the phone changed?",
    ),
    "prefill_look_years": (
        "请核对：文字里写到的年份或者“目前”“近几年”可能已经过时。",
        "Look again: years, or words such as “at present”, may be out of date.",
    ),
    "prefill_look_staff": (
        "请核对：人数可能有变化。",
        "Look again: the number of people may have changed.",
    ),
    "prefill_form_or_number": (
        "请选择一份填好的表，或者填写以前报送的编号和验证码，二者选一。",
        "Choose a filled form, or give number and code of an earlier filing: one of the two.",
    ),
    "prefill_nothing": (
        "“{name}”里没有本次表格要填的内容，没有填入任何内容。",
        "Nothing of “{name}” is asked for by this table; nothing was filled in.",
    ),
    "prefill_changed": (
        "您查看期间，草稿在别处改动过，还没有填入任何内容。下面是按现在的草稿重新列出的，请再看一遍、再确认。",
        "The draft was changed elsewhere while you were looking; nothing was filled in. Below is what it "
        "comes to now: please look and confirm again.",
    ),
    "prefill_conflict": (
        "“{title}”刚刚在别处改过，保留了那里的内容，没有填入。",
        "“{title}” was changed elsewhere at this moment; that text was kept and nothing filled in.",
    ),
    "prefill_filing_gone": (
        "以前的报送件打不开了，可能验证已经过时。请重新填写编号和验证码。",
        "The earlier filing can't be opened any more; perhaps it took too long. Give number and code again.",
    ),
}
