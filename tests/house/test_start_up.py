"""A file command starts at once: it loads what its own job needs and nothing else."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

# Slow or heavy; each belongs to a command that says so, or to a room that a form check never enters.
NEVER = {
    "django",
    "duckdb",
    "fontTools",
    "numpy",
    "openpyxl",
    "pandas",
    "polars",
    "pyhanko",
    "scipy",
    "typst",
    "xlsxwriter",
}


def jianyou(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, with Python telling every import on standard error."""
    command = [sys.executable, "-X", "importtime", "-m", "jianyou", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


def loaded(run: subprocess.CompletedProcess[str]) -> set[str]:
    return {
        name.split(".")[0] for name in re.findall(r"^import time: .*\|\s+(\S+)$", run.stderr, re.MULTILINE)
    }


@pytest.mark.parametrize("form", ["form.docx", "form.xlsx"])
def test_form_check_loads_no_heavy_library(form: str, tmp_path: Path) -> None:
    blank = jianyou("form", "blank", "-o", form, cwd=tmp_path)
    assert (blank.returncode, (tmp_path / form).exists()) == (0, True)

    run = jianyou("form", "check", form, cwd=tmp_path)
    assert run.returncode in {0, 1}
    assert {"jianyou", "argparse"} <= loaded(run)
    assert loaded(run) & NEVER == set()


def test_help_loads_no_office_library(tmp_path: Path) -> None:
    run = jianyou("--help", cwd=tmp_path)
    assert run.returncode == 0
    assert loaded(run) & (NEVER | {"lxml", "python_calamine", "yaml", "rapidfuzz", "jinja2"}) == set()
