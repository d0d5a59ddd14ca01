"""The locks: every requirement pinned and hashed, none bound to the machine that made them."""

import re
import tomllib
from typing import Any

import pytest

from tests.house.source import ROOT

LOCKS = ("run", "dev", "bench")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall(lock(name)))


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def asked_for(name: str) -> set[str]:
    asked: list[str] = list(project()["dependencies"])
    if name != "run":
        asked += project()["optional-dependencies"][name]
    return {re.sub(r"[._]+", "-", re.split(r"[<>=!~\[; ]", each)[0].lower()) for each in asked}


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    statements = [
        line for line in lock(name).replace("\\\n", "").splitlines() if line and line[0] not in " #"
    ]
    assert [line.split()[0] for line in statements if not (PIN.match(line) and HASH.search(line))] == []
    assert len(statements) == len(pins(name)) > 0


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(name: str) -> None:
    said = re.sub(r"#.*", "", lock(name))
    assert re.findall(r"https?:|file:|--(?:extra-)?index-url|--find-links|--trusted-host|@ ", said) == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(name: str) -> None:
    assert sorted(asked_for(name) - set(pins(name))) == []


@pytest.mark.parametrize("name", ["dev", "bench"])
def test_locks_agree(name: str) -> None:
    run, other = pins("run"), pins(name)
    assert {package: other.get(package) for package in run} == run
