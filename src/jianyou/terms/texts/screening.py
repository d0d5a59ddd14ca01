"""Messages of the room `screening`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
