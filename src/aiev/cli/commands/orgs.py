"""`aiev orgs`: the organizations with their counts, what is unclear, and your own spellings."""

from aiev.cli.parsing.options import Argument, AsJson, DryRun, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Words = Annotated[
    tuple[str, ...],
    Argument(
        "Only organizations with these words in their names; or alias and two names, or ignore and"
        " texts, see below.",
        "[WORDS]...",
    ),
]
AtMost = Annotated[int | None, Option(("-n", "--limit"), "So many at the most.", "N", minimum=0)]
Review = Annotated[
    bool, Option(("--review",), "Show what names no known organization, and how to accept it.")
]
New = Annotated[bool, Option(("--new",), "With alias: make the organization if there is none.")]
Remove = Annotated[
    tuple[str, ...], Option(("--remove",), "With alias or ignore: take back what you said.", "TEXT")
]
From = Annotated[
    str | None, Option(("--from",), "With alias: read what `aiev orgs alias` printed.", "FILE|-")
]


def orgs(
    run: Run,
    words: Words = (),
    *,
    review: Review = False,
    new: New = False,
    remove: Remove = (),
    source: From = None,
    limit: AtMost = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Show the organizations with their counts, most papers first; a parent counts its parts.

    With words, those of such names. aiev orgs alias shows your own spellings, and
    aiev orgs alias "PKU" "Peking University" keeps a spelling of yours and applies it at once;
    aiev orgs ignore "Ada Asker" keeps that it is no organization, aiev orgs ignore shows these.
    """
    from aiev.errors import UsageError
    from aiev.store.reading.reader import open_reader

    is_alias, is_ignore = words[:1] == ("alias",), words[:1] == ("ignore",)
    has_change = bool(new or remove or dry_run) or source is not None
    if words and review:
        raise UsageError(
            "--review takes no words", hint="`aiev orgs --review` shows all that is unclear"
        )
    if has_change and not (is_alias or (is_ignore and not new and source is None)):
        raise UsageError(
            "--new and --from go with the word alias, --remove and --dry-run with ignore too",
            hint='write it so: aiev orgs alias "PKU" "Peking University"',
        )
    if is_alias and (words[1:] or has_change):
        from aiev.cli.jobs import aliases

        change = aliases.AliasChange(words[1:], remove, source)
        aliases.change(run, change, can_make=new, is_dry_run=dry_run, as_json=as_json)
        return
    if is_ignore and (words[1:] or remove):
        from aiev.cli.jobs import aliases

        aliases.change_ignored(run, words[1:], removed=remove, is_dry_run=dry_run, as_json=as_json)
        return
    with open_reader(run.settings.database_path) as reader:
        if is_ignore:
            from aiev.cli.views import alias_rows
            from aiev.store.reading import organization_names

            texts = organization_names.ignored(reader.connection)
            alias_rows.show_ignored(run, texts[:limit], as_json=as_json)
        elif is_alias:
            from aiev.cli.views import alias_rows
            from aiev.store.reading import organization_names

            known = organization_names.user_aliases(reader.connection)
            alias_rows.show(run, list(known.items())[:limit], as_json=as_json)
        elif review:
            from aiev.cli.views import organization_review
            from aiev.services.organizations import review as review_organizations

            unclear = review_organizations.review(reader)[:limit]
            organization_review.show(run, unclear, as_json=as_json)
        else:
            from aiev.cli.views import counts
            from aiev.store.reading import catalog

            if words:
                from aiev.services.search import found_names

                named = found_names.organizations(reader, words)
                if named.is_near or not named.counts:
                    asked = " ".join(words)
                    counts.tell_near(run, named.counts, asked=asked, kind="organization")
                found = named.counts[:limit]
            else:
                found = catalog.organizations(reader)[:limit]
            counts.show(run, found, name="organizations", has_parents=True, as_json=as_json)
