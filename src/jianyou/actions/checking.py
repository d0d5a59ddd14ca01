"""形式审查: what an officer says of each item of an entry's list."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction

from jianyou.actions.acting import check_act, newest_version, on_filing
from jianyou.actions.deciding import Looked, entry_of
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.checklist import LONGEST_REMARK, Item
from jianyou.queries.subjects import subject_at
from jianyou.terms.finding import Refused
from jianyou.terms.message import say


class Mark(NamedTuple):
    """What an officer says of an item; one that isn't in order needs a remark."""

    ok: bool
    remark: str = ""


def check_entry(*, actor: Actor, looked: Looked, marks: Mapping[Item, Mark]) -> None:
    """Records the marks of an entry's list; the newest stand. Nothing else follows from them.

    Logs `check_entry`, which is where they are kept.

    Raises:
        Refused: nothing is marked, a remark is missing or too long, there is no such entry, or it was
            changed since it was looked at.
        NotAllowed: who asks may not, or the entry isn't to be looked at as it stands.
    """
    if not marks:
        raise Refused("check_nothing_marked")
    for item, mark in marks.items():
        if not mark.ok and not mark.remark.strip():
            raise Refused("check_remark_missing", item=say(f"check_{item}"))
        if len(mark.remark) > LONGEST_REMARK:
            raise Refused("site_text_long", most=LONGEST_REMARK)
    with transaction.atomic():
        on = on_filing(looked.number)
        entry = entry_of(on, looked.ordinal)
        check_act(actor, Act.CHECK_ENTRY, subject_at(on.call, on.at, filing=on.filing, entry=entry), on.call)
        version = newest_version(on.filing, looked_at=looked.version).ordinal
        content: dict[str, Plain] = {
            "number": on.filing.number,
            "ordinal": entry.ordinal,
            "name": entry.name,
            "version": version,
            "items": {
                item.value: {"ok": marks[item].ok, "remark": marks[item].remark.strip()}
                for item in Item
                if item in marks
            },
        }
        log_act(call=on.call, act=Act.CHECK_ENTRY, actor=actor, at=on.at, content=content, filing=on.filing)
