"""What `jianyou site bounces` does: letters that came back, from a file or a pipe."""

import argparse
import sys
from pathlib import Path

from jianyou.cli.site.place import begin, home_of, tell
from jianyou.domain.mailbox.bounces import MOST_BYTES, read_bounces
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

# What needs Django is imported after `begin`, which tells it where the site is.
# ruff: noqa: PLC0415


def bounces(options: argparse.Namespace, lang: Lang) -> int:
    """Marks the messages that came back; what is no bounce of ours is left alone."""
    begin(home_of(options))
    from jianyou.actions.bounces import record_bounce

    read = read_bounces(_data(options.file))
    marked = sum(record_bounce(bounce=bounce) for bounce in read.bounces)
    tell("site_bounces_read", lang, bounces=len(read.bounces), marked=marked, others=read.others)
    return 0


def _data(name: str) -> bytes:
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError:
        raise Refused("site_bounces_unread", path=name[:200]) from None
    if len(data) > MOST_BYTES:
        raise Refused("site_bounces_large", most=MOST_BYTES // (1024 * 1024))
    return data
