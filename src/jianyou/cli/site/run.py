"""What `jianyou site` does."""

import argparse
import re
from datetime import datetime
from typing import Any

from jianyou.cli.site.keeping import check_tables
from jianyou.cli.site.place import begin, home_of, moment_of, operator_name, shown, tell, write
from jianyou.config import environment
from jianyou.domain.calls.load import parse_call, source_of
from jianyou.domain.lifecycle.roles import Role
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

# What needs Django is imported after `begin`, which tells it where the site is.
# ruff: noqa: PLC0415

_DEADLINE = re.compile(r"^deadline:.*$", re.MULTILINE)
_LONGEST_BODY = 45 * 1024 * 1024
"""Two uploads and a little; the pages say what is too large for them."""


def init(options: argparse.Namespace, lang: Lang) -> int:
    """Makes the folder, the keys, the tables and the office."""
    home = home_of(options)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    from jianyou.config.making import make_site

    make_site(home)
    begin(home)
    from django.core.management import call_command

    from jianyou.actions.offices import make_office
    from jianyou.queries.overview import public_key

    call_command("migrate", verbosity=0)
    make_office(operator=operator_name(), slug=options.office, name=options.office_name)
    tell("site_made", lang, path=str(home), key=public_key())
    return 0


def open_call(options: argparse.Namespace, lang: Lang) -> int:
    """Opens a call from a call file."""
    text = source_of(options.call)
    if options.deadline:
        text = with_deadline(text, moment_of(options.deadline))
    file = parse_call(text, source=options.call)
    begin(home_of(options))
    from jianyou.actions.calls import open_call as opened
    from jianyou.domain.calls.questions import open_questions
    from jianyou.queries.offices import actor_in

    actor = actor_in(office=options.office, role=Role.OFFICE_CLERK, person=options.actor)
    opened(actor=actor, file=file, source=text)
    questions = open_questions(file)
    tell("site_opened", lang, name=file.id, deadline=file.deadline.isoformat(), count=len(questions))
    for question in questions:
        print(f"  {question.key}: {question.message.text(lang)}")
    return 0


def with_deadline(source: str, at: datetime) -> str:
    """A call file with another deadline, for trying a call out."""
    return _DEADLINE.sub(f"deadline: {at.isoformat()}", source, count=1)


def extend(options: argparse.Namespace, lang: Lang) -> int:
    """Gives everybody more time."""
    until = moment_of(options.until)
    begin(home_of(options))
    from jianyou.actions.calls import extend_deadline
    from jianyou.queries.offices import actor_for_call

    call = options.call
    extend_deadline(
        actor=actor_for_call(call_slug=call, role=Role.OFFICE_CLERK, person=options.actor),
        call_slug=call,
        deadline=until,
        reason=options.reason,
        approver=actor_for_call(call_slug=call, role=Role.SECTION_HEAD, person=options.approved_by),
    )
    tell("site_extended", lang, name=options.call, deadline=until.isoformat())
    return 0


def status(options: argparse.Namespace, lang: Lang) -> int:
    """Lists the calls."""
    begin(home_of(options))
    from jianyou.domain.lifecycle.labels import label_code
    from jianyou.domain.lifecycle.states import CallStatus
    from jianyou.queries.overview import list_calls

    calls = list_calls()
    for call in calls:
        tell(
            "site_status_line",
            lang,
            name=call.slug,
            status=say(label_code(CallStatus(call.status)), lang=lang),
            deadline=shown(call.deadline),
            filings=call.filings,
            size=call.log_size,
            title=call.title,
        )
    if not calls:
        tell("site_status_none", lang)
    return 0


def seal(options: argparse.Namespace, lang: Lang) -> int:
    """Seals what there is to seal."""
    begin(home_of(options))
    from jianyou.jobs.sealing import seal_all

    tell("site_sealed", lang, count=seal_all())
    return 0


def arrive(options: argparse.Namespace, lang: Lang) -> int:
    """Stamps that somebody is at the counter."""
    begin(home_of(options))
    from jianyou.actions.arrivals import mark_arrival
    from jianyou.queries.offices import actor_for_call

    actor = actor_for_call(call_slug=options.call, role=Role.COUNTER_CLERK, person=options.actor)
    arrival = mark_arrival(actor=actor, call_slug=options.call)
    tell("site_arrived", lang, number=arrival.number, at=shown(arrival.at))
    return 0


def paper(options: argparse.Namespace, lang: Lang) -> int:
    """Registers the sealed paper of a filing that was prefilled on the web."""
    begin(home_of(options))
    from jianyou.actions.arrivals import register_paper
    from jianyou.domain.lifecycle.labels import label_code
    from jianyou.domain.lifecycle.states import FilingStatus
    from jianyou.queries.offices import actor_for_filing

    actor = actor_for_filing(number=options.number, role=Role.COUNTER_CLERK, person=options.actor)
    filed = register_paper(actor=actor, number=options.number, arrival=options.arrival)
    status = FilingStatus(filed.filing.status)
    told = say(label_code(status), lang=lang)
    at = shown(filed.filing.filed_at or filed.receipt.at)
    tell("site_paper_registered", lang, number=filed.filing.number, status=told, at=at)
    return 0


def ledger(options: argparse.Namespace, lang: Lang) -> int:
    """Writes a call's ledger as a file."""
    begin(home_of(options))
    from jianyou.queries.ledger import list_ledger

    write(options.output, "".join(list_ledger(call_slug=options.call)), lang)
    return 0


def receipt(options: argparse.Namespace, lang: Lang) -> int:
    """Writes a receipt as a file."""
    begin(home_of(options))
    from jianyou.queries.ledger import get_receipt

    write(options.output, get_receipt(number=options.number).written(), lang)
    return 0


def send(options: argparse.Namespace, lang: Lang) -> int:
    """Sends the messages that wait."""
    begin(home_of(options))
    from jianyou.jobs.sending import send_due

    tell("site_sent", lang, **send_due()._asdict())
    return 0


def serve(options: argparse.Namespace, lang: Lang) -> int:
    """Serves the site until it is interrupted, and seals now and then."""
    begin(home_of(options))
    from waitress import create_server

    check_tables()
    from jianyou.config.wsgi import application
    from jianyou.jobs.site import site_rounds

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
    rounds = site_rounds()
    rounds.start()
    tell("site_running", lang, url=f"http://{options.host}:{server.effective_port}/")
    try:
        server.run()
    finally:
        server.close()
        rounds.stop()
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
