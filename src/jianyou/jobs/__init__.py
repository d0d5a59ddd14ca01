"""What runs by itself: idempotent, and never in the path of a deadline."""
