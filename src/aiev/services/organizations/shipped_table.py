"""The bytes of the organization table that ships with aiev, without what reads organizations."""

import hashlib

from aiev import config


def content() -> bytes:
    """Return the table's bytes, CSV in UTF-8, as it lies among the seeds."""
    return (config.shipped("seeds") / "organizations.csv").read_bytes()


def digest() -> str:
    """Return the hash by which one version of the table is told from another."""
    return hashlib.sha256(content()).hexdigest()
