"""The office program driven: one process for a batch, bad files that cost only themselves, nothing left."""

import ast
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from jianyou.officefiles.legacy.office import Office, OfficeLimits
from jianyou.officefiles.legacy.program import find_program
from jianyou.officefiles.model import FileKind
from jianyou.officefiles.read import read_file
from jianyou.officefiles.unpacking import MEGABYTE
from jianyou.terms.finding import Refused
from tests.corpus.wordxml import docx_bytes, p, r
from tests.officefiles.legacy_samples import odf, rtf, save_as
from tests.officefiles.reading import codes, texts

posix = pytest.mark.skipif(sys.platform == "win32", reason="drives a script, which Windows doesn't start")
real = [pytest.mark.office, pytest.mark.xdist_group("office")]
QUICK = OfficeLimits(file_seconds=0.6, start_seconds=0.4, batch_seconds=30)
ROOT = Path(__file__).parent.parent.parent

# A program that takes the same command line and does as each file says.
STAND_IN = """#!{python} -IS
import os, pathlib, resource, subprocess, sys, time, zipfile
at = sys.argv.index("--outdir")
out, files = pathlib.Path(sys.argv[at + 1]), [pathlib.Path(name) for name in sys.argv[at + 2:]]
log = pathlib.Path({log!r})
with log.open("a") as lines:
    print(len(files), file=lines)
for file in files:
    words = file.read_text().split()[1].strip("}}")
    result = out / (file.stem + ".docx")
    if words == "hang":
        child = subprocess.Popen(["sleep", "60"])
        log.with_suffix(".pids").write_text(f"{{os.getpid()}} {{child.pid}}")
        time.sleep(60)
    elif words == "die":
        os._exit(9)
    elif words == "grow":
        bytearray(1 << 31)
    elif words == "half":
        result.write_bytes(b"PK\\x03\\x04 and no more")
    elif words == "empty":
        result.touch()
    elif words != "refuse":
        told = [sorted(os.environ), os.environ["TMPDIR"], resource.getrlimit(resource.RLIMIT_DATA)]
        with zipfile.ZipFile(result, "w") as package:
            package.writestr("told", repr(told))
sys.exit(0)
"""


@pytest.fixture
def spools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, this test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "office"
    path.write_text(STAND_IN.format(python=sys.executable, log=str(tmp_path / "log")))
    path.chmod(0o700)
    return path


def files_that_say(folder: Path, *words: str) -> list[tuple[Path, FileKind]]:
    paths = [folder / f"{number} {word}.rtf" for number, word in enumerate(words)]
    for path, word in zip(paths, words, strict=True):
        path.write_bytes(rtf(f" {word}"))
    return [(path, FileKind.RTF) for path in paths]


def outcomes(office: Office, files: list[tuple[Path, FileKind]]) -> Iterator[str]:
    """Each file's refusal, or the ending of what was made of it."""
    for path, kind in files:
        try:
            yield office.converted(path, kind).suffix
        except Refused as refused:
            yield refused.code


def runs(folder: Path) -> list[int]:
    """How many files each process was given."""
    return [int(line) for line in (folder / "log").read_text().split()]


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")  # one that waits to be reaped has ended
    return not status.exists() or status.read_text().split()[2] != "Z"


@posix
def test_a_batch_goes_to_one_process_and_is_remembered(program: Path, tmp_path: Path) -> None:
    files = files_that_say(tmp_path, *["good"] * 5)
    with Office(OfficeLimits(files=3), program=program) as office:
        office.prepare(files)
        office.prepare(files)
        assert list(outcomes(office, files)) == [".docx"] * 5
        assert runs(tmp_path) == [3, 2]


@posix
def test_a_bad_file_costs_only_itself(program: Path, tmp_path: Path, spools: Path) -> None:
    files = files_that_say(tmp_path, "good", "hang", "good", "die", "half", "good", "grow", "good")
    with Office(QUICK, program=program) as office:
        office.prepare(files)
        assert list(outcomes(office, files)) == [
            *(".docx", "legacy_timeout", ".docx", "legacy_failed", "legacy_failed", ".docx"),
            *("legacy_failed", ".docx"),
        ]
    # Broken off at the second; it alone; the rest; broken off at the fourth; and so on.
    assert runs(tmp_path) == [8, 1, 6, 1, 4, 1, 2, 1, 1]
    assert list(spools.iterdir()) == []


