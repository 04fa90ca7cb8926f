"""Which organizations a text names: by exact keys, then by close spelling, never by guessing."""

import csv
import io
from collections.abc import Iterable, Mapping

from aiev import lazy_regex as re
from aiev.domain import organization
from aiev.domain.organization import Organization
from aiev.domain.organizations import spelling
from aiev.domain.organizations import text as organization_text
from aiev.domain.organizations.place import is_place, is_place_or_unit, is_town_of
from aiev.domain.organizations.resolution import Reading, Resolution, Unknown
from aiev.domain.organizations.text import Atom, Joint

ACCEPT = 90
"""The least likeness, of 100, at which a spelling is taken for a name of the table."""
MARGIN = 3
"""By how much its likeness must exceed that of any other organization."""
SUGGEST = 75
"""The least likeness at which a name is worth showing as a suggestion."""

_SHORT = spelling.SHORT
_LONGEST_RUN = 8
_LONGEST_NAME = 120
# Beyond this a text is no field of an entry, and reading it piece by piece would take seconds.
_LONGEST_FIELD = 4_000
_LONGEST_ASKED = 200
_CACHED = 20_000
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
# A company's address names it: meituan.com. A university's does not: uw.edu.pl is not UW.
_BRAND_SUFFIXES = ("com", "ai", "org", "io", "net")
_COLUMNS = ("name", "kind", "country", "ror", "parent", "aliases")


