"""The reading process: limited, replaced when it dies, never trusted, never left behind."""

import os
import resource
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jianyou.officefiles.guard import admit
from jianyou.officefiles.model import Document
from jianyou.officefiles.sheet import child
from jianyou.officefiles.sheet.process import READER_SCRIPT, ReaderKeeper, ReaderLimits
from jianyou.officefiles.sheet.reader import read_sheet
from jianyou.terms.finding import Refused
from tests.corpus.sheetxml import Sheet, row, rows, write_book

CRASHES = row(1, '<c r="A1"><v>1</v></c>') + '<row r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row>'
LINUX = pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="reads /proc")


@pytest.fixture(params=[True, False], ids=["poll", "timer"])
def keeper(request: pytest.FixtureRequest) -> Iterator[ReaderKeeper]:
    keeper = ReaderKeeper(ReaderLimits(seconds=5), poll=request.param)
    yield keeper
    keeper.close()


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_book(tmp_path / "form.xlsx", rows(("甲", "乙")))


@pytest.fixture
def crashing(tmp_path: Path) -> Path:
    """A workbook that ends the process which reads it."""
    return write_book(tmp_path / "crash.xlsx", CRASHES)


def read(path: Path, keeper: ReaderKeeper) -> Document:
    return read_sheet(admit(path), keeper=keeper)


def refusal(path: Path, keeper: ReaderKeeper) -> str:
    with pytest.raises(Refused) as refused:
        read(path, keeper)
    assert refused.value.text() != ""
    return refused.value.code


def pid(keeper: ReaderKeeper) -> int:
    assert keeper.reader is not None
    return keeper.reader.process.pid


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends_soon(process: int) -> bool:
    until = time.monotonic() + 10
    while is_running(process) and time.monotonic() < until:
        time.sleep(0.01)
    return not is_running(process)


def test_one_process_reads_all_files(form: Path, keeper: ReaderKeeper) -> None:
    documents = [read(form, keeper)]
    first = pid(keeper)
    documents += [read(form, keeper) for _ in range(5)]
    assert documents == [documents[0]] * 6
    assert pid(keeper) == first


def test_closing_ends_it_and_the_next_file_starts_another(form: Path, keeper: ReaderKeeper) -> None:
    expected = read(form, keeper)
    ended = pid(keeper)
    keeper.close()
    assert ends_soon(ended)
    assert read(form, keeper) == expected


@pytest.mark.parametrize("wait", [0.0, 0.1])
def test_a_process_killed_between_files_is_replaced(form: Path, keeper: ReaderKeeper, wait: float) -> None:
    expected = read(form, keeper)
    killed = pid(keeper)
    os.kill(killed, signal.SIGKILL)
    time.sleep(wait)
    assert read(form, keeper) == expected
    assert pid(keeper) != killed


def test_a_crash_refuses_the_file_and_spares_the_next(
    form: Path, crashing: Path, keeper: ReaderKeeper
) -> None:
    expected = read(form, keeper)
    assert refusal(crashing, keeper) == "sheet_reader_stopped"
    assert keeper.reader is None
    assert read(form, keeper) == expected


def test_a_process_that_hangs_is_ended_in_time(form: Path, keeper: ReaderKeeper) -> None:
    keeper.limits = ReaderLimits(seconds=0.3)
    expected = read(form, keeper)
    stopped = pid(keeper)
    os.kill(stopped, signal.SIGSTOP)
    began = time.monotonic()
    assert refusal(form, keeper) == "sheet_reader_timeout"
    assert 0.25 < time.monotonic() - began < 30
    assert ends_soon(stopped)
    assert read(form, keeper) == expected


def test_a_hanging_process_does_not_block_a_large_file(tmp_path: Path, keeper: ReaderKeeper) -> None:
    keeper.limits = ReaderLimits(seconds=0.3)
    large = write_book(tmp_path / "large.xlsx", rows(*([os.urandom(60_000).hex()] for _ in range(8))))
    assert len(read(large, keeper).blocks) == 1
    read(write_book(tmp_path / "small.xlsx", rows(("甲",))), keeper)
    os.kill(pid(keeper), signal.SIGSTOP)
    assert refusal(large, keeper) == "sheet_reader_timeout"


def test_a_large_file_has_the_process_replaced(form: Path, keeper: ReaderKeeper) -> None:
    keeper.limits = ReaderLimits(spent_bytes=1000)
    read(form, keeper)
    assert keeper.reader is None
    keeper.limits = ReaderLimits()
    assert len(read(form, keeper).blocks) == 1


def test_interrupting_the_parent_leaves_nothing_half_read(form: Path, keeper: ReaderKeeper) -> None:
    expected = read(form, keeper)
    interrupted = pid(keeper)

    def interrupt(_: list[str]) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keeper.read((b"no workbook",), interrupt)
    assert not is_running(interrupted)
    assert read(form, keeper) == expected


