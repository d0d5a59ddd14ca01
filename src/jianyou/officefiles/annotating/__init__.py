"""Remarks put into the sender's own file, everything else left as it was."""
