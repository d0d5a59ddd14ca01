"""Words of the public ledger, statistics and the feed."""

TEXTS: dict[str, tuple[str, str]] = {}
