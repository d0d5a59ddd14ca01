"""A PostgreSQL of our own for tests: a fresh cluster in a folder, reached by a Unix socket alone."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg.sql import SQL, Identifier, Literal

_PORT = 54329
"""It names the socket's file; nothing listens on the network."""

_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "64MB",
    "max_connections": "100",
}
_USER = "postgres"
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_CUT_OFF = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def postgres_missing() -> str:
    """Why no PostgreSQL can be started here, empty where one can."""
    if _programs() is None:
        return "the programs of PostgreSQL (initdb, pg_ctl) are not installed"
    if os.getuid() == 0 and (_account() is None or shutil.which("setpriv") is None):
        return "PostgreSQL does not run as root, and there is no account `postgres` or no `setpriv`"
    return ""


@contextmanager
def start_postgres(folder: Path) -> Iterator[str]:
    """Start a cluster in a new folder below `folder`, give its URL, and stop and remove it."""
    programs = _programs()
    assert programs is not None
    home = Path(tempfile.mkdtemp(prefix="pg", dir=folder))
    account = _account() if os.getuid() == 0 else None
    if account is not None:
        os.chown(home, account.pw_uid, account.pw_gid)
    home.chmod(0o700)
    data, log = home / "data", home / "log"
    settings = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
    options = f"-p {_PORT} -k {home} {settings}"
    ways = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    _run([programs / "initdb", "-D", data, "-U", _USER, *ways], account)
    _run([programs / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start"], account)
    try:
        yield f"postgresql://{_USER}@/postgres?host={quote(str(home), safe='')}&port={_PORT}"
    finally:
        _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], account)
        shutil.rmtree(home, ignore_errors=True)


class Emptied:
    """A database that is given back as it was at first: every row written since is removed.

    Its tables may refer to each other as they like; nothing else about it may be changed.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def __enter__(self) -> Self:
        self._plain = psycopg.connect(self.url, autocommit=True)
        names = self._plain.execute(_TABLES).fetchall()
        self._full = SQL(" UNION ALL ").join(
            SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(Literal(name), Identifier(name))
            for (name,) in names
        )
        self._kept = self._plain.execute(self._full).fetchall()
        return self

    def __exit__(self, *_: object) -> None:
        self._plain.close()

    def empty(self) -> None:
        """Removes what a test wrote; whoever is still connected is cut off first."""
        self._plain.execute(_CUT_OFF)
        written = [
            name for (name,) in self._plain.execute(self._full).fetchall() if (name,) not in self._kept
        ]
        with self._plain.transaction():
            # Without their triggers, the tables can be emptied in any order.
            self._plain.execute("SET LOCAL session_replication_role = replica")
            for name in written:
                self._plain.execute(SQL("DELETE FROM {}").format(Identifier(name)))


def _account() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(_USER)
    except KeyError:
        return None


def _programs() -> Path | None:
    """The folder with the server's programs: on the path, or where Debian keeps them."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _run(command: list[str | Path], account: pwd.struct_passwd | None) -> None:
    """Run one of the programs, as the server's account where we are root."""
    if account is not None:
        who = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
        command = ["setpriv", *who, *command]
    # A server that inherited our pipes would keep them open: its output goes to a file.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            list(map(str, command)),
            cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
        )
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    if done.returncode:
        message = f"{command}: {said}"
        raise RuntimeError(message)
