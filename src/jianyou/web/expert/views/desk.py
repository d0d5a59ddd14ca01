"""我的评审: what an expert is asked to judge."""

from django.http import HttpRequest, HttpResponse

from jianyou.domain.lifecycle.roles import Actor
from jianyou.web.expert.context import for_experts, page


@for_experts
def tasks(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """The reviews that one takes part in, each with what is left to do."""
    return page(request, "expert/tasks.html", {"viewer": viewer})
