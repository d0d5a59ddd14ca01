"""The how-to of judging runs as it stands, on sample tables that its script makes anew to the byte."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from examples.review.write import write_review
from tests.house.source import ROOT

TABLES = ("entries.csv", "experts.csv", "pool.csv", "scores.csv", "candidates.csv")


def test_the_script_makes_the_sample_tables_anew(tmp_path: Path) -> None:
    made = write_review(tmp_path, 60, 20, 7)
    assert tuple(path.name for path in made) == TABLES
    kept = ROOT / "examples" / "review"
    assert [name for name in TABLES if (tmp_path / name).read_bytes() != (kept / name).read_bytes()] == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_of_the_how_to_runs(lang: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    page = (ROOT / "docs" / "how-to" / f"judging.{lang}.md").read_text("utf-8")
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", page, re.MULTILINE | re.DOTALL)
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    script = "set -eo pipefail\n" + "\n".join(blocks)
    run = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    written = {path.name for path in (tmp_path / "examples" / "review").iterdir()}
    assert {"draw.json", "assigned.csv", "check.xlsx", "choice.json"} <= written
    pages = sorted(path.parent.name for path in tmp_path.rglob("plots.html"))
    assert pages == ["assigned", "check", "choice"]
