"""Messages of the room `annexes`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
