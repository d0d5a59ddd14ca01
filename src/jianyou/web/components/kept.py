"""文件: an answer that the browser keeps as a file."""

from typing import TypeVar

from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

Answer = TypeVar("Answer", bound=HttpResponseBase)


def to_keep(answer: Answer, name: str) -> Answer:
    """The answer as a file of that name, whatever signs stand in it."""
    answer.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    return answer
