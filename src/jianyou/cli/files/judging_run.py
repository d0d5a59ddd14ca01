"""Runs the commands on judging that need numerical libraries, which are an extra of the installation."""

import argparse
from importlib import import_module

from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

_LIBRARIES = ("numpy", "scipy", "highspy")


def assign(options: argparse.Namespace, lang: Lang) -> int:
    """Assigns experts; returns the exit status."""
    return _run("jianyou.cli.files.judging_assign", options, lang)


def calibrate(options: argparse.Namespace, lang: Lang) -> int:
    """Checks scores; returns the exit status."""
    return _run("jianyou.cli.files.judging_calibrate", options, lang)


def select(options: argparse.Namespace, lang: Lang) -> int:
    """Chooses; returns the exit status."""
    return _run("jianyou.cli.files.judging_select", options, lang)


def _run(name: str, options: argparse.Namespace, lang: Lang) -> int:
    try:
        module = import_module(name)
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        if library not in _LIBRARIES:
            raise
        command = "pip install 'jianyou[judging]'"
        raise Refused("judging_library_missing", library=library, command=command) from missing
    status: int = module.run(options, lang)
    return status
