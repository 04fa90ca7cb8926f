"""The query language: text to tree, tree to SQL, tree against a paper."""
