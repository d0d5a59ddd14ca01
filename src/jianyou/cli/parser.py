"""Arguments in the language of whoever types them: argparse with our words around it."""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_ERRORS = (
    ("usage_required", re.compile(r"the following arguments are required: (?P<names>.+)")),
    ("usage_unknown", re.compile(r"unrecognized arguments: (?P<names>.+)")),
    (
        "usage_choice",
        re.compile(
            r"argument (?P<name>.+?): invalid choice: '?(?P<text>.*?)'? \(choose from (?P<options>.+)\)"
        ),
    ),
    ("usage_value_missing", re.compile(r"argument (?P<name>.+?): expected (?:one|at least one) argument")),
    ("usage_value_wrong", re.compile(r"argument (?P<name>.+?): invalid .*? value: '?(?P<text>.*?)'?")),
    ("usage_no_value", re.compile(r"argument (?P<name>.+?): ignored explicit argument '?(?P<text>.*?)'?")),
    ("usage_not_both", re.compile(r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)")),
)
"""What argparse says (it has no other hook than the sentence), by our codes."""


def lang_of(arguments: Sequence[str], environ: Mapping[str, str]) -> Lang:
    """The language asked for: `--lang` anywhere before `--`, else JIANYOU_LANG, else Chinese.

    Raises:
        Refused: the environment asks for a language that there is not.
    """
    asked = environ.get("JIANYOU_LANG", "")
    if asked and asked not in list(Lang):
        raise Refused("lang_unknown", text=asked)
    lang = Lang(asked) if asked else Lang.ZH
    previous = ""
    for argument in arguments:
        if argument == "--":
            break
        name = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        name = argument if previous == "--lang" else name
        lang = Lang(name) if name in list(Lang) else lang
        previous = argument
    return lang


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are in `lang`; `options` is the group for its options."""

    def __init__(self, lang: Lang, prog: str = "", description: str = "", **rest: Any) -> None:
        rest.setdefault("formatter_class", _formatter(lang))
        super().__init__(prog or None, description=description, add_help=False, allow_abbrev=False, **rest)
        self.lang = lang
        self.positionals = self.add_argument_group(say("usage_arguments", lang=lang))
        self.options = self.add_argument_group(say("usage_options", lang=lang))
        self.options.add_argument("-h", "--help", action="help", help=say("help_help", lang=lang))
        self.options.add_argument(
            "--lang",
            choices=[each.value for each in Lang],
            default=argparse.SUPPRESS,
            metavar="zh|en",
            help=say("help_lang", lang=lang),
        )

    def add_version(self, version: str) -> None:
        """Adds `--version`."""
        self.options.add_argument(
            "--version", action="version", version=version, help=say("help_version", lang=self.lang)
        )

    def add_commands(self, commands: Mapping[str, str]) -> None:
        """Adds `command`, one of the keys, and `rest`, whatever follows it."""
        widest = max(map(len, commands))
        listed = "\n".join(f"  {name:<{widest}}  {told}" for name, told in commands.items())
        self.usage = "%(prog)s [-h] [--lang zh|en] [--version] COMMAND …"
        self.epilog = f"{say('usage_commands', lang=self.lang)}:\n{listed}"
        self.positionals.add_argument(
            "command", choices=list(commands), metavar="COMMAND", help=argparse.SUPPRESS
        )
        self.positionals.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help=argparse.SUPPRESS)

    def add_subcommands(self) -> "Subcommands":
        """Starts a list of subcommands, one of which must be given."""
        actions = self.add_subparsers(
            title=say("usage_commands", lang=self.lang),
            dest="subcommand",
            required=True,
            metavar="COMMAND",
            parser_class=Parser,
        )
        return Subcommands(actions, self.lang)

    def say(self, code: str) -> str:
        """The words of a help text, safe from argparse's own formatting."""
        return say(code, lang=self.lang).replace("%", "%%")

    def error(self, message: str) -> NoReturn:
        """Tells what is wrong with the arguments, in our words where we know them, and exits with 2."""
        print(self.format_usage().rstrip(), file=sys.stderr)
        print(self._told(message), file=sys.stderr)
        raise SystemExit(2)

    def _told(self, message: str) -> str:
        for code, pattern in _ERRORS:
            said = pattern.fullmatch(message)
            if said:
                given = {name: text.replace("'", "") for name, text in said.groupdict().items()}
                return say(code, given, self.lang)
        return message


class Subcommands:
    """Adds subcommands, each run by a function that is loaded only then."""

    def __init__(self, actions: Any, lang: Lang) -> None:
        self._actions = actions
        self._lang = lang

    def add(self, name: str, told: str, module: str, function: str = "run") -> Parser:
        """Adds one; `told` is the code of what it does, `module` is imported when it runs."""
        words = say(told, lang=self._lang)
        parser: Parser = self._actions.add_parser(name, lang=self._lang, help=words, description=words)
        parser.set_defaults(module=module, function=function)
        return parser


def _formatter(lang: Lang) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.RawDescriptionHelpFormatter):
        def __init__(self, prog: str) -> None:
            super().__init__(prog, max_help_position=30, width=110)

        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            own = say("usage_prefix", lang=lang) + ("" if lang is Lang.ZH else " ")
            super().add_usage(usage, actions, groups, own if prefix is None else prefix)

    return Formatter
