"""`jianyou eligibility`: who meets the conditions of an award, clause by clause."""

from jianyou.cli.parser import Parser, Subcommands

_PACKS = "jianyou.cli.files.eligibility_packs"
ENGINES = ("polars", "duckdb", "postgres", "spark")
PATHS = ("new", "recheck")


def configure(parser: Parser) -> None:
    """Adds the subcommands; what runs them is loaded only when they run."""
    commands = parser.add_subcommands()
    _explain(commands.add("explain", "help_explain", "jianyou.cli.files.eligibility_explain"))
    _screen(commands.add("screen", "help_screen", "jianyou.cli.files.eligibility_screen"))
    _packs(commands.add("packs", "help_packs", _PACKS, "listed"))
    coverage = commands.add("coverage", "help_coverage", "jianyou.cli.files.eligibility_coverage")
    _pack(coverage)
    coverage.options.add_argument("--notice", metavar="FILE", help=parser.say("help_coverage_notice"))
    coverage.options.add_argument(
        "-o", "--output", metavar="FILE.md", help=parser.say("help_coverage_output")
    )
    diff = commands.add("diff", "help_diff", "jianyou.cli.files.eligibility_diff")
    diff.positionals.add_argument("old", metavar="OLD", help=parser.say("help_diff_old"))
    diff.positionals.add_argument("new", metavar="NEW", help=parser.say("help_diff_new"))


def _explain(parser: Parser) -> None:
    parser.positionals.add_argument(
        "facts", nargs="+", metavar="FACTS.json", help=parser.say("help_explain_facts")
    )
    options = parser.options
    options.add_argument("--rules", required=True, metavar="PACK", help=parser.say("help_rules"))
    _day_and_settings(parser)
    options.add_argument("--path", choices=PATHS, metavar="new|recheck", help=parser.say("help_path"))
    options.add_argument("--notice", metavar="FILE", help=parser.say("help_explain_notice"))
    options.add_argument("--json", action="store_true", help=parser.say("help_json"))


def _screen(parser: Parser) -> None:
    parser.positionals.add_argument("register", metavar="IN", help=parser.say("help_register"))
    options = parser.options
    options.add_argument(
        "-o", "--output", required=True, metavar="OUT.parquet", help=parser.say("help_screen_output")
    )
    options.add_argument(
        "--rules", required=True, action="append", metavar="PACK", help=parser.say("help_rules_many")
    )
    _day_and_settings(parser)
    options.add_argument("--path", choices=PATHS, metavar="new|recheck", help=parser.say("help_path"))
    options.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        metavar="|".join(ENGINES),
        help=parser.say("help_engine"),
    )
    options.add_argument("--columns", metavar="MAP.yaml", help=parser.say("help_columns"))
    options.add_argument("--table", metavar="TABLE", help=parser.say("help_table"))
    options.add_argument("--database", metavar="URL", help=parser.say("help_database"))
    options.add_argument("--summary", metavar="FILE.json", help=parser.say("help_screen_summary"))
    options.add_argument("--invitations", metavar="FILE.xlsx", help=parser.say("help_invitations"))
    options.add_argument("--needs-proof", metavar="FILE.xlsx", help=parser.say("help_needs_proof"))
    options.add_argument("--findings", metavar="FILE.xlsx", help=parser.say("help_screen_findings"))
    options.add_argument("--json", action="store_true", help=parser.say("help_json"))


def _day_and_settings(parser: Parser) -> None:
    # Not `required`: where it is missing, the message says why no day can be assumed.
    parser.options.add_argument("--as-of", metavar="YYYY-MM-DD", help=parser.say("help_reckoning"))
    parser.options.add_argument(
        "--set",
        dest="settings",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=parser.say("help_set"),
    )


def _packs(parser: Parser) -> None:
    """Without a command of its own it lists the built-in packs."""
    actions = parser.add_subparsers(
        title=parser.say("usage_commands"), dest="action", metavar="COMMAND", parser_class=Parser
    )
    commands = Subcommands(actions, parser.lang)
    _pack(commands.add("show", "help_packs_show", _PACKS, "show"))
    check = commands.add("check", "help_packs_check", _PACKS, "check")
    check.positionals.add_argument("files", nargs="+", metavar="PACK", help=parser.say("help_pack"))
    export = commands.add("export", "help_packs_export", _PACKS, "export")
    _pack(export)
    export.options.add_argument(
        "-o", "--output", required=True, metavar="FILE.xlsx", help=parser.say("help_packs_workbook")
    )
    taken = commands.add("import", "help_packs_import", _PACKS, "import_")
    taken.positionals.add_argument("workbook", metavar="FILE.xlsx", help=parser.say("help_packs_filled"))
    taken.options.add_argument("--base", required=True, metavar="PACK", help=parser.say("help_packs_base"))
    taken.options.add_argument(
        "-o", "--output", required=True, metavar="PACK.yaml", help=parser.say("help_packs_output")
    )


def _pack(parser: Parser) -> None:
    parser.positionals.add_argument("pack", metavar="PACK", help=parser.say("help_pack"))
