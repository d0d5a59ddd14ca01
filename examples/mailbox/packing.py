"""Containers and locks, as senders' programs make them: zip with GBK names, 7z, a mail, a password."""

import io
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

import msoffcrypto.format.ooxml
import py7zr

from examples.forms.package import pack

Members = Sequence[tuple[str, bytes]]


class _GbkName(str):
    """A name that goes into a zip as older programs for Windows write it: GBK, and no mark that it is."""

    __slots__ = ()

    def isascii(self) -> bool:
        """Asked before the mark for UTF-8 is set."""
        return True

    def encode(self, _encoding: str = "", _errors: str = "") -> bytes:
        """Always GBK."""
        return str.encode(self, "gb18030")


def zip_gbk(members: Members) -> bytes:
    """A zip whose Chinese names are in GBK without saying so."""
    return pack([(_GbkName(name), data) for name, data in members])


def zip_utf8(members: Members) -> bytes:
    """A zip as phones and newer programs write it."""
    return pack(members)


def seven_zip(members: Members) -> bytes:
    """A .7z archive; it bears the time of its making."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(data, name)
    return out.getvalue()


def mail(subject: str, sender: str, members: Members) -> bytes:
    """A mail with attachments, saved as .eml."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["From"] = f"{sender} <zhiliang@example.com>"
    message["To"] = "office@example.com"
    message["Date"] = "Tue, 20 Feb 2024 09:12:00 +0800"
    message.set_content("您好：\n    汇总表及盖章件见附件，请查收。\n")
    for name, data in members:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary("=_zhiliang_2024")
    return message.as_bytes()


def locked(data: bytes, password: str) -> bytes:
    """The .docx with a password to open it; its salt differs each time."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()
