"""我的评审: what an expert is asked to judge."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.mailbox.calendars import MEDIUM, Appointment, calendar_file
from jianyou.queries.expert_tasks import list_tasks
from jianyou.queries.visits import visits_of
from jianyou.web.components.kept import to_keep
from jianyou.web.expert.context import for_experts, page

_DONE = ("accepted", "declined", "declared", "signed", "submitted", "recused")


@require_safe
@for_experts
def tasks(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """The reviews that one takes part in, each with what is left to do."""
    done = request.GET.get("done", "")
    told = {
        "tasks": list_tasks(viewer=viewer),
        "visits": visits_of(viewer=viewer),
        "done": done if done in _DONE else "",
    }
    return page(request, "expert/tasks.html", told)


@require_safe
@for_experts
def visits(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """What an expert has before him, as a file that calendars take in."""
    del request
    name = gettext("评审现场安排")
    told = calendar_file(
        name,
        (
            Appointment(
                uid=f"{one.key}@jianyou",
                begins=one.begins,
                ends=one.ends,
                changed_at=one.changed_at,
                title=f"{one.review} {one.entry}".strip(),
                place=one.place,
                note=one.note,
            )
            for one in visits_of(viewer=viewer)
        ),
    )
    response = HttpResponse(told, content_type=MEDIUM)
    to_keep(response, f"{name}.ics")
    return response
