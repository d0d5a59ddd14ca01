"""States and severities as a person sees them: an icon, a tone and a word, the same everywhere."""

from typing import NamedTuple

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy

from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.states import CallStatus, CorrectionStatus, EntryStatus, FilingStatus
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang

TONES = ("red", "amber", "green", "violet", "blue", "grey")
"""The tones of tokens.css."""

Shown = CallStatus | FilingStatus | EntryStatus | CorrectionStatus
"""What a pill tells the state of."""


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


def _in_page_language(code: str) -> str:
    return say(code, lang=page_lang())


_label = lazy(_in_page_language, str)


def _state(status: Shown, icon: str, tone: str) -> State:
    """A state by the word that it has in papers and exports too; there is no more to tell of it."""
    word = _label(label_code(status))
    return State(icon, tone, word, word)


_S, _F, _E, _C = CallStatus, FilingStatus, EntryStatus, CorrectionStatus

CALLS = {
    _S.DRAFT: _state(_S.DRAFT, "dots", "grey"),
    _S.OPEN: _state(_S.OPEN, "clock", "blue"),
    _S.CLOSED: _state(_S.CLOSED, "lock", "grey"),
    _S.ARCHIVED: _state(_S.ARCHIVED, "folder", "grey"),
    _S.CANCELLED: _state(_S.CANCELLED, "bar", "red"),
}
"""States of a 征集."""

FILINGS = {
    _F.DRAFT: _state(_F.DRAFT, "dots", "grey"),
    _F.PREFILLED: _state(_F.PREFILLED, "warning", "amber"),
    _F.FILED: _state(_F.FILED, "seal", "blue"),
    _F.LATE: _state(_F.LATE, "clock", "violet"),
    _F.WITHDRAWN: _state(_F.WITHDRAWN, "out", "grey"),
}
"""States of a 报送件."""

ENTRIES = {
    _E.PENDING: _state(_E.PENDING, "dots", "blue"),
    _E.RETURNED: _state(_E.RETURNED, "back", "amber"),
    _E.RESUBMITTED: _state(_E.RESUBMITTED, "pen", "blue"),
    _E.ACCEPTED: _state(_E.ACCEPTED, "tick", "green"),
    _E.REFUSED: _state(_E.REFUSED, "bar", "red"),
    _E.WITHDRAWN: _state(_E.WITHDRAWN, "out", "grey"),
}
"""States of a 申报."""

CORRECTIONS = {
    _C.ASKED: _state(_C.ASKED, "back", "amber"),
    _C.ANSWERED: _state(_C.ANSWERED, "pen", "blue"),
    _C.EXPIRED: _state(_C.EXPIRED, "clock", "violet"),
    _C.CANCELLED: _state(_C.CANCELLED, "out", "grey"),
}
"""States of a 补正."""


def state_of(status: Shown) -> State:
    """How a state of any of the four is shown; their values share words, so the kind decides."""
    match status:
        case CallStatus():
            return CALLS[status]
        case FilingStatus():
            return FILINGS[status]
        case EntryStatus():
            return ENTRIES[status]
        case CorrectionStatus():
            return CORRECTIONS[status]
