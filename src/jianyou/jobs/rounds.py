"""What a site does now and then: every job in a thread of its own, again and again until it is stopped."""

import logging
import threading
from collections.abc import Callable

from django.db import connections

_LOG = logging.getLogger(__name__)
_PATIENCE = 30.0


class Rounds:
    """Threads that do a job each every few seconds; a failure is logged, and the next round tries again.

    A job that waits, as for a mail server, keeps no other waiting.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def add(self, name: str, job: Callable[[], object], *, every: float) -> None:
        """One more job, `every` so many seconds after its last end; before `start`."""
        run = threading.Thread(target=self._run, args=(name, job, every), name=name, daemon=True)
        self._threads.append(run)

    def start(self) -> None:
        """Begins."""
        for thread in self._threads:
            thread.start()

    def going(self) -> bool:
        """Whether to go on: a long job asks between its pieces."""
        return not self._stop.is_set()

    def stop(self) -> None:
        """Ends after the pieces under way; one that takes too long is left alone, its work is done again."""
        self._stop.set()
        for thread in self._threads:
            thread.join(_PATIENCE)

    def _run(self, name: str, job: Callable[[], object], every: float) -> None:
        while self.going():
            try:
                job()
            except Exception:  # noqa: BLE001  — whatever it was, the next round may do
                _LOG.exception("%s failed; it will be tried again", name)
            finally:
                connections.close_all()
            self._stop.wait(every)
