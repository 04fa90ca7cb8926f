"""The JSON shape of a paper, schema 1: part of the command contract."""

from operator import attrgetter

from aiev.domain.knowledge import Entry, Paper
from aiev.domain.paper_fields import FIELDS

SCHEMA = 1

Json = dict[str, object]


_FIELDS = tuple([field for field in FIELDS if field.is_json])
_NAMES = tuple([field.name for field in _FIELDS])
_ARRAYS = tuple([field.name for field in _FIELDS if field.type in ("lines", "words")])
_values = attrgetter(*[field.attribute for field in _FIELDS])


def as_json(paper: Paper) -> Json:
    """Return the paper as plain values; what is absent is None or [], never left out."""
    shape: Json = dict(zip(_NAMES, _values(paper), strict=True))
    for name in _ARRAYS:
        shape[name] = list(shape[name])  # type: ignore[call-overload]  # a tuple of texts
    shape["organization_sources"] = [
        {"name": one.name, "sources": list(one.sources)} for one in paper.organization_sources
    ]
    shape["entries"] = [_entry(entry) for entry in paper.entries]
    return shape


def _entry(entry: Entry) -> Json:
    return {
        "list": entry.list,
        "topic": entry.topic,
        "label": entry.label,
        "note": entry.note,
        "group": entry.group,
        "listed_date": entry.listed_date,
        "listed_organizations": entry.listed_organizations,
        "venue": entry.venue,
        "url": entry.url,
        "links": [{"text": link.text, "url": link.url} for link in entry.links],
        "line": entry.line,
    }
