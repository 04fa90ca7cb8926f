"""Markdown lists as values, lossless: text in, entries with their spans out."""
