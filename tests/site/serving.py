"""A site as a real process, made and opened by its own commands."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from jianyou.domain.calls.load import source_of

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


def command(home: Path, *arguments: str) -> None:
    """Runs `jianyou site …` to its end."""
    whole = [sys.executable, "-m", "jianyou", "site", *arguments, "--home", str(home)]
    subprocess.run(whole, check=True, capture_output=True, env=_environ(home), timeout=60)


def _environ(home: Path) -> dict[str, str]:
    own = {"JIANYOU_HOME": str(home), "DATABASE_URL": "", "PYTHONUNBUFFERED": "1"}
    return {**os.environ, **own}


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


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serves the site until the end; its address without the last slash."""
    whole = [sys.executable, "-m", "jianyou", "site", "serve", "--port", "0", "--home", str(home)]
    with subprocess.Popen(whole, stdout=subprocess.PIPE, text=True, env=_environ(home)) as process:
        assert process.stdout is not None
        try:
            told = ""
            for line in process.stdout:
                told += line
                if found := _ADDRESS.search(line):
                    break
            else:
                raise AssertionError(told)
            yield found.group().rstrip("/")
        finally:
            process.terminate()
            process.wait(30)
