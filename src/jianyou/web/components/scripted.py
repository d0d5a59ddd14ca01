"""What a script is told where a person would see a page: the same words, as data."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse

from jianyou.terms.lang import Lang
from jianyou.web.components.language import page_lang

_JSON = "application/json"


def wants_data(request: HttpRequest) -> bool:
    """Whether a script asks, which sends or wants data."""
    return request.content_type == _JSON or request.get_preferred_type(["text/html", _JSON]) == _JSON


def problem_as_data(status: HTTPStatus, title: str, *told: str, door: str = "") -> JsonResponse:
    """The `problem` in words, and the `door` (an address) behind which it is settled, where there is one."""
    end, between = (". ", " ") if page_lang() is Lang.EN else ("。", "")
    problem = {"problem": title + end + between.join(told)}
    return JsonResponse(problem | ({"door": door} if door else {}), status=status)
