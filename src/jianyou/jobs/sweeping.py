"""Uploads that nobody sent on are removed: a package only looked at, a file of an objection never raised."""

from jianyou.actions.uploads import sweep_uploads
from jianyou.store.dialect import database_now


def sweep_due() -> int:
    """Removes every upload whose form can't be sent any more; how many. Nothing depends on when this runs."""
    return sweep_uploads(at=database_now())
