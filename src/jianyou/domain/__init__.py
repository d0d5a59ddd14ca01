"""The subject itself: pure Python without framework, clock or network."""
