"""Objections that staff enters: what was brought to the counter, or came by post or mail."""

from typing import NamedTuple

from django.http import HttpRequest

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.publicity.objections import Channel
from jianyou.queries.objected import ObjectedList, ObjectedRound, get_objected, list_objected
from jianyou.web.components.objecting.steps import Entering, Step, stepped

_MOST_DIGITS = 6


class Entry(NamedTuple):
    """The lists that were made public; of the one that is chosen the step that was reached."""

    rounds: tuple[ObjectedRound, ...]
    listed: ObjectedList | None = None
    entering: Entering | None = None
    step: Step | None = None


def entered(request: HttpRequest, viewer: Actor, slug: str, channels: tuple[Channel, ...]) -> Entry:
    """The step that a request of staff leads to; the list is chosen by `round`, the only one is.

    Raises:
        Refused: there is no such list.
    """
    rounds = list_objected(viewer=viewer, slug=slug)
    typed = request.GET.get("round", "")
    if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS:
        number = int(typed)
    elif len(rounds) == 1:
        number = rounds[0].number
    else:
        return Entry(rounds)
    listed = get_objected(viewer=viewer, slug=slug, number=number)
    if not listed.takes:
        return Entry(rounds, listed)
    entering = Entering(viewer, listed, channels, "", "zh")
    return Entry(rounds, listed, entering, stepped(request, entering))
