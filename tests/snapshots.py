"""Snapshots of our own making, in the shape of arXiv's."""

import gzip
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Fields = Mapping[str, object]


def fields(arxiv_id: str, **changes: object) -> dict[str, object]:
    """Return a record with all the keys, in arXiv's order."""
    return {
        "id": arxiv_id,
        "submitter": "Ada Asker",
        "authors": "Ada Asker, Bob Boole",
        "title": f"On the Answer {arxiv_id}",
        "comments": None,
        "journal-ref": None,
        "doi": None,
        "report-no": None,
        "categories": "cs.DC cs.LG",
        "license": None,
        "abstract": "  We answer what is asked\nin several lines.\n",
        "versions": [{"version": "v1", "created": "Mon, 18 Nov 2024 17:59:46 GMT"}],
        "update_date": "2024-11-19",
        "authors_parsed": [["Asker", "Ada", ""], ["Boole", "Bob", "Jr."]],
        **changes,
    }


def line(record: Fields) -> bytes:
    """Return a record as a line without its end."""
    return json.dumps(record, separators=(",", ":")).encode()


def write(path: Path, lines: Iterable[Fields | bytes], *, end: bytes = b"\n") -> Path:
    """Write a snapshot, packed as the name says."""
    content = b"".join((one if isinstance(one, bytes) else line(one)) + end for one in lines)
    if path.suffix == ".gz":
        content = gzip.compress(content)
    elif path.suffix == ".zst":
        content = zstd.compress(content)
    path.write_bytes(content)
    return path
