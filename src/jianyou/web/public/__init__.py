"""Pages for anyone: a call, filing without an account, and coming back with number and code."""
