"""What every test may lean on: the reference folder, an office program, no network, no deadlines."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT.parent / "shared"

# Time limits belong to benchmarks; a shared core must not decide whether a property holds.
settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def find_office() -> Path | None:
    """Return the program of LibreOffice, or None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else None


def find_browser() -> Path | None:
    """Return the program of chromium, or None where it is not installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    return Path(found) if found else None


_NEEDS = {
    "shared": (REFERENCE.is_dir, "no reference folder `shared` beside the checkout"),
    "browser": (lambda: find_browser() is not None, "chromium is not installed: `make system`"),
    "office": (lambda: find_office() is not None, "LibreOffice is not installed: `make system`"),
}


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """A site's Django has a database, the desk's has none, and a process has but one of them."""
    apart = collection_path == ROOT / "tests" / "site" and "JIANYOU_SITE_TESTS" not in os.environ
    return True if apart else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures they ask for, and skip what this machine can't run, saying why."""
    met = {name: there() for name, (there, _) in _NEEDS.items()}
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        for name, (_, reason) in _NEEDS.items():
            if name in fixtures:
                item.add_marker(name)
            if item.get_closest_marker(name) and not met[name]:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference folder beside the checkout; a test that asks for it is skipped without it."""
    return REFERENCE


@pytest.fixture(scope="session")
def office() -> Path:
    """The office program; a test that asks for it is skipped where there is none."""
    program = find_office()
    assert program is not None
    return program


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Tests talk to this machine alone: a connection to anywhere else is a defect."""

    class Guarded(socket.socket):
        def connect(self, address: Any, /) -> None:
            _refuse_elsewhere(self.family, address)
            super().connect(address)

        def connect_ex(self, address: Any, /) -> int:
            _refuse_elsewhere(self.family, address)
            return super().connect_ex(address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", Guarded)
        yield


def _refuse_elsewhere(family: int, address: Any) -> None:
    if family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}:
        message = f"a test tried to reach {address[0]!r}"
        raise PermissionError(message)
