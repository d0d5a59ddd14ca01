"""What `jianyou verify` answers; 1 where anything doesn't hold."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from jianyou.cli.files.json_report import print_json
from jianyou.cli.files.outputs import PAGE_SUFFIXES, Target, check_targets
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.domain.ledger.heads import unhex
from jianyou.domain.ledger.keys import PublicKey
from jianyou.domain.ledger.log import LONGEST_LINE, LogCheck, check_log, entry_lines
from jianyou.domain.ledger.receipts import MOST_BYTES, Check, Receipt, check_receipt, read_receipt
from jianyou.domain.ledger.verifier.page import verifier_page
from jianyou.officefiles.files import why
from jianyou.officefiles.paper import Written
from jianyou.officefiles.writing.render import Rendered, write_all
from jianyou.terms.display import plain
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_TRUTHS = {True: "verify_yes", False: "verify_no", None: "verify_open"}


class _Answer(NamedTuple):
    file: str
    receipt: Receipt
    checks: list[Check]
    held: bool | None

    @property
    def valid(self) -> bool:
        """Whether the receipt holds by itself."""
        return all(check.holds is not False for check in self.checks)

    @property
    def good(self) -> bool:
        """Whether it holds, and no ledger given lacks it."""
        return self.valid and self.held is not False


def receipt(options: argparse.Namespace, lang: Lang) -> int:
    """Verifies receipts, each by itself or against a ledger file."""
    key = _key(options.key)
    held = _entries(options.ledger) if options.ledger else None
    answers = [_answer(name, key, held) for name in options.files]
    if options.json:
        print_json({"receipts": [_receipt_json(answer) for answer in answers]}, indent=2)
    else:
        terminal = Terminal(sys.stdout)
        for answer in answers:
            _tell_receipt(terminal, answer, lang)
    return DONE if all(answer.good for answer in answers) else ERRORS_FOUND


def ledger(options: argparse.Namespace, lang: Lang) -> int:
    """Verifies a whole ledger file."""
    key = _key(options.key)
    checked = check_log(_lines(options.file))
    foreign = bool(checked.keys) and checked.keys != ((key.raw.hex(),) if key else checked.keys[:1])
    if options.json:
        print_json(_ledger_json(checked, foreign), indent=2)
    else:
        _tell_ledger(Terminal(sys.stdout), checked, foreign, lang)
    return ERRORS_FOUND if checked.troubles or foreign else DONE


def page(options: argparse.Namespace, lang: Lang) -> int:
    """Writes the page that verifies in a browser."""
    key = _key(options.key)
    target = Target(Path(options.output), PAGE_SUFFIXES)
    check_targets([target])
    written = verifier_page(lang, key.raw.hex() if key else "")
    write_all([Rendered(target.path, Written(written.encode()))])
    Terminal(sys.stdout).line(say("verify_page_written", {"path": plain(str(target.path))}, lang))
    return DONE


def _key(text: str | None) -> PublicKey | None:
    if text is None:
        return None
    raw = unhex(text.strip().lower(), 64)
    if raw is None:
        raise Refused("verify_bad_key")
    return PublicKey(raw)


def _answer(name: str, key: PublicKey | None, held: set[bytes] | None) -> _Answer:
    found = read_receipt("".join(_pieces(name, MOST_BYTES + 1)))
    in_ledger = None if held is None else found.entry.written() in held
    return _Answer(name, found, check_receipt(found, key), in_ledger)


def _entries(name: str) -> set[bytes]:
    return set(entry_lines(_lines(name)))


def _lines(name: str) -> Iterator[str]:
    """The file's lines; one beyond all measure comes in parts, which no check takes for a line."""
    try:
        with Path(name).open(encoding="utf-8", errors="replace", newline="\n") as file:
            while line := file.readline(LONGEST_LINE + 2):
                yield line
    except OSError as error:
        raise Refused("verify_unreadable", name=plain(name), reason=why(error)) from None


def _pieces(name: str, most: int) -> Iterator[str]:
    try:
        with Path(name).open(encoding="utf-8", errors="replace") as file:
            yield file.read(most)
    except OSError as error:
        raise Refused("verify_unreadable", name=plain(name), reason=why(error)) from None


def _tell_receipt(terminal: Terminal, answer: _Answer, lang: Lang) -> None:
    entry = answer.receipt.entry
    terminal.line(terminal.strong(plain(answer.file)))
    terminal.line("  " + plain(say("verify_entry", {"subject": entry.subject, "at": entry.at}, lang)))
    for check in answer.checks:
        terminal.line(f"  [{say(_TRUTHS[check.holds], lang=lang)}] {say(check.code, lang=lang)}")
    terminal.line("  " + _sum(answer, lang))


def _sum(answer: _Answer, lang: Lang) -> str:
    holds = {check.code: check.holds for check in answer.checks}
    if not answer.good:
        return say("verify_receipt_missing" if answer.valid else "verify_receipt_bad", lang=lang)
    if holds["receipt_key_trusted"] is None:
        return say("verify_receipt_untrusted", {"key": answer.receipt.key}, lang)
    unsealed = holds["receipt_in_log"] is None and answer.held is None
    return say("verify_receipt_unsealed" if unsealed else "verify_receipt_good", lang=lang)


def _tell_ledger(terminal: Terminal, checked: LogCheck, foreign: bool, lang: Lang) -> None:
    if checked.troubles:
        terminal.line(say("verify_ledger_bad", {"count": len(checked.troubles)}, lang))
        for trouble in checked.troubles[:100]:
            said = say(trouble.code, lang=lang)
            terminal.line("  " + say("verify_ledger_line", {"line": trouble.line, "said": said}, lang))
    else:
        told = {"entries": checked.entries, "heads": checked.heads}
        terminal.line(say("verify_ledger_good", told, lang))
    if checked.last:
        head = checked.last.head
        shown: dict[str, Param] = {"size": head.size, "at": plain(head.at), "root": head.root}
        terminal.line(say("verify_head", shown, lang))
    if foreign:
        terminal.line(say("verify_ledger_keys", {"keys": plain(" ".join(checked.keys))}, lang))


def _receipt_json(answer: _Answer) -> dict[str, Any]:
    entry = answer.receipt.entry
    return {
        "file": answer.file,
        "good": answer.good,
        "entry": entry.as_plain(),
        "key": answer.receipt.key,
        "in_ledger": answer.held,
        "checks": {check.code: check.holds for check in answer.checks},
    }


def _ledger_json(checked: LogCheck, foreign: bool) -> dict[str, Any]:
    return {
        "good": not checked.troubles and not foreign,
        "entries": checked.entries,
        "heads": checked.heads,
        "keys": list(checked.keys),
        "last": checked.last.as_plain() if checked.last else None,
        "troubles": [{"code": each.code, "line": each.line} for each in checked.troubles],
    }
