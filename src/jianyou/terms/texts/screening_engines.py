"""Messages of the table engines: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
