"""Words of proofs: kinds, validity, what keeps one out."""

TEXTS: dict[str, tuple[str, str]] = {}
