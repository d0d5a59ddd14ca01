"""A mail server on this machine that keeps what it is given, and refuses as it is told."""

import email
import email.policy
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import Any

from django.conf import settings

from jianyou.config.mail import mail_settings


class Sink:
    """What came, and what to answer: `answers` by verb (`connect`, `RCPT`, `DATA`, `end`), else it accepts.

    `held` lets no letter be acknowledged while it is set; `came` is set by each that came.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: dict[str, str] = {}
        self.held = threading.Event()
        self.came = threading.Event()
        self.port = 0

    def took(self, recipient: str, data: bytes) -> None:
        """Keeps a letter."""
        self.recipients.append(recipient)
        self.letters.append(email.message_from_bytes(data, policy=email.policy.default))
        self.came.set()

    @property
    def subjects(self) -> list[str]:
        """The subject of every letter; the parser keeps the blank before one on a second line."""
        return [letter["Subject"].strip() for letter in self.letters]

    @property
    def bodies(self) -> list[str]:
        """The words of every letter, without the files that go with them."""
        return [_words(letter) for letter in self.letters]


def _words(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


class _Talk(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        with suppress(OSError):
            self._talk()

    def _talk(self) -> None:
        sink, recipient = self.server.sink, ""
        if not self._say(sink.answers.get("connect", "220 sink")).startswith("2"):
            return
        while line := self.rfile.readline():
            verb = line[:4].decode("ascii", "replace").upper()
            if verb == "QUIT":
                self._say("221 bye")
                return
            if verb == "RCPT":
                recipient = line.decode("utf-8").partition(":")[2].strip().strip("<>")
            told = self._say(sink.answers.get(verb, "354 go on" if verb == "DATA" else "250 fine"))
            if verb == "DATA" and told.startswith("3"):
                sink.took(recipient, self._letter())
                while sink.held.is_set():
                    if self._gone():
                        return
                self._say(sink.answers.get("end", "250 kept"))

    def _letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def _gone(self) -> bool:
        """Whether the other side hung up."""
        self.connection.settimeout(0.05)
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            return False
        finally:
            self.connection.settimeout(None)

    def _say(self, told: str) -> str:
        self.wfile.write(f"{told}\r\n".encode())
        return told


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, sink: Sink, port: int) -> None:
        self.sink = sink
        super().__init__(("127.0.0.1", port), _Talk)


@contextmanager
def listening(sink: Sink, port: int = 0) -> Iterator[int]:
    """The server while it runs; its port."""
    with _Server(sink, port) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        sink.port = int(server.server_address[1])
        try:
            yield sink.port
        finally:
            server.shutdown()
            thread.join()


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def sending_by(port: int, **more: str) -> Iterator[dict[str, Any]]:
    """The site's settings while it sends mail to that port."""
    environ = {"JIANYOU_MAIL": f"smtp://127.0.0.1:{port}?from=荐优 <site@example.com>", **more}
    told = mail_settings(environ)
    before = settings.JIANYOU_MESSAGES
    settings.JIANYOU_MESSAGES = told
    try:
        yield told
    finally:
        settings.JIANYOU_MESSAGES = before


@contextmanager
def sending(**more: str) -> Iterator[Sink]:
    """A site that sends mail to a server of its own."""
    sink = Sink()
    with listening(sink) as port, sending_by(port, **more):
        yield sink