@posix
def test_the_exit_status_is_not_believed(program: Path, tmp_path: Path) -> None:
    files = files_that_say(tmp_path, "half", "good", "empty", "refuse")
    with Office(QUICK, program=program) as office:
        office.prepare(files)
        assert list(outcomes(office, files)) == ["legacy_failed", ".docx", "legacy_failed", "legacy_failed"]
    assert runs(tmp_path) == [4, 3]


@posix
def test_all_that_the_program_started_is_ended(program: Path, tmp_path: Path) -> None:
    files = files_that_say(tmp_path, "hang")
    with Office(QUICK, program=program) as office, pytest.raises(Refused) as refused:
        office.converted(*files[0])
    assert (refused.value.code, dict(refused.value.params)) == (
        "legacy_timeout",
        {"kind": "rtf", "seconds": 1},
    )
    started = [int(number) for number in (tmp_path / "log.pids").read_text().split()]
    assert [number for number in started if is_alive(number)] == []


@posix
def test_an_interrupt_ends_the_program_and_leaves_nothing(
    program: Path, tmp_path: Path, spools: Path
) -> None:
    ((path, _),) = files_that_say(tmp_path, "hang")
    script = (
        "import sys; from pathlib import Path; from jianyou.officefiles.legacy.office import Office\n"
        "from jianyou.officefiles.model import FileKind\n"
        "Office(program=Path(sys.argv[1])).converted(Path(sys.argv[2]), FileKind.RTF)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, program, path],
        env={**os.environ, "TMPDIR": str(spools), "PYTHONPATH": str(ROOT / "src")},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        pids = tmp_path / "log.pids"
        until = time.monotonic() + 20
        while not (pids.exists() and pids.read_text()) and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert "KeyboardInterrupt" in errors
    assert [number for number in map(int, pids.read_text().split()) if is_alive(number)] == []
    assert list(spools.iterdir()) == []


@posix
def test_the_program_gets_limits_and_few_variables(
    program: Path, tmp_path: Path, spools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_HOST", "1")
    monkeypatch.setenv("http_proxy", "http://a.invalid")
    files = files_that_say(tmp_path, "good")
    with (
        Office(OfficeLimits(memory_bytes=300 * MEGABYTE), program=program) as office,
        zipfile.ZipFile(office.converted(*files[0])) as package,
    ):
        names, temporary, memory = ast.literal_eval(package.read("told").decode())
    assert set(names) <= {
        *("APPDATA", "HOME", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "LOCALAPPDATA", "MAX_CONCURRENCY"),
        *("PATH", "SAL_USE_VCLPLUGIN", "TEMP", "TMP", "TMPDIR", "USERPROFILE"),
    }
    assert Path(temporary).is_relative_to(spools.resolve())
    if sys.platform == "linux":
        assert memory == (300 * MEGABYTE, 300 * MEGABYTE)


@posix
def test_bytes_can_be_kept_and_files_released(program: Path, spools: Path) -> None:
    with Office(QUICK, program=program) as office:
        assert list(spools.iterdir()) == []
        kept = office.keep(rtf(" good"), FileKind.RTF)
        made = office.converted(kept, FileKind.RTF)
        assert made.exists()
        assert kept.exists()
        office.release(kept)
        assert [path for path in spools.rglob("*") if path.is_file()] == []
        office.release(kept)
    assert list(spools.iterdir()) == []


def test_without_a_program_the_kind_and_the_way_out_are_told(tmp_path: Path) -> None:
    ((path, kind),) = files_that_say(tmp_path, "good")
    with Office(program=tmp_path / "nowhere") as office:
        office.prepare([(path, kind)])
        with pytest.raises(Refused) as refused:
            read_file(path, office=office)
    assert (refused.value.code, dict(refused.value.params)) == ("legacy_no_office", {"kind": "rtf"})


@posix
def test_a_program_that_cannot_start_is_no_fault_of_the_file(tmp_path: Path) -> None:
    files = files_that_say(tmp_path, "good", "good")
    (tmp_path / "office").write_text("no program")
    with Office(program=tmp_path / "office") as office:
        office.prepare(files)
        assert list(outcomes(office, files)) == ["legacy_unavailable"] * 2


@posix
def test_files_of_other_kinds_and_files_that_are_gone(program: Path, tmp_path: Path) -> None:
    gone = [(tmp_path / "gone.doc", FileKind.DOC)]
    with Office(QUICK, program=program) as office:
        office.prepare([*gone, (tmp_path / "a.docx", FileKind.DOCX)])
        assert list(outcomes(office, gone)) == ["file_missing"]
    assert not (tmp_path / "log").exists()


@posix
def test_a_package_that_unpacks_beyond_the_limits_never_reaches_the_program(
    program: Path, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.odt"
    bomb.write_bytes(odf("odt", "<text:p/>" * 1_000_000))
    with Office(QUICK, program=program) as office:
        assert list(outcomes(office, [(bomb, FileKind.ODT)])) == ["part_expands_too_much"]
    assert not (tmp_path / "log").exists()


class TestLibreOffice:
    """The real program."""

    pytestmark = real

    def test_a_batch_of_odd_names_and_bad_files(self, office: Path, tmp_path: Path, spools: Path) -> None:
        words = docx_bytes(p(r("渝州精密机械")))
        (tmp_path / "a.docx").write_bytes(words)
        (saved,) = save_as(office, [tmp_path / "a.docx"], "doc", tmp_path / "saved")
        whole = saved.read_bytes()
        named = {
            "-outdir 渝州 'a' \"b\";$(x).wps": whole,
            "cut off.doc": whole[:2600],
            "garbage.doc": whole[:2048] + b"\xee" * 9000,
            "nothing.rtf": b"{\\rtf1",
            "plain.rtf": rtf("\u6e1d\u5dde\\par"),
        }
        files = []
        for name, data in named.items():
            (tmp_path / name).write_bytes(data)
            files.append((tmp_path / name, FileKind.RTF if name.endswith("rtf") else FileKind.DOC))
        assert find_program() == office
        with Office() as converter:
            converter.prepare(files)
            assert list(outcomes(converter, files)) == [
                *(".docx", "legacy_failed", "legacy_failed", "legacy_failed", ".docx")
            ]
            read = read_file(files[0][0], office=converter)
            assert texts(read) == ["渝州精密机械"]
            assert read.kind is FileKind.DOC
            assert codes(read) == ["legacy_converted"]
        assert list(spools.iterdir()) == []

    def test_two_at_once_do_not_disturb_each_other(self, office: Path, tmp_path: Path, spools: Path) -> None:
        made: list[str] = []

        def convert(number: int) -> None:
            path = tmp_path / f"{number}.rtf"
            path.write_bytes(rtf(f"{number}"))
            with Office(program=office) as converter:
                made.extend(texts(read_file(path, office=converter)))

        threads = [threading.Thread(target=convert, args=(number,)) for number in (1, 2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(made) == ["1", "2"]
        assert list(spools.iterdir()) == []

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("limits", "code"),
        [
            (OfficeLimits(file_seconds=2, start_seconds=3), "legacy_timeout"),
            (OfficeLimits(memory_bytes=300 * MEGABYTE), "legacy_failed"),
        ],
    )
    def test_a_file_that_never_ends_or_fills_the_memory(
        self, office: Path, tmp_path: Path, limits: OfficeLimits, code: str
    ) -> None:
        for name in ("before.rtf", "after.rtf"):
            (tmp_path / name).write_bytes(rtf("good"))
        (tmp_path / "huge.rtf").write_bytes(b"{\\rtf1 " + b"\\par x" * 3_000_000 + b"}")
        files = [(tmp_path / f"{name}.rtf", FileKind.RTF) for name in ("before", "huge", "after")]
        with Office(limits, program=office) as converter:
            converter.prepare(files)
            assert list(outcomes(converter, files)) == [".docx", code, ".docx"]
