"""Values of nobody's, to show what a message of a kind looks like."""

from collections.abc import Mapping
from typing import Any, Final

from jianyou.domain.mailbox.templates import names_of
from jianyou.terms.lang import Lang

_MOMENTS: Final[Mapping[str, str]] = {
    "at": "2026-04-20T09:30:15+08:00",
    "before": "2026-04-24T18:00:00+08:00",
    "due": "2026-04-28T18:00:00+08:00",
    "until": "2026-04-30T18:00:00+08:00",
    "after": "2026-05-08T18:00:00+08:00",
    "begins": "2026-05-20T09:00:00+08:00",
    "ends": "2026-05-20T17:00:00+08:00",
}
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("关于征集示例优质组织的通知", "Call for sample organizations"),
    "filer": ("示例区经济信息化局", "Sample District Bureau"),
    "name": ("示例轴承有限公司", "Sample Bearings Ltd"),
    "office": ("示范区经济和信息化委员会", "Sample Commission"),
    "letter": ("补正通知书", "Correction letter"),
    "columns": ("联系人、质量工作特色", "contact, feature"),
    "activity": ("质量管理培训班", "Training in quality management"),
    "review": ("初评", "First review"),
    "place": ("示例大厦 301 会议室", "Room 301, Sample House"),
    "username": ("wang", "wang"),
    "award": ("示例市质量管理奖", "Sample quality award"),
    "tier": ("优秀组织", "Excellent organization"),
    "batch": ("2026 年第一批", "first batch of 2026"),
    "document": ("示例〔2026〕1 号", "Sample [2026] No. 1"),
    "page": ("https://shili.example.cn/calls/2026/", "https://shili.example.cn/calls/2026/"),
    "number": ("7K3M-9QXA-2BCD", "7K3M-9QXA-2BCD"),
}
_OTHERS: Final[Mapping[str, Any]] = {
    "ordinal": 1,
    "missing": 3,
    "count": 3,
    "left": 3,
    "status": "prefilled",
    "then": "paper",
}
_CODES: Final[Mapping[str, str]] = {
    "code": "246810",
    "received": "12AB34CD56EF",
    "code_again": "12AB34CD56EF",
}


def sample_params(kind: str, lang: Lang) -> dict[str, Any]:
    """A value for each name that a kind's words have, as an act would give it."""
    told = {name: _value(name, lang) for name in names_of(kind)}
    if kind in ("reminder_draft", "reminder_filing"):
        told |= {name: _value(name, lang) for name in ("missing", "columns", "then")}
    return told


def sample_secret(kind: str) -> dict[str, str]:
    """What only the recipient of such a letter reads."""
    return {"code": _CODES[kind]} if kind in _CODES else {}


def _value(name: str, lang: Lang) -> Any:
    if name in _MOMENTS:
        return _MOMENTS[name]
    if name in _OTHERS:
        return _OTHERS[name]
    return _WORDS.get(name, ("……", "…"))[lang is not Lang.ZH]
