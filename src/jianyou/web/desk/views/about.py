"""帮助, the look, the components, and the end."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.web.components.states import FILES, SEVERITIES
from jianyou.web.desk import specimens
from jianyou.web.desk.desk import desk_of
from jianyou.web.desk.look import COOKIE_PREFIX, COOKIES
from jianyou.web.desk.views.opened import posted

_A_YEAR = 365 * 24 * 3600


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Keys, what is kept where, what leaves the machine (nothing), and the look."""
    return render(request, "desk/help.html", {"here": "help"})


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    told = {"here": "components", "files": FILES, "severities": SEVERITIES, **specimens.all_of_them()}
    return render(request, "desk/components.html", told)


@posted
def look(request: HttpRequest) -> HttpResponse:
    """Keeps what was chosen in cookies and goes back to where it was chosen."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    for name, values in COOKIES.items():
        value = request.POST.get(name, "")
        if value in values:
            response.set_cookie(
                COOKIE_PREFIX + name, value, max_age=_A_YEAR, httponly=True, samesite="Strict"
            )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def quit_page(request: HttpRequest) -> HttpResponse:
    """Asks, and on the second step ends the desk."""
    desk = desk_of(request)
    ended = request.method == "POST"
    folder = desk.work.folder if desk.work else None
    response = render(request, "desk/quit.html", {"here": "quit", "ended": ended, "folder": folder})
    if ended:
        desk.stopping.set()
    return response
