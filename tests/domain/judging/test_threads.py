"""Numerical libraries of judging: loaded by the rooms that need them, and with one thread."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOMS = ("assignment.assign", "calibration.calibrate", "selection.select")
COUNT = """
import os, sys
import jianyou.domain.judging
print("numpy" in sys.modules)
import jianyou.domain.judging.{room}
print("numpy" in sys.modules, len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted where Linux lists them")
@pytest.mark.parametrize("room", ROOMS)
def test_a_room_that_computes_starts_no_thread(room: str) -> None:
    pytest.importorskip("numpy")
    env = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-c", COUNT.format(room=room)]
    said = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    assert said.splitlines() == ["False", "True 1"]