def test_the_terminals_interrupt_does_not_reach_it(form: Path, keeper: ReaderKeeper) -> None:
    read(form, keeper)
    assert os.getsid(pid(keeper)) != os.getsid(0)
    assert os.getpgid(pid(keeper)) != os.getpgid(0)


@LINUX
def test_it_may_open_nothing_and_grow_little(form: Path, keeper: ReaderKeeper) -> None:
    read(form, keeper)
    given = Path(f"/proc/{pid(keeper)}/limits").read_text()
    limits = {line[:26].strip(): line[26:].split()[:2] for line in given.splitlines()}
    assert limits["Max open files"] == ["3", "3"]
    assert limits["Max file size"] == ["0", "0"]
    assert limits["Max core file size"] == ["0", "0"]
    assert limits["Max processes"] == ["0", "0"]
    assert int(limits["Max cpu time"][0]) in (2, 3)
    assert int(limits["Max address space"][0]) < child.MEMORY + 2**28
    environment = Path(f"/proc/{pid(keeper)}/environ").read_bytes()
    assert b"HOME=" not in environment
    assert b"PATH=" not in environment.replace(b"_PATH=", b"")


def test_threads_take_turns(tmp_path: Path, keeper: ReaderKeeper) -> None:
    paths = [write_book(tmp_path / f"{n}.xlsx", rows((f"甲{n}",))) for n in range(4)]
    expected = [read(path, keeper) for path in paths]
    found: dict[int, list[Document]] = {}

    def work(number: int) -> None:
        found[number] = [read(paths[number], keeper) for _ in range(20)]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: [expected[number]] * 20 for number in range(4)}


