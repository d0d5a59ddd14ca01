"""The one Django data app: what is kept, the database's clock and locks, files and keys."""
