"""Mails: every way in which senders name attachments, what is no attachment, and what can't be had."""

import base64
import quopri
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.containers import attachment, mail_of, zip_of
from tests.officefiles.arrived import arrived
from tests.officefiles.test_arrivals import NAMES, received


def word(text: str, charset: str = "gb18030") -> bytes:
    return b"=?%s?B?%s?=" % (
        charset.encode(),
        base64.b64encode(text.encode("gb18030" if charset[0] == "g" else charset)),
    )


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Disposition: attachment; filename*=utf-8''%E8%A1%A8%E4%B8%80.docx",
        b"Content-Disposition: attachment;\r\n filename*0*=gb2312''%B1%ED;\r\n filename*1*=%D2%BB.docx",
        b'Content-Disposition: attachment; filename="' + word("表一.docx") + b'"',
        b'Content-Disposition: attachment; filename="'
        + word("表", "utf-8")
        + b"\r\n "
        + word("一.docx")
        + b'"',
        b'Content-Disposition: attachment; filename="=?utf-8?Q?=E8=A1=A8=E4=B8=80?=.docx"',
        b"Content-Type: application/msword; name=" + word("表一.docx", "gb2312"),
        'Content-Disposition: attachment; filename="表一.docx"'.encode("gbk"),
        'content-disposition: ATTACHMENT;filename="表一.docx"'.encode(),
        b'Content-Disposition: attachment; filename="..\\' + "表一.docx".encode() + b'"',
    ],
)
def test_names_as_senders_write_them(head: bytes, tmp_path: Path) -> None:
    found = arrived(tmp_path, {"信.eml": mail_of([attachment(head, b"data" * 99)])})
    name = "…/表一.docx" if b"..\\" in head else "表一.docx"
    assert found == ({f"信.eml/{name}": b"data" * 99}, [], [])


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_bodies_in_every_encoding(end: bytes, tmp_path: Path) -> None:
    data = "一行\r\n--=_x but no boundary\r\n=3D\r\n\r\nlast".encode()
    head = b"Content-Disposition: attachment; filename=%s.txt\r\nContent-Transfer-Encoding: %s\r\n\r\n"
    parts = [
        head % (b"a", b"quoted-printable") + quopri.encodestring(data).replace(b"--=_x", b"--=3D_x"),
        head % (b"b", b"8bit") + data,
        head % (b"c", b"Base64") + b"!" + base64.b64encode(data).rstrip(b"="),
        head % (b"d", b"binary"),
    ]
    found = arrived(tmp_path, {"x.eml": mail_of(parts).replace(b"\r\n", end)})
    plain = data.replace(b"\r\n", end)
    assert found.files == {
        "x.eml/a.txt": plain,
        "x.eml/b.txt": plain,
        "x.eml/c.txt": data,
        "x.eml/d.txt": b"",
    }


def test_what_is_no_attachment(tmp_path: Path) -> None:
    inline = b"Content-Type: image/png; name=%s.png\r\nContent-ID: <x>\r\nContent-Disposition: inline"
    sent = b"Content-Type: image/png; name=scan.png\r\nContent-ID: <y>\r\nContent-Disposition: attachment"
    found = arrived(
        tmp_path,
        {
            "x.eml": mail_of(
                [
                    b"Content-Type: text/html\r\n\r\n<p>hello</p>",
                    attachment(inline % b"logo", b"small"),
                    attachment(inline % b"pasted", bytes(70_000)),
                    attachment(sent, b"small"),
                    attachment(b"Content-Type: application/pkcs7-signature; name=smime.p7s", b"sign"),
                ]
            )
        },
    )
    assert found == (
        {"x.eml/pasted.png": bytes(70_000), "x.eml/scan.png": b"small"},
        [],
        [("x.eml/logo.png", "skipped_inline"), ("x.eml/smime.p7s", "skipped_signature")],
    )


def test_mails_within_mails_and_archives_within(tmp_path: Path) -> None:
    inner = mail_of([attachment(b"Content-Disposition: attachment; filename=a.docx", b"1")], boundary=b"=_y")
    part = b"Content-Type: message/rfc822\r\n\r\n" + inner
    packed = attachment(b"Content-Type: application/zip; name=b.zip", zip_of({"c.docx": b"2"}))
    assert arrived(tmp_path, {"x.eml": mail_of([part, packed])}) == (
        {"x.eml/2.eml/a.docx": b"1", "x.eml/b.zip/c.docx": b"2"},
        [],
        [],
    )


def test_what_cannot_be_had(tmp_path: Path) -> None:
    tnef = attachment(b"Content-Type: application/ms-tnef", b"x")
    files = {
        "a.eml": mail_of([tnef]),
        "b.eml": mail_of([]),
        "c.eml": b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nx",
        "d.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "e.eml": b"no mail at all",
    }
    assert arrived(tmp_path, files) == (
        {},
        [
            ("a.eml/winmail.dat", "mail_winmail"),
            ("b.eml", "mail_without_attachment"),
            ("c.eml", "mail_encrypted"),
            ("d.msg", "mail_outlook"),
            ("e.eml", "mail_without_attachment"),
        ],
        [],
    )


def test_a_boundary_left_open_ends_with_the_mail(tmp_path: Path) -> None:
    whole = mail_of([attachment(b"Content-Disposition: attachment; filename=a.docx", b"123456")])
    assert arrived(tmp_path, {"x.eml": whole[: whole.rindex(b"--=_x")]}).files == {"x.eml/a.docx": b"123456"}


@given(
    st.dictionaries(NAMES, st.binary(max_size=5000), min_size=1, max_size=5).filter(
        lambda files: len({name.casefold() for name in files}) == len(files)
    )
)
def test_any_attachments_come_out_as_the_library_packs_them(files: dict[str, bytes]) -> None:
    mail = EmailMessage()
    mail["Subject"] = "报送"
    mail.set_content("您好")
    for name, data in files.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{name}.docx")
    found = received("x.eml", mail.as_bytes())
    assert found == ({f"x.eml/{name}.docx": data for name, data in files.items()}, [], [])
