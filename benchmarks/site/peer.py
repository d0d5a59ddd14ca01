"""pretalx beside us: a new submitter's journey, driven by the peer's own folder (`JIANYOU_PEER_SITE`).

The folder holds `pretalx-venv`, `pretalx.cfg` with an open event `award` (SQLite, port 8301, mail to port
8399), and `journey.py` with `smtpsink.py`; nothing of it belongs to this project.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PORT, MAIL_PORT = 8301, 8399
_WORKERS = 2


def folder() -> Path | None:
    """Where the peer is set up, None where it isn't."""
    named = os.environ.get("JIANYOU_PEER_SITE", "")
    path = Path(named).absolute()
    return path if named and (path / "pretalx-venv" / "bin" / "gunicorn").exists() else None


@contextmanager
def served(home: Path) -> Iterator[int]:
    """Serves the peer and swallows its mail until the end; the id of its process."""
    # Nothing of ours, such as the name of our settings, may reach its own Django.
    environ = {"PATH": os.environ["PATH"], "PRETALX_CONFIG_FILE": str(home / "pretalx.cfg")}
    serve: list[str | Path] = [home / "pretalx-venv" / "bin" / "gunicorn", "pretalx.wsgi:application"]
    options = ["-w", str(_WORKERS), "-b", f"127.0.0.1:{PORT}", "--no-control-socket"]
    mail: list[str | Path] = [sys.executable, home / "smtpsink.py", str(MAIL_PORT), "600"]
    quiet: dict[str, Any] = {
        "cwd": home,
        "env": environ,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
    }
    with (
        subprocess.Popen(mail, **quiet) as sink,
        subprocess.Popen([*serve, *options], **quiet) as server,
    ):
        try:
            _wait(PORT)
            yield server.pid
        finally:
            server.terminate()
            sink.terminate()


def run(home: Path, pid: int) -> Callable[[float], float]:
    """Files for so many seconds, one journey after the other; the peer's CPU seconds for each."""
    return lambda seconds: _cpu_per_journey(home, pid, seconds)


def _cpu_per_journey(home: Path, pid: int, seconds: float) -> float:
    told = home / "jianyou-bench.json"
    whole: list[str | Path] = [
        sys.executable,
        home / "journey.py",
        "pretalx_new",
        "--port",
        str(PORT),
        "--pid",
        str(pid),
    ]
    options: list[str | Path] = ["--clients", "1", "--seconds", str(seconds), "--json", told]
    subprocess.run([*whole, *options], cwd=home, check=True, capture_output=True, timeout=seconds + 60)
    found = json.loads(told.read_bytes())
    if found["errors"]:
        raise RuntimeError(found["errors"])
    return float(found["server_cpu_ms_per_journey"]) / 1000


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
