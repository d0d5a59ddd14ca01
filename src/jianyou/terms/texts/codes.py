"""Messages of the room `codes`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
