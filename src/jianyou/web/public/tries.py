"""Wrong codes are counted for each asker and number, so that none can be guessed."""

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable

MOST = 10
SECONDS = 600
_REMEMBERED = 20_000


class Tries:
    """Counts in memory; the oldest are forgotten first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed: OrderedDict[Hashable, tuple[float, int]] = OrderedDict()

    def too_many(self, who: Hashable) -> bool:
        """Whether this asker must wait."""
        with self._lock:
            since, count = self._failed.get(who, (0.0, 0))
            return count >= MOST and time.monotonic() - since < SECONDS

    def failed(self, who: Hashable) -> None:
        """Counts one wrong try; a count starts anew when its time is over."""
        with self._lock:
            now = time.monotonic()
            since, count = self._failed.pop(who, (now, 0))
            if now - since >= SECONDS:
                since, count = now, 0
            self._failed[who] = (since, count + 1)
            while len(self._failed) > _REMEMBERED:
                self._failed.popitem(last=False)

    def forget(self, who: Hashable) -> None:
        """Forgets an asker who knew the code."""
        with self._lock:
            self._failed.pop(who, None)
