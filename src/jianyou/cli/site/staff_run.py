"""What `jianyou site staff` does."""

import argparse
from collections.abc import Iterable

from jianyou.cli.site.place import begin, home_of, operator_name, tell
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.roles import Role
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

# What needs Django is imported after `begin`, which tells it where the site is.
# ruff: noqa: PLC0415


def add(options: argparse.Namespace, lang: Lang) -> int:
    """Makes an account and shows its one-time password."""
    begin(home_of(options))
    from jianyou.actions.staff import add_staff, one_time_password

    password = one_time_password()
    add_staff(
        operator=operator_name(),
        office=options.office,
        username=options.username,
        name=options.name,
        roles=_roles(options),
        password=password,
    )
    tell("staff_added", lang, username=options.username, password=password)
    return 0


def listed(options: argparse.Namespace, lang: Lang) -> int:
    """Lists the accounts."""
    begin(home_of(options))
    from jianyou.queries.people import list_staff

    accounts = list_staff(office_slug=options.office)
    for account in accounts:
        person = account.person
        state = "staff_state_open" if account.active else "staff_state_closed"
        if account.active and person.must_change:
            state = "staff_state_new"
        also = [say("staff_with_second_factor", lang=lang)] if account.second_factor else []
        tell(
            "staff_line",
            lang,
            username=person.username,
            name=person.name,
            office=person.office_slug,
            roles=_labels(person.roles, lang),
            state=_joined([say(state, lang=lang), *also], lang),
        )
    if not accounts:
        tell("staff_none", lang)
    return 0


def roles(options: argparse.Namespace, lang: Lang) -> int:
    """Gives other roles."""
    begin(home_of(options))
    from jianyou.actions.staff import set_roles

    wanted = _roles(options)
    set_roles(operator=operator_name(), username=options.username, roles=wanted)
    tell("staff_has_roles", lang, username=options.username, roles=_labels(wanted, lang))
    return 0


def password(options: argparse.Namespace, lang: Lang) -> int:
    """Gives another one-time password."""
    begin(home_of(options))
    from jianyou.actions.staff import one_time_password, reset_password

    given = one_time_password()
    reset_password(
        operator=operator_name(),
        username=options.username,
        password=given,
        without_second_factor=options.without_second_factor,
    )
    tell("staff_reset", lang, username=options.username, password=given)
    return 0


def close(options: argparse.Namespace, lang: Lang) -> int:
    """Closes an account."""
    begin(home_of(options))
    from jianyou.actions.staff import close_account

    close_account(operator=operator_name(), username=options.username)
    tell("staff_was_closed", lang, username=options.username)
    return 0


def reopen(options: argparse.Namespace, lang: Lang) -> int:
    """Opens a closed account again, with a one-time password."""
    begin(home_of(options))
    from jianyou.actions.staff import one_time_password, reopen_account

    given = one_time_password()
    reopen_account(operator=operator_name(), username=options.username, password=given)
    tell("staff_reopened", lang, username=options.username, password=given)
    return 0


def _roles(options: argparse.Namespace) -> tuple[Role, ...]:
    return tuple(role for role in Role if role.value in options.roles)


def _labels(these: Iterable[Role], lang: Lang) -> str:
    return _joined((say(label_code(role), lang=lang) for role in these), lang)


def _joined(words: Iterable[str], lang: Lang) -> str:
    return ("、" if lang is Lang.ZH else ", ").join(words)
