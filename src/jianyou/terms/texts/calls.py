"""Messages of the room `calls`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
