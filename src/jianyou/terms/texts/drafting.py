"""Words of drafts: what keeps one from being saved or filed."""

TEXTS: dict[str, tuple[str, str]] = {}
