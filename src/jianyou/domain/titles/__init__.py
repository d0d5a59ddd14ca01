"""称号: how long a title holds, when it is re-checked, what became of it, and what follows from it."""
