"""The user's own spellings of organizations, stored and applied to the papers that are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from aiev.domain import organization
from aiev.domain.organizations.directory import Directory
from aiev.domain.told_by import ARXIV
from aiev.errors import NotFoundError, UsageError
from aiev.services.organizations import table
from aiev.services.organizations.resolve import (
    SOURCES,
    apply_affiliations,
    apply_listed,
    load_directory,
)
from aiev.store.reading import organization_names
from aiev.store.writing import organization_writer
from aiev.store.writing.writer import Transaction, Writer, reader_within


@dataclass(frozen=True, slots=True)
class Aliased:
    """What was done: each spelling with its canonical name, and how many papers changed."""

    aliases: tuple[tuple[str, str], ...]
    papers: int


@dataclass(frozen=True, slots=True)
class Ignored:
    """What is no organization any more, or is read as one again, and how many papers changed."""

    texts: tuple[str, ...]
    papers: int


def set_aliases(
    writer: Writer,
    aliases: Mapping[str, str],
    *,
    can_make: bool = False,
    is_dry_run: bool = False,
) -> Aliased:
    """Store what each spelling stands for, and read again what lists and sources wrote.

    Raises NotFoundError, with the nearest names, for an organization that the table does not
    know, unless `can_make` lets it be made, and UsageError for a spelling without a letter.
    """
    with writer.transaction(is_dry_run=is_dry_run) as session:
        before = load_directory(session)
        done = []
        for alias, target in aliases.items():
            # What is said last counts.
            organization_writer.heed(session, alias)
            if not organization.key(alias) or not organization.key(target):
                raise UsageError(f"an organization needs a name: {alias!r}, {target!r}")
            done.append((alias, _set(session, alias, target, can_make=can_make)))
        papers = _apply(session, before)
    return Aliased(tuple(done), papers)


def drop_aliases(writer: Writer, aliases: Sequence[str], *, is_dry_run: bool = False) -> Aliased:
    """Remove spellings of the user's; raises NotFoundError for one that the user never gave."""
    with writer.transaction(is_dry_run=is_dry_run) as session:
        before = load_directory(session)
        known = organization_names.user_aliases(reader_within(session).connection)
        by_key = {organization.key(alias): name for alias, name in known.items()}
        done = []
        for alias in aliases:
            if not organization_writer.drop_alias(session, alias):
                raise NotFoundError(
                    f"no spelling of yours: {alias}", hint="`aiev orgs alias` shows them"
                )
            done.append((alias, by_key[organization.key(alias)]))
        papers = _apply(session, before)
    return Aliased(tuple(done), papers)


def ignore(writer: Writer, texts: Sequence[str], *, is_dry_run: bool = False) -> Ignored:
    """Keep that texts are no organizations, and read again what lists and sources wrote.

    A spelling of the user's for such a text is dropped. Raises UsageError for a text without a
    letter or digit.
    """
    with writer.transaction(is_dry_run=is_dry_run) as session:
        before = load_directory(session)
        for text in texts:
            if not organization.key(text):
                raise UsageError(f"this names nothing that could be an organization: {text!r}")
            organization_writer.drop_alias(session, text)
            organization_writer.ignore(session, text)
        papers = _apply(session, before)
    return Ignored(tuple(texts), papers)


def heed(writer: Writer, texts: Sequence[str], *, is_dry_run: bool = False) -> Ignored:
    """Take back that texts are no organizations; raises NotFoundError for one that was not said."""
    with writer.transaction(is_dry_run=is_dry_run) as session:
        before = load_directory(session)
        for text in texts:
            if not organization_writer.heed(session, text):
                raise NotFoundError(
                    f"no text that you had ignored: {text}", hint="`aiev orgs ignore` shows them"
                )
        papers = _apply(session, before)
    return Ignored(tuple(texts), papers)


def _set(session: Transaction, alias: str, target: str, *, can_make: bool) -> str:
    directory = load_directory(session)
    ids = organization_writer.ids_by_name(session)
    known = directory.find(target)
    if known is not None:
        name = known.name
    elif target in ids or can_make:
        name = target
    else:
        raise NotFoundError(
            f"no organization is called so: {target}", hint=_nearest(directory, target)
        )
    if name not in ids:
        ids[name] = organization_writer.add(session, name)
    # So far this spelling may have been an organization of its own: the two become one.
    own = next((one for one in ids if organization.key(one) == organization.key(alias)), name)
    if own != name and own not in _shipped():
        organization_writer.merge(session, ids[own], into=ids[name])
    organization_writer.set_alias(session, alias, ids[name])
    return name


def _apply(session: Transaction, before: Directory) -> int:
    after = load_directory(session)

    def is_read_anew(text: str) -> bool:
        return before.resolve(text).names != after.resolve(text).names

    listed = apply_listed(session, after)
    named = apply_affiliations(
        session, after, sources=[source for source in SOURCES if source != ARXIV]
    )
    # arXiv's own affiliations are used only where the user asked for that, or as far as this
    # spelling changes how they are read.
    of_arxiv = apply_affiliations(session, after, sources=(ARXIV,), concerns=is_read_anew)
    return listed + sum(named.values()) + sum(of_arxiv.values())


@cache
def _shipped() -> frozenset[str]:
    return frozenset(each.name for each in table.shipped().organizations)


def _nearest(directory: Directory, target: str) -> str:
    read = directory.resolve(target)
    near = [*read.names, *(name for each in read.unknown for name in each.suggestions)]
    hint = "--new makes it"
    return f"the nearest are: {'; '.join(near)}; or {hint}" if near else hint
