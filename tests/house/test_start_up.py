"""A file command starts at once: it loads what its own job needs and nothing else."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from jianyou.domain.packages.parcel import parcel_bytes
from tests.domain.packages.test_parcel import FILES, signed_manifest

# Slow or heavy; each belongs to a command that says so, or to a room that a form check never enters.
NEVER = {
    "django",
    "duckdb",
    "fontTools",
    "gmalg",
    "highspy",
    "numpy",
    "openpyxl",
    "ortools",
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


def test_a_draw_is_checked_without_numerical_libraries(tmp_path: Path) -> None:
    (tmp_path / "draw.json").write_text("{}", encoding="utf-8")
    run = jianyou("judging", "draw", "check", "draw.json", cwd=tmp_path)
    assert run.returncode == 2
    assert "jianyou" in loaded(run)
    assert loaded(run) & (NEVER | {"lxml", "python_calamine", "rapidfuzz"}) == set()


def test_a_package_without_an_sm2_key_is_verified_without_its_library(tmp_path: Path) -> None:
    (tmp_path / "a.jyp").write_bytes(parcel_bytes(signed_manifest(FILES, sm2=None), FILES))
    run = jianyou("verify", "package", "a.jyp", cwd=tmp_path)
    assert run.returncode == 0
    assert {"jianyou", "cryptography"} <= loaded(run)
    assert loaded(run) & NEVER == set()


def test_scores_are_checked_without_django_or_a_solver(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("expert,entry,points\nx,e,80\n", encoding="utf-8")
    run = jianyou("judging", "calibrate", "scores.csv", "--quota", "1", cwd=tmp_path)
    assert run.returncode in {0, 1}
    assert {"jianyou", "numpy"} <= loaded(run)
    assert loaded(run) & {"django", "highspy", "ortools", "pandas", "polars"} == set()


def test_a_missing_numerical_library_is_named(tmp_path: Path) -> None:
    script = "import sys; sys.modules['numpy'] = None; from jianyou.cli.main import main; sys.exit(main())"
    command = [sys.executable, "-c", script, "judging", "calibrate", "scores.csv", "--quota", "1"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr) == (
        2,
        "没有安装 numpy。请运行 pip install 'jianyou[judging]' 后重试。\n",
    )
