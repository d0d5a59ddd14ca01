"""Commands on files, without any site: one module a command, loaded by name."""
