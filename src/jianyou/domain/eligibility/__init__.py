"""参评条件: rule packs, and the verdict on one nominee with every clause that it rests on."""
