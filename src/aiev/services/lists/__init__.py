"""A list's life: read in, added to, edited, checked, and kept in step with its file."""
