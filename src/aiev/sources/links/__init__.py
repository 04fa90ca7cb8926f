"""Asking whether the addresses of a list still lead somewhere."""
