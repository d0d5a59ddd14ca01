"""What the child process answers: one file in, frames out. A damaged file may raise anything here.

A request is a frame (kind, password, most pages, CPU seconds a page and in all, length), then the
file's bytes. `frames` tells the answer.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFResourceManager

from jianyou.officefiles.pdf.frames import fields_of
from jianyou.officefiles.pdf.layout import PageLayout, Stretch, lay_out
from jianyou.officefiles.pdf.marks import ExcessError
from jianyou.officefiles.pdf.pages import layers_of, marks_of, open_document, pages_of
from jianyou.officefiles.sheet.child import HEADER, limit_seconds, pack

_DETAIL = 160
_MOST_CHARACTERS = 400_000


class Request(NamedTuple):
    """What is asked: `kind` pdf or ofd, and what it may cost."""

    kind: str
    password: str
    pages: int
    page_seconds: int
    seconds: int
    data: bytes


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until the other end closes."""
    logging.disable()  # pdfminer warns of every oddity, and nobody listens
    while len(head := source.read(HEADER)) == HEADER:
        kind, password, *numbers = source.read(int.from_bytes(head, "big")).decode().split("\0")
        pages, page_seconds, seconds, length = map(int, numbers)
        data = source.read(length)
        if len(data) < length:
            return
        request = Request(kind, password, pages, page_seconds, seconds, data)
        sink.writelines(map(pack, answer(request)))
        sink.flush()


def answer(request: Request) -> Iterator[Sequence[str]]:
    """The fields of each frame that tells a file; any error is told as a refusal."""
    limit_seconds(request.page_seconds)
    try:
        yield from _ofd(request) if request.kind == "ofd" else _pdf(request)
        yield ["end"]
    except ExcessError as excess:
        yield ["refused", *excess.args]
    except PDFPasswordIncorrect:
        yield ["refused", "password_wrong" if request.password else "pdf_locked"]
    except PDFEncryptionError:
        yield ["refused", "pdf_encryption_unknown"]
    except MemoryError:
        yield ["refused", "pdf_reader_stopped"]
    except Exception as error:  # noqa: BLE001  — a damaged file raises anything
        yield ["refused", f"{request.kind}_damaged", "detail", f"{type(error).__name__}: {error}"[:_DETAIL]]


def _pdf(request: Request) -> Iterator[Sequence[str]]:
    document = open_document(request.data, request.password)
    resources = PDFResourceManager()
    began = time.process_time()
    characters = number = 0
    for number, page in enumerate(pages_of(document), 1):
        if number > request.pages:
            raise ExcessError("pdf_too_many_pages", "limit", str(request.pages))
        left = request.seconds - (time.process_time() - began)
        if left <= 0:
            raise ExcessError("pdf_too_slow", "pages", str(number - 1), "seconds", str(request.seconds))
        limit_seconds(min(request.page_seconds, int(left) + 1))
        try:
            marks = marks_of(page, resources)
            yield from fields_of(lay_out(marks, number))
        except ExcessError as excess:
            raise ExcessError(*excess.args, "page", str(number)) from excess
        characters += len(marks.glyphs)
        if characters > _MOST_CHARACTERS:
            raise ExcessError("pdf_too_much_text", "page", str(number))
    if number == 0:
        raise ExcessError("pdf_damaged", "detail", "no pages")
    if layers_of(document):
        yield ["note", "pdf_layers", "1", ""]


def _ofd(request: Request) -> Iterator[Sequence[str]]:
    import ofdkit  # noqa: PLC0415  — an optional extra

    with ofdkit.open(request.data) as document:
        for number, page in enumerate(document.pages, 1):
            if number > request.pages:
                raise ExcessError("pdf_too_many_pages", "limit", str(request.pages))
            limit_seconds(request.page_seconds)
            yield from fields_of(_of_lines(number, page.text()))
        if not document.pages or document.warnings:
            raise ExcessError("ofd_damaged", "detail", "; ".join(document.warnings)[:_DETAIL] or "no pages")


def _of_lines(number: int, text: str) -> PageLayout:
    """A page whose text has an order but no places: its lines from top to bottom."""
    lines = [line for line in text.splitlines() if line.strip()]
    stretches = [Stretch(line, 0.0, float(at), 1.0, at + 1.0) for at, line in enumerate(lines)]
    return PageLayout(number, 1.0, 0.0, stretches)
