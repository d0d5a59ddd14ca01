"""`jianyou form`: the annex as a blank, filled forms checked, filled forms merged."""

from jianyou.cli.parser import Parser
from jianyou.domain.calls import DEFAULT_CALL


def configure(parser: Parser) -> None:
    """Adds the subcommands; what runs them is loaded only when they run."""
    commands = parser.add_subcommands()
    _blank(commands.add("blank", "help_blank", "jianyou.cli.files.form_blank"))
    _check(commands.add("check", "help_check", "jianyou.cli.files.form_check"))
    _merge(commands.add("merge", "help_merge", "jianyou.cli.files.form_merge"))


def _blank(parser: Parser) -> None:
    _call(parser)
    _output(parser, "help_output_blank")
    parser.options.add_argument("--rows", type=int, metavar="N", help=parser.say("help_rows"))


def _check(parser: Parser) -> None:
    _paths(parser)
    _call(parser)
    parser.options.add_argument("--json", action="store_true", help=parser.say("help_json"))
    _answers(parser)
    _loudness(parser)


def _merge(parser: Parser) -> None:
    _paths(parser)
    _call(parser)
    _output(parser, "help_output_merge")
    add = parser.options.add_argument
    add("--findings", metavar="FILE.xlsx", help=parser.say("help_findings"))
    add("--summary", metavar="FILE.html", help=parser.say("help_summary"))
    add("--department", metavar="TEXT", help=parser.say("help_department"))
    add("--contact", metavar="TEXT", help=parser.say("help_contact"))
    add("--phone", metavar="TEXT", help=parser.say("help_phone"))
    _answers(parser)
    add("--replace", action="store_true", help=parser.say("help_replace"))
    _loudness(parser)


def _paths(parser: Parser) -> None:
    parser.positionals.add_argument("paths", nargs="+", metavar="PATH", help=parser.say("help_paths"))


def _answers(parser: Parser) -> None:
    add = parser.options.add_argument
    add("--annotated", metavar="DIR", help=parser.say("help_annotated"))
    add("--office", metavar="TEXT", help=parser.say("help_office"))
    add("--passwords", metavar="FILE", help=parser.say("help_passwords"))


def _call(parser: Parser) -> None:
    parser.options.add_argument("--call", default=DEFAULT_CALL, metavar="CALL", help=parser.say("help_call"))


def _output(parser: Parser, told: str) -> None:
    parser.options.add_argument(
        "-o", "--output", action="append", required=True, metavar="FILE", help=parser.say(told)
    )


def _loudness(parser: Parser) -> None:
    parser.options.add_argument("--quiet", action="store_true", help=parser.say("help_quiet"))
    parser.options.add_argument("--verbose", action="store_true", help=parser.say("help_verbose"))
