"""Writing files and folders: each file whole or not at all, and nothing of the user's lost."""
