"""What keeps a site in order: its tables brought up to the program, its keys renewed."""

import argparse
import json

from tqdm import tqdm

from jianyou.cli.site.place import begin, home_of, operator_name, shown, tell
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

# What needs Django is imported after `begin`, which tells it where the site is.
# ruff: noqa: PLC0415


def upgrade(options: argparse.Namespace, lang: Lang) -> int:
    """Brings the tables up to this version of the program, and their rows."""
    begin(home_of(options))
    from django.core.management import call_command

    from jianyou.actions.judging import judge_running
    from jianyou.actions.marking import fill_marks
    from jianyou.actions.sounding import fill_sounds
    from jianyou.config.making import complete_site

    complete_site(home_of(options))
    behind = count_behind()
    call_command("migrate", verbosity=0)
    fill_sounds()
    fill_marks()
    judge_running()
    tell("site_upgraded", lang, count=behind)
    return 0


def check_tables() -> None:
    """Look at whether the tables fit the program.

    Raises:
        Refused: they are of another version.
    """
    if count_behind():
        raise Refused("site_tables_behind")


def count_behind() -> int:
    """How many steps the tables are behind the program."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def rotate_keys(options: argparse.Namespace, lang: Lang) -> int:
    """Encrypts personal data and secrets anew; interrupted, it goes on the next time."""
    begin(home_of(options))
    from jianyou.actions.renewing import begin_renewal, count_encrypted, finish_renewal, renew

    begin_renewal()
    done = 0
    # `disable=None` shows the bar on a terminal alone.
    with tqdm(total=count_encrypted(), leave=False, disable=None) as bar:
        for done in renew():
            bar.update(done - bar.n)
    left = finish_renewal(operator=operator_name())
    if left:
        raise Refused("site_keys_not_renewed", count=left)
    tell("site_keys_renewed", lang, count=done)
    return 0


def log(options: argparse.Namespace, lang: Lang) -> int:
    """Lists what was done to the site itself."""
    begin(home_of(options))
    from jianyou.queries.overview import list_site_acts

    for act in list_site_acts():
        more = json.dumps(act.content, ensure_ascii=False) if act.content else ""
        told = say(f"deed_{act.act}", lang=lang)
        print("  ".join((shown(act.at), act.operator, told, act.subject, more)).rstrip())
    return 0
