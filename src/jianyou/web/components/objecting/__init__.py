"""The form of an objection: the same on the web, at the counter and for what came by letter."""
