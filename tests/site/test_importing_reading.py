"""Forms read in processes of their own: one that dies or hangs costs the file that it was at."""

import multiprocessing
import threading
from pathlib import Path

import pytest

from jianyou.domain.calls.load import source_of
from jianyou.jobs.importing_reading import Bounds, Call, Order, read_all
from tests.site.public import CITY, form, row

ONE, TWO = "示例轴承有限公司", "示例齿轮有限公司"
CALL = Call("city", source_of(CITY))


def _orders(folder: Path, *names: str) -> list[Order]:
    paths = {name: folder / f"{at}.docx" for at, name in enumerate(names)}
    for name, path in paths.items():
        path.write_bytes(form(row(name)))
    return [Order(at, name, path) for at, (name, path) in enumerate(paths.items())]


def _killing(most: int) -> threading.Event:
    """Kills so many processes that read as soon as they are there; the event ends it."""
    stop = threading.Event()

    def kill() -> None:
        killed: set[int | None] = set()
        while not stop.is_set() and len(killed) < most:
            for each in multiprocessing.active_children():
                if each.pid not in killed:
                    each.kill()
                    killed.add(each.pid)
            stop.wait(0.005)

    threading.Thread(target=kill, daemon=True).start()
    return stop


@pytest.mark.parametrize(("killed", "read"), [(1, [True, True]), (2, [False, True])])
def test_a_process_that_dies_costs_one_file_at_most(tmp_path: Path, killed: int, read: list[bool]) -> None:
    orders = _orders(tmp_path, ONE, TWO)
    stop = _killing(killed)
    try:
        found = list(read_all(orders, CALL, 1))
    finally:
        stop.set()
    assert [(order.key, body is not None) for order, body in found] == list(enumerate(read))
    assert multiprocessing.active_children() == []


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    orders = _orders(tmp_path, ONE)
    found = list(read_all(orders, CALL, 1, bounds=Bounds(0.0, 0.01)))
    assert found == [(orders[0], None)]
