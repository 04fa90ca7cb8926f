"""Requests to other servers: bounded, polite, and tried again when it is worth it."""
