"""The desk: forms checked and merged on the own machine, without a database or an account."""
