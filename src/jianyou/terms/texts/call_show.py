"""Messages of `jianyou call`: a call told in words."""

TEXTS: dict[str, tuple[str, str]] = {}
