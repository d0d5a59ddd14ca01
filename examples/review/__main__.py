"""`python -m examples.review [FOLDER]`: write the invented tables that stand in `examples/review`."""

import argparse
import sys
from pathlib import Path

from examples.review.write import write_review


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when done; a wrong option ends it with 2."""
    parser = argparse.ArgumentParser(prog="python -m examples.review", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent, help="where to (here)")
    parser.add_argument("--entries", type=int, default=60, help="how many entries (60)")
    parser.add_argument("--experts", type=int, default=20, help="how many experts (20)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same tables (7)")
    options = parser.parse_args(arguments)
    names = write_review(options.folder, options.entries, options.experts, options.seed)
    print("\n".join(map(str, names)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
