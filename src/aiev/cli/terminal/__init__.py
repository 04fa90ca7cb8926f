"""Printing: the two streams, tables, charts, progress and the pager."""
