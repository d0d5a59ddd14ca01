"""`jianyou desk`: the page on the own machine."""

from jianyou.cli.parser import Parser


def configure(parser: Parser) -> None:
    """Adds the arguments; what runs them is loaded only when it runs."""
    parser.set_defaults(module="jianyou.cli.files.desk_run", function="run")
    parser.positionals.add_argument(
        "folder", nargs="?", metavar="FOLDER", help=parser.say("help_desk_folder")
    )
    add = parser.options.add_argument
    add(
        "--from",
        dest="sources",
        action="append",
        default=[],
        metavar="PATH",
        help=parser.say("help_desk_from"),
    )
    add("--call", default="", metavar="CALL", help=parser.say("help_call"))
    add("--port", type=int, default=0, metavar="N", help=parser.say("help_desk_port"))
    add("--no-browser", action="store_true", help=parser.say("help_desk_no_browser"))
