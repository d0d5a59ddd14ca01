"""Messages of the room `eligibility`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
