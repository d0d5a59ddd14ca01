"""A site's settings, read from its environment."""
