"""The wheel, installed into an empty environment with the locked requirements alone, does the job."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, house_files
from tests.house.test_locks import pins

pytestmark = pytest.mark.slow

DATA = {".css", ".csv", ".html", ".js", ".mo", ".po", ".svg", ".typ", ".typed", ".xml", ".yaml"}


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    alone = {"PATH": os.defpath, "HOME": str(cwd), "PYTHONUTF8": "1"}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=alone, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the files that would be committed: a stray build folder adds nothing to it."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for path in house_files():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tree / path)
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, cwd=tree)
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and the packages of requirements/run.txt, and no others."""
    home = tmp_path_factory.mktemp("home")
    venv.create(home, with_pip=False, symlinks=True)
    (site,) = home.glob("lib/python*/site-packages")
    for package in pins("run"):
        link_package(package, site)
    pip = (sys.executable, "-m", "pip", "--python", home / "bin" / "python")
    done = run(*pip, "install", "--no-index", "--no-deps", wheel, cwd=home)
    assert done.returncode == 0, done.stderr
    return home / "bin" / "jianyou"


def link_package(name: str, site: Path) -> None:
    """Lend one installed package to another environment."""
    for file in importlib.metadata.files(name) or ():
        top = file.parts[0]
        there = Path(str(importlib.metadata.distribution(name).locate_file(top)))
        if top != ".." and there.exists() and not (site / top).exists():
            (site / top).symlink_to(there)


def test_the_wheel_holds_all_data_and_nothing_strange(wheel: Path) -> None:
    ours = {path.removeprefix("src/") for path in house_files() if path.startswith("src/jianyou/")}
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("/LICENSE")]
    assert inside == ours
    assert {Path(name).suffix for name in inside} >= {".csv", ".yaml", ".typed"}
    assert {Path(name).suffix for name in inside} - DATA == {".py"}
    assert len(licences) == 1


def test_the_installed_command_makes_checks_and_merges_forms(installed: Path, tmp_path: Path) -> None:
    for form in ("one.docx", "two.xlsx"):
        blank = run(installed, "form", "blank", "-o", form, cwd=tmp_path)
        assert (blank.returncode, blank.stderr) == (0, "")
    for kind in ("docx", "xlsx", "pdf"):
        merged = run(installed, "form", "merge", "one.docx", "two.xlsx", "-o", f"all.{kind}", cwd=tmp_path)
        assert merged.returncode in {0, 1}, merged.stderr
        assert "Traceback" not in merged.stderr
        assert (tmp_path / f"all.{kind}").stat().st_size > 0


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    asked = run(installed.parent / "python", "-c", "import jianyou; print(jianyou.__file__)", cwd=tmp_path)
    assert Path(asked.stdout.strip()).is_relative_to(installed.parent.parent)
    assert not Path(asked.stdout.strip()).is_relative_to(PACKAGE)


def test_the_installed_desk_serves_its_pages_with_their_looks_and_their_english(
    installed: Path, tmp_path: Path
) -> None:
    alone = {"PATH": os.defpath, "HOME": str(tmp_path), "PYTHONUTF8": "1"}
    command = [str(installed), "desk", "work", "--no-browser", "--lang", "en"]
    with subprocess.Popen(command, cwd=tmp_path, env=alone, stdout=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            (url,) = re.findall(r"http://\S+", desk.stdout.readline())
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            page = browser.open(url, timeout=20).read().decode()
            assert '<html lang="en"' in page
            assert "Or write where the folder is on this machine" in page
            styles = re.findall(r'href="(/[^"]+\.css)"', page)
            assert [
                browser.open(urllib.parse.urljoin(url, style), timeout=20).status for style in styles
            ] == ([200] * len(styles))
            assert len(styles) > 1
            desk.terminate()
            assert desk.wait(30) == 143
        finally:
            desk.kill()
