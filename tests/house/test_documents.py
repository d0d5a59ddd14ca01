"""The documents tell the truth where a machine can tell: links lead somewhere, commands exist."""

import re
import subprocess
import sys

import pytest

from tests.house.source import ROOT, house_files

PAGES = [path for path in house_files() if path.endswith(".md")]
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


def page_text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("path", PAGES)
def test_links_lead_somewhere(path: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page_text(path))
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in local if not ((ROOT / path).parent / link).exists()] == []


@pytest.mark.parametrize("path", PAGES)
def test_make_targets_exist(path: str) -> None:
    prose = re.sub(r"^```text\n.*?^```", "", page_text(path), flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", prose, re.MULTILINE))
    assert sorted(named - TARGETS) == []


def test_every_target_is_explained() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z-]+) ", told, re.MULTILINE)) == TARGETS


def test_the_readme_gives_both_commands_in_both_languages() -> None:
    for half in page_text("README.md").split("\n## English\n"):
        assert set(re.findall(r"^make ([a-z-]+)", half, re.MULTILINE)) == {"demo", "test"}


def test_the_readme_names_every_command_in_both_languages() -> None:
    commands = re.findall(
        r"^## jianyou ([a-z-]+) ([a-z-]+)$", page_text("docs/reference/commands.md"), re.MULTILINE
    )
    for half in page_text("README.md").split("\n## English\n"):
        rows = re.findall(r"^\| `jianyou ([a-z-]+) ([a-z\\|-]+)", half, re.MULTILINE)
        named = {(group, name) for group, names in rows for name in names.split("\\|")}
        assert sorted(set(commands) - named) == []


def test_generated_documents_are_up_to_date() -> None:
    command = [sys.executable, "scripts/docs.py", "--check"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", [page.relative_to(ROOT).as_posix() for page in DECISIONS])
def test_a_decision_has_its_parts(path: str) -> None:
    headings = re.findall(r"^## (.+)$", page_text(path), re.MULTILINE)
    assert headings == ["Context", "Decision", "Rejected", "Consequences"]
