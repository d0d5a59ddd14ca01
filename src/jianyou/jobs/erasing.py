"""清除: personal data goes on the day that a call's retention names; nothing depends on when this runs."""

import logging

from jianyou.actions.erasing import calls_to_erase, erase_on_schedule, erasures_with_files, remove_files
from jianyou.terms.finding import Refused

_LOG = logging.getLogger(__name__)


def erase_due() -> int:
    """Erases what is due in every call, and removes files that an erasure before left; how many calls."""
    for key in erasures_with_files():
        remove_files(key)
    erased = 0
    for slug in calls_to_erase():
        try:
            erased += erase_on_schedule(call_slug=slug) is not None
        except Refused as refused:
            _LOG.warning("personal data of %s is kept: %s", slug, refused.code)
    return erased
