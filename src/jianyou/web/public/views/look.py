"""How the pages look: the language, light or dark, the size of the type; and all their components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jianyou.web.account.membership import brings_session
from jianyou.web.components.look import keep_look, wanted_of
from jianyou.web.components.specimens import specimens


@require_safe
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the language and goes back to where it was chosen."""
    return keep_look(request, wanted_of({"lang": request.GET.get("to", "")}), request.GET.get("back", "/"))


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Keeps what the address chooses and goes back; where it chooses nothing, the page to choose on."""
    back = request.GET.get("back", "/")
    if wanted := wanted_of(request.GET):
        return keep_look(request, wanted, back)
    told = {"back": back, "dense": brings_session(request)}
    return render(request, "public/look.html", told)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "public/components.html", specimens())
