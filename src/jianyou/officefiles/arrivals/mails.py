"""Saved mails (.eml): their attachments; the mail's own text yields no form."""

import mimetypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from jianyou.officefiles.arrivals.member import Member, Source
from jianyou.officefiles.arrivals.mime import Mail, file_name
from jianyou.terms.finding import Refused

_TEXTS = {"text/plain", "text/html"}
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}
_SIGNATURES = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}


@contextmanager
def open_mail(source: Source) -> Iterator[Iterable[Member]]:
    """The attachments, in order; a small picture shown within the text is none."""
    with source.path.open("rb") as file:
        yield _attachments(Mail(file))


def _attachments(mail: Mail) -> Iterator[Member]:
    for number, (head, content) in enumerate(mail.parts(), 1):
        kind, name = head.get_content_type(), file_name(head)
        attached = head.get_content_disposition() == "attachment"
        if kind in _SEALED:
            yield Member("", refusal=Refused("mail_encrypted"))
        elif kind in _TNEF or name.lower() == "winmail.dat":
            yield Member(name or "winmail.dat", refusal=Refused("mail_winmail"))
        elif kind in _SIGNATURES:
            yield Member(name or "smime.p7s", skipped="skipped_signature")
        elif name or attached or kind not in _TEXTS:
            inline = kind.startswith("image/") and "content-id" in head and not attached
            shown = name or f"{number}{_ending(kind)}"
            yield Member(shown, pieces=partial(iter, content), inline=inline)


def _ending(kind: str) -> str:
    return ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ".bin"
