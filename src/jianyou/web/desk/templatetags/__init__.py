"""Tags and filters of the desk's own pages."""
