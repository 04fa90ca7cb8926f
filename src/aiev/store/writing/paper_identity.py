"""Telling which paper a mention is of, and making the papers that are not there yet."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, insert

from aiev.domain import paper, title_likeness
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.paper import Enrichment, Kind
from aiev.store.tables import PaperTable


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as its first mention makes it; `identity` as domain.paper tells it.

    `title` is None where the mention only names an address.
    """

    identity: str
    arxiv_id: ArxivId | None
    kind: Kind
    url: str | None
    title: str | None
    stand_in: str = ""

    @property
    def called(self) -> str:
        """The title, or what stands for it until one is known."""
        return self.stand_in if self.title is None else self.title


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A paper at an address, with all that it is called and whether another list holds it."""

    id: int
    titles: tuple[str, ...]
    is_elsewhere: bool

    def is_called(self, title: str) -> bool:
        return any(title_likeness.are_alike(title, one) for one in self.titles)


# A paper stands at an address by its own identity, by that of several works there, or by a further
# address. Each part finds its rows by an index.
_AT = """
with wanted (address, low, high) as (
    select value ->> 0, value ->> 1, value ->> 2 from json_each(:wanted)
), found (address, id) as (
    select address, paper.id from wanted join paper on paper.identity = address
    union
    select address, paper.id from wanted
    join paper on paper.identity >= low and paper.identity < high
    union
    select address, paper_id from wanted
    join paper_address on paper_address.identity = address
    union
    select address, paper_id from wanted
    join paper_address on paper_address.identity >= low and paper_address.identity < high
)
select found.address, paper.id, paper.title,
    (select json_group_array(label) from entry where entry.paper_id = paper.id),
    exists (
        select 1 from entry where entry.paper_id = paper.id and entry.list_id is not :list_id
    )
from found join paper on paper.id = found.id
order by paper.id
"""
_OWN = "select identity, id from paper where identity in (select value from json_each(:wanted))"
_FURTHER = (
    "select identity, paper_id from paper_address"
    " where identity in (select value from json_each(:wanted))"
)


def ensure(
    session: Session,
    drafts: Iterable[Draft],
    *,
    list_id: int | None = None,
    now: datetime | None = None,
) -> dict[str, int]:
    """Make the papers that are not there yet, in order; return the id of each draft's identity.

    A work without an arXiv id is the paper at its address that has a like title. It may be the only
    one there whatever it is called, unless lists other than `list_id` hold that under unlike
    titles: then it is another work at the same address. New papers came `now`.
    """
    wanted: dict[str, Draft] = {}
    for draft in drafts:
        wanted.setdefault(draft.identity, draft)
    own, further = _exact(session, wanted)
    at = _candidates(session, [one for one in wanted if _is_address(one)], list_id=list_id)
    # An address alone may be of several works; with a title, or merged by the user, it is of one.
    found = {
        identity: key
        for identity, key in {**own, **further}.items()
        if identity in further or not _is_plain_address(identity)
    }
    claimed = set(found.values())
    new: dict[str, Draft] = {}
    for identity, draft in wanted.items():
        if identity in found:
            continue
        choice = _choose(
            [one for one in at.get(paper.plain_identity(identity), ()) if one.id not in claimed],
            draft.title,
            is_shared=not _is_plain_address(identity),
            is_listed=list_id is not None,
        )
        if choice is None:
            new[identity] = draft
        else:
            claimed.add(choice)
            found[identity] = choice
    return {**found, **_make(session, new, taken=own, now=now)}


def find(session: Session, draft: Draft) -> int | None:
    """Return the id of the paper that a draft is of, or None where it would be made."""
    own, further = _exact(session, [draft.identity])
    if draft.identity in further or not _is_address(draft.identity):
        return {**own, **further}.get(draft.identity)
    at = _candidates(session, [draft.identity], list_id=None)
    return _choose(at.get(draft.identity, ()), draft.title, is_shared=False, is_listed=False)


def _choose(
    candidates: Sequence[_Candidate], title: str | None, *, is_shared: bool, is_listed: bool
) -> int | None:
    for one in candidates:
        if title is not None and one.is_called(title):
            return one.id
    if is_shared or len(candidates) != 1:
        return None
    [only] = candidates
    return None if is_listed and only.is_elsewhere and title is not None else only.id


def _candidates(
    session: Session, identities: Sequence[str], *, list_id: int | None
) -> dict[str, list[_Candidate]]:
    if not identities:
        return {}
    addresses = dict.fromkeys(map(paper.plain_identity, identities))
    wanted = [[one, *paper.shared_range(one)] for one in addresses]
    found: dict[str, list[_Candidate]] = {}
    for address, key, title, labels, is_elsewhere in session.connection().execute(
        text(_AT), {"wanted": json.dumps(wanted), "list_id": list_id}
    ):
        titles = tuple(dict.fromkeys((title, *json.loads(labels))))
        found.setdefault(address, []).append(_Candidate(key, titles, bool(is_elsewhere)))
    return found


def _exact(session: Session, identities: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the papers whose own identity each is, and those whose further address it is."""
    wanted = {"wanted": json.dumps(list(identities))}
    own, further = (session.connection().execute(text(sql), wanted) for sql in (_OWN, _FURTHER))
    return dict(map(tuple, own)), dict(map(tuple, further))


def _is_address(identity: str) -> bool:
    return identity.startswith("url:")


def _is_plain_address(identity: str) -> bool:
    return _is_address(identity) and paper.plain_identity(identity) == identity


def _make(
    session: Session, drafts: dict[str, Draft], *, taken: dict[str, int], now: datetime | None
) -> dict[str, int]:
    """Make papers; one whose identity another work has gets one of its title too."""
    named = {identity: identity for identity in drafts}
    for identity in taken.keys() & drafts.keys():
        title_key = title_likeness.key(drafts[identity].called)
        named[identity] = paper.shared_identity(identity, title_key)
    if not named:
        return {}
    added_at = now.isoformat(timespec="seconds") if now else None
    rows = [_row(drafts[identity], own) | {"added_at": added_at} for identity, own in named.items()]
    session.connection().execute(insert(PaperTable), rows)
    ids, _ = _exact(session, named.values())
    return {identity: ids[own] for identity, own in named.items()}


def _row(draft: Draft, identity: str) -> dict[str, object]:
    month = draft.arxiv_id.month() if draft.arxiv_id else None
    low, high = month.interval() if month else (None, None)
    return {
        "identity": identity,
        "arxiv_id": draft.arxiv_id.value if draft.arxiv_id else None,
        "version": draft.arxiv_id.version if draft.arxiv_id else None,
        "kind": draft.kind,
        "url": draft.arxiv_id.abs_url if draft.arxiv_id else draft.url,
        "title": draft.called,
        "enrichment": Enrichment.PENDING if draft.arxiv_id else Enrichment.NOT_APPLICABLE,
        "issued": str(month) if month else None,
        "issued_low": low.isoformat() if low else None,
        "issued_high": high.isoformat() if high else None,
    }
