"""The undo log: what each command that wrote has changed, row by row, in two tables."""
