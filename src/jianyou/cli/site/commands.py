"""`jianyou site`: its subcommands and their options."""

from jianyou.cli.parser import Parser, Subcommands

_RUNNER = "jianyou.cli.site.run"


def configure(parser: Parser) -> None:
    """Adds the subcommands; what runs them is loaded only when they run."""
    commands = parser.add_subcommands()
    _init(_add(commands, "init", "help_site_init"))
    _open(_add(commands, "open-call", "help_site_open"))
    _extend(_add(commands, "extend", "help_site_extend"))
    _add(commands, "status", "help_site_status")
    _add(commands, "seal", "help_site_seal")
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
    served = _add(commands, "serve", "help_site_serve")
    served.options.add_argument("--port", type=int, default=8000, help=served.say("help_site_port"))
    served.options.add_argument("--host", default="127.0.0.1", help=served.say("help_site_host"))


def _add(commands: Subcommands, name: str, told: str) -> Parser:
    parser = commands.add(name, told, _RUNNER, name.replace("-", "_"))
    parser.options.add_argument("--home", metavar="FOLDER", help=parser.say("help_site_home"))
    return parser


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
