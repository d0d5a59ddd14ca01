"""Everybody's mailbox: takes the mail of a site and reads the confirmation codes in it."""

import re
import socketserver
import threading
from email import message_from_bytes, policy
from typing import Self

_CODE = re.compile(r"\b\d{6}\b")


class Mailbox:
    """A mail server on this machine while it is entered; `url` is what `JIANYOU_MAIL` says of it."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._came = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), _Talk)
        self._server.mailbox = self

    @property
    def url(self) -> str:
        """Where mail for anybody goes."""
        return f"smtp://127.0.0.1:{self._server.server_address[1]}?from=office@example.org"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def take(self, recipients: list[str], data: bytes) -> None:
        """Keeps the code of a message for each who gets it."""
        body = message_from_bytes(data, policy=policy.default).get_body(("plain",))
        found = _CODE.search(body.get_content()) if body else None
        with self._came:
            self._codes |= {each: found[0] for each in recipients if found}
            self._came.notify_all()

    def code(self, address: str, patience: float = 15.0) -> str:
        """The code that came for an address.

        Raises:
            TimeoutError: none did.
        """
        with self._came:
            if not self._came.wait_for(lambda: address in self._codes, patience):
                raise TimeoutError(address)
            return self._codes[address]


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64
    mailbox: Mailbox


class _Talk(socketserver.StreamRequestHandler):
    """As much of SMTP as a sender needs."""

    server: _Server

    def handle(self) -> None:
        recipients: list[str] = []
        self._say("220 mailbox")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"RCPT":
                recipients.append(line.decode().partition("<")[2].partition(">")[0])
                self._say("250 so be it")
            elif word == b"DATA":
                self._say("354 go on")
                self.server.mailbox.take(recipients, self._letter())
                recipients = []
                self._say("250 so be it")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 so be it")

    def _letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
