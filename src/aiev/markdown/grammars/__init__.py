"""The shapes in which lists write an entry, one file a shape."""
