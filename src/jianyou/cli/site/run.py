"""What `jianyou site` does."""

import argparse
import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from jianyou.config import environment
from jianyou.domain.calls.load import parse_call, source_of
from jianyou.officefiles.files import write_atomically
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

# What needs Django is imported after `_begin`, which tells it where the site is.
# ruff: noqa: PLC0415

_DEADLINE = re.compile(r"^deadline:.*$", re.MULTILINE)
_KEYS = "keys.json"
_LONGEST_BODY = 45 * 1024 * 1024
"""Two uploads and a little; the pages say what is too large for them."""


def init(options: argparse.Namespace, lang: Lang) -> int:
    """Makes the folder, the keys, the tables and the office."""
    home = _home(options)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    from jianyou.config.making import make_site

    make_site(home)
    _begin(home)
    from django.core.management import call_command

    from jianyou.actions.offices import make_office
    from jianyou.queries.overview import public_key

    call_command("migrate", verbosity=0)
    make_office(slug=options.office, name=options.office_name)
    _tell("site_made", lang, path=str(home), key=public_key())
    return 0


def open_call(options: argparse.Namespace, lang: Lang) -> int:
    """Opens a call from a call file."""
    text = source_of(options.call)
    if options.deadline:
        moment = _moment(options.deadline).isoformat()
        text = _DEADLINE.sub(f"deadline: {moment}", text, count=1)
    file = parse_call(text, source=options.call)
    _begin(_home(options))
    from jianyou.actions.calls import open_call as opened
    from jianyou.domain.calls.questions import open_questions

    opened(actor=options.actor, office=options.office, file=file, source=text)
    questions = open_questions(file)
    _tell("site_opened", lang, name=file.id, deadline=file.deadline.isoformat(), count=len(questions))
    for question in questions:
        print(f"  {question.key}: {question.message.text(lang)}")
    return 0


def extend(options: argparse.Namespace, lang: Lang) -> int:
    """Gives everybody more time."""
    until = _moment(options.until)
    _begin(_home(options))
    from jianyou.actions.calls import extend_deadline

    extend_deadline(
        actor=options.actor,
        call_slug=options.call,
        deadline=until,
        reason=options.reason,
        approved_by=options.approved_by,
    )
    _tell("site_extended", lang, name=options.call, deadline=until.isoformat())
    return 0


def status(options: argparse.Namespace, lang: Lang) -> int:
    """Lists the calls."""
    _begin(_home(options))
    from jianyou.domain.lifecycle.labels import label_code
    from jianyou.domain.lifecycle.states import CallStatus
    from jianyou.queries.overview import list_calls

    calls = list_calls()
    for call in calls:
        _tell(
            "site_status_line",
            lang,
            name=call.slug,
            status=say(label_code(CallStatus(call.status)), lang=lang),
            deadline=_shown(call.deadline),
            filings=call.filings,
            size=call.log_size,
            title=call.title,
        )
    if not calls:
        _tell("site_status_none", lang)
    return 0


def seal(options: argparse.Namespace, lang: Lang) -> int:
    """Seals what there is to seal."""
    _begin(_home(options))
    from jianyou.jobs.sealing import seal_all

    _tell("site_sealed", lang, count=seal_all())
    return 0


def arrive(options: argparse.Namespace, lang: Lang) -> int:
    """Stamps that somebody is at the counter."""
    _begin(_home(options))
    from jianyou.actions.arrivals import mark_arrival

    arrival = mark_arrival(actor=options.actor, call_slug=options.call)
    _tell("site_arrived", lang, number=arrival.number, at=_shown(arrival.at))
    return 0


def paper(options: argparse.Namespace, lang: Lang) -> int:
    """Registers the sealed paper of a filing that was prefilled on the web."""
    _begin(_home(options))
    from jianyou.actions.arrivals import register_paper
    from jianyou.domain.lifecycle.labels import label_code
    from jianyou.domain.lifecycle.states import FilingStatus

    filed = register_paper(actor=options.actor, number=options.number, arrival=options.arrival)
    status = FilingStatus(filed.filing.status)
    told = say(label_code(status), lang=lang)
    at = _shown(filed.filing.filed_at or filed.receipt.at)
    _tell("site_paper_registered", lang, number=filed.filing.number, status=told, at=at)
    return 0


def ledger(options: argparse.Namespace, lang: Lang) -> int:
    """Writes a call's ledger as a file."""
    _begin(_home(options))
    from jianyou.queries.ledger import list_ledger

    _write(options.output, "".join(list_ledger(call_slug=options.call)), lang)
    return 0


def receipt(options: argparse.Namespace, lang: Lang) -> int:
    """Writes a receipt as a file."""
    _begin(_home(options))
    from jianyou.queries.ledger import get_receipt

    _write(options.output, get_receipt(number=options.number).written(), lang)
    return 0


def serve(options: argparse.Namespace, lang: Lang) -> int:
    """Serves the site until it is interrupted, and seals now and then."""
    _begin(_home(options))
    from waitress import create_server

    from jianyou.config.wsgi import application
    from jianyou.jobs.sealing import Sealer

    try:
        server = create_server(
            application,
            host=options.host,
            port=options.port,
            threads=8,
            ident="",
            max_request_body_size=_LONGEST_BODY,
            **_proxy(),
        )
    except OSError as error:
        raise Refused("site_port_taken", port=options.port) from error
    sealer = Sealer()
    sealer.start()
    _tell("site_running", lang, url=f"http://{options.host}:{server.effective_port}/")
    try:
        server.run()
    finally:
        server.close()
        sealer.stop()
    return 0


def _proxy() -> dict[str, Any]:
    """What a server in front may say of the visitor: his address, and that he came by https."""
    if not environment.behind_https():
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto"}
    return {
        "trusted_proxy": "127.0.0.1",
        "trusted_proxy_headers": headers,
        "clear_untrusted_proxy_headers": True,
    }


def _home(options: argparse.Namespace) -> Path:
    return Path(options.home).absolute() if options.home else environment.home()


def _begin(home: Path) -> None:
    """Sets Django up for the site in that folder."""
    if not (home / _KEYS).is_file():
        raise Refused("site_not_there", path=str(home))
    os.environ["JIANYOU_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "jianyou.config.settings"
    import django

    django.setup()


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Refused("site_moment_bad", text=text[:60])
    return moment


def _shown(at: datetime) -> str:
    """A moment to the second in the site's own time."""
    from django.utils.timezone import localtime

    return localtime(at).isoformat(sep=" ", timespec="seconds")


def _write(name: str, text: str, lang: Lang) -> None:
    path = Path(name)
    write_atomically(path, text.encode())
    _tell("site_written", lang, path=str(path))


def _tell(code: str, lang: Lang, **params: Param) -> None:
    print(say(code, params, lang), flush=True)
