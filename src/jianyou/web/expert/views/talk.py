"""合议: the sheets of an entry that one scored, side by side, while scores are talked over."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.consensus import get_common
from jianyou.web.expert.context import for_experts, page
from jianyou.web.expert.views.sheet import off_phones


@require_safe
@for_experts
@off_phones
def talk(request: HttpRequest, viewer: Actor, sheet_key: UUID) -> HttpResponse:
    """What all who scored the entry gave; colleagues go by numbers, not by names."""
    view = get_common(viewer=viewer, key=sheet_key)
    rows = [
        (number, one, [(voice, voice.comments[number - 1]) for voice in view.voices])
        for number, one in enumerate(view.items, 1)
    ]
    return page(request, "expert/talk.html", {"view": view, "rows": rows})
