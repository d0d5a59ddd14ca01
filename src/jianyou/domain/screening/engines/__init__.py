"""The table engines: each answers the same rules with the same columns as the reference reading."""
