"""Sealing now and then: whoever filed gets a proof soon, and a call closes after its deadline.

Nothing depends on when this runs: a filing is judged by the database's clock in its own transaction.
"""

import logging
import threading

from django.db import connections

from jianyou.actions.sealing import seal
from jianyou.queries.calls_to_seal import list_calls_to_seal

_LOG = logging.getLogger(__name__)
_EVERY = 5.0


def seal_all() -> int:
    """Seals every call that has anything to be sealed; how many rows got their place."""
    return sum(seal(call_slug=slug).placed for slug in list_calls_to_seal())


class Sealer:
    """A thread that seals every few seconds until it is stopped; a failure is logged, and it goes on."""

    def __init__(self, every: float = _EVERY) -> None:
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sealer", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after the sealing under way."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                seal_all()
            except Exception:  # noqa: BLE001  — whatever it was, the next round may do
                _LOG.exception("sealing failed; it will be tried again")
            finally:
                connections.close_all()
            self._stop.wait(self._every)
