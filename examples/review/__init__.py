"""评审样例: entries, experts and scores of an invented review, for the commands `jianyou judging`."""
