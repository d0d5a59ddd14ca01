"""帮扶: who has priority for a seat of an activity, and why; recomputable by anyone from one file."""
