"""Changes of a list: each a splice that touches the lines of its own entry alone."""
