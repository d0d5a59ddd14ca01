"""What is read: frozen records for a named viewer, no writes."""
