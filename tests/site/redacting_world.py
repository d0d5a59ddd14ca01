"""What the tests of copies without names share: entries whose texts are approved as they are proposed."""

from collections.abc import Sequence
from uuid import UUID

from jianyou.actions.redacting import Of, keep_texts
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.redactions import RedactionView, get_redaction
from jianyou.store.models import Entry
from tests.site.judging_world import World
from tests.site.kit import clerk, staff


def of(key: UUID) -> Of:
    """An entry as the office's pages name it."""
    entry = Entry.objects.select_related("filing", "call").get(id=key)
    return Of(entry.call.slug, entry.filing.number, entry.ordinal)


def seen(key: UUID, words: Sequence[str] | None = None, viewer: Actor | None = None) -> RedactionView:
    """The page of an entry."""
    one = of(key)
    who = viewer or clerk()
    return get_redaction(viewer=who, slug=one.call_slug, number=one.number, ordinal=one.ordinal, words=words)


def approve(key: UUID, words: Sequence[str] = ()) -> UUID:
    """The texts of an entry kept as they are proposed."""
    view = seen(key, words)
    texts = {column.key: column.text for column in view.columns}
    return keep_texts(actor=clerk(), of=of(key), looked_at=view.version, texts=texts, words=words)


def redact(world: World) -> None:
    """All entries that are judged."""
    for key in world.entries:
        approve(key)


def head() -> Actor:
    """Another person of the office."""
    return staff(Role.SECTION_HEAD, "chuzhang")
