"""What every page knows without being told by its view."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from jianyou.web.public.look import lang_of


def of_page(request: HttpRequest) -> Mapping[str, Any]:
    """The language, and the address to come back to once it was changed."""
    return {"lang": lang_of(request), "back": request.get_full_path() if request.method == "GET" else ""}
