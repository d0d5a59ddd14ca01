"""The desk as a process: it listens, tells its address, keeps others out, and ends when asked."""

import http.client
import http.cookiejar
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.web.desk.test_lock import free_port

START = [sys.executable, "-m", "jianyou", "desk", "--no-browser"]


class Running:
    """One desk and a browser that has its key."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.told = process.stdout.readline() if process.stdout else ""
        found = re.search(r"http://\S+", self.told)
        self.url = found[0] if found else ""
        jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar)
        )

    def get(self, path: str) -> str:
        with self.browser.open(urllib.parse.urljoin(self.url, path), timeout=10) as answer:
            page: str = answer.read().decode()
        return page

    def post(self, path: str) -> str:
        token = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', self.get(path))[0]
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token}).encode()
        with self.browser.open(urllib.parse.urljoin(self.url, path), data, timeout=10) as answer:
            page: str = answer.read().decode()
        return page


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    processes = []

    def begin(*arguments: str | Path) -> Running:
        command = [*START, *map(str, arguments)]
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        processes.append(process)
        return Running(process)

    yield begin
    for process in processes:
        process.kill()
        process.communicate()


def test_it_serves_its_folder_and_ends_by_its_button(start: Callable[..., Running], mailbox: Path) -> None:
    desk = start("工作", "--from", mailbox)
    assert "收入 5 份文件。" in desk.get(desk.url)
    second = start("工作")
    assert "已在另一个工作台中打开：" + desk.url == second.told.strip()[5:]
    assert second.process.wait(20) == 0
    assert "工作台已结束" in desk.post("/quit")
    assert desk.process.wait(20) == 0


def test_it_listens_on_this_machine_only_and_asks_for_the_key(start: Callable[..., Running]) -> None:
    desk = start()
    port = int(re.findall(r":(\d+)/", desk.url)[0])
    assert desk.url.startswith("http://127.0.0.1:")
    with pytest.raises(urllib.error.HTTPError) as refused:
        desk.get("/start")
    with refused.value:
        assert refused.value.code == 403
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 400
    connection.close()
    with socket.socket() as probe, pytest.raises(OSError, match="in use"):
        probe.bind(("127.0.0.1", port))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one process")
def test_ctrl_c_ends_it_and_frees_the_folder(start: Callable[..., Running], tmp_path: Path) -> None:
    desk = start("工作")
    assert (tmp_path / "工作" / ".jianyou" / "open.json").exists()
    desk.process.send_signal(signal.SIGINT)
    told = desk.process.communicate(timeout=20)[0]
    assert (desk.process.returncode, "工作台已结束" in told, "Traceback" in told) == (0, True, False)
    assert not (tmp_path / "工作" / ".jianyou" / "open.json").exists()


def test_a_port_in_use_is_said(start: Callable[..., Running]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        desk = start("--port", str(port))
        assert (desk.process.wait(20), f"端口 {port} 已被占用" in desk.told) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--port", "80"], "端口应在 1024 到 65535 之间"),
        (["--from", "没有的文件夹"], "没有的文件夹"),
        (["工作", "--call", "没有的征集"], "没有的征集"),
    ],
)
def test_what_can_t_be_is_said_in_one_line(
    start: Callable[..., Running], arguments: list[str], told: str
) -> None:
    desk = start(*arguments)
    said = desk.told + desk.process.communicate(timeout=20)[0]
    assert (desk.process.returncode, told in said, "Traceback" in said) == (2, True, False)


@pytest.mark.slow
def test_the_same_port_can_be_used_again_at_once(start: Callable[..., Running]) -> None:
    port = str(free_port())
    first = start("--port", port)
    first.get(first.url)
    first.post("/quit")
    first.process.wait(20)
    assert f":{port}/" in start("--port", port).url
