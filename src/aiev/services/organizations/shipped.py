"""The organization table that ships with aiev, as it lies among the seeds."""

from functools import cache

from aiev.config import shipped
from aiev.domain.organizations.directory import Directory


def content() -> bytes:
    """Return the table's bytes, CSV in UTF-8."""
    return (shipped("seeds") / "organizations.csv").read_bytes()


@cache
def directory() -> Directory:
    """Return the table as a directory; read once a run."""
    return Directory.from_csv(content().decode("utf-8"))
