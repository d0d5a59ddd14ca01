"""The `jianyou` command: finds the command's module by its name and runs it.

Exit statuses: 0 done; 1 done, but errors were found in the input or a file was rejected; 2 nothing
could be read or done; 130 interrupted.
"""

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module

from jianyou import __version__
from jianyou.cli.parser import Parser, lang_of
from jianyou.cli.terminal import prepare_streams
from jianyou.datafiles.problems import DataFileInvalid
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

COMMANDS = {
    "form": ("jianyou.cli.files.form", "help_form"),
    "notice": ("jianyou.cli.files.notice", "help_notice"),
    "call": ("jianyou.cli.files.call", "help_call_command"),
    "eligibility": ("jianyou.cli.files.eligibility", "help_eligibility"),
    "judging": ("jianyou.cli.files.judging", "help_judging"),
    "desk": ("jianyou.cli.files.desk", "help_desk"),
    "verify": ("jianyou.cli.files.verify", "help_verify"),
    "codes": ("jianyou.cli.files.codes", "help_codes"),
    "site": ("jianyou.cli.site.commands", "help_site"),
}
"""Command -> its module, loaded only when the command is used, and what it does."""

NOTHING_DONE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141
TERMINATED = 143


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line (`sys.argv` by default) and returns its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    prepare_streams()
    _end_in_order()
    lang = Lang.ZH
    try:
        lang = lang_of(arguments, os.environ)
        status = _run(arguments, lang)
        sys.stdout.flush()
    except SystemExit as exited:
        status = exited.code if isinstance(exited.code, int) else NOTHING_DONE
    except (Refused, DataFileInvalid) as refused:
        _tell(refused.text(lang))
        status = NOTHING_DONE
    except KeyboardInterrupt:
        _tell("\n" + say("interrupted", lang=lang))
        status = INTERRUPTED
    except BrokenPipeError:
        _drop_stdout()
        status = BROKEN_PIPE
    except Exception as error:
        if os.environ.get("JIANYOU_DEBUG"):
            raise
        _tell(_words_for(error, lang))
        status = NOTHING_DONE
    return status


def _end_in_order() -> None:
    """Lets a plain request to end run what tidies up: temporary folders, helpers, the lock of a desk."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))


def _words_for(error: Exception, lang: Lang) -> str:
    """An unexpected failure in one line: the system's, or a defect of ours."""
    if isinstance(error, OSError):
        if error.errno == errno.ENOSPC:
            _drop_stdout()
        return say("system_refused", {"reason": error.strerror or type(error).__name__}, lang)
    return say("our_defect", {"error": f"{type(error).__name__}: {error}"[:300]}, lang)


def _run(arguments: list[str], lang: Lang) -> int:
    parser = Parser(lang, "jianyou", say("help_jianyou", lang=lang))
    parser.add_version(f"jianyou {__version__}")
    parser.add_commands({name: say(told, lang=lang) for name, (_, told) in COMMANDS.items()})
    if not arguments:
        parser.print_help(sys.stderr)
        return NOTHING_DONE
    parsed = parser.parse_args(arguments)
    module = import_module(COMMANDS[parsed.command][0])
    told = say(COMMANDS[parsed.command][1], lang=lang)
    inner = Parser(lang, f"jianyou {parsed.command}", told)
    module.configure(inner)
    options = inner.parse_args(parsed.rest)
    run: Callable[..., int] = getattr(import_module(options.module), options.function)
    return run(options, lang)


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


def _drop_stdout() -> None:
    """What is still buffered goes nowhere, instead of failing once more at exit."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)
