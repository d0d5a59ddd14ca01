"""The annex as a form on a page: its fields, what was typed in them, and what is handed in of it."""