def run_script(text: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    head = """
        import os, signal, sys, time
        from pathlib import Path
        from jianyou.officefiles.guard import admit
        from jianyou.officefiles.sheet.reader import KEEPER, read_sheet
        form = Path(sys.argv[1])
        read_sheet(admit(form))
        print(KEEPER.reader.process.pid, flush=True)
    """
    script = textwrap.dedent(head) + textwrap.dedent(text)
    command = [sys.executable, "-W", "error", "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_ends_with_its_parent(form: Path) -> None:
    run = run_script("", form)
    assert (run.returncode, run.stderr) == (0, "")
    assert ends_soon(int(run.stdout))


def test_it_ends_even_when_its_parent_is_killed(form: Path) -> None:
    run = run_script("os.kill(os.getpid(), signal.SIGKILL)", form)
    assert run.returncode == -signal.SIGKILL
    assert ends_soon(int(run.stdout))


def test_a_forked_process_has_a_reader_of_its_own(form: Path) -> None:
    run = run_script(
        """
        before = KEEPER.reader.process.pid
        forked = os.fork()
        document = read_sheet(admit(form))
        pid = KEEPER.reader.process.pid
        assert (pid == before) == (forked != 0), (pid, before)
        assert len(document.blocks) == 1
        if forked:
            assert os.waitpid(forked, 0)[1] == 0
            assert read_sheet(admit(form)) == document
        """,
        form,
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_starting_it_loads_little(form: Path) -> None:
    run = run_script("print(sorted(name for name in sys.modules if 'calamine' in name))", form)
    assert run.stdout.splitlines()[1:] == ["[]"]
    script = READER_SCRIPT
    command = [sys.executable, "-X", "importtime", "-I", "-S", str(script), str(Path(sys.prefix))]
    loaded = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    ).stderr
    names = {
        line.rpartition("|")[2].strip() for line in loaded.splitlines() if line.startswith("import time:")
    }
    assert names & {"typing", "re", "enum", "json", "jianyou", "pathlib", "subprocess", "lxml"} == set()
    assert {"datetime", "resource"} <= names


@pytest.mark.parametrize("executable", ["", None])
def test_without_an_interpreter_it_says_so(
    form: Path, keeper: ReaderKeeper, monkeypatch: pytest.MonkeyPatch, executable: str | None
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    assert refusal(form, keeper) == "sheet_reader_unavailable"


def test_with_a_host_program_for_interpreter_it_says_so(
    form: Path, keeper: ReaderKeeper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    host = tmp_path / "host"
    host.write_text("#!/bin/sh\nexit 7\n", "utf-8")
    host.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(host))
    with pytest.raises(Refused) as refused:
        read(form, keeper)
    assert (refused.value.code, refused.value.params) == (
        "sheet_reader_unavailable",
        {"reason": "exit status 7"},
    )
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    assert refusal(form, keeper) == "sheet_reader_unavailable"


def test_in_a_frozen_program_it_says_so(
    form: Path, keeper: ReaderKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert refusal(form, keeper) == "sheet_reader_unavailable"


def taken_over(folder: Path, answer: str) -> Path:
    """A reading process that answers as it likes."""
    script = folder / "taken_over.py"
    script.write_text(
        "import os, sys, time\n"
        "def raw(data): os.write(1, data)\n"
        "def frame(*fields):\n"
        "    data = chr(0).join(fields).encode(); return len(data).to_bytes(4, 'big') + data\n"
        "def say(*fields): raw(frame(*fields))\n"
        f"say('ready'); os.read(0, 9999999)\n{answer}\n",
        "utf-8",
    )
    return script


SHEET = '"sheet", "1", "1", "1", "1", "1", "", "", "甲"'


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (f"say({SHEET}); say('end')", None),
        ("", "sheet_reader_stopped"),
        ("say('end')", "sheet_reader_stopped"),
        (f"say({SHEET}); say({SHEET}); say('end')", "sheet_reader_stopped"),
        (f"raw(frame({SHEET}) + frame('end') + frame('end'))", "sheet_reader_stopped"),
        (f"say({SHEET}, '乙'); say('end')", "sheet_reader_stopped"),
        ('say("sheet", "1", "1", "1", "1", "x", "", "", "甲")', "sheet_reader_stopped"),
        ('say("sheet", "1", "1048576", "1", "2", "1", "", "", "甲", "乙")', "sheet_reader_stopped"),
        ('say("sheet", "1", "1", "16385", "1", "1", "", "", "甲")', "sheet_reader_stopped"),
        ('say("sheet", "1", "1", "1", "1", "1", "", "7", "甲")', "sheet_reader_stopped"),
        ('say("sheet", "1", "1", "1", "1", "1", "", "0", "甲")', "sheet_reader_stopped"),
        ('say("sheet", "1", "1", "1", "1", "1", "1 2 3", "", "甲")', "sheet_reader_stopped"),
        ('say("sheet", "1", "1", "1", "1", "1", "1 2 1 1", "", "甲")', "sheet_reader_stopped"),
        ('say("sheet")', "sheet_reader_stopped"),
        ('say("")', "sheet_reader_stopped"),
        ('say("refused", "made_up")', "sheet_reader_stopped"),
        ('say("refused", "sheet_unreadable")', "sheet_reader_stopped"),
        ('say("refused", "sheet_unreadable", "detail", "x\\n{y}" * 99)', "sheet_unreadable"),
        ('raw(b"\\xff\\xff\\xff\\xff" + b"x" * 99)', "sheet_reader_stopped"),
        ('raw(b"\\x00\\x00\\x00\\x02\\xff\\xff")', "sheet_reader_stopped"),
        ('raw(b"\\x00\\x00\\x00\\x09end"); os._exit(0)', "sheet_reader_stopped"),
        ("time.sleep(9)", "sheet_reader_timeout"),
        ("os.kill(os.getpid(), 9)", "sheet_reader_stopped"),
    ],
)
def test_an_answer_is_never_trusted(tmp_path: Path, form: Path, answer: str, code: str | None) -> None:
    script = taken_over(tmp_path, answer)
    keeper = ReaderKeeper(ReaderLimits(seconds=1), script=script)
    if code is None:
        assert len(read(form, keeper).blocks) == 1
    else:
        assert refusal(form, keeper) == code
    keeper.close()


def test_a_process_that_speaks_unasked_is_replaced(tmp_path: Path, form: Path) -> None:
    script = taken_over(tmp_path, f"say({SHEET}); say('end'); time.sleep(0.05); say('end'); os.read(0, 9)")
    keeper = ReaderKeeper(script=script)
    expected = read(form, keeper)
    first = pid(keeper)
    time.sleep(0.3)
    assert read(form, keeper) == expected
    assert pid(keeper) != first
    keeper.close()


@LINUX
def test_memory_stays_flat(form: Path) -> None:
    keeper = ReaderKeeper()

    def resident(process: int) -> int:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()

    for _ in range(100):
        read(form, keeper)
    before = resident(pid(keeper)), resident(os.getpid())
    for _ in range(1000):
        read(form, keeper)
    after = resident(pid(keeper)), resident(os.getpid())
    keeper.close()
    assert [late - early < 2**21 for early, late in zip(before, after, strict=True)] == [True, True]


def test_two_sheets_of_one_answer_are_told_apart(tmp_path: Path, keeper: ReaderKeeper) -> None:
    sheets = [Sheet(rows((f"甲{n}" * 9000,)), f"第{n}页") for n in range(20)]
    document = read(write_book(tmp_path / "form.xlsx", *sheets), keeper)
    assert [block.part for block in document.blocks] == [sheet.name for sheet in sheets]
