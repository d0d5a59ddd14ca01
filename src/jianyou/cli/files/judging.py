"""`jianyou judging`: assigning experts, checking scores, choosing, and drawing lots that can be verified."""

from jianyou.cli.parser import Parser

AIMS = ("total", "worst")
TAILS = ("auto", "never", "always")
PURPOSES = ("experts", "defence_order", "support_seats", "ties")
_RUNNER = "jianyou.cli.files.judging_run"
_DRAW = "jianyou.cli.files.judging_draw"


def configure(parser: Parser) -> None:
    """Adds the subcommands; what runs them is loaded only when they run."""
    commands = parser.add_subcommands()
    _assign(commands.add("assign", "help_assign", _RUNNER, "assign"))
    _calibrate(commands.add("calibrate", "help_calibrate", _RUNNER, "calibrate"))
    _select(commands.add("select", "help_select", _RUNNER, "select"))
    draw = commands.add("draw", "help_draw", _DRAW)
    steps = draw.add_subcommands()
    _draw_secret(steps.add("secret", "help_draw_secret", _DRAW, "secret"))
    _draw_plan(steps.add("plan", "help_draw_plan", _DRAW, "plan"))
    _draw_run(steps.add("run", "help_draw_run", _DRAW, "run"))
    check = steps.add("check", "help_draw_check", _DRAW, "check")
    check.positionals.add_argument("file", metavar="DRAW.json", help=check.say("help_draw_file"))
    check.options.add_argument("--digest", metavar="HEX", help=check.say("help_draw_digest"))
    _json(check)


def _assign(parser: Parser) -> None:
    parser.positionals.add_argument("entries", metavar="ENTRIES", help=parser.say("help_assign_entries"))
    parser.positionals.add_argument("experts", metavar="EXPERTS", help=parser.say("help_assign_experts"))
    add = parser.options.add_argument
    add("--per-entry", type=int, required=True, metavar="N", help=parser.say("help_assign_per_entry"))
    add("--least", type=int, default=0, metavar="N", help=parser.say("help_assign_least"))
    add("--most", type=int, required=True, metavar="N", help=parser.say("help_assign_most"))
    add("--recusals", metavar="FILE", help=parser.say("help_assign_recusals"))
    add("--lifted", metavar="FILE", help=parser.say("help_assign_lifted"))
    add("--affinity", metavar="FILE", help=parser.say("help_assign_affinity"))
    add("--keep", metavar="FILE", help=parser.say("help_assign_keep"))
    add(
        "--aim",
        choices=AIMS,
        default=AIMS[0],
        metavar="|".join(AIMS),
        help=parser.say("help_assign_aim"),
    )
    add("--crossing", action="store_true", help=parser.say("help_assign_crossing"))
    _result(parser)


def _calibrate(parser: Parser) -> None:
    parser.positionals.add_argument("scores", metavar="SCORES", help=parser.say("help_calibrate_scores"))
    add = parser.options.add_argument
    add("--quota", type=int, required=True, metavar="N", help=parser.say("help_calibrate_quota"))
    add("--entries", metavar="FILE", help=parser.say("help_calibrate_entries"))
    add("--band", metavar="LOW:HIGH", help=parser.say("help_calibrate_band"))
    add("--seed", type=int, default=0, metavar="N", help=parser.say("help_calibrate_seed"))
    add(
        "--heavy-tails",
        choices=TAILS,
        default=TAILS[0],
        metavar="|".join(TAILS),
        help=parser.say("help_calibrate_tails"),
    )
    _result(parser)


def _select(parser: Parser) -> None:
    parser.positionals.add_argument(
        "candidates", metavar="CANDIDATES", help=parser.say("help_select_candidates")
    )
    add = parser.options.add_argument
    add("--call", required=True, metavar="CALL", help=parser.say("help_select_call"))
    add("--award", metavar="AWARD", help=parser.say("help_select_award"))
    add("--places", action="append", default=[], metavar="TIER=N", help=parser.say("help_select_places"))
    add("--draw", metavar="DRAW.json", help=parser.say("help_select_draw"))
    add("--reserve", type=int, default=0, metavar="N", help=parser.say("help_select_reserve"))
    add("--reasons", type=int, default=20, metavar="N", help=parser.say("help_select_reasons"))
    add("--explain", action="append", default=[], metavar="ENTRY", help=parser.say("help_select_explain"))
    _result(parser)


def _draw_secret(parser: Parser) -> None:
    parser.options.add_argument("--who", required=True, metavar="TEXT", help=parser.say("help_draw_who"))
    _output(parser, "SECRET.json", "help_draw_secret_output")


def _draw_plan(parser: Parser) -> None:
    parser.positionals.add_argument("list", metavar="LIST", help=parser.say("help_draw_list"))
    add = parser.options.add_argument
    add(
        "--purpose",
        choices=PURPOSES,
        required=True,
        metavar="|".join(PURPOSES),
        help=parser.say("help_draw_purpose"),
    )
    add("--title", required=True, metavar="TEXT", help=parser.say("help_draw_title"))
    add("--take", type=int, metavar="N", help=parser.say("help_draw_take"))
    add("--public-value", required=True, metavar="TEXT", help=parser.say("help_draw_public_value"))
    add(
        "--party",
        dest="parties",
        action="append",
        default=[],
        metavar="WHO=SHA256",
        help=parser.say("help_draw_party"),
    )
    for name, told in (("--at-least", "help_draw_at_least"), ("--at-most", "help_draw_at_most")):
        add(name, action="append", default=[], metavar="COLUMN[=VALUE]:N", help=parser.say(told))
    add("--clause", default="", metavar="TEXT", help=parser.say("help_draw_clause"))
    _output(parser, "PLAN.json", "help_draw_plan_output")


def _draw_run(parser: Parser) -> None:
    parser.positionals.add_argument("plan", metavar="PLAN.json", help=parser.say("help_draw_plan_file"))
    add = parser.options.add_argument
    add("--value", required=True, metavar="TEXT", help=parser.say("help_draw_value"))
    add(
        "--secret",
        dest="secrets",
        action="append",
        default=[],
        metavar="SECRET.json",
        help=parser.say("help_draw_secret_file"),
    )
    _output(parser, "DRAW.json", "help_draw_output")
    _json(parser)


def _result(parser: Parser) -> None:
    parser.options.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FILE",
        help=parser.say("help_judging_output"),
    )
    parser.options.add_argument("--plots", metavar="DIR", help=parser.say("help_judging_plots"))
    _json(parser)
    parser.options.add_argument("--quiet", action="store_true", help=parser.say("help_judging_quiet"))


def _json(parser: Parser) -> None:
    parser.options.add_argument("--json", action="store_true", help=parser.say("help_json"))


def _output(parser: Parser, name: str, told: str) -> None:
    parser.options.add_argument("-o", "--output", required=True, metavar=name, help=parser.say(told))
