"""To and from other programs: exports, citations and backups."""
