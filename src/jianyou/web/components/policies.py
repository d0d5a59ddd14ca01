"""What a browser may do with each kind of answer (Content-Security-Policy)."""

OWN_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Our pages: show themselves, and nothing from anywhere else."""

SOMEBODYS_FILE = (
    "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'; sandbox"
)
"""A file that somebody sent: a picture or PDF is shown within our pages; whatever it holds runs nothing."""

OWN_PAPER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""A PDF of ours that a browser shows by itself, to be printed."""

OWN_REPORT = (
    "default-src 'none'; img-src data:; object-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; sandbox"
)
"""A result of ours that a browser shows by itself; its words are the senders'."""

OWN_VERIFIER = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""The page that verifies: one file with its script within, which names that script's digest itself."""
