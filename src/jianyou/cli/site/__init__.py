"""Commands that run a site; they load Django, the commands on files don't."""
