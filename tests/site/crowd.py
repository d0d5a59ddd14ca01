"""A process of a crowd: files from several threads, or seals, until it is told to end or killed.

`python -m tests.site.crowd file THREADS | seal`, the site by JIANYOU_HOME and DATABASE_URL. Each filing is
acknowledged by a line once it is committed: `filed NUMBER`, `late`, or `failed WHAT`.
"""

import os
import sys
import threading
from datetime import datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jianyou.config.settings")

import django

django.setup()

from django.db import connections  # noqa: E402  — models can be imported only now

from jianyou.actions.filing import submit  # noqa: E402
from jianyou.actions.sealing import seal  # noqa: E402
from jianyou.domain.lifecycle.roles import PUBLIC  # noqa: E402
from jianyou.terms.finding import Refused  # noqa: E402
from tests.site.kit import sent  # noqa: E402

CALL = "call-1"
_MOST = 400


def tell(line: str) -> None:
    """One line whole, at once: an acknowledgement must be out before anything else happens."""
    os.write(1, f"{line}\n".encode())


def file_until_late() -> None:
    """File one after another until the call is over."""
    try:
        for _ in range(_MOST):
            try:
                filed = submit(actor=PUBLIC, call_slug=CALL, sent=sent())
            except Refused:
                tell("late")
                return
            at: datetime = filed.filing.sent_at
            tell(f"filed {filed.filing.number} {at.isoformat()}")
    except Exception as error:
        tell(f"failed {type(error).__name__}: {error}")
        raise
    finally:
        connections.close_all()


def seal_until_closed() -> None:
    """Seal again and again until the call is closed."""
    while not seal(call_slug=CALL).closed:
        tell("sealed")


if __name__ == "__main__":
    if sys.argv[1] == "seal":
        seal_until_closed()
    else:
        threads = [threading.Thread(target=file_until_late) for _ in range(int(sys.argv[2]))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
