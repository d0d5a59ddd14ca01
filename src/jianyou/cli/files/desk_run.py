"""Runs `jianyou desk`, from a terminal or from a window."""

import argparse
import os
import sys
import tempfile
import webbrowser
from html import escape
from pathlib import Path

from jianyou.cli.parser import lang_of
from jianyou.cli.terminal import prepare_streams
from jianyou.datafiles.problems import DataFileInvalid
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.web.desk.serve import FolderTaken, serve


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Serves the desk until it is ended; returns the exit status."""
    folder = Path(options.folder) if options.folder else None
    sources = [Path(each).absolute() for each in options.sources]
    missing = [str(each) for each in sources if not each.exists()]
    if missing:
        raise Refused("path_missing", count=len(missing), names="、".join(missing[:5]))

    def ready(url: str) -> None:
        print(say("desk_listening", {"url": url}, lang), flush=True)

    try:
        serve(
            folder,
            call=options.call,
            port=options.port,
            sources=sources,
            open_browser=not options.no_browser and has_screen(),
            lang=lang,
            ready=ready,
        )
    except FolderTaken as taken:
        print(say("desk_open_already", {"url": taken.url}, lang))
        if not options.no_browser and has_screen():
            webbrowser.open(taken.url)
        return 0
    except KeyboardInterrupt:
        print()
    print(say("desk_ended", lang=lang))
    return 0


def has_screen() -> bool:
    """Whether there is a screen to open a browser on; one in the terminal would only be in the way."""
    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def gui() -> int:
    """Serves the desk without a terminal: whatever has to be said is said in the browser."""
    prepare_streams()
    lang = Lang.ZH
    try:
        lang = lang_of(sys.argv[1:], os.environ)
        serve(None, lang=lang)
    except (Refused, DataFileInvalid) as refused:
        _tell_in_browser(refused.text(lang))
        return 2
    return 0


def _tell_in_browser(text: str) -> None:
    """A page that outlives us, since there is no terminal to write to."""
    page = f'<!doctype html><meta charset="utf-8"><title>荐优</title><p>{escape(text)}</p>'
    with tempfile.NamedTemporaryFile("w", suffix=".html", delete=False, encoding="utf-8") as file:
        file.write(page)
    webbrowser.open(Path(file.name).as_uri())
