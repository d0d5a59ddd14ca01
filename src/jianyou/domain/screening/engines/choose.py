"""Engines by name; each loads its libraries only when it is chosen."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from jianyou.domain.eligibility.resolve import Rules
from jianyou.domain.screening.register import Register
from jianyou.terms.finding import Refused

ENGINES = {
    "polars": "pip install 'jianyou[screening]'",
    "duckdb": "pip install 'jianyou[screening]'",
    "postgres": "pip install 'jianyou[screening]'",
    "spark": "pip install 'jianyou[screening,spark]'",
}
"""The engines, with what installs their libraries."""


class Screen(Protocol):
    """What an engine does: from `offset` on, so many rows of a register with their results to one file."""

    def __call__(
        self,
        register: Register,
        rules: Sequence[Rules],
        out: Path,
        offset: int = 0,
        length: int | None = None,
    ) -> None: ...


def engine(name: str) -> Screen:
    """The engine of that name.

    Raises:
        Refused: there is none, or its libraries aren't installed.
    """
    if name not in ENGINES:
        raise Refused("screening_engine_unknown", name=name, known="、".join(ENGINES))
    try:
        module = import_module(f"jianyou.domain.screening.engines.{name}_engine")
    except ImportError as error:
        library = error.name or str(error).split("\n", 1)[0]
        raise Refused(
            "screening_engine_missing", engine=name, library=library, command=ENGINES[name]
        ) from error
    return cast(Screen, module.screen)
