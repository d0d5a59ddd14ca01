"""Messages of facts and verdicts: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
