"""`jianyou eligibility screen`: the same rules over a whole register. Loads table engines only then."""

import argparse

from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Screens the register and prints what was understood and found; returns the exit status."""
    try:
        # An optional extra of the installation; whoever only checks forms goes without.
        from jianyou.cli.files.eligibility_screening import screen  # noqa: PLC0415  — see above
    except ModuleNotFoundError as missing:
        if missing.name != "polars":
            raise
        command = "pip install 'jianyou[screening]'"
        raise Refused(
            "screening_engine_missing", engine=options.engine, library="polars", command=command
        ) from missing
    return screen(options, lang)
