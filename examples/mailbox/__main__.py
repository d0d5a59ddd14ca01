"""`python -m examples.mailbox OUT`: write a sample mailbox and its truth."""

import argparse
import sys
from pathlib import Path

from examples.mailbox.office import why_not
from examples.mailbox.week import deliver


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when done; a wrong option ends it with 2."""
    parser = argparse.ArgumentParser(prog="python -m examples.mailbox", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder to write into")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same firms (1)")
    parser.add_argument("--truth", type=Path, help="where the truth goes (OUT/truth.json)")
    parser.add_argument("--no-office", action="store_true", help="leave out what LibreOffice makes")
    options = parser.parse_args(arguments)
    reason = "--no-office" if options.no_office else why_not()
    records = deliver(options.out, seed=options.seed, truth=options.truth, office=not reason)
    entries = sum(len(record["rows"]) for record in records if record["status"] == "read")
    print(f"{len(records)} 份来件，{entries} 条 / {len(records)} files, {entries} entries: {options.out}")
    for record in records:
        if record.get("password"):
            print(f"密码 / password: {record['file']}: {record['password']}")
    if reason:
        print(f"缺少旧格式和打印件 / without old formats and prints: {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
