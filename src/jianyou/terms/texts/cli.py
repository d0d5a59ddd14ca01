"""Messages of the room `cli`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
