"""`jianyou judging draw`: a draw by commit and reveal, from the secrets to the check."""

import argparse
import re
import secrets
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from jianyou.cli.files.json_report import print_json
from jianyou.cli.files.judging_results import tell_written, write_json
from jianyou.cli.files.judging_tables import Column, Table, parse_json, read_table, read_text
from jianyou.cli.files.outputs import Target, check_overwriting, check_targets
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.judging.draw import (
    LEAST_SALT,
    Commitment,
    Draw,
    DrawPlan,
    DrawPurpose,
    Secret,
    Ticket,
    check_plan,
    commit,
    make_draw,
)
from jianyou.domain.judging.draw_plain import (
    as_plain,
    check_plain,
    from_plain,
    plan_as_plain,
    plan_from_plain,
    secret_from_plain,
)
from jianyou.domain.judging.draw_strata import Stratum
from jianyou.terms.display import plain
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message, say

_KEY = Column("key", ("编号", "专家", "申报", "名称", "expert", "entry", "id"), required=True)
_RULE = re.compile(r"(?P<column>[^=:]+)(?:=(?P<value>[^:]+))?:(?P<n>[0-9]{1,6})")
_JSON = (".json",)
_SHA256 = re.compile(r"[0-9a-f]{64}")


def secret(options: argparse.Namespace, lang: Lang) -> int:
    """Makes a secret with its salt and tells the commitment to publish."""
    _check_output(options.output, [])
    # What nobody can guess is the point of a secret; everything that follows is fixed by it.
    made = Secret(options.who.strip(), secrets.token_hex(16), secrets.token_hex(LEAST_SALT // 2))
    bound = commit(made)
    try:
        # Only its owner reads it; the file that is written over it keeps that.
        Path(options.output).touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise Refused("draw_secret_exists", name=plain(options.output)) from None
    write_json(options.output, made._asdict())
    tell_written([options.output], lang, aside=False)
    print(say("draw_commitment_told", {"who": plain(bound.who), "sha256": bound.sha256}, lang))
    return DONE


def plan(options: argparse.Namespace, lang: Lang) -> int:
    """Freezes the list and its rules; tells what to publish."""
    _check_output(options.output, [options.list])
    table = read_table(options.list, (_KEY,))
    made = DrawPlan(
        purpose=DrawPurpose(options.purpose),
        title=options.title,
        tickets=tuple(_tickets(table)),
        take=len(table.rows) if options.take is None else options.take,
        public_value=options.public_value,
        commitments=tuple(map(_commitment, options.parties)),
        strata=(*_strata(options.at_least, least=True), *_strata(options.at_most, least=False)),
        clause=options.clause,
    )
    check_plan(made)
    write_json(options.output, plan_as_plain(made))
    tell_written([options.output], lang, aside=False)
    told = {"list": made.list_hash, "digest": made.digest, "value": plain(made.public_value)}
    print(say("draw_plan_told", told, lang))
    return DONE


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Draws, once the public value is known and the secrets are told."""
    _check_output(options.output, [options.plan, *options.secrets])
    given = plan_from_plain(_read(options.plan))
    told = [secret_from_plain(_read(name)) for name in options.secrets]
    draw = make_draw(given, options.value, told)
    write_json(options.output, as_plain(draw))
    tell_written([options.output], lang, aside=options.json)
    _tell(draw, lang, as_json=options.json)
    return DONE


def check(options: argparse.Namespace, lang: Lang) -> int:
    """Says whether a draw follows from what was published; 1 where it doesn't."""
    given = _read(options.file)
    found = list(check_plain(given))
    digest = "" if found else from_plain(given).plan.digest
    if digest and options.digest and digest != options.digest.strip().lower():
        found.append(Message("draw_digest_other", {"told": plain(options.digest)[:100], "due": digest}))
    if options.json:
        differences = [{"code": one.code, "message": one.text(lang)} for one in found]
        print_json({"holds": not found, "digest": digest or None, "differences": differences})
    else:
        terminal = Terminal(sys.stdout)
        for one in found:
            terminal.line(plain(one.text(lang)))
        terminal.line(_verdict(digest, lang, holds=not found, compared=bool(options.digest)))
    return ERRORS_FOUND if found else DONE


def _verdict(digest: str, lang: Lang, *, holds: bool, compared: bool) -> str:
    if not holds:
        return say("draw_fails", lang=lang)
    return say("draw_holds", lang=lang) if compared else say("draw_holds_alone", {"digest": digest}, lang)


def _tell(draw: Draw, lang: Lang, *, as_json: bool) -> None:
    if as_json:
        print_json({"seed": draw.seed, "taken": list(draw.taken), "passed_over": list(draw.passed_over)})
        return
    terminal = Terminal(sys.stdout)
    terminal.line(say("draw_seed_told", {"seed": draw.seed}, lang))
    for number, key in enumerate(draw.taken, 1):
        terminal.line(f"{number:>6}  {plain(key)}")
    if draw.passed_over:
        count = {"count": len(draw.passed_over)}
        terminal.line(say("draw_passed_over_told", count, lang))


def _tickets(table: Table) -> Iterator[Ticket]:
    for row in table.rows:
        yield Ticket(row.text("key"), {name: row.text(name) for name in table.others if row.text(name)})


def _commitment(written: str) -> Commitment:
    who, equals, sha256 = written.rpartition("=")
    if not equals or not who.strip() or not _SHA256.fullmatch(sha256.strip()):
        raise Refused("draw_party_form", text=plain(written)[:100])
    return Commitment(who.strip(), sha256.strip())


def _strata(written: Sequence[str], *, least: bool) -> Iterator[Stratum]:
    for text in written:
        found = _RULE.fullmatch(text)
        if found is None:
            raise Refused("draw_rule_form", text=plain(text)[:100])
        count = int(found["n"])
        value = (found["value"] or "").strip()
        column = found["column"].strip()
        yield Stratum(column, value, count) if least else Stratum(column, value, 0, count)


def _check_output(output: str, inputs: Sequence[str]) -> None:
    check_targets([Target(Path(output), _JSON)])
    check_overwriting([Path(output)], inputs, replace=True)


def _read(name: str) -> object:
    return parse_json(read_text(name), plain(name), whole=True)
