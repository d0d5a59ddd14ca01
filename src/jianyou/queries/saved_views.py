"""Lists as people of an office keep them."""

from typing import NamedTuple

from django.db.models import Q

from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.office_calls import own_call
from jianyou.store.models import SavedView


class ViewLine(NamedTuple):
    """A kept list: `query` ends its address; `owner` is a colleague's name, empty for one of one's own."""

    key: str
    name: str
    query: str
    shared: bool
    owner: str


def list_saved_views(*, viewer: Actor, slug: str) -> tuple[ViewLine, ...]:
    """The viewer's own lists of a call, then those that colleagues share, each by name.

    Raises:
        Refused: the viewer's office has no such call.
    """
    own = Q(user__username=viewer.person)
    rows = SavedView.objects.filter(own | Q(shared=True), call=own_call(viewer, slug)).select_related("user")
    lines = [
        ViewLine(
            key=row.id.hex,
            name=row.name,
            query=row.query,
            shared=row.shared,
            owner="" if row.user.username == viewer.person else row.user.name,
        )
        for row in rows.order_by("name", "id")
    ]
    return tuple(sorted(lines, key=lambda line: bool(line.owner)))
