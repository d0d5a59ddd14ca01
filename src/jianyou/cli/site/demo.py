"""`jianyou site demo`: a site to try out, with the sample call, invented filings, and a login a role."""

import argparse
import sys
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from jianyou.cli.site.place import begin, home_of, operator_name, tell
from jianyou.cli.site.run import init, serve, with_deadline
from jianyou.domain.calls.load import parse_call, source_of
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.roles import PUBLIC, Actor, Role
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

# What needs Django is imported after `begin`, which tells it where the site is.
# ruff: noqa: PLC0415

CALL = "chongqing-2024"
_OFFICE = "office"
_LOGINS = {
    "jingban": ("张经办", Role.OFFICE_CLERK),
    "chuzhang": ("李处长", Role.SECTION_HEAD),
    "chuangkou": ("王窗口", Role.COUNTER_CLERK),
    "jiandu": ("赵监督", Role.SUPERVISOR),
}
_EXPERT = "zhuanjia1"
"""An expert of the sample review, who isn't staff."""
_DAYS = 30
_SAMPLES = Path(__file__).with_name("samples.yaml")


def demo(options: argparse.Namespace, lang: Lang) -> int:
    """Makes the site where there is none, prints a new password for each login, and serves on a terminal."""
    home = home_of(options)
    fresh = not (home / "keys.json").exists()
    if fresh:
        init(options, lang)
    begin(home)
    passwords = _logins()
    if fresh:
        _fill()
    passwords |= _expert_login()
    tell("site_demo_logins", lang)
    for username, password in passwords.items():
        role = say(label_code(Role.EXPERT if username == _EXPERT else _LOGINS[username][1]), lang=lang)
        tell("site_demo_login", lang, username=username, password=password, role=role)
    if options.serve and sys.stdin.isatty() and sys.stdout.isatty():
        return serve(options, lang)
    tell("site_demo_serve", lang, home=str(home))
    return 0


def _logins() -> dict[str, str]:
    """A new password for each of the accounts, made where there is none; it needn't be changed."""
    from jianyou.actions.staff import add_staff, choose_password, one_time_password
    from jianyou.queries.people import find_user

    passwords = {}
    for username, (name, role) in _LOGINS.items():
        password = one_time_password()
        user_id = find_user(username=username)
        if user_id is None:
            add_staff(
                operator=operator_name(),
                office=_OFFICE,
                username=username,
                name=name,
                roles=[role],
                password=password,
                must_change=False,
            )
        else:
            choose_password(user_id=user_id, password=password)
        passwords[username] = password
    return passwords


def _expert_login() -> dict[str, str]:
    """A new password for the expert, where the sample review has one."""
    from jianyou.actions.staff import choose_password, one_time_password
    from jianyou.queries.people import find_user

    user_id, password = find_user(username=_EXPERT), one_time_password()
    if user_id is None:
        return {}
    choose_password(user_id=user_id, password=password)
    return {_EXPERT: password}


def _fill() -> None:
    """Opens the calls and files the samples, each as far as its course says."""
    from django.utils.timezone import localtime

    from jianyou.actions.arrivals import mark_arrival
    from jianyou.actions.calls import open_call
    from jianyou.cli.site.demo_after import fill_after
    from jianyou.cli.site.demo_review import fill_review
    from jianyou.queries.offices import actor_in

    actors = {
        role: actor_in(office=_OFFICE, role=role, person=username) for username, (_, role) in _LOGINS.items()
    }
    due = (localtime() + timedelta(days=_DAYS)).replace(hour=18, minute=0, second=0, microsecond=0)
    text = with_deadline(source_of(CALL), due)
    open_call(actor=actors[Role.OFFICE_CLERK], file=parse_call(text, source=CALL), source=text)
    for sample in yaml.safe_load(_SAMPLES.read_text("utf-8")):
        _file(sample, actors, due)
    mark_arrival(actor=actors[Role.COUNTER_CLERK], call_slug=CALL)
    clerk, counter = actors[Role.OFFICE_CLERK], actors[Role.COUNTER_CLERK]
    fill_review(clerk=clerk, counter=counter, office=_OFFICE, due=due)
    fill_after(clerk=clerk, counter=counter, due=due)


def _file(sample: Mapping[str, Any], actors: Mapping[Role, Actor], due: datetime) -> None:
    from jianyou.actions.arrivals import register_paper
    from jianyou.actions.deciding import Looked, Remark, accept_entry, return_entry
    from jianyou.actions.filing import submit
    from jianyou.actions.handing_in import handed_in
    from jianyou.queries.calls import get_call
    from jianyou.web.components.forms.reading import read_typed

    call = get_call(slug=CALL).file
    reading = read_typed(sample["header"], sample["rows"], call)
    sent = handed_in(reading, call, filer=sample["filer"], channel=Channel.WEB, token=uuid.uuid4())
    number = submit(actor=PUBLIC, call_slug=CALL, sent=sent).filing.number
    if sample["course"] == "prefilled":
        return
    register_paper(actor=actors[Role.COUNTER_CLERK], number=number)
    clerk, looked = actors[Role.OFFICE_CLERK], Looked(number, 1, 1)
    if sample["course"] == "accepted":
        accept_entry(actor=clerk, looked=looked)
    if sample["course"] == "returned":
        asked = [Remark("profile", "请写明成立时间、经济类型、业务范围和员工数量。")]
        asked.append(Remark("feature", "请压缩到25个字以内。"))
        return_entry(actor=clerk, looked=looked, remarks=asked, due=due - timedelta(days=_DAYS - 5))
