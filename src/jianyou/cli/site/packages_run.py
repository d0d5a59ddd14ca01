"""What `jianyou site key`, `package` and `take` do."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from jianyou.cli.files.outputs import check_place
from jianyou.cli.site.place import begin, home_of, tell
from jianyou.domain.lifecycle.roles import Role
from jianyou.officefiles.files import why, write_atomically
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

if TYPE_CHECKING:
    from jianyou.queries.arriving import Arriving

# What needs Django is imported after `begin`, which tells it where the site is.
# ruff: noqa: PLC0415

_MOST_BYTES = 1024 * 1024 * 1024


def key(options: argparse.Namespace, lang: Lang) -> int:
    """Shows an office's keys with their prints, and writes its card."""
    begin(home_of(options))
    from jianyou.queries.offices import actor_in
    from jianyou.queries.partners import own_card

    card = own_card(viewer=actor_in(office=options.office, role=Role.SECTION_HEAD, person=""))
    tell("site_key_line", lang, name=card.name, slug=card.office)
    tell("site_key_prints", lang, key=card.key, print=card.fingerprint)
    if card.sm2:
        tell("site_key_sm2", lang, key=card.sm2, print=card.sm2_fingerprint)
    if options.output:
        write_atomically(Path(options.output), card.written())
        tell("site_written", lang, path=options.output)
    return 0


def package(options: argparse.Namespace, lang: Lang) -> int:
    """Makes a package of all that stands recommended in a call."""
    check_place(Path(options.output))
    begin(home_of(options))
    from jianyou.jobs.packing import make_nomination
    from jianyou.queries.nominating import get_nominating
    from jianyou.queries.offices import actor_for_call
    from jianyou.queries.packages import get_sent, sent_bytes

    actor = actor_for_call(call_slug=options.call, role=Role.OFFICE_CLERK, person=options.actor)
    view = get_nominating(viewer=actor, slug=options.call)
    named = [one for one in view.partners if options.to_ in {"", one.card.office, one.card.name}]
    if len(named) != 1:
        raise Refused("partner_unknown")
    made = make_nomination(
        actor=actor,
        call_slug=options.call,
        partner=named[0].key,
        their_call=options.for_ or view.their_call,
        header={key: start for key, _, start in view.header} | _header(options.header),
        stamp=view.stamp,
        scans=options.scans,
    )
    sent = get_sent(viewer=actor, key=made)
    write_atomically(Path(options.output), sent_bytes(viewer=actor, key=made))
    tell("site_package_made", lang, number=sent.number, count=sent.count, size=sent.size, digest=sent.digest)
    tell("site_written", lang, path=options.output)
    return 0


def _header(texts: list[str]) -> dict[str, str]:
    """The line above the table, as KEY=TEXT."""
    pairs = (text.partition("=") for text in texts)
    return {key.strip(): value.strip() for key, _, value in pairs}


def take(options: argparse.Namespace, lang: Lang) -> int:
    """Verifies a package, says what it found, and takes it in; 1 where something speaks against it."""
    data = _read(Path(options.file))
    begin(home_of(options))
    from jianyou.actions.taking import take_package
    from jianyou.queries.arriving import look_into
    from jianyou.queries.offices import actor_in

    actor = actor_in(office=options.office, role=Role.OFFICE_CLERK, person=options.actor)
    looked = look_into(viewer=actor, data=data)
    _say(looked, lang)
    if not looked.takeable:
        return 1
    if options.look:
        tell("site_package_good", lang)
        return 0
    taken = take_package(actor=actor, data=data)
    if taken.filing:
        tell("site_package_taken", lang, count=taken.entries, filing=taken.filing)
    else:
        tell("site_package_taken_plain", lang, count=taken.entries)
    return 0


def _say(looked: "Arriving", lang: Lang) -> None:
    tell(
        "site_package_from",
        lang,
        sender=looked.partner or looked.sender.name,
        number=looked.number,
        kind=say(f"package_kind_{looked.kind.value}", lang=lang),
        count=looked.brought.count,
        at=looked.made_at.isoformat(" ", "minutes"),
        digest=looked.digest,
    )
    for finding in looked.findings:
        tell("site_package_problem", lang, text=finding.text(lang))
    for problem in looked.problems:
        tell("site_package_problem", lang, text=problem.text(lang))
    for warning in looked.warnings:
        tell("site_package_warning", lang, text=warning.text(lang))
    nomination = looked.brought.nomination
    for one, known in zip(nomination.entries if nomination else (), looked.doubles, strict=False):
        if known.total:
            tell("site_package_double", lang, name=one.name, count=known.total)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused("package_large", most=_MOST_BYTES // (1024 * 1024))
        return path.read_bytes()
    except OSError as error:
        raise Refused("site_take_unread", name=str(path), reason=why(error)) from error
