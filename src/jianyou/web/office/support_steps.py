"""帮扶的办理: an act that is told first, with its form where it asks something; only then it is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from jianyou.queries.support import SupportFrame
from jianyou.terms.finding import Refused
from jianyou.web.office.context import page
from jianyou.web.office.review_boxes import Box, typed

_GONE = frozenset({"site_no_call", "support_activity_unknown", "support_need_unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An act that is about to be done. `tells` what it will do, `facts` of what, `button` names it.

    `do` gets what was typed and the number that was shown as `count`; it gives the address that follows.
    `stopped` says why it can't be done at all. `places` tell at which box a refusal stands.
    """

    frame: SupportFrame
    title: str
    button: str
    back: str
    do: Callable[[Mapping[str, str]], str]
    tells: Sequence[str] = ()
    facts: Sequence[tuple[str, Any]] = ()
    boxes: Sequence[Box] = ()
    count: int = 1
    stopped: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    danger: bool = False


def stepped(request: HttpRequest, step: Step) -> HttpResponse:
    """Asks where something is asked, shows what will be done, does it."""
    if request.method != "POST" or step.stopped:
        status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
        return _page(request, step, {}, sure=not step.boxes, status=status)
    texts = {
        box.name: typed(request.POST, box.name, box.longest, lines=box.kind == "text") for box in step.boxes
    }
    problems: dict[str, Refused] = {}
    for box in step.boxes:
        if not texts[box.name].strip():
            problems[box.name] = Refused(
                "site_reason_missing" if box.name == "reason" else "support_box_empty"
            )
        elif len(texts[box.name]) > box.longest:
            problems[box.name] = Refused("site_text_long", most=box.longest)
    if problems:
        return _page(request, step, texts, problems=problems, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "sure" not in request.POST:
        return _page(request, step, texts, sure="edit" not in request.POST)
    try:
        return HttpResponseRedirect(step.do(texts | {"count": request.POST.get("count", "")[:9]}))
    except Refused as refused:
        if refused.code in _GONE:
            raise
        name = step.places.get(refused.code, "act")
        return _page(request, step, texts, problems={name: refused}, status=HTTPStatus.CONFLICT)


def count_shown(texts: Mapping[str, str]) -> int:
    """The number that the preview showed, -1 where none was sent."""
    text = texts.get("count", "")
    return int(text) if text.isascii() and text.isdigit() else -1


def _page(
    request: HttpRequest,
    step: Step,
    texts: Mapping[str, str],
    *,
    sure: bool = False,
    problems: Mapping[str, Refused] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    found = problems or {}
    boxes = [
        replace(box, text=texts.get(box.name, box.text), problem=found.get(box.name)) for box in step.boxes
    ]
    told = {
        "step": step,
        "frame": step.frame,
        "boxes": boxes,
        "sure": (sure or not boxes) and not step.stopped,
        "problems": list(found.items()),
        **step.about,
    }
    return page(request, "office/support_step.html", told, status)
