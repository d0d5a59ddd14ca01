"""Fill a blank form as a clerk would: open it in LibreOffice, type, save as Word or Excel.

Needs LibreOffice with its Python bridge (Debian: libreoffice and python3-uno); nothing here runs
without them. The office runs hidden, with a profile of its own that is thrown away.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

SCRIPT = Path(__file__).with_name("office_script.py")
SYSTEM_PYTHON = "/usr/bin/python3"
LIMIT = 180
"""Seconds that a whole batch may take."""


class OfficeError(RuntimeError):
    """LibreOffice is missing, or could not do what was asked; the text says which."""


class Job(NamedTuple):
    """A blank form, what to type into it, and where to save it (.docx, .doc, .odt, .xlsx, .xls, .ods)."""

    blank: Path
    entries: Sequence[Mapping[str, str]]
    header: Mapping[str, str]
    out: Path


def why_not() -> str:
    """Why forms can't be filled on this machine, empty if they can."""
    if shutil.which("soffice") is None:
        return "LibreOffice (soffice) is not installed"
    if not Path(SYSTEM_PYTHON).exists():
        return f"{SYSTEM_PYTHON} is missing"
    probe = subprocess.run(  # noqa: S603  — a fixed program
        [SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False
    )
    return "" if probe.returncode == 0 else "LibreOffice's Python bridge (python3-uno) is not installed"


def fill(blank: Path, entries: Sequence[Mapping[str, str]], header: Mapping[str, str], out: Path) -> None:
    """Type `entries` and the `header` line, by column and field key, into `blank` and save it as `out`.

    Raises:
        OfficeError: LibreOffice is missing, or the form could not be filled.
    """
    fill_many([Job(blank, entries, header, out)])


def fill_many(jobs: Sequence[Job]) -> None:
    """Fill several forms in one run of the office, which is far quicker than one by one.

    Raises:
        OfficeError: LibreOffice is missing, or a form could not be filled; the others are saved.
    """
    reason = why_not()
    if reason:
        raise OfficeError(reason)
    with tempfile.TemporaryDirectory(prefix="forms-office-") as profile:
        pipe = f"forms{os.getpid()}{Path(profile).name[-6:]}"
        office = _start(Path(profile), pipe)
        try:
            answers = _ask(pipe, jobs)
        finally:
            _stop(office)
    failed = [f"{job.out.name}: {answer}" for job, answer in zip(jobs, answers, strict=True) if answer]
    failed += [f"{job.out.name}: not saved" for job in jobs if not job.out.exists()]
    if failed:
        raise OfficeError("; ".join(failed))


def _start(profile: Path, pipe: str) -> subprocess.Popen[bytes]:
    command = (
        *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"),
        *("--nodefault", f"--accept=pipe,name={pipe};urp;"),
    )
    return subprocess.Popen(  # noqa: S603  — a fixed program, no shell
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _ask(pipe: str, jobs: Sequence[Job]) -> list[str]:
    """What went wrong with each job, empty strings for those that are done."""
    order = {
        "pipe": pipe,
        "jobs": [
            {
                "blank": job.blank.resolve().as_uri(),
                "out": job.out.resolve().as_uri(),
                "entries": [dict(entry) for entry in job.entries],
                "header": dict(job.header),
            }
            for job in jobs
        ],
    }
    try:
        done = subprocess.run(  # noqa: S603  — our own script
            [SYSTEM_PYTHON, str(SCRIPT)],
            input=json.dumps(order),
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise OfficeError(f"LibreOffice took longer than {LIMIT} seconds") from late
    if done.returncode != 0:
        raise OfficeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no answer")
    answers: list[str] = json.loads(done.stdout)
    return answers


def _stop(office: "subprocess.Popen[bytes]") -> None:
    """Let the office end by itself, as the script told it to; end it otherwise."""
    try:
        office.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
