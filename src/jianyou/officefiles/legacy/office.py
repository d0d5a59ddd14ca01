"""Old and foreign formats turned into .docx and .xlsx by LibreOffice, many files in one process."""

import contextlib
import shutil
import tempfile
import threading
import weakref
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from jianyou.officefiles.guard import LIMITS, admit
from jianyou.officefiles.legacy.process import OFFICE_LIMITS, End, OfficeLimits, run
from jianyou.officefiles.legacy.profile import write_profile
from jianyou.officefiles.legacy.program import find_program, without_network
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Refused

__all__ = ["OFFICE_LIMITS", "Office", "OfficeLimits"]

_WORD = (".docx", "docx:MS Word 2007 XML")
_EXCEL = (".xlsx", "xlsx:Calc MS Excel 2007 XML")
_TARGETS = {FileKind.DOC: _WORD, FileKind.RTF: _WORD, FileKind.ODT: _WORD, FileKind.ODS: _EXCEL}
_PACKAGES = (FileKind.ODT, FileKind.ODS)
_ODF_XML = ("content.xml", "styles.xml", "settings.xml", "meta.xml")


class _Job(NamedTuple):
    """One file: where it came from, its copy under a name of ours, and what is to become of it."""

    source: Path
    kind: FileKind
    input: Path
    output: Path


