"""`jianyou site key`, `package` and `take`: what goes between sites."""

from jianyou.cli.parser import Parser, Subcommands

_RUNNER = "jianyou.cli.site.packages_run"


def configure(commands: Subcommands) -> None:
    """Adds the three to the subcommands of `site`."""
    key = _new(commands, "key", "help_site_key")
    key.options.add_argument("--office", default="office", metavar="NAME", help=key.say("help_site_office"))
    key.options.add_argument("-o", "--output", metavar="FILE", help=key.say("help_site_key_output"))
    package = _new(commands, "package", "help_site_package")
    package.positionals.add_argument("call", metavar="CALL", help=package.say("help_site_call"))
    package.options.add_argument(
        "-o", "--output", required=True, metavar="FILE.jyp", help=package.say("help_site_package_output")
    )
    for name, told in (("--to", "help_site_package_to"), ("--for", "help_site_package_their")):
        package.options.add_argument(
            name, default="", metavar="NAME", dest=f"{name[2:]}_", help=package.say(told)
        )
    package.options.add_argument(
        "--header",
        action="append",
        default=[],
        metavar="KEY=TEXT",
        help=package.say("help_site_package_header"),
    )
    told = package.say("help_site_package_no_scans")
    package.options.add_argument("--no-scans", action="store_false", dest="scans", help=told)
    _actor(package)
    take = _new(commands, "take", "help_site_take")
    take.positionals.add_argument("file", metavar="FILE.jyp", help=take.say("help_site_take_file"))
    take.options.add_argument("--office", default="office", metavar="NAME", help=take.say("help_site_office"))
    take.options.add_argument("--look", action="store_true", help=take.say("help_site_take_look"))
    _actor(take)


def _new(commands: Subcommands, name: str, told: str) -> Parser:
    parser = commands.add(name, told, _RUNNER, name)
    parser.options.add_argument("--home", metavar="FOLDER", help=parser.say("help_site_home"))
    return parser


def _actor(parser: Parser) -> None:
    parser.options.add_argument("--actor", required=True, metavar="NAME", help=parser.say("help_site_actor"))
