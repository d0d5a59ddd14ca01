"""Words of what is printed, and of what a scan bears."""

TEXTS: dict[str, tuple[str, str]] = {}
