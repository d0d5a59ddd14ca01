"""What tests/conftest.py promises to every test."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import settings


def test_a_test_reaches_no_other_machine() -> None:
    # A datagram socket sends nothing when it connects, and the address is reserved for documents.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        with pytest.raises(PermissionError, match=r"192\.0\.2\.1"):
            outward.connect(("192.0.2.1", 9))
        outward.connect(("127.0.0.1", 9))


def test_properties_have_no_deadline() -> None:
    current = settings()
    assert (current.deadline, current.derandomize) == (None, bool(os.environ.get("CI")))


def test_asking_for_the_office_sets_the_marker(office: Path, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("office") is not None
    assert os.access(office, os.X_OK)


def test_asking_for_the_reference_folder_sets_the_marker(
    shared: Path, request: pytest.FixtureRequest
) -> None:
    assert request.node.get_closest_marker("shared") is not None
    assert shared.is_dir()