class Directory:
    """A table of organizations that reads what lists write.

    Does not change: `with_aliases` and `without` return another directory.
    """

    __slots__ = (
        "_by_compact", "_by_key", "_by_name", "_cache", "_choices", "_ignored", "_known",
        "organizations",
    )  # fmt: skip

    def __init__(self, organizations: Iterable[Organization]) -> None:
        self.organizations = tuple(organizations)
        self._by_name = {each.name: each for each in self.organizations}
        self._by_key: dict[str, str] = {}
        self._ignored: frozenset[str] = frozenset()
        for each in self.organizations:
            for text in (each.name, *each.aliases):
                owner = self._by_key.setdefault(organization.key(text), each.name)
                if owner != each.name:
                    raise ValueError(f"{text} names both {owner} and {each.name}")
        self._index()

    @classmethod
    def from_csv(cls, text: str) -> "Directory":
        """Read a table with the columns name, kind, country, ror, parent, aliases (`;` between).

        Raises ValueError, with the line, for a table that cannot be read so.
        """
        reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
        if tuple(reader.fieldnames or ()) != _COLUMNS:
            raise ValueError(f"the columns must be {', '.join(_COLUMNS)}")
        rows: list[Organization] = []
        for row in reader:
            if None in row or None in row.values() or not row["name"].strip():
                raise ValueError(f"line {reader.line_num} does not have {len(_COLUMNS)} columns")
            aliases = tuple(filter(None, map(str.strip, row["aliases"].split(";"))))
            rows.append(
                Organization(
                    row["name"],
                    kind=row["kind"] or None,
                    country=row["country"] or None,
                    ror=row["ror"] or None,
                    parent=row["parent"] or None,
                    aliases=aliases,
                )
            )
        return cls(rows)

    def with_aliases(self, aliases: Mapping[str, str]) -> "Directory":
        """Return a directory that also reads each alias as the organization it maps to.

        A user's alias wins over the table's. An organization that the table lacks is added.
        """
        if not aliases:
            return self
        wider = Directory(self.organizations)
        wider._ignored = self._ignored
        for alias, target in aliases.items():
            known = wider.find(target)
            if known is None:
                known = Organization(target)
                wider.organizations += (known,)
                wider._by_name[target] = known
                wider._by_key[organization.key(target)] = target
            if organization.key(alias):
                wider._by_key[organization.key(alias)] = known.name
        wider._index()
        return wider

    def without(self, texts: Iterable[str]) -> "Directory":
        """Return a directory that reads each of the texts as a note, not as an organization."""
        ignored = frozenset(map(organization.key, texts)) - {""}
        if not ignored:
            return self
        other = Directory(self.organizations)
        other._by_key = {**self._by_key}
        other._ignored = self._ignored | ignored
        other._index()
        return other

    def is_ignored(self, text: str) -> bool:
        """Return whether the user says of a text as a whole that it is no organization."""
        return bool(self._ignored) and organization.key(text) in self._ignored

    def find(self, name: str) -> Organization | None:
        """Return the organization with this name or alias, in any case and spacing, or None."""
        found = self._exact(name)
        return self._by_name[found] if found else None

    def children(self, name: str) -> tuple[Organization, ...]:
        """Return what belongs to an organization, at any depth; empty where there is nothing."""
        found = self.find(name)
        names = {found.name} if found else set()
        grown = -1
        while grown != len(names):
            grown = len(names)
            names |= {each.name for each in self.organizations if each.parent in names}
        return tuple(
            each for each in self.organizations if each.name in names and each is not found
        )

    def resolve(self, text: str) -> Resolution:
        """Return what a field of a list names; never raises.

        Tries the longest runs of words that are a name or an alias, then splits at separators,
        then takes a close spelling. What stays doubtful is answered as unknown, as it stands.
        """
        text = text.strip()
        if len(text) > _LONGEST_FIELD:
            return Resolution(unknown=(Unknown(text, ()),))
        found = self._cache.get(text)
        if found is None:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            found = self._cache[text] = self._read(organization_text.clean(text))
        return found

    def is_organization(self, text: str) -> bool:
        """Return whether a field names organizations that the table knows, and nothing else.

        By exact spellings only: what is nearly a name vouches for nothing, and readers of whole
        lists ask thousands of times. Towns and departments may stand beside a name.
        """
        text = text.strip()
        if len(text) > _LONGEST_ASKED:
            return False
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _CACHED:
                self._known.clear()
            found = self._known[text] = self._names_only(organization_text.clean(text))
        return found

    def _index(self) -> None:
        compact: dict[str, set[str]] = {}
        for known, name in self._by_key.items():
            compact.setdefault(known.replace(" ", ""), set()).add(name)
        self._by_compact = {
            known: names.pop()
            for known, names in compact.items()
            if len(names) == 1 and len(known) > _SHORT
        }
        self._choices = tuple(known for known in self._by_key if len(known) > _SHORT)
        self._cache: dict[str, Resolution] = {}
        self._known: dict[str, bool] = {}

    def _read(self, text: str) -> Resolution:
        reading = Reading()
        if not organization.key(text):
            return reading.resolution()
        if self.is_ignored(text):
            return Resolution(notes=(text,))
        whole = self._exact(text)
        if whole is not None:
            return Resolution((whole,))
        parts = organization_text.atoms(text)
        segments: list[list[Atom]] = [[]]
        at = 0
        while at < len(parts):
            length, name = self._longest_run(text, parts[at : at + _LONGEST_RUN])
            if name is not None and length == 1 and self._is_seat(text, parts, at, reading):
                reading.seats.add(parts[at].start)
                name = None
            if name is not None:
                reading.names.append((parts[at].start, name))
            if name is not None or parts[at].joint is Joint.SIGN:
                segments.append([])
            if name is None:
                segments[-1].append(parts[at])
            at += length
        for segment in segments:
            self._read_segment(text, segment, reading)
        return reading.resolution()

    def _names_only(self, text: str) -> bool:
        if self._exact(text) is not None:
            return True
        parts, at, is_named = organization_text.atoms(text), 0, False
        while at < len(parts):
            length, name = self._longest_run(text, parts[at : at + _LONGEST_RUN])
            if name is None and not is_place_or_unit(text[parts[at].start : parts[at].end]):
                return False
            is_named = is_named or name is not None
            at += length
        return is_named

    def _longest_run(self, text: str, parts: tuple[Atom, ...]) -> tuple[int, str | None]:
        for length in range(len(parts), 0, -1):
            name = self._exact(text[parts[0].start : parts[length - 1].end])
            if name is not None:
                return length, name
        return 1, None

    def _is_seat(self, text: str, parts: tuple[Atom, ...], at: int, reading: Reading) -> bool:
        """Return whether a town, often short for its university, only says where another sits."""
        before, part, after = ([None, *parts, None])[at : at + 3]
        assert part is not None
        words = text[part.start : part.end]
        region = text[after.start : after.end] if after and after.joint is Joint.COMMA else ""
        if is_town_of(words, region):
            return True
        if before is None or part.joint is not Joint.COMMA or not is_place(words):
            return False
        # `Google, Toronto` and `York University, Toronto`; but `Stanford, Toronto` are two.
        is_formal = organization_text.looks_like_organization(text[before.start : before.end])
        last = reading.names[-1][1] if reading.names else None
        return is_formal or (last is not None and self._by_name[last].kind != "university")

    def _is_beside(self, text: str, part: Atom, reading: Reading) -> bool:
        """Return whether words only say where a name beside them sits, or say nothing at all."""
        words = text[part.start : part.end]
        is_empty = not organization.key(words)
        return is_empty or part.start in reading.seats or is_place_or_unit(words)

    def _read_segment(self, text: str, parts: list[Atom], reading: Reading) -> None:
        """Read the atoms between two sure separators, none of which is a known name."""
        if reading.names:
            parts = [part for part in parts if not self._is_beside(text, part, reading)]
        if not parts:
            return
        start = parts[0].start
        words = organization_text.strip(text[start : parts[-1].end])
        if self.is_ignored(words):
            reading.notes.append((start, words))
            return
        if organization_text.is_note(words):
            for head, rest in organization_text.venue_splits(words):
                name = self._exact(head)
                if name is not None:
                    reading.names.append((start, name))
                    words = rest
                    break
            reading.notes.append((start, words))
            return
        name, suggestions = self._close(words)
        if name is not None and start not in reading.seats:
            reading.names.append((start, name))
            return
        pieces = [text[part.start : part.end] for part in parts if part.start not in reading.seats]
        if len(parts) > 1 and any(
            self._close(piece)[0] or organization_text.is_note(piece) for piece in pieces
        ):
            for part in parts:
                self._read_segment(text, [part], reading)
            return
        reading.unknown.append((start, Unknown(words, suggestions)))

    def _exact(self, text: str) -> str | None:
        words = organization_text.strip(text)
        if len(words) > _LONGEST_NAME or organization_text.is_word(words):
            return None
        known = organization.key(words)
        if known in self._ignored:
            return None
        found = self._by_key.get(known) or self._by_compact.get(known.replace(" ", ""))
        return found or self._of_host(words)

    def _of_host(self, text: str) -> str | None:
        """Read a host name, `cs.cmu.edu`, from its most telling part outwards."""
        if not _HOST.fullmatch(text):
            return None
        labels = text.split(".")
        for start in range(1, len(labels) - 1):
            found = self._by_key.get(organization.key(".".join(labels[start:])))
            if found is not None:
                return found
        if labels[-1].casefold() in _BRAND_SUFFIXES and len(labels[-2]) > _SHORT:
            return self._by_key.get(organization.key(labels[-2]))
        return None

    def _close(self, text: str) -> tuple[str | None, tuple[str, ...]]:
        """Return the one organization that this is a misspelling of, else names to suggest."""
        known = organization.key(text)
        if not _SHORT < len(known) <= _LONGEST_NAME:
            return None, ()
        from rapidfuzz import fuzz, process  # noqa: PLC0415  # slow to load, and few runs ask

        best: dict[str, float] = {}
        typos: dict[str, float] = {}
        for choice, score, _ in process.extract(
            known, self._choices, scorer=fuzz.ratio, score_cutoff=SUGGEST, limit=12
        ):
            name = self._by_key[choice]
            best.setdefault(name, score)
            if score >= ACCEPT and spelling.is_misspelt(known, choice):
                typos.setdefault(name, score)
        for name, score in list(typos.items())[:1]:
            if all(score - other >= MARGIN for rival, other in typos.items() if rival != name):
                return name, ()
        return None, tuple(best)[:3]
