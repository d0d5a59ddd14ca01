"""The counter's pages: an arrival by one key, a sealed paper in seconds, the receipt on paper."""
