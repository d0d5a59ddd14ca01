"""Tags and filters of the components."""
