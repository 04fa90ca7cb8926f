"""arXiv's metadata snapshots: files of millions of lines, read in constant memory."""
