"""The call file: schema, validation with line numbers, and the built-in calls."""

DEFAULT_CALL = "chongqing-2024"
"""The built-in call that is meant where none is named."""
