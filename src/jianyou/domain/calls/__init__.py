"""The call file: schema, validation with line numbers, and the built-in calls."""
