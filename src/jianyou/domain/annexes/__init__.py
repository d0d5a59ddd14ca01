"""汇总表: the annex table of a call: its schema, reading, formal check, merging, writing."""
