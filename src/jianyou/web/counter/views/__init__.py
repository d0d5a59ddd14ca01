"""The counter's pages, a module a subject."""
