"""Messages of the room `officefiles`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
