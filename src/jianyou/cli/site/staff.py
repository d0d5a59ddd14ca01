"""`jianyou site staff`: accounts and roles."""

from jianyou.cli.parser import Parser, Subcommands
from jianyou.domain.lifecycle.roles import STAFF, Role

_RUNNER = "jianyou.cli.site.staff_run"
_ROLES = [role.value for role in Role if role in STAFF]


def configure(commands: Subcommands) -> None:
    """Adds `staff` with its subcommands to those of `site`."""
    staff = commands.add("staff", "help_site_staff", _RUNNER).add_subcommands()
    added = _add(staff, "add", "help_staff_add")
    added.options.add_argument("--name", required=True, metavar="TEXT", help=added.say("help_staff_name"))
    told = added.say("help_site_office")
    added.options.add_argument("--office", default="office", metavar="NAME", help=told)
    _roles(added)
    listed = _new(staff, "list", "help_staff_list")
    listed.options.add_argument("--office", default="", metavar="NAME", help=listed.say("help_staff_office"))
    _roles(_add(staff, "roles", "help_staff_roles"))
    password = _add(staff, "password", "help_staff_password")
    told = password.say("help_staff_no_second_factor")
    password.options.add_argument("--without-second-factor", action="store_true", help=told)
    _add(staff, "close", "help_staff_close")
    _add(staff, "reopen", "help_staff_reopen")


def _add(staff: Subcommands, name: str, told: str) -> Parser:
    parser = _new(staff, name, told)
    parser.positionals.add_argument("username", metavar="USERNAME", help=parser.say("help_staff_username"))
    return parser


def _new(staff: Subcommands, name: str, told: str) -> Parser:
    parser = staff.add(name, told, _RUNNER, "listed" if name == "list" else name)
    parser.options.add_argument("--home", metavar="FOLDER", help=parser.say("help_site_home"))
    return parser


def _roles(parser: Parser) -> None:
    parser.options.add_argument(
        "--role",
        action="append",
        required=True,
        dest="roles",
        choices=_ROLES,
        metavar="ROLE",
        help=f"{parser.say('help_staff_role')}: {', '.join(_ROLES)}",
    )
