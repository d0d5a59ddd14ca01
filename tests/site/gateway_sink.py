"""A gateway for texts on this machine, that keeps what it is posted and answers as it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Gateway:
    """What came (path, headers, body), and the answer: a status, headers and a body."""

    def __init__(self) -> None:
        self.came: list[tuple[str, dict[str, str], str]] = []
        self.status = 200
        self.headers: dict[str, str] = {}
        self.body = json.dumps({"code": 0, "data": [{"id": "G-1"}]})
        self.port = 0

    def file(self, folder: Path, **told: Any) -> str:
        """A file that describes it."""
        described = {
            "url": f"http://127.0.0.1:{self.port}/send",
            "form": {"to": "{number}", "content": "【示例】{text}", "id": "{key}"},
            "headers": {"X-Token": "SECRET"},
            "success": {"path": "code", "values": [0], "refused": [7]},
            "reference": "data.0.id",
            "seconds": 5,
            **told,
        }
        path = folder / "gateway.json"
        path.write_text(json.dumps({name: value for name, value in described.items() if value is not None}))
        return str(path)


@contextmanager
def gateway() -> Iterator[Gateway]:
    """The gateway while it runs."""
    found = Gateway()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found.came.append((self.path, dict(self.headers), body))
            self.send_response(found.status)
            for name, value in {"Content-Length": str(len(found.body.encode())), **found.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(found.body.encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  — the name that it has there
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        found.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()
