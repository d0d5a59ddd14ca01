"""筛查: the same rules over a whole register, by an engine made for tables."""
