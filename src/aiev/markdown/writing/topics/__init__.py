"""Headings of a list: named, made, put in order, and what leads to them."""
