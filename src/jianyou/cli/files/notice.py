"""`jianyou notice`: what an official notice says, with the place of every value."""

from jianyou.cli.parser import Parser


def configure(parser: Parser) -> None:
    """Adds the subcommands; what runs them is loaded only when they run."""
    commands = parser.add_subcommands()
    _read(commands.add("read", "help_notice_read", "jianyou.cli.files.notice_read"))


def _read(parser: Parser) -> None:
    parser.positionals.add_argument("file", metavar="FILE", help=parser.say("help_notice_file"))
    options = parser.options
    options.add_argument("--json", action="store_true", help=parser.say("help_notice_json"))
    options.add_argument("-o", "--output", metavar="CALL.yaml", help=parser.say("help_notice_output"))
    options.add_argument("--html", metavar="FILE.html", help=parser.say("help_notice_html"))
