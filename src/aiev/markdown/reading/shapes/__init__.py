"""The shapes in which lists write papers, one file a shape."""
