"""A progress bar on a terminal; nothing at all in a pipe or a log."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from jianyou.terms.lang import Lang
from jianyou.terms.message import say

Tell = Callable[[int, int], None]
"""Says that so many are done, of so many in all; 0 where that isn't known."""


@contextmanager
def progress_bar(code: str, lang: Lang, *, quiet: bool) -> Iterator[Tell | None]:
    """A bar on standard error while the block lasts, if that is a terminal; None otherwise."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # noqa: PLC0415  — only a terminal shows it

    with tqdm(desc=say(code, lang=lang), leave=False, file=sys.stderr) as bar:

        def tell(done: int, of: int) -> None:
            bar.total, bar.n = of or None, done
            bar.refresh()

        yield tell


class Progress:
    """Counts files on standard error while a `with` block lasts, if that is a terminal."""

    def __init__(self, total: int, lang: Lang, *, quiet: bool = False) -> None:
        self._bar: Any = None
        self._containers: set[str] = set()
        if total > 1 and not quiet and sys.stderr.isatty():
            from tqdm import tqdm  # noqa: PLC0415  — only a terminal shows it

            self._bar = tqdm(
                total=total,
                desc=say("progress_reading", lang=lang),
                unit=say("progress_unit", lang=lang),
                leave=False,
                file=sys.stderr,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self, container: str = "") -> None:
        """Counts one more file; `container` is what it came in, which is counted already."""
        if self._bar is None:
            return
        if container:
            self._bar.total += container in self._containers
            self._containers.add(container)
        self._bar.update()

    @contextmanager
    def hidden(self, *, asking: bool = False) -> Iterator[None]:
        """Takes the bar away while something is printed to the same screen, or asked there."""
        if self._bar is not None and (asking or sys.stdout.isatty()):
            self._bar.clear()
            yield
            sys.stdout.flush()
            self._bar.refresh()
        else:
            yield
