"""`jianyou call`: a call told in words, and beside its notice."""

from jianyou.cli.parser import Parser


def configure(parser: Parser) -> None:
    """Adds the subcommands; what runs them is loaded only when they run."""
    commands = parser.add_subcommands()
    _show(commands.add("show", "help_call_show", "jianyou.cli.files.call_show"))


def _show(parser: Parser) -> None:
    parser.positionals.add_argument("call", metavar="CALL", help=parser.say("help_call_name"))
    options = parser.options
    options.add_argument("--notice", metavar="FILE", help=parser.say("help_call_notice"))
    options.add_argument("--json", action="store_true", help=parser.say("help_call_json"))
