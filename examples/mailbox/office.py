"""Old formats and prints, made by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

LIMIT = 180
"""Seconds that one run may take."""

_FILTERS = {".doc": "doc:MS Word 97", ".rtf": "rtf:Rich Text Format", ".xls": "xls:MS Excel 97"}


class OfficeError(RuntimeError):
    """LibreOffice is missing, or did not write what was asked for."""


class Job(NamedTuple):
    """A file's bytes and their suffix, and the suffix of what is to be made of it."""

    data: bytes
    suffix: str
    wanted: str


def why_not() -> str:
    """Why nothing can be converted on this machine, empty if it can."""
    return "" if _program() else "LibreOffice (soffice) is not installed"


def convert(jobs: Mapping[str, Job]) -> dict[str, bytes]:
    """The bytes made of each job, by its name; one run of the office for each suffix.

    Raises:
        OfficeError: LibreOffice is missing, or a job was not done.
    """
    program = _program()
    if program is None:
        raise OfficeError(why_not())
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="mailbox-office-") as folder:
        for wanted in dict.fromkeys(job.wanted for job in jobs.values()):
            some = {name: job for name, job in jobs.items() if job.wanted == wanted}
            made |= _run(program, Path(folder), wanted, some)
    return made


def _run(program: str, folder: Path, wanted: str, jobs: Mapping[str, Job]) -> dict[str, bytes]:
    out = folder / wanted[1:]
    out.mkdir()
    stems = {name: f"{number:03d}" for number, name in enumerate(jobs)}
    sources: list[str] = []
    for name, job in jobs.items():
        source = folder / f"{wanted[1:]}-{stems[name]}{job.suffix}"
        source.write_bytes(job.data)
        sources.append(str(source))
    _convert(program, folder, wanted, out, sources)
    made = {name: out / f"{wanted[1:]}-{stem}{wanted}" for name, stem in stems.items()}
    missing = [name for name, path in made.items() if not path.exists()]
    if missing:
        raise OfficeError(f"not converted to {wanted}: {', '.join(missing)}")
    return {name: path.read_bytes() for name, path in made.items()}


def _convert(program: str, folder: Path, wanted: str, out: Path, sources: Sequence[str]) -> None:
    command = [
        *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"),
        *("--convert-to", _FILTERS.get(wanted, wanted[1:]), "--outdir", str(out), *sources),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=LIMIT, check=False)  # noqa: S603  — no shell
    except subprocess.TimeoutExpired as late:
        raise OfficeError(f"LibreOffice took longer than {LIMIT} seconds") from late


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")
