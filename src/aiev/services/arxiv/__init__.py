"""What is asked of arXiv and read from its files: enrichment, discovery, snapshots."""
