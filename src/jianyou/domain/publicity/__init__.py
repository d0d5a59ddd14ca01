"""公示: how long a list is public, what of it may be, and what was published word for word."""
