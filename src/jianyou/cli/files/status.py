"""Exit statuses: what a run comes to for the script that started it."""

from jianyou.domain.annexes.records import FormStatus
from jianyou.domain.mailbox.tally import Tally
from jianyou.terms.finding import Severity

DONE = 0
ERRORS_FOUND = 1
NOTHING_READ = 2


def status_of(tally: Tally) -> int:
    """The exit status that these files deserve."""
    if not tally.files[FormStatus.READ]:
        return NOTHING_READ
    return ERRORS_FOUND if tally.files[FormStatus.REJECTED] or tally.severities[Severity.ERROR] else DONE
