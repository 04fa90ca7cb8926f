"""Whose papers they are: names resolved, reviewed, and found at sources."""
