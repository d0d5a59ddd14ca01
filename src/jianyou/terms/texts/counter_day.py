"""Words of copies, media and papers handed over."""

TEXTS: dict[str, tuple[str, str]] = {}
