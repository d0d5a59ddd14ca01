"""词汇: the words that every room shares. Floor 0: imports nothing of ours."""
