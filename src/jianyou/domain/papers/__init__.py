"""发出的文书: the receipt, as it is printed and kept."""
