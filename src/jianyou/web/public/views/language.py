"""The language of the pages."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from jianyou.terms.lang import Lang
from jianyou.web.public.look import COOKIE

_A_YEAR = 365 * 24 * 3600


@require_safe
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie and goes back to where it was chosen."""
    back = request.GET.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.GET.get("to", "")
    if chosen in set(Lang):
        response.set_cookie(COOKIE, chosen, max_age=_A_YEAR, httponly=True, samesite="Lax")
    return response
