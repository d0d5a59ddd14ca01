"""A progress bar for work in stages; nothing at all in a pipe or a log."""

import sys
from typing import Any, Self

from jianyou.terms.lang import Lang
from jianyou.terms.message import say


class StageProgress:
    """Shows how far each stage is on standard error while a `with` block lasts, if that is a terminal."""

    def __init__(self, lang: Lang, *, quiet: bool = False) -> None:
        self._lang = lang
        self._shown = not quiet and sys.stderr.isatty()
        self._bar: Any = None
        self._stage = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def tell(self, stage: str, done: int, total: int) -> None:
        """So many of `total` (0: not known) are done of the stage `open`, `values` or `screen`."""
        if not self._shown:
            return
        if stage != self._stage:
            self._close()
            self._start(stage)
        self._bar.total = total or None
        self._bar.n = done
        self._bar.refresh()

    def _start(self, stage: str) -> None:
        from tqdm import tqdm  # noqa: PLC0415  — only a terminal shows it

        self._stage = stage
        self._bar = tqdm(
            desc=say(f"screen_stage_{stage}", lang=self._lang),
            unit=say("screen_unit_columns" if stage == "values" else "screen_unit_rows", lang=self._lang),
            unit_scale=True,
            leave=False,
            file=sys.stderr,
        )

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
        self._bar = None
