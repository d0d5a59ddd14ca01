"""Starting and ending the desk: one small server on this machine, for one person."""

import logging
import threading
import time
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from waitress.server import create_server

from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.web.desk.desk import ENVIRON_KEY, HOST, Desk
from jianyou.web.desk.lock import FolderTaken
from jianyou.web.desk.settings import LONGEST_BODY, configure

__all__ = ["FolderTaken", "serve"]

_TICK = 0.25
_LAST_WORDS = 1.0
"""Seconds in which the page that says goodbye still reaches the browser."""

LOWEST_PORT, HIGHEST_PORT = 1024, 65535


def serve(
    work_folder: Path | None,
    *,
    call: str = "",
    port: int = 0,
    sources: Sequence[Path] = (),
    open_browser: bool = True,
    lang: Lang = Lang.ZH,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serves the desk until it is ended on its page or interrupted.

    `call` and `sources` wait for the folder to be chosen where none is given; `port` 0 takes any
    free one; `ready` is told the address, with its key, when it can be opened.

    Raises:
        FolderTaken: the folder is open in another desk.
        Refused: the port is taken, the folder or the call can't be used.
        DataFileInvalid: the call file has problems.
        KeyboardInterrupt: as pressed, after everything was closed.
    """
    configure()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a moment's waiting is nobody's news
    # Asks for the settings that have just been made.
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415  — see above

    desk = Desk(port, lang, call, list(sources))
    answer = get_wsgi_application()
    server = _listen(port, lambda environ, start: answer({**environ, ENVIRON_KEY: desk}, start))
    desk.port = server.effective_port
    try:
        if work_folder is not None:
            desk.open(work_folder, call)
        ready(desk.address)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=[desk.address], daemon=True).start()
        _loop(server, desk.stopping)
    finally:
        _end(server)
        desk.close()


def _listen(port: int, application: Callable[..., Any]) -> Any:
    if port and not LOWEST_PORT <= port <= HIGHEST_PORT:
        raise Refused("desk_port_wrong", port=port)
    try:
        return create_server(
            application, host=HOST, port=port, threads=6, ident="", max_request_body_size=2 * LONGEST_BODY
        )
    except OSError as error:
        raise Refused("desk_port_taken", port=port) from error


def _loop(server: Any, stopping: threading.Event) -> None:
    """Answers until asked to stop, and a moment longer."""
    until = float("inf")
    while time.monotonic() < until:
        server.asyncore.loop(_TICK, use_poll=server.adj.asyncore_use_poll, map=server._map, count=1)  # noqa: SLF001  — waitress has no other way to end a loop from within
        if stopping.is_set() and until == float("inf"):
            until = time.monotonic() + _LAST_WORDS


def _end(server: Any) -> None:
    server.task_dispatcher.shutdown(timeout=2)
    server.close()
    for channel in list(server._map.values()):  # noqa: SLF001  — as above
        channel.close()
