"""Checking lists: what is wrong or doubtful in them, what of it is new, and their links."""
