"""Reading the records of a backup from the lines of its JSON."""

import json
from collections.abc import Callable, Mapping

from aiev.domain import paper, partial_date
from aiev.domain.arxiv_id import parse as parse_arxiv_id
from aiev.domain.backup_record import (
    BEGIN,
    END,
    AskedRecord,
    BoundRecord,
    EntryRecord,
    HeadingRecord,
    ListRecord,
    NoOrganizationRecord,
    OrganizationRecord,
    PaperRecord,
    QuestionRecord,
    Record,
    RemovalRecord,
    TextRecord,
)
from aiev.domain.json_fields import Fields, moment
from aiev.domain.paper import RATINGS, Enrichment, Kind, State
from aiev.domain.paper_fields import METADATA, Type


def is_record(line: bytes) -> bool:
    """Return whether a line may be the first of a backup: a record or a paper as an object."""
    found = _object(line)
    return "record" in found or {"kind", "title", "entries"} <= found.keys()


def _object(line: bytes) -> dict[str, object]:
    """Return the JSON object on a line, or an empty one where there is none."""
    if not line.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return {}
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def parse(line: str) -> Record:
    """Read one line; raises ValueError that says what is wrong with it."""
    try:
        found = json.loads(line)
    except ValueError as error:
        raise ValueError(f"no JSON ({error})") from None
    except RecursionError:
        raise ValueError("no JSON that can be read: nested too deep") from None
    fields = Fields(found)
    kind = fields.text("record")
    if kind is None:
        return _paper(fields)
    if kind == "organization":
        return OrganizationRecord(
            fields.needed("name"),
            fields.text("kind"),
            fields.text("country"),
            fields.text("ror"),
            fields.text("parent"),
            fields.texts("aliases"),
        )
    if kind == "no-organization":
        return NoOrganizationRecord(fields.needed("text"))
    if kind == "list":
        return ListRecord(
            fields.needed("name"),
            fields.text("path"),
            fields.text("sha256") or "",
            fields.moment("imported_at") or "",
            fields.texts("own_topics"),
            tuple(
                RemovalRecord(one.text("topic") or "", one.needed("identity"), one.needed("label"))
                for one in fields.objects("removals")
            ),
            tuple(
                HeadingRecord(one.needed("path"), one.needed("listed"), one.texts("sorting"))
                for one in fields.objects("headings")
            ),
        )
    if kind == "text":
        return TextRecord(fields.needed("list"), fields.raw("text") or "")
    if kind == "asked":
        row = fields.within("row").row()
        return AskedRecord(fields.needed("table"), row, fields.texts("papers"))
    if kind == "question":
        return QuestionRecord(
            fields.needed("name"), fields.text("words") or "", fields.text("filters") or "{}"
        )
    if kind in (BEGIN, END):
        return BoundRecord(kind == END)
    raise ValueError(f"a record that this aiev does not know: {kind}")


def _paper(fields: Fields) -> PaperRecord:
    more = fields.within("provenance")
    known = fields.text("arxiv_id")
    arxiv_id = parse_arxiv_id(known) if known else None
    # A list can name a work by nothing at all, so an empty title is one.
    url, title = fields.text("url"), fields.text("title")
    if title is None:
        raise ValueError("title is missing")
    listed, extras = fields.objects("entries"), more.objects("entries")
    if extras and len(extras) != len(listed):
        raise ValueError(f"{len(listed)} entries do not go with {len(extras)} more of them")
    entries = tuple(map(_entry, listed, extras or [Fields({})] * len(listed)))
    topic = entries[0].topic if entries else None
    identity = paper.identity(arxiv_id, url, label=title, topic=topic or "")
    affiliations = more.maybe_texts("affiliations")
    notes = _paired(fields.texts("notes"), more.maybe_texts("noted_at"))
    metadata = {
        field.name: _READERS[field.type](fields if field.is_json else more, field.name)
        for field in METADATA
    }
    if not metadata["primary_category"]:
        metadata["primary_category"] = next(iter(fields.texts("categories")), None)
    return PaperRecord(
        id=fields.number("id"),
        identity=identity if arxiv_id else more.text("identity") or identity,
        kind=Kind(fields.needed("kind")),
        arxiv_id=arxiv_id.value if arxiv_id else None,
        title=title,
        authors=_paired(fields.texts("authors"), affiliations),
        issued=_date(fields, "issued"),
        organizations=_organizations(fields, more),
        tags=fields.texts("tags"),
        metadata=metadata,
        url=url,
        is_withdrawn=fields.flag("withdrawn"),
        enrichment=Enrichment(fields.needed("enrichment")),
        fetched_at=more.moment("fetched_at"),
        added_at=more.moment("added_at") if "added_at" in more.names() else "",
        has_own_title=more.flag("own_title"),
        has_own_date=more.flag("own_date"),
        notes=tuple((text, stamp and moment("noted_at", stamp)) for text, stamp in notes),
        entries=entries,
        rows={
            name: tuple(one.row() for one in more.within("rows").objects(name))
            for name in more.within("rows").names()
        },
        tex_abstract=more.text("tex_abstract"),
        state=State(state) if (state := fields.text("state")) else None,
        rating=_rating(fields),
    )


def _entry(fields: Fields, more: Fields) -> EntryRecord:
    span = more.numbers("span")
    return EntryRecord(
        list=fields.needed("list"),
        topic=fields.text("topic"),
        label=fields.text("label") or "",
        note=fields.text("note"),
        group=fields.text("group"),
        url=fields.text("url"),
        listed_date=_date(fields, "listed_date"),
        listed_organizations=fields.text("listed_organizations"),
        listed_authors=more.text("authors"),
        venue=fields.text("venue"),
        short_name=fields.text("short_name"),
        keywords=fields.text("keywords"),
        abstract=fields.text("abstract"),
        links=tuple(
            (one.text("text") or "", one.text("url") or "") for one in fields.objects("links")
        ),
        line=fields.number("line"),
        span=(span[0], span[1]) if len(span) == 2 else None,
        id=more.number("id"),
        position=more.number("position"),
        edits={name: more.within("edits").text(name) for name in more.within("edits").names()},
    )


def _organizations(fields: Fields, more: Fields) -> Mapping[str, tuple[str, ...]]:
    """Return the names that each source gives; without provenance the user is the source."""
    by_source = more.within("organizations")
    if by_source.names():
        return {source: by_source.texts(source) for source in by_source.names()}
    names = fields.texts("organizations")
    return {"user": names} if names else {}


def _paired(
    texts: tuple[str, ...], more: tuple[str | None, ...]
) -> tuple[tuple[str, str | None], ...]:
    if more and len(more) != len(texts):
        raise ValueError(f"{len(texts)} texts do not go with {len(more)} more of them")
    return tuple(zip(texts, more or (None,) * len(texts), strict=True))


def _date(fields: Fields, name: str) -> str | None:
    text = fields.text(name)
    return str(partial_date.parse(text)) if text else None


def _rating(fields: Fields) -> int | None:
    rating = fields.number("rating")
    if rating is not None and rating not in RATINGS:
        raise ValueError(f"rating is no number from {RATINGS[0]} to {RATINGS[-1]}")
    return rating


def _words(fields: Fields, name: str) -> str:
    return " ".join(fields.texts(name))


def _lines(fields: Fields, name: str) -> str | None:
    return "\n".join(fields.texts(name)) if fields.tells(name) else None


_READERS: dict[Type, Callable[[Fields, str], str | int | None]] = {
    "text": Fields.text,
    "number": Fields.number,
    "flag": Fields.flag,
    "day": _date,
    "words": _words,
    "lines": _lines,
}
