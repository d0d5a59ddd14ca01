"""One folder, one desk; a lock that nobody stands behind keeps nobody out."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from jianyou.terms.finding import Refused
from jianyou.web.desk.lock import LOCK, Address, FolderLock, FolderTaken

HERE = socket.gethostname()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Answering(BaseHTTPRequestHandler):
    """A desk as far as the lock asks: the right key leads on, any other does not."""

    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/?key=right" else 403)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def running() -> int:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def test_it_is_taken_and_given_back(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    lock.take(Address(HERE, 1234, "k"))
    told = json.loads((tmp_path / LOCK).read_text("utf-8"))
    assert told == {"machine": HERE, "port": 1234, "key": "k"}
    lock.release()
    assert not (tmp_path / LOCK).exists()
    lock.release()


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    FolderLock(tmp_path).take(Address(HERE, 1234, "k"))
    mode = (tmp_path / LOCK).stat().st_mode & 0o777
    assert mode == 0o600 or not hasattr(socket, "AF_UNIX")  # Windows has no such modes


def test_a_desk_that_answers_keeps_the_folder(tmp_path: Path, running: int) -> None:
    FolderLock(tmp_path).take(Address(HERE, running, "right"))
    second = FolderLock(tmp_path)
    with pytest.raises(FolderTaken) as taken:
        second.take(Address(HERE, 2, "other"))
    assert taken.value.url == f"http://127.0.0.1:{running}/?key=right"
    second.release()
    assert (tmp_path / LOCK).exists()


@pytest.mark.parametrize("key", ["wrong", ""])
def test_another_program_on_that_port_does_not(tmp_path: Path, running: int, key: str) -> None:
    FolderLock(tmp_path).take(Address(HERE, running, key))
    FolderLock(tmp_path).take(Address(HERE, 2, "mine"))
    assert json.loads((tmp_path / LOCK).read_text("utf-8"))["key"] == "mine"


@pytest.mark.parametrize(
    "left", [b"", b"{", b"[]", b'{"port": 1}', b"\xff", b'{"machine": "", "port": "x", "key": 1}']
)
def test_a_lock_that_says_nothing_is_taken_over(tmp_path: Path, left: bytes) -> None:
    (tmp_path / LOCK).parent.mkdir()
    (tmp_path / LOCK).write_bytes(left)
    FolderLock(tmp_path).take(Address(HERE, 2, "mine"))
    assert json.loads((tmp_path / LOCK).read_text("utf-8"))["key"] == "mine"


def test_a_desk_that_was_killed_keeps_nobody_out(tmp_path: Path) -> None:
    FolderLock(tmp_path).take(Address(HERE, free_port(), "gone"))
    FolderLock(tmp_path).take(Address(HERE, 2, "mine"))
    assert json.loads((tmp_path / LOCK).read_text("utf-8"))["key"] == "mine"


def test_another_machine_is_asked_about(tmp_path: Path) -> None:
    FolderLock(tmp_path).take(Address("elsewhere", 2, "k"))
    with pytest.raises(Refused) as refused:
        FolderLock(tmp_path).take(Address(HERE, 3, "mine"))
    assert (refused.value.code, refused.value.params["machine"]) == ("desk_folder_elsewhere", "elsewhere")
