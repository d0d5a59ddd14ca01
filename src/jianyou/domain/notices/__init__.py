"""通知: an official notice read into its facts, every value with its place in the text."""
