"""An upload that breaks off half-way: nothing of it is kept, and the server goes on."""

import re
import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from jianyou.store.models import Draft, Filing, StoredFile
from tests.site.public import form, opened_city
from tests.site.serving import Server, database_url, start_server

PATH = "/calls/city/file/"
MARK = "mark0123456789"
PATIENCE = 10.0


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    """The site with an open call, served."""
    opened_city()
    server = start_server(site, database_url())
    yield server
    server.kill()


def asked(server: Server, cookie: str = "") -> tuple[str, str, str]:
    """The page that asks for the form: its text, its token, and the cookie that goes with it."""
    wire = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    wire.request("GET", PATH, headers={"Cookie": cookie} if cookie else {})
    answer = wire.getresponse()
    page = answer.read().decode()
    wire.close()
    assert answer.status == 200, page
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    return page, token[1], (answer.headers["Set-Cookie"] or cookie).partition(";")[0]


def upload_of(token: str) -> bytes:
    """The body of a filled form, a megabyte and a half long."""
    fields = {"csrfmiddlewaretoken": token, "filer": "示例轴承有限公司"}
    parts = [
        f'--{MARK}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in fields.items()
    ]
    for name, data in {"form": form(), "scan": b"%PDF-1.4\n" + b"% a sealed table\n" * 90_000}.items():
        told = f'form-data; name="{name}"; filename="{name}.{"docx" if name == "form" else "pdf"}"'
        parts.append(f"--{MARK}\r\nContent-Disposition: {told}\r\n\r\n".encode() + data + b"\r\n")
    return b"".join([*parts, f"--{MARK}--\r\n".encode()])


def head_of(server: Server, cookie: str, body: bytes) -> bytes:
    lines = [
        f"POST {PATH} HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        f"Cookie: {cookie}",
        f"Referer: {server.address}{PATH}",
        f"Content-Type: multipart/form-data; boundary={MARK}",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def kept(site: Path) -> list[str]:
    """Every file of the site but its database and keys, and what its tables hold of anybody's."""
    own = re.compile(r"jianyou\.sqlite3|keys\.json")
    files = [str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()]
    rows = [str(model.objects.count()) for model in (Filing, StoredFile, Draft)]
    return [name for name in sorted(files) if not own.match(name)] + [one for one in rows if one != "0"]


def break_off(server: Server, cookie: str, body: bytes, share: float) -> None:
    """Sends that share of an upload, and is gone."""
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as wire:
        wire.sendall(head_of(server, cookie, body) + body[: int(len(body) * share)])


def test_broken_off_nothing_is_kept_and_the_next_upload_comes_in(site: Path, server: Server) -> None:
    _, token, cookie = asked(server)
    body = upload_of(token)
    for share in (0.02, 0.5, 0.999) * 4:  # more than there are threads that serve
        break_off(server, cookie, body, share)
    time.sleep(0.3)
    again, token, cookie = asked(server, cookie)
    assert "传到一半断线的，本站什么也没有收到，请重新上传。" in again
    assert kept(site) == []
    whole = upload_of(token)
    with socket.create_connection(("127.0.0.1", server.port), 2 * PATIENCE) as wire:
        wire.sendall(head_of(server, cookie, whole) + whole)
        first = wire.recv(4096).decode()
    assert first.splitlines()[0] == "HTTP/1.1 302 Found", first
    assert server.process.poll() is None
    assert kept(site) != []
