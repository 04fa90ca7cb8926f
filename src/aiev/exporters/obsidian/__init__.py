"""A folder of linked notes for Obsidian."""
