"""`jianyou site office`: offices, and which stands below which."""

from jianyou.cli.parser import Parser, Subcommands

_RUNNER = "jianyou.cli.site.office_run"


def configure(commands: Subcommands) -> None:
    """Adds `office` with its subcommands to those of `site`."""
    offices = commands.add("office", "help_site_offices", _RUNNER).add_subcommands()
    added = _new(offices, "add", "help_office_add")
    added.positionals.add_argument("office", metavar="NAME", help=added.say("help_office_slug"))
    for name, told, needed in (
        ("--office-name", "help_office_name", True),
        ("--upper", "help_office_upper", False),
        ("--district", "help_office_district", False),
    ):
        added.options.add_argument(name, required=needed, default="", metavar="TEXT", help=added.say(told))
    _new(offices, "list", "help_office_list")


def _new(offices: Subcommands, name: str, told: str) -> Parser:
    parser = offices.add(name, told, _RUNNER, "listed" if name == "list" else name)
    parser.options.add_argument("--home", metavar="FOLDER", help=parser.say("help_site_home"))
    return parser
