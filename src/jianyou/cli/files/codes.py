"""`jianyou codes`: one credit code, industry, district, contact or text looked at by itself."""

from jianyou.cli.parser import Parser

_RUNNER = "jianyou.cli.files.codes_run"


def configure(parser: Parser) -> None:
    """Adds the subcommands; what runs them is loaded only when they run."""
    commands = parser.add_subcommands()
    uscc = commands.add("uscc", "help_uscc", _RUNNER, "uscc")
    uscc.positionals.add_argument("texts", nargs="+", metavar="CODE", help=parser.say("help_uscc_text"))
    industry = commands.add("industry", "help_industry", _RUNNER, "industry")
    industry.positionals.add_argument(
        "texts", nargs="+", metavar="TEXT", help=parser.say("help_industry_text")
    )
    region = commands.add("region", "help_region", _RUNNER, "region")
    region.positionals.add_argument("texts", nargs="+", metavar="TEXT", help=parser.say("help_region_text"))
    region.options.add_argument("--as-of", metavar="YYYY-MM-DD", help=parser.say("help_as_of"))
    contact = commands.add("contact", "help_contact_code", _RUNNER, "contact")
    contact.positionals.add_argument("texts", nargs="+", metavar="TEXT", help=parser.say("help_contact_text"))
    count = commands.add("count", "help_count", _RUNNER, "count")
    count.positionals.add_argument("texts", nargs="+", metavar="TEXT", help=parser.say("help_count_text"))
    count.options.add_argument("--limit", type=int, metavar="N", help=parser.say("help_limit"))
    for command in (uscc, industry, region, contact, count):
        command.options.add_argument("--json", action="store_true", help=parser.say("help_json"))
