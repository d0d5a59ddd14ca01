"""A mail taken apart line by line, so that neither its size nor its shape costs memory.

The library's parser keeps a mail as a tree of lines: several times its size, and without any bound
on the parts. Here it is given only what a head says of its part's content, and little of that: the
library's way with parameters and encoded words takes time by the square of their length.
"""

import binascii
import email
import email.errors
import email.header
import email.message
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO

from jianyou.terms.finding import Refused

_LONGEST_LINE = 64 * 1024
_HEAD_BYTES = 8 * 1024
_PARAMETERS = 128
_LONGEST_NAME = 1024
_DEEPEST = 32
_MOST_PARTS = 2_000
_MOST_LINES = 2_000_000  # 150 MB of Base64
_BASE64_BYTES = 48 * 1024
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
# Kept wide: senders name the smaller set and use the larger.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030"}


class Mail:
    """A mail read once from its start; `parts` gives its leaves in order."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lines_left = _MOST_LINES
        self._boundaries: list[bytes] = []
        self._met: tuple[int, bool] | None = None  # the boundary that ended a part, whether it closes

    def parts(self) -> Iterator[tuple["email.message.Message[str, str]", Iterator[bytes]]]:
        """Each leaf's head and its decoded bytes, which are gone when the next leaf is asked for.

        A mail within the mail is a leaf. Refused beyond 2,000 parts, 32 levels or 3,000,000 lines.
        """
        head = self._head()
        for _ in range(_MOST_PARTS):
            boundary = _boundary(head)
            if boundary:
                if len(self._boundaries) >= _DEEPEST:
                    raise Refused("mail_too_complex")
                self._boundaries.append(boundary)
                _drain(self._lines())
            else:
                lines = self._lines()
                yield head, _decoded(lines, str(head.get("content-transfer-encoding", "")).strip().lower())
                _drain(lines)
            while self._met is not None and self._met[1]:  # a closing boundary: what follows it is no part
                del self._boundaries[self._met[0] :]
                _drain(self._lines())
            if self._met is None:
                return
            del self._boundaries[self._met[0] + 1 :]
            head = self._head()
        raise Refused("mail_too_complex")

    def _head(self) -> "email.message.Message[str, str]":
        """Read a head up to the empty line after it, and of it the fields about the content."""
        kept, wanted = b"", False
        while (line := self._line()).strip(b"\r\n"):
            if not line.startswith((b" ", b"\t")):
                wanted = line[:8].lower() == b"content-"
            kept += line if wanted else b""
            if len(kept) > _HEAD_BYTES or kept.count(b";") > _PARAMETERS:
                raise Refused("mail_too_complex")
        return email.message_from_string(_text(kept))

    def _lines(self) -> Iterator[bytes]:
        """The lines up to the next boundary, which is left in `_met`; the last one without its end."""
        self._met, held, whole = None, b"", True
        while line := self._line():
            if whole and line.startswith(b"--") and self._boundaries:
                self._met = self._boundary_of(line.rstrip())
                if self._met is not None:
                    break
            if held:
                yield held
            held, whole = line, line.endswith(b"\n")
        if held:
            yield held if self._met is None else held.removesuffix(b"\n").removesuffix(b"\r")

    def _line(self) -> bytes:
        self._lines_left -= 1
        if self._lines_left < 0:
            raise Refused("mail_too_complex")
        return self._file.readline(_LONGEST_LINE)

    def _boundary_of(self, line: bytes) -> tuple[int, bool] | None:
        for number in reversed(range(len(self._boundaries))):
            if line == self._boundaries[number]:
                return number, False
            if line == self._boundaries[number] + b"--":
                return number, True
        return None


def _drain(lines: Iterable[bytes]) -> None:
    for _ in lines:
        pass


def _boundary(head: "email.message.Message[str, str]") -> bytes:
    if head.get_content_maintype() != "multipart":
        return b""
    boundary = head.get_boundary("")
    return b"--" + boundary.encode("utf-8", "replace").rstrip() if boundary else b""


def _decoded(lines: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    match encoding:
        case "base64":
            return _base64(lines)
        case "quoted-printable":
            return (binascii.a2b_qp(line) for line in lines)
        case _:
            return lines


def _base64(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Decode in large pieces; what is no letter of the alphabet is left out, as mail programs do."""
    held = bytearray()
    for line in lines:
        held += _NOT_BASE64.sub(b"", line)
        if len(held) >= _BASE64_BYTES:
            whole = len(held) // 4 * 4
            yield binascii.a2b_base64(held[:whole])
            del held[:whole]
    with suppress(binascii.Error):  # a last letter alone says nothing
        yield binascii.a2b_base64(held + b"=" * (-len(held) % 4))


def _text(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("latin-1")


def file_name(head: "email.message.Message[str, str]") -> str:
    """The attachment's name by whichever way its sender wrote it; empty if it has none."""
    for parameter, field in (("filename", "content-disposition"), ("name", "content-type")):
        try:
            value = head.get_param(parameter, header=field)
        except (ValueError, LookupError, TypeError):  # numbered pieces that make no sense
            continue
        if isinstance(value, tuple):
            charset, _, raw = value
            return _in_charset(raw.encode("latin-1", "replace"), charset or "")
        if isinstance(value, str) and value:
            return _in_words(value)
    return ""


def _in_words(value: str) -> str:
    """A header's text with its encoded words (RFC 2047) undone, unless it is too long for a name."""
    if len(value) > _LONGEST_NAME:
        return value
    try:
        pieces = email.header.decode_header(value)
    except (email.errors.HeaderParseError, ValueError):
        return value
    return "".join(
        piece if isinstance(piece, str) else _in_charset(piece, charset or "") for piece, charset in pieces
    )


def _in_charset(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(_WIDER.get(charset.lower(), charset) or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return _text(raw)
