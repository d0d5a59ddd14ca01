"""Workbooks: read by python-calamine in a process of its own, with limits."""
