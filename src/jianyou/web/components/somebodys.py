"""来件: a file that somebody sent, as it came: kept by the browser, or looked at within our pages."""

from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse

from jianyou.web.components.policies import SOMEBODYS_FILE

_MEDIA = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
_LONGEST_SIGN = 8


def to_be_kept(content: BinaryIO, name: str) -> FileResponse:
    """Its bytes under that name, never shown as a page of this site."""
    return _answer(content, name, "")


def to_be_seen(path: Path, name: str, *, keep: bool) -> FileResponse:
    """A picture or PDF to look at, unless it is to be kept; anything else is kept."""
    stream = path.open("rb")
    begin = stream.read(_LONGEST_SIGN)
    stream.seek(0)
    media = next((media for sign, media in _MEDIA.items() if begin.startswith(sign)), "")
    return _answer(stream, name, media, keep=keep)


def _answer(content: BinaryIO, name: str, media: str, *, keep: bool = False) -> FileResponse:
    response = FileResponse(
        content,
        as_attachment=keep or not media,
        filename=name,
        content_type=media or "application/octet-stream",
    )
    response.headers["Content-Security-Policy"] = SOMEBODYS_FILE
    return response
