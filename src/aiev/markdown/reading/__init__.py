"""A list read into values: lines, blocks, entries, and what is doubtful in them."""
