"""One field or link of an entry changed in place."""
