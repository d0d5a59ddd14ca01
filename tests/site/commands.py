"""Commands of a site, run in the process of the tests."""

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from jianyou.cli.parser import Parser
from jianyou.cli.site.commands import configure
from jianyou.terms.lang import Lang


def runner(
    site: Path, group: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Runs `jianyou site <group> …` as far as it is ours; gives what it prints."""
    for name in ("JIANYOU_HOME", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, os.environ.get(name, ""))

    def run(*arguments: str, lang: Lang = Lang.ZH) -> str:
        parser = Parser(lang, "jianyou site")
        configure(parser)
        options = parser.parse_args([group, *arguments, "--home", str(site)])
        assert getattr(import_module(options.module), options.function)(options, lang) == 0
        return capsys.readouterr().out

    return run
