"""A site as a real process, made and opened by its own commands."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection

from jianyou.domain.calls.load import source_of

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


def command(home: Path, *arguments: str) -> None:
    """Runs `jianyou site …` to its end."""
    whole = [sys.executable, "-m", "jianyou", "site", *arguments, "--home", str(home)]
    subprocess.run(whole, check=True, capture_output=True, env=_environ(home), timeout=60)


def _environ(home: Path, url: str = "") -> dict[str, str]:
    own = {"JIANYOU_HOME": str(home), "DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}
    return {**os.environ, **own}


def database_url() -> str:
    """`DATABASE_URL` of the database that this process is pointed at, for a process of its own."""
    if connection.vendor != "postgresql":
        return ""
    told = connection.settings_dict
    return f"postgresql://{told['USER']}@/{told['NAME']}?host={told['HOST']}&port={told['PORT']}"


def in_time(**ahead: float) -> str:
    """A deadline so far from now, as the command takes it."""
    return (datetime.fromtimestamp(time.time(), ZoneInfo("Asia/Shanghai")) + timedelta(**ahead)).isoformat(
        timespec="seconds"
    )


def open_call(home: Path, slug: str, deadline: str, completes_on: str = "either") -> None:
    """Opens the built-in call under another name."""
    text = re.sub(r"^call: .*$", f"call: {slug}", source_of("chongqing-2024"), flags=re.MULTILINE)
    text = re.sub(r"^  completes_on: .*$", f"  completes_on: {completes_on}", text, flags=re.MULTILINE)
    text = re.sub(r"^deadline: .*$", f"deadline: {deadline}", text, flags=re.MULTILINE)
    path = home.parent / f"{slug}.yaml"
    path.write_text(text, "utf-8")
    command(home, "open-call", str(path), "--actor", "经办人")


class Server(NamedTuple):
    """A process that serves a site: its address without the last slash."""

    process: "subprocess.Popen[str]"
    address: str

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(self.address.rpartition(":")[2])

    def kill(self) -> None:
        """Ends it as a power cut would: nothing is finished, nothing tidied."""
        self.process.kill()
        self.process.communicate()


def start_server(home: Path, url: str = "", port: int = 0, **environ: str) -> Server:
    """Starts serving the site on its database, and waits until it listens; whoever starts it ends it."""
    whole = [sys.executable, "-m", "jianyou", "site", "serve", "--port", str(port), "--home", str(home)]
    return start_serving(whole, {**_environ(home, url), **environ})


def start_serving(whole: list[str], environ: Mapping[str, str]) -> Server:
    """Starts a command that serves, and waits until it tells its address."""
    process = subprocess.Popen(whole, stdout=subprocess.PIPE, text=True, env=environ)
    assert process.stdout is not None
    told = ""
    for line in process.stdout:
        told += line
        if found := _ADDRESS.search(line):
            return Server(process, found.group().rstrip("/"))
    process.wait(30)
    raise AssertionError(told)


@contextmanager
def served(home: Path, url: str = "", **environ: str) -> Iterator[str]:
    """Serves the site until the end; its address without the last slash."""
    server = start_server(home, url, 0, **environ)
    try:
        yield server.address
    finally:
        server.process.terminate()
        server.process.communicate(timeout=30)
