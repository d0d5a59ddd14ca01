"""Wrong codes are counted for each asker and number, by all processes of a site: none can be guessed."""

import time
from collections.abc import Sequence

from django.core.cache import cache
from django.utils.crypto import salted_hmac

MOST = 10
SECONDS = 600


class Tries:
    """Counts in the cache that the site's processes share; asking costs a query, only a wrong try writes.

    Two wrong tries at the same moment may count as one.
    """

    def too_many(self, who: Sequence[str]) -> bool:
        """Whether this asker must wait."""
        return self._count(_key(who))[1] >= MOST

    def failed(self, who: Sequence[str]) -> None:
        """Counts one wrong try; a count starts anew when its time is over."""
        key, now = _key(who), time.time()
        since, count = self._count(key)
        since = since if count else now
        cache.set(key, (since, count + 1), timeout=max(1.0, since + SECONDS - now))

    def forget(self, who: Sequence[str]) -> None:
        """Forgets an asker who knew the code; writes only where there was something to forget."""
        key = _key(who)
        if self._count(key)[1]:
            cache.delete(key)

    def _count(self, key: str) -> tuple[float, int]:
        since, count = cache.get(key, (0.0, 0))
        return since, count


def _key(who: Sequence[str]) -> str:
    """A name for the asker that tells nobody's address."""
    return f"tries.{salted_hmac('public.tries', chr(0).join(who)).hexdigest()}"
