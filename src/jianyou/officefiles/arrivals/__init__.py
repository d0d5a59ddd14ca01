"""Whatever arrives: folders, archives and mails become single files, each under a name that tells its way."""
