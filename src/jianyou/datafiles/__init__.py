"""YAML files that people write: nodes that know their lines, read key by key, all problems told at once."""
