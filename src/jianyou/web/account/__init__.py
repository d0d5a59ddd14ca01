"""Signing in, for all who work here: the pages of an account, and the gate before every other staff page."""
