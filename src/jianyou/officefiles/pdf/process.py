"""The one process that reads PDF and OFD for this one: it starts in about a fifth of a second."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jianyou.officefiles.childprocess import Keeper, ProcessLimits, Program, keep
from jianyou.officefiles.sheet.child import pack

_SCRIPT = Path(__file__).with_name("child.py")
_LIBRARIES = ("pdfminer", "cryptography", "charset_normalizer")


@dataclass(frozen=True, slots=True)
class PaperLimits(ProcessLimits):
    """What one paper may cost: pages, CPU seconds a page and (`cpu_seconds`) in all.

    A page takes some 0.02 s, so a table of 200 pages honestly costs more than the two seconds of
    other files; a hostile page is stopped after three.
    """

    cpu_seconds: int = 20
    seconds: float = 90.0
    pages: int = 200
    page_seconds: int = 3


PAPER_LIMITS = PaperLimits()


class PaperKeeper(Keeper[PaperLimits]):
    """Keeps one reader of papers running."""

    def __init__(
        self, limits: PaperLimits = PAPER_LIMITS, *, script: Path = _SCRIPT, poll: bool | None = None
    ) -> None:
        program = Program(
            script,
            _LIBRARIES,
            stopped="pdf_reader_stopped",
            timeout="pdf_reader_timeout",
            unavailable="pdf_reader_unavailable",
            package=Path(__file__).parents[3],
        )
        super().__init__(program, limits, poll=poll)

    def read(self, kind: str, data: bytes, password: str, take: Callable[[list[str]], bool]) -> None:
        """Have a paper read (`kind` is pdf or ofd); `take` gets each frame, as `Keeper.ask` says."""
        limits = self.limits
        numbers = (limits.pages, limits.page_seconds, limits.cpu_seconds, len(data))
        head = pack([kind, password.replace("\0", ""), *map(str, numbers)])
        self.ask((head, data), take)


KEEPER = PaperKeeper()
keep(KEEPER)
