"""What the tests of objecting share: the form filled in, its look, and what stands on the pages."""

import re
from html import unescape
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.site.objection_world import PDF, PERSON, WHAT

NEW = "/calls/city/publicity/1/object/"
FILLED = {
    "about": "1",
    "kind": "substance",
    "text": WHAT,
    "who": "person",
    "name": PERSON.name,
    "phone": PERSON.phone,
    "mail": PERSON.mail,
    "address": PERSON.address,
    "identity_last4": PERSON.identity_last4,
}


def pdf(name: str = "证据.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def hidden(answer: Any) -> dict[str, str]:
    """The hidden fields of the form of a page, as a browser sends them on."""
    found = re.findall(r'<input type="hidden" name="(?!csrf)([a-z0-9_]+)" value="([^"]*)">', text_of(answer))
    return {name: unescape(value) for name, value in found}


def looked(client: Client, address: str = NEW, /, **told: Any) -> Any:
    """The look at what is filled in; the form was opened before."""
    form = hidden(client.get(address))
    return client.post(address, {**form, **FILLED, "do": "look", **told})


def sent(client: Client, address: str = NEW, /, **told: Any) -> Any:
    """The answer to the button of the look."""
    look = looked(client, address, **told)
    assert look.status_code == 200, problems(look)
    return client.post(address, {**hidden(look), "do": "send"})


def problems(answer: Any) -> list[tuple[str, str]]:
    """What the summary tells, by the field that it leads to."""
    return re.findall(r'<li><a href="#([\w-]+)">([^<]*)</a>', text_of(answer))
