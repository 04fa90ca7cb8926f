"""The page: one file, or a folder for many papers; its script and style are in `browser/`."""
