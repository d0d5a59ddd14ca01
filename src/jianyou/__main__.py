"""`python -m jianyou` is the same as the `jianyou` command."""

import sys

from jianyou.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
