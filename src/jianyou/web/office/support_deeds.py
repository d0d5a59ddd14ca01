"""帮扶的办理: what the pages of its acts tell, and the number that was looked at."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from jianyou.domain.lifecycle.acts import Act
from jianyou.queries.support_activities import ActivityView


def about_activity(view: ActivityView, **more: Any) -> dict[str, Any]:
    """What the page of an act tells of its activity, with `facts`, `rule`, or `plan` and `seats`."""
    return {"of_support": view.frame, "one": view.activity, **more}


def at_count(count: int) -> dict[str, Any]:
    """The number that a page tells now, to be sent back with the act."""
    return {"version": count, "seen": count}


def count_seen(request: HttpRequest) -> int:
    """The number that the page had told, -1 where none was sent."""
    seen = request.POST.get("version", "")[:9]
    return int(seen) if seen.isascii() and seen.isdigit() else -1


def not_now(view: ActivityView, act: Act) -> str:
    """Why an activity in its state can't be acted on so, empty where it can."""
    return "" if act in view.acts else gettext("活动现在的状态不能办这件事。请返回活动的页面再看。")
