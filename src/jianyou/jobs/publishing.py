"""公示: lists whose period is over are written down as ended; pages go by the clock all the time."""

from collections.abc import Callable

from jianyou.actions.publicity_ending import end_publicity

Going = Callable[[], bool]


def end_due(*, going: Going = lambda: True) -> int:
    """Ends every list that is due, as long as `going` says so; how many."""
    ended = 0
    while going() and end_publicity():
        ended += 1
    return ended