class Office:
    """LibreOffice at the service of one batch; nothing is started or looked for before the first file.

    A context manager: what it made lies in a folder of its own until `close`. Safe for threads,
    which take turns. Each instance has its own folder and each process its own profile, so two
    programs at once, and a LibreOffice that a person has open, don't disturb each other.
    """

    def __init__(self, limits: OfficeLimits = OFFICE_LIMITS, *, program: Path | None = None) -> None:
        self._limits = limits
        self._program = program
        self._outcomes: dict[Path, Path | Refused] = {}
        self._numbers = count(1)
        self._lock = threading.RLock()
        self._folder: Path | None = None
        self._removal: Callable[[], object] = lambda: None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def prepare(self, files: Sequence[tuple[Path, FileKind]]) -> None:
        """Convert a batch and remember what became of each file; never raises for a bad one.

        Files of other kinds than .doc, .rtf, .odt and .ods, and those already converted, are passed
        over.
        """
        with self._lock:
            fresh = {path: kind for path, kind in files if kind in _TARGETS and path not in self._outcomes}
            for target in (_WORD, _EXCEL):
                wanted = [(path, kind) for path, kind in fresh.items() if _TARGETS[kind] == target]
                for start in range(0, len(wanted), self._limits.files):
                    self._convert(wanted[start : start + self._limits.files])

    def converted(self, path: Path, kind: FileKind) -> Path:
        """The .docx or .xlsx made of `path`, from the batch or made now; Refused where there is none."""
        with self._lock:
            if path not in self._outcomes:
                self._convert([(path, kind)])
            outcome = self._outcomes[path]
        if isinstance(outcome, Refused):
            raise Refused(outcome.code, **outcome.params)
        return outcome

    def keep(self, data: bytes, kind: FileKind) -> Path:
        """Put bytes where they can be converted from; the path to give to `converted`. Raises OSError."""
        with self._lock:
            path = self._spool() / "kept" / f"{next(self._numbers):06}.{kind.value}"
            path.write_bytes(data)
        return path

    def release(self, path: Path) -> None:
        """Forget a file, by the path that was given for it: what was made of it, or kept, is deleted."""
        with self._lock:
            outcome = self._outcomes.pop(path, None)
            if isinstance(outcome, Path):
                outcome.unlink(missing_ok=True)
            if self._folder is not None and path.parent == self._folder / "kept":
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Delete everything that was made; what is asked for later is made anew."""
        with self._lock:
            self._outcomes.clear()
            self._removal()
            self._folder = None

    def _spool(self) -> Path:
        """The folder that all this happens in; it goes with this object, at the latest with the process."""
        if self._folder is None:
            folder = Path(tempfile.mkdtemp(prefix="jianyou-office-")).resolve()
            self._removal = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            self._folder = folder
            for name in ("in", "out", "kept", "run"):
                (folder / name).mkdir()
        return self._folder

    def _convert(self, files: Sequence[tuple[Path, FileKind]]) -> None:
        """Decide each file's outcome; all are of kinds that become the same."""
        if self._program is None:
            self._program = find_program()
        program = self._program
        if program is None or not program.exists():
            for path, kind in files:
                self._outcomes[path] = Refused("legacy_no_office", kind=kind.value)
            return
        try:
            jobs = list(self._admitted(files))
            try:
                self._work_off(program, jobs)
            finally:
                _delete(job.input for job in jobs)
        except OSError as error:
            for path, kind in files:
                unavailable = Refused("legacy_unavailable", kind=kind.value, reason=type(error).__name__)
                self._outcomes.setdefault(path, unavailable)

    def _admitted(self, files: Iterable[tuple[Path, FileKind]]) -> Iterator[_Job]:
        """Copy the files into the spool under names of ours, and leave out those the guard refuses."""
        spool = self._spool()
        for path, kind in files:
            try:
                data = _checked(path, kind)
            except Refused as refused:
                self._outcomes[path] = refused
                continue
            name = f"{next(self._numbers):06}"
            job = _Job(
                path, kind, spool / "in" / f"{name}.{kind}", spool / "out" / f"{name}{_TARGETS[kind][0]}"
            )
            job.input.write_bytes(data)
            yield job

    def _work_off(self, program: Path, jobs: Sequence[_Job]) -> None:
        """Run the jobs together, and again what is left over, until a run of its own gives nothing.

        When a process broke off, the first file left is tried alone, with the time limit of one
        file: a hostile file costs itself and no other.
        """
        waiting = deque([list(jobs)] if jobs else [])
        while waiting:
            batch = waiting.popleft()
            end = self._run(program, batch)
            left = [job for job in batch if not self._settle(job)]
            if len(batch) == 1 or (end is End.DONE and len(left) == len(batch)):
                for job in left:
                    self._outcomes[job.source] = self._failure(job, end)
            elif end is End.DONE:
                waiting.extendleft([left] if left else [])
            else:
                waiting.extendleft(part for part in (left[1:], left[:1]) if part)

    def _settle(self, job: _Job) -> bool:
        """Whether the job's output is there and whole; the program's exit status tells nothing."""
        if not _is_whole(job.output):
            job.output.unlink(missing_ok=True)
            return False
        self._outcomes[job.source] = job.output
        return True

    def _failure(self, job: _Job, end: End) -> Refused:
        if end is End.LATE:
            seconds = int(self._limits.file_seconds + self._limits.start_seconds)
            return Refused("legacy_timeout", kind=job.kind.value, seconds=seconds)
        return Refused("legacy_failed", kind=job.kind.value)

    def _run(self, program: Path, jobs: Sequence[_Job]) -> End:
        """One process, with a home and a profile that go with it."""
        folder = Path(tempfile.mkdtemp(dir=self._spool() / "run"))
        out = jobs[0].output.parent
        outputs = {job.output.name for job in jobs}
        try:
            profile = folder / "profile"
            write_profile(profile)
            command = (
                *without_network(),
                *(str(program), f"-env:UserInstallation={profile.as_uri()}"),
                *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                *("--convert-to", _TARGETS[jobs[0].kind][1], "--outdir", str(out)),
                *(str(job.input) for job in jobs),
            )
            return run(
                command, folder, self._limits, lambda: sum(path.name in outputs for path in out.iterdir())
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _checked(path: Path, kind: FileKind) -> bytes:
    """The file's bytes; Refused if the guard refuses them, or what a package of XML unpacks to."""
    guarded = admit(path)
    if kind in _PACKAGES:
        for name in guarded.parts:
            if name.rpartition("/")[2] in _ODF_XML:
                for _ in guarded.stream(name):
                    pass
    return guarded.data


def _is_whole(output: Path) -> bool:
    """Whether a file is there and a zip with its directory, which is written last."""
    try:
        if not 0 < output.stat().st_size <= LIMITS.file_bytes:
            return False
        with zipfile.ZipFile(output):
            return True
    except Exception:  # noqa: BLE001  — a damaged directory raises anything at all
        return False


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
