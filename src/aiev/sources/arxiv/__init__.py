"""arXiv's query API and how its texts are written."""
