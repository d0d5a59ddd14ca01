"""随机抽取: announced in two steps, looked at, revealed, voided; the drawn are put on a panel."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.lots import (
    LONGEST_TITLE,
    LONGEST_VALUE,
    LotsTold,
    announce_draw,
    name_drawn,
    reveal_draw,
    void_draw,
)
from jianyou.domain.judging.draw import DrawPurpose, Secret
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.lots import LotsView, count_tickets, get_draw, list_draws
from jianyou.queries.office_calls import get_office_call
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.lots_typed import (
    LONGEST_LINES,
    parties_typed,
    secrets_typed,
    strata_typed,
)
from jianyou.web.office.review_boxes import Box, number_typed, typed
from jianyou.web.office.views.exports import to_keep

PURPOSES = {
    DrawPurpose.EXPERTS: gettext_lazy("抽取评审专家"),
    DrawPurpose.DEFENCE_ORDER: gettext_lazy("抽取答辩顺序"),
}
_MOST_TAKEN = 100_000
_FIELDS = ("title", "public_value", "take", "strata", "fields", "parties")
_LONG = ("strata", "parties")
_PLACES = {
    "lots_title_missing": "title",
    "draw_public_value_undescribed": "public_value",
    "draw_take_wrong": "take",
    "review_number_wrong": "take",
    "lots_strata_wrong": "strata",
    "draw_rules_conflict": "strata",
    "draw_stratum_wrong": "strata",
    "draw_attribute_unknown": "strata",
    "draw_attributes_many": "strata",
    "lots_party_wrong": "parties",
    "draw_party_twice": "parties",
    "expert_industry_unknown": "fields",
}


@require_safe
@for_viewers
def draws(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The draws of a call."""
    told = {
        "view": list_draws(viewer=viewer, slug=slug),
        "purposes": PURPOSES,
        "can": Act.DRAW_LOTS in get_office_call(viewer=viewer, slug=slug).acts,
    }
    return page(request, "office/lots_list.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """What is drawn, by which rules and which public value; what will be published; publishing it."""
    sent = request.POST if request.method == "POST" else request.GET
    purpose = _purpose(sent)
    texts = _texts(request.POST)
    problems: dict[str, Refused] = {}
    counts: Mapping[str, int] = {}
    checked: LotsTold | None = None
    try:
        fields = texts["fields"].upper().replace("、", " ").replace(",", " ").split()
        counts = count_tickets(viewer=viewer, slug=slug, purpose=purpose, fields=fields)
        if request.method == "POST":
            checked = _told(purpose, texts, fields, request.POST)
            if "sure" in request.POST:
                listed = number_typed(request.POST, "listed", 0, _MOST_TAKEN) or 0
                number = announce_draw(actor=viewer, call_slug=slug, told=checked, listed=listed)
                return HttpResponseRedirect(f"{reverse('office:draw', args=[slug, number])}?done=announced")
    except Refused as refused:
        if refused.code == "site_no_call":
            raise
        problems = {_PLACES.get(refused.code, "title"): refused}
    told = {
        "view": list_draws(viewer=viewer, slug=slug),
        "purpose": purpose,
        "purposes": PURPOSES,
        "counts": counts,
        "listed": sum(counts.values()),
        "texts": texts,
        "checked": checked if not problems and "edit" not in request.POST else None,
        "boxes": _boxes(purpose, texts, problems),
        "problems": list(problems.items()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/lots_new.html", told, status)


def _purpose(sent: QueryDict) -> DrawPurpose:
    text = sent.get("purpose", "")
    return DrawPurpose(text) if text in set(PURPOSES) else DrawPurpose.EXPERTS


def _texts(post: QueryDict) -> dict[str, str]:
    return {
        name: typed(post, name, LONGEST_LINES if name in _LONG else LONGEST_VALUE, lines=name in _LONG)
        for name in _FIELDS
    }


def _told(purpose: DrawPurpose, texts: Mapping[str, str], fields: Sequence[str], post: QueryDict) -> LotsTold:
    if not texts["title"].strip():
        raise Refused("lots_title_missing")
    if not texts["public_value"].strip():
        raise Refused("draw_public_value_undescribed")
    experts = purpose is DrawPurpose.EXPERTS
    take = number_typed(post, "take", 1, _MOST_TAKEN) if experts else 0
    if take is None:
        raise Refused("review_number_wrong", low=1, high=_MOST_TAKEN)
    return LotsTold(
        purpose=purpose,
        title=texts["title"],
        public_value=texts["public_value"],
        take=take,
        strata=strata_typed(texts["strata"]) if experts else (),
        fields=tuple(fields) if experts else (),
        parties=parties_typed(texts["parties"]),
    )


def _boxes(purpose: DrawPurpose, texts: Mapping[str, str], problems: Mapping[str, Refused]) -> list[Box]:
    def box(
        name: str, label: str, hint: str = "", longest: int = LONGEST_VALUE, *, chinese: bool = True
    ) -> Box:
        kind = "text" if name in _LONG else "number" if name == "take" else "line"
        return Box(
            name=name,
            label=label,
            hint=hint,
            kind=kind,
            text=texts[name],
            longest=longest,
            problem=problems.get(name),
            chinese=chinese,
        )

    experts = [
        box("take", gettext("抽取人数"), longest=6, chinese=False),
        box(
            "fields",
            gettext("只从熟悉这些行业的专家中抽（可不填）"),
            gettext("例如 C34 C36；不填就从专家库里不在评审组中的所有人中抽。"),
            chinese=False,
        ),
        box(
            "strata",
            gettext("各领域的人数（可不填）"),
            gettext("一行一个，“行业 下限-上限”，例如 C36 2-4；也可写区县，例如 渝北区 0-3。"),
            LONGEST_LINES,
        ),
    ]
    return [
        box("title", gettext("名称"), gettext("公开显示，例如 材料评审专家抽取。"), LONGEST_TITLE),
        box(
            "public_value",
            gettext("采用哪个公开数值"),
            gettext(
                "现在还没有人知道、以后人人能查到的数，写明名称、期号和公布时间，例如某日某期全国开奖号码。"
            ),
        ),
        *(experts if purpose is DrawPurpose.EXPERTS else []),
        box(
            "parties",
            gettext("其他各方的承诺（可不填）"),
            gettext("纪检、代表等自己保管秘密的，一行一个：名称和 64 位 SHA-256。征集部门的承诺由系统生成。"),
            LONGEST_LINES,
        ),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def one(request: HttpRequest, viewer: Actor, slug: str, draw: int) -> HttpResponseBase:
    """A draw: what was announced, what came of it, how to check it; revealed, voided, or used."""
    if request.method == "POST":
        return _acted(request, slug=slug, number=draw)
    return _draw_page(request, viewer, slug, draw)


@for_deciders
def _acted(request: HttpRequest, viewer: Actor, slug: str, number: int) -> HttpResponse:
    here, post = reverse("office:draw", args=[slug, number]), request.POST
    try:
        if "review" in post:
            review = number_typed(post, "review", 1, _MOST_TAKEN) or 0
            name_drawn(actor=viewer, call_slug=slug, number=number, review=review)
            return HttpResponseRedirect(f"{reverse('office:panel', args=[slug, review])}?done=add")
        if "void" in post:
            reason = typed(post, "reason", LONGEST_TEXT, lines=True)
            void_draw(actor=viewer, call_slug=slug, number=number, reason=reason)
            return HttpResponseRedirect(f"{here}?done=void")
        reveal_draw(
            actor=viewer,
            call_slug=slug,
            number=number,
            public_value=typed(post, "public_value", LONGEST_VALUE),
            told=_secrets(post),
        )
    except Refused as refused:
        if refused.code in {"site_no_call", "lots_unknown", "site_no_review"}:
            raise
        place = {"site_reason_missing": "reason", "lots_secret_wrong": "secrets"}.get(
            refused.code, "public_value"
        )
        return _draw_page(request, viewer, slug, number, {place: refused})
    return HttpResponseRedirect(f"{here}?done=drawn")


def _secrets(post: QueryDict) -> tuple[Secret, ...]:
    return secrets_typed(typed(post, "secrets", LONGEST_LINES, lines=True))


def _draw_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    number: int,
    problems: Mapping[str, Refused] | None = None,
) -> HttpResponse:
    view = get_draw(viewer=viewer, slug=slug, number=number)
    told = {
        "view": view,
        "purpose": PURPOSES.get(view.line.purpose, view.title),
        "can": Act.DRAW_LOTS in get_office_call(viewer=viewer, slug=slug).acts,
        "others": view.plan.commitments[1:],
        "boxes": _reveal_boxes(view, request.POST, problems or {}),
        "void_box": _void_box(request.POST, problems or {}),
        "problems": list((problems or {}).items()),
        "done": request.GET.get("done", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/lots_one.html", told, status)


def _reveal_boxes(view: LotsView, post: QueryDict, problems: Mapping[str, Refused]) -> list[Box]:
    value = Box(
        name="public_value",
        label=gettext("公布的数值"),
        hint=view.plan.public_value,
        text=typed(post, "public_value", LONGEST_VALUE),
        longest=LONGEST_VALUE,
        problem=problems.get("public_value"),
    )
    others = Box(
        name="secrets",
        label=gettext("其他各方公布的秘密"),
        hint=gettext("一行一个：名称、秘密、盐，用空格分开。"),
        kind="text",
        text=typed(post, "secrets", LONGEST_LINES, lines=True),
        longest=LONGEST_LINES,
        problem=problems.get("secrets"),
    )
    return [value, others] if view.plan.commitments[1:] else [value]


def _void_box(post: QueryDict, problems: Mapping[str, Refused]) -> Box:
    return Box(
        name="reason",
        label=gettext("作废的理由"),
        hint=gettext("公开显示。拒不公布秘密的，写明是哪一方。"),
        kind="text",
        text=typed(post, "reason", LONGEST_TEXT, lines=True),
        longest=LONGEST_TEXT,
        problem=problems.get("reason"),
    )


@require_safe
@for_viewers
def record(request: HttpRequest, viewer: Actor, slug: str, draw: int) -> HttpResponseBase:
    """What is published of a draw, to be checked elsewhere."""
    del request
    view = get_draw(viewer=viewer, slug=slug, number=draw)
    data = json.dumps(view.record, ensure_ascii=False, indent=1).encode()
    return to_keep(data, f"draw-{slug}-{draw}.json", "application/json")
