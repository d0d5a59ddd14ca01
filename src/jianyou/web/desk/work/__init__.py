"""What the desk keeps and knows, without any page: originals, corrections, confirmations, results."""
