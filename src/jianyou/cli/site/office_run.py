"""What `jianyou site office` does."""

import argparse

from jianyou.cli.site.place import begin, home_of, operator_name, tell
from jianyou.terms.lang import Lang

# What needs Django is imported after `begin`, which tells it where the site is.
# ruff: noqa: PLC0415


def add(options: argparse.Namespace, lang: Lang) -> int:
    """Makes an office, perhaps below another."""
    begin(home_of(options))
    from jianyou.actions.offices import make_office

    make_office(
        operator=operator_name(),
        slug=options.office,
        name=options.office_name,
        upper=options.upper,
        district=options.district,
    )
    told = "office_added_below" if options.upper else "office_added"
    upper = {"upper": options.upper} if options.upper else {}
    tell(told, lang, slug=options.office, name=options.office_name, **upper)
    return 0


def listed(options: argparse.Namespace, lang: Lang) -> int:
    """Lists the offices, each with the one above it."""
    begin(home_of(options))
    from jianyou.queries.offices import list_offices

    for one in list_offices():
        if one.upper:
            tell(
                "office_line_below",
                lang,
                slug=one.slug,
                name=one.name,
                district=one.district,
                upper=one.upper,
            )
        else:
            tell("office_line", lang, slug=one.slug, name=one.name)
    return 0
