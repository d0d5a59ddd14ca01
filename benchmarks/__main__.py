"""`python -m benchmarks [NAME...]`: ratios against peers and floors, in one interleaved run."""

import sys

from benchmarks import exact, filing, hostile, intake, master, notices, scale, startup
from benchmarks.eligibility import suite as eligibility
from benchmarks.judging import assignment, calibration, selection
from benchmarks.site import desk, drafting
from benchmarks.site import suite as site
from benchmarks.timing import Table

SUITES = {
    "intake": intake.run,
    "master": master.run,
    "startup": startup.run,
    "exact": exact.run,
    "hostile": hostile.run,
    "scale": scale.run,
    "notices": notices.run,
    "eligibility": eligibility.run,
    "filing": filing.run,
    "site": site.run,
    "drafting": drafting.run,
    "desk": desk.run,
    "assignment": assignment.run,
    "calibration": calibration.run,
    "selection": selection.run,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in SUITES]
    if unknown:
        print(f"no such suite: {', '.join(unknown)}; there are: {', '.join(SUITES)}", file=sys.stderr)
        return 2
    table = Table()
    for name in names or SUITES:
        SUITES[name](table)
    print(table.text())
    return 0 if table.all_held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
