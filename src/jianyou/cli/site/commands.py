"""`jianyou site`: its subcommands and their options."""

from jianyou.cli.parser import Parser, Subcommands
from jianyou.cli.site import office, packages, staff

_RUNNER = "jianyou.cli.site.run"
_KEEPING = "jianyou.cli.site.keeping"


def configure(parser: Parser) -> None:
    """Adds the subcommands; what runs them is loaded only when they run."""
    commands = parser.add_subcommands()
    _init(_add(commands, "init", "help_site_init"))
    _add(commands, "upgrade", "help_site_upgrade", _KEEPING)
    office.configure(commands)
    staff.configure(commands)
    packages.configure(commands)
    _open(_add(commands, "open-call", "help_site_open"))
    _extend(_add(commands, "extend", "help_site_extend"))
    _add(commands, "status", "help_site_status")
    _add(commands, "seal", "help_site_seal")
    _add(commands, "log", "help_site_log", _KEEPING)
    _add(commands, "rotate-keys", "help_site_rotate", _KEEPING)
    ledger = _add(commands, "ledger", "help_site_ledger")
    ledger.positionals.add_argument("call", metavar="CALL", help=ledger.say("help_site_call"))
    _output(ledger, "FILE.jsonl", "help_site_ledger_output")
    receipt = _add(commands, "receipt", "help_site_receipt")
    receipt.positionals.add_argument("number", metavar="NUMBER", help=receipt.say("help_site_number"))
    _output(receipt, "FILE.json", "help_site_receipt_output")
    arrived = _add(commands, "arrive", "help_site_arrive")
    arrived.positionals.add_argument("call", metavar="CALL", help=arrived.say("help_site_call"))
    _actor(arrived)
    _paper(_add(commands, "paper", "help_site_paper"))
    _add(commands, "send", "help_site_send")
    bounces = _add(commands, "bounces", "help_site_bounces", "jianyou.cli.site.bounces")
    told = bounces.say("help_site_bounces_file")
    bounces.positionals.add_argument("file", metavar="MAILFILE", help=told)
    _archive(_add(commands, "archive", "help_site_archive", "jianyou.cli.site.archive_run"))
    _served(_add(commands, "serve", "help_site_serve"))
    _demo(_add(commands, "demo", "help_site_demo", "jianyou.cli.site.demo"))


def _add(commands: Subcommands, name: str, told: str, runner: str = _RUNNER) -> Parser:
    parser = commands.add(name, told, runner, name.replace("-", "_"))
    parser.options.add_argument("--home", metavar="FOLDER", help=parser.say("help_site_home"))
    return parser


def _served(parser: Parser) -> None:
    parser.options.add_argument("--port", type=int, default=8000, help=parser.say("help_site_port"))
    parser.options.add_argument("--host", default="127.0.0.1", help=parser.say("help_site_host"))


def _demo(parser: Parser) -> None:
    _served(parser)
    told = parser.say("help_site_no_serve")
    parser.options.add_argument("--no-serve", action="store_false", dest="serve", help=told)
    parser.options.set_defaults(office="office", office_name="示范区经济和信息化委员会")


def _init(parser: Parser) -> None:
    _office(parser)
    told = parser.say("help_site_office_name")
    parser.options.add_argument("--office-name", required=True, metavar="TEXT", help=told)


def _open(parser: Parser) -> None:
    parser.positionals.add_argument("call", metavar="CALL", help=parser.say("help_site_call_file"))
    _office(parser)
    parser.options.add_argument("--deadline", metavar="MOMENT", help=parser.say("help_site_deadline"))
    _actor(parser)


def _paper(parser: Parser) -> None:
    parser.positionals.add_argument("number", metavar="NUMBER", help=parser.say("help_site_number"))
    told = parser.say("help_site_arrival")
    parser.options.add_argument("--arrival", type=int, metavar="N", help=told)
    _actor(parser)


def _archive(parser: Parser) -> None:
    parser.positionals.add_argument("call", metavar="CALL", help=parser.say("help_site_call"))
    _output(parser, "FILE.jyp", "help_site_archive_output")
    told = parser.say("help_site_archive_without")
    parser.options.add_argument("--without-personal", action="store_true", help=told)
    _actor(parser)


def _actor(parser: Parser) -> None:
    parser.options.add_argument("--actor", required=True, metavar="NAME", help=parser.say("help_site_actor"))


def _extend(parser: Parser) -> None:
    parser.positionals.add_argument("call", metavar="CALL", help=parser.say("help_site_call"))
    for name, told in (
        ("--until", "help_site_until"),
        ("--reason", "help_site_reason"),
        ("--actor", "help_site_actor"),
        ("--approved-by", "help_site_approved"),
    ):
        parser.options.add_argument(name, required=True, metavar="TEXT", help=parser.say(told))


def _office(parser: Parser) -> None:
    told = parser.say("help_site_office")
    parser.options.add_argument("--office", default="office", metavar="NAME", help=told)


def _output(parser: Parser, name: str, told: str) -> None:
    parser.options.add_argument("-o", "--output", required=True, metavar=name, help=parser.say(told))
