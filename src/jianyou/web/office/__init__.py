"""Pages of an office: its calls, what was filed in them, and what it decides."""
