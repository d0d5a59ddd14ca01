"""What the filer of a filing does next: one thing, said at the top of its page."""

from dataclasses import dataclass
from enum import StrEnum

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.states import CorrectionStatus, EntryStatus, FilingStatus
from jianyou.queries.filings import CorrectionView, EntryView, FilingView

_WAITING = frozenset({EntryStatus.PENDING, EntryStatus.RESUBMITTED})


class Do(StrEnum):
    """The kinds of it, the most urgent first; from `LATE` on there is nothing to do but wait or read."""

    CORRECT = "correct"
    SEAL = "seal"
    MISSED = "missed"
    LATE = "late"
    WAIT = "wait"
    READ = "read"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Asked:
    """An entry with what was asked of it last."""

    entry: EntryView
    correction: CorrectionView

    @property
    def missed(self) -> bool:
        """Whether its time is over without an answer, and nothing was decided since."""
        late = self.correction.status is CorrectionStatus.ASKED and not self.correction.open
        expired = self.correction.status is CorrectionStatus.EXPIRED
        return late or (expired and self.entry.status is EntryStatus.PENDING)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do; `asked` are the corrections that can be answered, the first due first, `missed` those past.

    `answered` are entries whose correction came and waits to be checked.
    """

    do: Do
    asked: tuple[Asked, ...] = ()
    missed: tuple[Asked, ...] = ()
    answered: tuple[Asked, ...] = ()


def next_step(view: FilingView) -> NextStep:
    """The next step for that filing as it stands."""
    if view.status is FilingStatus.WITHDRAWN:
        return NextStep(Do.WITHDRAWN)
    if view.status is FilingStatus.LATE:
        return NextStep(Do.LATE)
    if view.status is not FilingStatus.FILED:
        return NextStep(Do.SEAL if view.past is None or view.scan_act is Act.REGISTER_LATE else Do.MISSED)
    last = [Asked(entry, entry.corrections[-1]) for entry in view.entries if entry.corrections]
    asked = sorted((one for one in last if one.correction.open), key=lambda one: one.correction.due)
    missed = tuple(one for one in last if one.missed)
    answered = tuple(one for one in last if one.entry.status is EntryStatus.RESUBMITTED)
    if asked:
        do = Do.CORRECT
    elif missed or answered or any(entry.status in _WAITING for entry in view.entries):
        do = Do.WAIT
    else:
        do = Do.READ
    return NextStep(do, tuple(asked), missed, answered)


def has_button(step: NextStep, view: FilingView) -> bool:
    """Whether the step is something to press, so that nothing else on its page is the primary act."""
    on_paper = view.completes_on == "paper"
    return step.do is Do.CORRECT or (step.do is Do.SEAL and (not on_paper or view.has_annex))
