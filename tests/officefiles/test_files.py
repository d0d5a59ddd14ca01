"""A file is written whole or not at all."""

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from jianyou.officefiles.files import copy_atomically, write_atomically

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and permissions as on Linux and macOS")


def names(folder: Path) -> list[str]:
    """What stands in the folder, leftovers included."""
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / "汇总表.docx", b"new")
    assert (tmp_path / "汇总表.docx").read_bytes() == b"new"
    assert names(tmp_path) == ["汇总表.docx"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old and longer")
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["a.docx"]


def test_a_large_file_is_copied(tmp_path: Path) -> None:
    source, target = tmp_path / "kept", tmp_path / "a.jyp"
    source.write_bytes(b"piece" * 1_000_000)
    target.write_bytes(b"old")
    copy_atomically(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert names(tmp_path) == ["a.jyp", "kept"]


def write_by_copying(path: Path, data: bytes) -> None:
    """As `write_atomically`, from a file elsewhere."""
    source = path.parent.with_name("source")
    source.write_bytes(data)
    copy_atomically(source, path)


@pytest.mark.parametrize("write", [write_atomically, write_by_copying])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_or_is_interrupted_leaves_the_old_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    write: Callable[[Path, bytes], None],
) -> None:
    def fail(_descriptor: int) -> None:
        raise error

    target = tmp_path / "here" / "a.docx"
    target.parent.mkdir()
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(type(error)):
        write(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["a.docx"]


@posix
def test_a_killed_process_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    script = (
        "import os, signal, sys; from pathlib import Path;"
        "from jianyou.officefiles.files import write_atomically;"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL);"
        "write_atomically(Path(sys.argv[1]), b'new')"
    )
    done = subprocess.run([sys.executable, "-c", script, str(target)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old"


def test_a_missing_folder_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "nowhere" / "a.docx", b"new")


@posix
def test_permissions_stay_or_follow_the_umask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        write_atomically(old, b"x")
        write_atomically(new, b"x")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (old, new)] == [0o640, 0o640]
    old.chmod(0o600)
    write_atomically(old, b"y")
    assert stat.S_IMODE(old.stat().st_mode) == 0o600


@posix
def test_a_link_keeps_pointing_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.docx", tmp_path / "link.docx"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert names(tmp_path / "real") == ["a.docx"]


@posix
def test_a_pipe_is_written_into_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_atomically(pipe, b"new")
    reader.join(5)
    assert read == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_the_longest_name_that_the_system_admits_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("表" * 83 + ".docx")  # 254 bytes of at most 255
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
