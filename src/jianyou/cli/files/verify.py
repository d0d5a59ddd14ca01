"""`jianyou verify`: receipts, ledgers and decisions checked without the site that made them."""

from jianyou.cli.parser import Parser, Subcommands

_RUNNER = "jianyou.cli.files.verify_run"
_DECISION = "jianyou.cli.files.verify_decision"
_PACKAGE = "jianyou.cli.files.verify_package"
_SEATS = "jianyou.cli.files.verify_seats"


def configure(parser: Parser) -> None:
    """Adds the subcommands; what runs them is loaded only when they run."""
    commands = parser.add_subcommands()
    receipt = commands.add("receipt", "help_verify_receipt", _RUNNER, "receipt")
    receipt.positionals.add_argument("files", nargs="+", metavar="FILE", help=parser.say("help_verify_files"))
    receipt.options.add_argument("--ledger", metavar="FILE.jsonl", help=parser.say("help_verify_against"))
    ledger = commands.add("ledger", "help_verify_ledger", _RUNNER, "ledger")
    ledger.positionals.add_argument("file", metavar="FILE", help=parser.say("help_verify_ledger_file"))
    decision = commands.add("decision", "help_verify_decision", _DECISION, "run")
    decision.positionals.add_argument("file", metavar="FILE", help=parser.say("help_verify_decision_file"))
    decision.options.add_argument("--digest", metavar="HEX", help=parser.say("help_verify_decision_digest"))
    decision.options.add_argument("--call", metavar="CALL", help=parser.say("help_verify_decision_call"))
    decision.options.add_argument("--json", action="store_true", help=parser.say("help_json"))
    seats = commands.add("seats", "help_verify_seats", _SEATS, "run")
    seats.positionals.add_argument("file", metavar="FILE", help=parser.say("help_verify_seats_file"))
    seats.options.add_argument("--digest", metavar="HEX", help=parser.say("help_verify_seats_digest"))
    seats.options.add_argument("--json", action="store_true", help=parser.say("help_json"))
    _configure_packages(commands)
    for command in (receipt, ledger):
        command.options.add_argument("--key", metavar="HEX", help=parser.say("help_verify_key"))
        command.options.add_argument("--json", action="store_true", help=parser.say("help_json"))
    page = commands.add("page", "help_verify_page", _RUNNER, "page")
    page.options.add_argument(
        "-o", "--output", required=True, metavar="FILE.html", help=parser.say("help_verify_page_output")
    )
    page.options.add_argument("--key", metavar="HEX", help=parser.say("help_verify_key"))


def _configure_packages(commands: Subcommands) -> None:
    for name, told in (("package", "help_verify_package"), ("archive", "help_verify_archive")):
        parser = commands.add(name, told, _PACKAGE, name)
        parser.positionals.add_argument(
            "file", metavar="FILE.jyp", help=parser.say("help_verify_package_file")
        )
        parser.options.add_argument("--key", metavar="HEX", help=parser.say("help_verify_package_key"))
        parser.options.add_argument("--json", action="store_true", help=parser.say("help_json"))
