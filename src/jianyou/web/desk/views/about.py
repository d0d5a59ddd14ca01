"""帮助, the look, the components, and the end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.web.components.look import keep_look, wanted_of
from jianyou.web.components.specimens import specimens
from jianyou.web.desk.desk import desk_of
from jianyou.web.desk.specimens import own_specimens
from jianyou.web.desk.views.opened import posted


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Keys, what is kept where, what leaves the machine (nothing), and the look."""
    return render(request, "desk/help.html", {"here": "help"})


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    told = {"here": "components", **specimens(), **own_specimens()}
    return render(request, "desk/components.html", told)


@posted
def look(request: HttpRequest) -> HttpResponse:
    """Keeps what was chosen in cookies and goes back to where it was chosen."""
    return keep_look(request, wanted_of(request.POST.dict()), request.POST.get("back", "/"))


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
