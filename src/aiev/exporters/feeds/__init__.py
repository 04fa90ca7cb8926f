"""Atom and RSS."""
