"""`jianyou site archive`: an archive made here and now, and its file copied out."""

import argparse
import time
from pathlib import Path

from jianyou.cli.files.outputs import check_place
from jianyou.cli.site.place import begin, home_of, tell
from jianyou.domain.lifecycle.roles import Role
from jianyou.officefiles.files import copy_atomically
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

# What needs Django is imported after `begin`, which tells it where the site is.
# ruff: noqa: PLC0415

_SECONDS = 1.0


def archive(options: argparse.Namespace, lang: Lang) -> int:
    """Makes the archive, waits where the running site is at it already, and copies it."""
    output = Path(options.output)
    check_place(output)
    begin(home_of(options))
    from jianyou.actions.archiving import ask_archive, take_archive
    from jianyou.jobs.archiving import archive_due
    from jianyou.queries.archives import get_archives
    from jianyou.queries.offices import actor_for_call

    call = options.call
    actor = actor_for_call(call_slug=call, role=Role.OFFICE_CLERK, person=options.actor)
    number = ask_archive(actor=actor, call_slug=call, personal=not options.without_personal)
    while True:
        archive_due()
        line = next(one for one in get_archives(viewer=actor, slug=call).archives if one.number == number)
        if not line.running:
            break
        time.sleep(_SECONDS)
    if line.failure is not None:
        raise Refused(line.failure.code, **line.failure.params)
    copy_atomically(take_archive(actor=actor, call_slug=call, number=number), output)
    tell("site_archived", lang, path=str(output), files=line.files, manifest=line.manifest)
    return 0
