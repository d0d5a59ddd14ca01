"""Messages of the room `eligibility_cli`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
