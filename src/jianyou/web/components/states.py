"""States and severities as a person sees them: an icon, a tone and a word, the same everywhere."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


class State(NamedTuple):
    """`icon` is a symbol of icons.svg, `tone` a colour of tokens.css, `told` says it in a sentence."""

    icon: str
    tone: str
    word: str | Promise
    told: str | Promise


FILES = {
    "locked": State("lock", "violet", gettext_lazy("需要密码"), gettext_lazy("文件有密码，还没有打开")),
    "rejected": State("bar", "red", gettext_lazy("未能读取"), gettext_lazy("读不出表格，需要补正或人工处理")),
    "errors": State("cross", "red", gettext_lazy("有错误"), gettext_lazy("有必须改正的内容")),
    "warnings": State("warning", "amber", gettext_lazy("有提醒"), gettext_lazy("有需要看一眼的内容")),
    "clean": State("tick", "green", gettext_lazy("无问题"), gettext_lazy("没有待处理的内容")),
    "sealed_scan": State("seal", "blue", gettext_lazy("盖章扫描件"), gettext_lazy("与某份表格对应的盖章件")),
    "set_aside": State("pause", "grey", gettext_lazy("已搁置"), gettext_lazy("不汇入总表，随时可以取回")),
}
"""States of a file by their stable name, the most urgent first."""

SEVERITIES = {
    "error": State("cross", "red", gettext_lazy("错误"), gettext_lazy("必须改正，或说明理由后确认")),
    "warning": State("warning", "amber", gettext_lazy("提醒"), gettext_lazy("请看一眼，无误即可确认")),
    "info": State("info", "blue", gettext_lazy("说明"), gettext_lazy("仅供了解，不必处理")),
}
"""Severities of a finding by their stable name."""
