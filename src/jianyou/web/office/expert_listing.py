"""What addresses and forms tell of the pool of experts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from jianyou.actions.experts import (
    LONGEST_EMPLOYER,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_TITLE,
    LONGEST_WORD,
    ExpertTold,
)
from jianyou.actions.experts_import import day_told
from jianyou.domain.annexes.typed import fit_text
from jianyou.queries.experts import ExpertsWanted, ExpertView
from jianyou.terms.finding import Refused
from jianyou.web.office.invited_listing import day_in
from jianyou.web.office.listing import LONGEST_SEARCH, page_number
from jianyou.web.office.review_boxes import Box, typed

_LONGEST_LIST = 3000
_LONGEST_CODE = 6
_ACCOUNT = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class ExpertListing:
    """The pool as an address tells it; what makes no sense in the address is left out."""

    wanted: ExpertsWanted

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        industry = query.get("industry", "").strip().upper()[:_LONGEST_CODE]
        return cls(
            ExpertsWanted(
                search=" ".join(fit_text(query.get("q", "")[:LONGEST_SEARCH], lines=False).split()),
                industry=industry if industry.isascii() and industry.isalnum() else "",
                trained_since=day_in(query.get("trained", "")),
                account=_ACCOUNT.get(query.get("account", "")),
                retired=query.get("retired") == "yes",
                page=page_number(query),
            )
        )

    @property
    def query(self) -> str:
        """The end of an address that brings it back."""
        wanted = self.wanted
        told = {
            "q": wanted.search,
            "industry": wanted.industry,
            "trained": wanted.trained_since.isoformat() if wanted.trained_since else "",
            "account": {True: "yes", False: "no", None: ""}[wanted.account],
            "retired": "yes" if wanted.retired else "",
            "page": str(wanted.page) if wanted.page > 1 else "",
        }
        given = {key: value for key, value in told.items() if value}
        return f"?{urlencode(given)}" if given else ""

    def other(self, **changes: Any) -> "ExpertListing":
        """It with something changed, from its first page on."""
        return ExpertListing(replace(self.wanted, **{"page": 1, **changes}))


PLACES = {
    "expert_name_missing": "name",
    "expert_industry_unknown": "industries",
    "expert_language_unknown": "languages",
    "expert_phone_wrong": "phone",
    "expert_mail_wrong": "mail",
    "expert_trained_wrong": "trained_on",
    "expert_trained_future": "trained_on",
    "expert_too_many": "words",
}
"""The field that a refusal speaks of."""

_BOXES = (
    Box(name="name", label=gettext_lazy("姓名"), longest=LONGEST_NAME),
    Box(name="employer", label=gettext_lazy("工作单位"), longest=LONGEST_EMPLOYER),
    Box(name="title", label=gettext_lazy("职务、职称（可不填）"), longest=LONGEST_TITLE),
    Box(
        name="industries",
        label=gettext_lazy("熟悉的行业"),
        hint=gettext_lazy("GB/T 4754 代码，例如 C36 C3670，用空格分开。分配和抽取按它匹配。"),
        longest=_LONGEST_LIST,
        chinese=False,
    ),
    Box(
        name="words",
        label=gettext_lazy("专长（可不填）"),
        hint=gettext_lazy("例如 质量管理、精益生产，用顿号分开。"),
        longest=_LONGEST_LIST,
    ),
    Box(
        name="group",
        label=gettext_lazy("单位所属集团（可不填）"),
        hint=gettext_lazy("查找回避关系用。"),
        longest=LONGEST_EMPLOYER,
    ),
    Box(
        name="earlier",
        label=gettext_lazy("原工作单位（可不填）"),
        hint=gettext_lazy("一行一个，查找回避关系用。"),
        kind="text",
        longest=_LONGEST_LIST,
    ),
    Box(name="district", label=gettext_lazy("区县（可不填）"), longest=LONGEST_WORD),
    Box(name="zh", label=gettext_lazy("能评中文材料"), kind="check"),
    Box(name="en", label=gettext_lazy("能评英文材料"), kind="check"),
    Box(
        name="trained_on",
        label=gettext_lazy("最近一次培训（可不填）"),
        hint=gettext_lazy("例如 2026-03-20"),
        longest=20,
        chinese=False,
    ),
    Box(
        name="phone",
        label=gettext_lazy("电话（可不填）"),
        hint=gettext_lazy("加密保存；查找回避关系时只比对密文。"),
        longest=LONGEST_PHONE,
        chinese=False,
    ),
    Box(
        name="mail",
        label=gettext_lazy("电子邮箱（可不填）"),
        hint=gettext_lazy("加密保存；邀请和提醒发到这里。"),
        longest=254,
        chinese=False,
    ),
    Box(name="note", label=gettext_lazy("备注（可不填）"), kind="text", longest=2000),
)


def boxes_of(texts: Mapping[str, str], problems: Mapping[str, Refused]) -> list[Box]:
    """The fields of the form with what stands in them."""
    return [replace(box, text=texts.get(box.name, ""), problem=problems.get(box.name)) for box in _BOXES]


def texts_typed(post: QueryDict) -> dict[str, str]:
    """What was typed into each."""
    return {box.name: typed(post, box.name, box.longest, lines=box.kind == "text") for box in _BOXES}


def texts_of(view: ExpertView) -> dict[str, str]:
    """What stands in the form of an expert who is in the pool."""
    line = view.line
    return {
        "name": line.name,
        "employer": line.employer,
        "title": line.title,
        "industries": " ".join(line.industries),
        "words": "、".join(line.words),
        "group": view.group,
        "earlier": "\n".join(view.earlier),
        "district": line.district,
        "zh": "yes" if "zh" in line.languages else "",
        "en": "yes" if "en" in line.languages else "",
        "trained_on": line.trained_on.isoformat() if line.trained_on else "",
        "phone": line.phone,
        "mail": line.mail,
        "note": view.note,
    }


def expert_typed(texts: Mapping[str, str]) -> ExpertTold:
    """An expert as typed.

    Raises:
        Refused: the day of training can't be read.
    """
    return ExpertTold(
        name=texts["name"],
        employer=texts["employer"],
        title=texts["title"],
        group=texts["group"],
        earlier=texts["earlier"].splitlines(),
        industries=texts["industries"].replace("、", " ").replace("，", " ").replace(",", " ").split(),
        words=texts["words"].replace("，", "、").replace(",", "、").split("、"),
        languages=[name for name in ("zh", "en") if texts[name] == "yes"],
        district=texts["district"],
        trained_on=day_told(texts["trained_on"]),
        note=texts["note"],
        phone=texts["phone"],
        mail=texts["mail"],
    )
