"""A list's life: read in, added to, edited, and kept in step with its file."""
