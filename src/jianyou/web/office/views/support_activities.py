"""帮扶活动: planned, changed, opened, held, cancelled."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.support_activities import (
    ActivityTold,
    cancel_activity,
    change_activity,
    close_activity,
    open_activity,
    plan_activity,
)
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.support.rules import rule_told
from jianyou.queries.support import get_support
from jianyou.queries.support_activities import (
    ActivityView,
    get_activity,
)
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.review_boxes import Box
from jianyou.web.office.support_forms import (
    FIXED,
    Typed,
    activity_boxes,
    activity_shown,
    activity_texts,
    activity_typed,
)
from jianyou.web.office.support_steps import Step, count_shown, stepped

_GONE = frozenset({"site_no_call", "support_activity_unknown"})
_LONGEST_SEARCH = 100


@require_safe
@for_viewers
def activity(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """An activity: what it is, by which rule, who has a seat and why, who waits, who came."""
    return activity_page(request, viewer, slug, activity)


def activity_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    activity: int,
    problems: Mapping[str, Refused] | None = None,
) -> HttpResponse:
    """The page of an activity, with what is wrong with what was sent from it."""
    view = get_activity(viewer=viewer, slug=slug, number=activity)
    done, _dot, rest = request.GET.get("done", "")[:60].partition(".")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    told = {
        "frame": view.frame,
        "view": view,
        "one": view.activity,
        "rule": rule_told(view.activity.rule),
        "may": {act.value for act in view.acts},
        "begun": view.frame.now >= view.activity.begins_at,
        "asking_over": view.frame.now >= view.activity.ask_until,
        "problems": list((problems or {}).items()),
        "done": done,
        "count": rest if rest.isascii() and rest.isdigit() else "",
    }
    return page(request, "office/support_activity.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Plans an activity."""

    def do(told: ActivityTold) -> int:
        return plan_activity(actor=viewer, call_slug=slug, told=told)

    frame = get_support(viewer=viewer, slug=slug).frame
    form = Typed(activity_shown(None), {})
    if request.method == "POST":
        form, told = _read(request.POST, slug, viewer, None)
        if told is not None:
            try:
                number = do(told)
            except Refused as refused:
                if refused.code in _GONE:
                    raise
                form = form.refused(refused)
            else:
                return HttpResponseRedirect(
                    f"{reverse('office:support_activity', args=[slug, number])}?done=planned"
                )
    shown = {"frame": frame, "groups": activity_boxes(form, frame), "one": None}
    return _form(request, form, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def change(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """Changes an activity; what stands once it is open isn't asked."""
    view = get_activity(viewer=viewer, slug=slug, number=activity)
    form = Typed(activity_shown(view.activity), {})
    if request.method == "POST":
        form, told = _read(request.POST, slug, viewer, view)
        if told is not None:
            try:
                change_activity(actor=viewer, call_slug=slug, number=activity, told=told)
            except Refused as refused:
                if refused.code in _GONE:
                    raise
                form = form.refused(refused)
            else:
                return HttpResponseRedirect(
                    f"{reverse('office:support_activity', args=[slug, activity])}?done=changed"
                )
    open_ = view.activity.status == "open"
    shown = {
        "frame": view.frame,
        "groups": activity_boxes(form, view.frame, open_=open_),
        "one": view.activity,
        "asking": len(view.asking) if open_ else 0,
    }
    return _form(request, form, shown)


def _read(
    post: QueryDict, slug: str, viewer: Actor, view: ActivityView | None
) -> tuple[Typed, ActivityTold | None]:
    texts = activity_texts(post)
    if view is not None and view.activity.status == "open":
        standing = activity_shown(view.activity)
        texts |= {name: standing[name] for name in FIXED}
    frame = view.frame if view else get_support(viewer=viewer, slug=slug).frame
    told = activity_typed(texts, frame, view.activity if view else None)
    return (told, None) if isinstance(told, Typed) else (Typed(texts, {}), told)


def _form(request: HttpRequest, form: Typed, told: Mapping[str, object]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.problems else HTTPStatus.OK
    shown = {**told, "problems": list(form.problems.items())}
    return page(request, "office/support_activity_form.html", shown, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def opening(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """Opens an activity for requests; first told to how many, and what stands then."""
    view = get_activity(viewer=viewer, slug=slug, number=activity)
    back = reverse("office:support_activity", args=[slug, activity])

    def do(texts: Mapping[str, str]) -> str:
        count = open_activity(actor=viewer, call_slug=slug, number=activity, count=count_shown(texts))
        return f"{back}?done=opened.{count}"

    step = Step(
        frame=view.frame,
        title=gettext("开放报名"),
        tells=(
            gettext("申报单位收到消息，在报送页面“帮扶”里报名。"),
            gettext("类别、名称、席位、规则和采用的公开数值从此不变；系统生成抽签的秘密，公布它的承诺。"),
        ),
        facts=_facts(view),
        button=gettext("开放报名，告知 {count} 份报送").format(count=view.filings),
        back=back,
        do=do,
        count=view.filings,
        stopped=not_now(view, Act.OPEN_ACTIVITY),
        about={"rule": rule_told(view.activity.rule)},
    )
    return stepped(request, step)


def _facts(view: ActivityView) -> list[tuple[str, object]]:
    one = view.activity
    return [
        (gettext("名称"), one.title),
        (gettext("开始"), one.begins_at),
        (gettext("报名截止"), one.ask_until),
        (gettext("席位"), str(one.seats)),
        (gettext("采用的公开数值"), one.public_value),
    ]


def not_now(view: ActivityView, act: Act) -> str:
    """Why an activity in its state can't be acted on so, empty where it can."""
    return "" if act in view.acts else gettext("活动现在的状态不能办这件事。请返回活动的页面再看。")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def closing(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """The activity was held."""
    view = get_activity(viewer=viewer, slug=slug, number=activity)
    back = reverse("office:support_activity", args=[slug, activity])

    def do(_texts: Mapping[str, str]) -> str:
        close_activity(actor=viewer, call_slug=slug, number=activity)
        return f"{back}?done=closed"

    open_ = sum(one.attended is None for one in view.seated)
    step = Step(
        frame=view.frame,
        title=gettext("结束活动"),
        tells=(
            gettext("活动记为已举办。出席和成效以后还可以补记。"),
            gettext("还有 {count} 家没有登记出席。").format(count=open_),
        ),
        button=gettext("结束 1 项活动"),
        back=back,
        do=do,
        stopped=not_now(view, Act.CLOSE_ACTIVITY),
    )
    return stepped(request, step)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def cancelling(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """Cancels an activity, with a reason that those who asked are told."""
    view = get_activity(viewer=viewer, slug=slug, number=activity)
    back = reverse("office:support_activity", args=[slug, activity])

    def do(texts: Mapping[str, str]) -> str:
        told = cancel_activity(actor=viewer, call_slug=slug, number=activity, reason=texts["reason"])
        return f"{back}?done=cancelled.{told}"

    asking = len(view.asking) + len(view.seated) + len(view.waiting)
    step = Step(
        frame=view.frame,
        title=gettext("取消活动"),
        tells=(gettext("报名的单位收到取消的消息和理由；取消以后不能恢复。"),),
        button=gettext("取消活动，涉及 {count} 家").format(count=asking),
        back=back,
        do=do,
        boxes=(reason_box(gettext("报名的单位看得到。")),),
        stopped=not_now(view, Act.CANCEL_ACTIVITY),
        danger=True,
    )
    return stepped(request, step)


def reason_box(hint: str) -> Box:
    """The field for a reason."""
    return Box(name="reason", label=gettext("理由"), hint=hint, kind="text", longest=LONGEST_TEXT)
