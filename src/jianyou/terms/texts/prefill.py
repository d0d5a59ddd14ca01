"""Words of what is taken over from an earlier table."""

TEXTS: dict[str, tuple[str, str]] = {}
