"""The answer that is a form with remarks in it."""

import threading

from django.http import HttpResponse

from jianyou.domain.papers.annotated import Annotating, annotated
from jianyou.terms.finding import Refused
from jianyou.web.components.kept import to_keep
from jianyou.web.components.policies import SOMEBODYS_FILE

_AT_ONCE = threading.BoundedSemaphore(2)
_PATIENCE = 20.0


def annotated_file(what: Annotating) -> HttpResponse:
    """The form to be kept; at most two are made at once, so that memory is bounded.

    Raises:
        Refused: no remarks can be put into it, or too many are made at this moment.
    """
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise Refused("public_busy")
    try:
        data = annotated(what)
    finally:
        _AT_ONCE.release()
    response = HttpResponse(data, content_type="application/octet-stream")
    to_keep(response, what.name)
    response.headers["Content-Security-Policy"] = SOMEBODYS_FILE
    return response
