"""How the entries of a list are written, as templates to write by."""
