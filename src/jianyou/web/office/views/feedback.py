"""反馈: what the letters on results tell of strengths and gaps, entry by entry."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.feedback import save_feedback
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.feedback import FeedbackView, get_feedback, list_feedback
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, page
from jianyou.web.office.listing import page_number
from jianyou.web.office.review_boxes import typed


class _Pages:
    """The pages of the list, as the pager asks for them."""

    def __init__(self, query: str = "") -> None:
        self.query = query

    def other(self, page: int) -> "_Pages":
        """Another page."""
        return _Pages(f"?page={page}")


@require_safe
@for_deciders
def entries(request: HttpRequest, viewer: Actor, slug: str, choice: int) -> HttpResponse:
    """The entries of a choice that stands, with whose feedback is written."""
    title, found = list_feedback(viewer=viewer, slug=slug, number=choice, page=page_number(request.GET))
    told = {
        "slug": slug,
        "title": title,
        "choice": choice,
        "found": found,
        "listing": _Pages(),
        "done": request.GET.get("done") == "saved",
    }
    return page(request, "office/feedback_list.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def one(request: HttpRequest, viewer: Actor, slug: str, choice: int, entry: UUID) -> HttpResponse:
    """What experts wrote of an entry, and what its letter tells."""
    view = get_feedback(viewer=viewer, slug=slug, number=choice, entry=entry)
    texts = {"strengths": view.told_strengths, "gaps": view.told_gaps}
    problem: Refused | NotAllowed | None = None
    if request.method == "POST":
        texts = {name: typed(request.POST, name, LONGEST_TEXT, lines=True) for name in texts}
        if "fill" in request.POST:
            texts = _filled(view, texts, request.POST)
        else:
            try:
                save_feedback(actor=viewer, call_slug=slug, number=choice, entry=entry, **texts)
            except (Refused, NotAllowed) as refused:
                problem = refused
            else:
                return HttpResponseRedirect(f"{reverse('office:feedback', args=[slug, choice])}?done=saved")
    told = {"view": view, "texts": texts, "problem": problem}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/feedback_one.html", told, status)


def _filled(view: FeedbackView, texts: dict[str, str], post: QueryDict) -> dict[str, str]:
    """The texts with the remarks that were ticked at their ends."""
    found = dict(texts)
    for name, remarks in (("strengths", view.strengths), ("gaps", view.gaps), ("strengths", view.comments)):
        sign = "c" if remarks is view.comments else name[0]
        for at, remark in enumerate(remarks):
            if f"{sign}{at}" in post and remark.text not in found[name]:
                found[name] = f"{found[name]}\n{remark.text}".strip()
    return found
