"""Messages of the room `judging.recusal`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "tie_declared": ("专家本人申报回避。{expert}", "Declared by the expert. {expert}"),
    "tie_person": (
        "专家“{expert}”与该申报中的“{entry}”姓名、单位都相同",
        "the expert “{expert}” and “{entry}” of the entry have one name and one unit",
    ),
    "tie_employer": (
        "专家所在单位“{expert}”与该申报的单位“{entry}”是同一单位",
        "the expert's employer “{expert}” is the entry's “{entry}”",
    ),
    "tie_branch": (
        "专家所在单位“{expert}”与该申报的“{entry}”属于同一单位（分支机构、院系或班组）",
        "the expert's employer “{expert}” and the entry's “{entry}” are parts of one organization",
    ),
    "tie_group": (
        "专家一方的“{expert}”与该申报一方的“{entry}”属于同一集团",
        "“{expert}” on the expert's side and “{entry}” on the entry's belong to one group",
    ),
    "tie_nominator": (
        "专家所在单位“{expert}”就是该申报的推荐单位“{entry}”",
        "the expert's employer “{expert}” is “{entry}”, which put the entry forward",
    ),
    "tie_earlier_employer": (
        "专家曾在“{expert}”任职，该申报的单位是“{entry}”",
        "the expert worked for “{expert}” earlier; the entry's organization is “{entry}”",
    ),
    "tie_phone": (
        "专家与该申报登记了同一个电话号码",
        "the expert and the entry gave the same phone number",
    ),
    "tie_surname_and_unit": (
        "专家“{expert}”与该申报中的“{entry}”同姓且同单位，请核实是否亲属",
        "the expert “{expert}” and “{entry}” of the entry share surname and unit: check whether they are kin",
    ),
    "tie_same_name": (
        "专家“{expert}”与该申报中的“{entry}”同名，请核实是否同一人",
        "the expert “{expert}” and “{entry}” of the entry share a name: check whether they are one person",
    ),
    "tie_alike": (
        "专家所在单位“{expert}”与该申报的单位“{entry}”名称相近，请核实是否关联",
        "the expert's employer “{expert}” has nearly the name of the entry's “{entry}”: check whether they "
        "are related",
    ),
    "tie_address": (
        "专家与该申报登记了同一个地址，请核实",
        "the expert and the entry gave the same address: check it",
    ),
    "recusal_expert_twice": (
        "专家编号“{key}”出现了两次。请给每位专家一个编号。",
        "The expert key “{key}” stands twice. Give each expert a key of his own.",
    ),
    "recusal_entry_twice": (
        "申报编号“{key}”出现了两次。请给每项申报一个编号。",
        "The entry key “{key}” stands twice. Give each entry a key of its own.",
    ),
}
