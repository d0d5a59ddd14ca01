"""A browser without scripts: pages, forms and cookies, over HTTP or straight into the application."""

import gzip
import http.client
import io
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlencode, urljoin, urlsplit

_TOKEN = "csrfmiddlewaretoken"
_PERSISTS = 60.0
_HOPS = 5


class Failed(Exception):
    """A step of a journey was answered otherwise than it should be."""


class Upload(NamedTuple):
    """A file as a browser sends it."""

    name: str
    data: bytes


class Exchange(NamedTuple):
    """A request and its answer: of which step, its status, bytes each way (heads included), seconds.

    `page` tells that somebody sees a page then.
    """

    step: str
    method: str
    status: int
    page: bool
    sent: int
    received: int
    seconds: float


class Page(NamedTuple):
    """An answer: where it was had, its headers by lower-case name, and its body, unpacked."""

    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def found(self, pattern: str) -> str:
        """The first group of a pattern in the page.

        Raises:
            Failed: the page doesn't hold it.
        """
        match = re.search(pattern, self.text)
        if match is None:
            raise Failed(f"no {pattern} at {self.path} ({self.status})")
        return match[1]


class Answer(NamedTuple):
    """What a wire brings back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Wire(Protocol):
    """A way to the site."""

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One request; OSError or http.client.HTTPException where it didn't come through."""

    def close(self) -> None:
        """Hangs up."""

    def elsewhere(self) -> None:
        """Goes on as another machine."""


class Http:
    """A connection that is kept, to `http://host:port`, the port one of this machine."""

    def __init__(self, address: str) -> None:
        self._site = urlsplit(address).netloc
        self._connection = http.client.HTTPConnection(self._site, timeout=_PERSISTS)

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One request over the connection."""
        self._connection.request(method, path, body or None, dict(headers))
        response = self._connection.getresponse()
        return Answer(response.status, response.getheaders(), response.read())

    def close(self) -> None:
        """Ends the connection; the next request makes another."""
        self._connection.close()

    def elsewhere(self) -> None:
        """Comes from another of this machine's own addresses: the site counts by them what it bounds."""
        self._connection.close()
        own = ".".join(["127", *(str(1 + secrets.randbelow(254)) for _ in range(3))])
        self._connection = http.client.HTTPConnection(self._site, timeout=_PERSISTS, source_address=(own, 0))


class Direct:
    """Straight into a WSGI application in this process, to count and to profile what it does."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One call of the application."""
        told: list[Any] = []
        parts = urlsplit(path)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http",
            "wsgi.errors": sys.stderr,
        }
        for name, value in headers.items():
            key = name.upper().replace("-", "_")
            environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
        answer = self._application(environ, lambda *head: told.extend(head))
        whole = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return Answer(int(told[0].split()[0]), told[1], whole)

    def close(self) -> None:
        """Nothing is kept."""

    def elsewhere(self) -> None:
        """There is but one."""


class Visitor:
    """Somebody at a browser: follows where he is led, keeps cookies, and what was exchanged.

    With `patience` (seconds) a request that doesn't come through is sent again, as somebody would
    who presses the button once more.
    """

    def __init__(self, wire: Wire, *, patience: float = 0.0) -> None:
        self.exchanges: list[Exchange] = []
        self.resent = 0
        self._wire = wire
        self._patience = patience
        self._cookies: dict[str, str] = {}

    def get(self, path: str, step: str) -> Page:
        """The page at a path of the site, or where it leads to."""
        return self._followed(self._once("GET", path, step), step)

    def post(
        self,
        page: Page,
        path: str,
        step: str,
        fields: Mapping[str, str],
        files: Mapping[str, Upload] | None = None,
    ) -> Page:
        """Where the form on `page` leads, filled with `fields`, and with `files` as multipart."""
        told = {_TOKEN: page.found(rf'name="{_TOKEN}" value="(\w+)"'), **fields}
        kind, body = _multipart(told, files) if files else _urlencoded(told)
        return self._followed(self._once("POST", path, step, kind, body, page.path), step)

    def forget(self) -> None:
        """Becomes somebody else, elsewhere: no cookie and no exchange is left."""
        self._cookies.clear()
        self.exchanges.clear()
        self._wire.elsewhere()

    def carry(self, name: str, value: str) -> None:
        """Has a cookie from an earlier visit."""
        self._cookies[name] = value

    def close(self) -> None:
        """Hangs up."""
        self._wire.close()

    def _followed(self, page: Page, step: str) -> Page:
        for _ in range(_HOPS):
            if page.status not in (301, 302, 303):
                return page
            page = self._once("GET", urljoin(page.path, page.headers["location"]), step)
        raise Failed(f"led in circles at {page.path}")

    def _once(
        self, method: str, path: str, step: str, kind: str = "", body: bytes = b"", referer: str = ""
    ) -> Page:
        headers = {"Host": "localhost", "Accept-Encoding": "gzip"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if kind:
            headers |= {"Content-Type": kind, "Referer": f"http://localhost{referer}"}
        start = time.perf_counter()
        answer = self._sent(method, path, headers, body)
        taken = time.perf_counter() - start
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                self._keep(value)
        told = {name.lower(): value for name, value in answer.headers}
        received = len(answer.body) + _size(answer.headers)
        sent = len(body) + _size(headers.items())
        page = answer.status < 300 and told.get("content-type", "").startswith("text/html")
        self.exchanges.append(Exchange(step, method, answer.status, page, sent, received, taken))
        if answer.status >= 500:
            raise Failed(f"{answer.status} at {path}")
        packed = told.get("content-encoding") == "gzip"
        return Page(path, answer.status, told, gzip.decompress(answer.body) if packed else answer.body)

    def _sent(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        until = time.monotonic() + self._patience
        while True:
            try:
                return self._wire.send(method, path, headers, body)
            except (OSError, http.client.HTTPException):
                self._wire.close()
                if time.monotonic() >= until:
                    raise
                self.resent += 1
                time.sleep(0.05)

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        self._cookies[name] = value


def _size(headers: Iterable[tuple[str, str]]) -> int:
    """The bytes of a head on the wire, its first line left out."""
    return sum(len(name) + len(value) + 4 for name, value in headers)


def _urlencoded(fields: Mapping[str, str]) -> tuple[str, bytes]:
    return "application/x-www-form-urlencoded", urlencode(fields).encode()


def _multipart(fields: Mapping[str, str], files: Mapping[str, Upload]) -> tuple[str, bytes]:
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, file in files.items():
        told = f'form-data; name="{name}"; filename="{file.name}"\r\nContent-Type: application/octet-stream'
        parts.append(f"--{mark}\r\nContent-Disposition: {told}\r\n\r\n".encode() + file.data + b"\r\n")
    return f"multipart/form-data; boundary={mark}", b"".join([*parts, f"--{mark}--\r\n".encode()])
