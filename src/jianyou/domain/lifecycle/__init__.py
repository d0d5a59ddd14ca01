"""流程: the states of call, filing, entry and correction, who may move them, and when."""
