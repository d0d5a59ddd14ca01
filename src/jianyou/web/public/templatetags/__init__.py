"""Tags and filters of the pages for anyone."""
