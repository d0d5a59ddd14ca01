"""`jianyou desk` from a terminal: what it says, and that it opens no browser where there is no screen."""

import sys

import pytest

from jianyou.cli.files.desk_run import has_screen


@pytest.mark.parametrize(
    ("platform", "display", "wayland", "there"),
    [
        ("linux", "", "", False),
        ("linux", ":0", "", True),
        ("linux", "", "wayland-0", True),
        ("win32", "", "", True),
        ("darwin", "", "", True),
    ],
)
def test_a_browser_opens_only_where_there_is_a_screen(
    platform: str, display: str, wayland: str, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert has_screen() is there
