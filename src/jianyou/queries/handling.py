"""经办: who handles a call, and so sees its contacts without giving a reason each time."""

from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.office_calls import Head, own_call
from jianyou.store.models import Call, Handling, Post


def handles(viewer: Actor, call: Call) -> bool:
    """Whether the viewer handles the call: a clerk who is named for it, or any where nobody is.

    A section head does where he is a clerk of the office as well.
    """
    if viewer.office != call.office_id.hex or viewer.role not in {Role.OFFICE_CLERK, Role.SECTION_HEAD}:
        return False
    if viewer.role is Role.SECTION_HEAD and not _is_clerk(viewer):
        return False
    named = list(Handling.objects.filter(call=call).values_list("user__username", flat=True))
    return not named or viewer.person in named


def _is_clerk(viewer: Actor) -> bool:
    posts = Post.objects.filter(office_id=viewer.office, role=Role.OFFICE_CLERK)
    return posts.filter(user__username=viewer.person).exists()


def list_handlers(*, viewer: Actor, slug: str) -> tuple[Head, ...]:
    """Who is named for a call of the viewer's office, by name; none where all its clerks handle it.

    Raises:
        Refused: that office has no such call.
    """
    found = Handling.objects.filter(call=own_call(viewer, slug)).order_by("user__username")
    return tuple(Head(username, name) for username, name in found.values_list("user__username", "user__name"))


def list_clerks(*, viewer: Actor) -> tuple[Head, ...]:
    """The clerks of the viewer's office who may be named."""
    posts = Post.objects.filter(office_id=viewer.office, role=Role.OFFICE_CLERK, user__is_active=True)
    found = posts.order_by("user__username").values_list("user__username", "user__name")
    return tuple(Head(username, name) for username, name in found)
