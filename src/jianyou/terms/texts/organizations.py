"""Words of organizations and their accounts."""

TEXTS: dict[str, tuple[str, str]] = {}
