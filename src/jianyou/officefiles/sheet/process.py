"""The one process that reads workbooks for this one: it starts in about 10 ms."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jianyou.officefiles.childprocess import Keeper, ProcessLimits, Program, Take, keep
from jianyou.officefiles.sheet.child import pack

READER_SCRIPT = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class ReaderLimits(ProcessLimits):
    """What one workbook may cost beside that: grid positions and characters."""

    cells: int = 100_000
    characters: int = 3_000_000


READER_LIMITS = ReaderLimits()


class ReaderKeeper(Keeper[ReaderLimits]):
    """Keeps one reader of workbooks running."""

    def __init__(
        self, limits: ReaderLimits = READER_LIMITS, *, script: Path = READER_SCRIPT, poll: bool | None = None
    ) -> None:
        program = Program(
            script,
            ("python_calamine",),
            stopped="sheet_reader_stopped",
            timeout="sheet_reader_timeout",
            unavailable="sheet_reader_unavailable",
        )
        super().__init__(program, limits, poll=poll)

    def read(self, workbook: Sequence[bytes], take: Take) -> None:
        """Have a workbook read; `take` gets each frame and returns False at the last.

        `take` may raise ValueError for a frame that makes no sense. Refused when the process died,
        took too long or can't be started.
        """
        limits = self.limits
        fields = (limits.cells, limits.characters, limits.cpu_seconds, sum(map(len, workbook)))
        head = pack([str(field) for field in fields])
        self.ask((head + workbook[0], *workbook[1:]), take)


KEEPER = ReaderKeeper()
keep(KEEPER)
