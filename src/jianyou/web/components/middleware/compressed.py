"""Pages, styles and scripts go out compressed; files that people hand in and take away as they are."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_TEXT = (
    "text/html",
    "text/css",
    "text/javascript",
    "application/javascript",
    "image/svg+xml",
    "application/json",
)


class CompressedText(GZipMiddleware):
    """Django's compression, for our own texts only."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, smaller where it is text of ours and the browser can unpack it."""
        if response.get("Content-Disposition") or not response.get("Content-Type", "").startswith(_TEXT):
            return response
        return super().process_response(request, response)
