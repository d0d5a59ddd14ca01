"""收件: many files of one call taken in together, paired, told apart by sender, answered."""
