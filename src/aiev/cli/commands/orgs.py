"""`aiev orgs`: the organizations with their counts, what is unclear, and your own spellings."""

from typing import Annotated

from aiev.cli.options import Argument, AsJson, DryRun, Option
from aiev.cli.run import Run

Words = Annotated[
    tuple[str, ...],
    Argument("alias alone shows your spellings, with two words adds one.", "[alias [TEXT NAME]]"),
]
AtMost = Annotated[int | None, Option(("-n", "--limit"), "So many at the most.", "N", minimum=0)]
Review = Annotated[
    bool, Option(("--review",), "Show what names no known organization, and how to accept it.")
]
New = Annotated[bool, Option(("--new",), "With alias: make the organization if there is none.")]
Remove = Annotated[
    tuple[str, ...], Option(("--remove",), "With alias: take a spelling of yours back.", "TEXT")
]
From = Annotated[
    str | None, Option(("--from",), "With alias: read what `aiev orgs alias` printed.", "FILE")
]
_EXAMPLE = 'aiev orgs alias "PKU" "Peking University"'


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

    aiev orgs alias "PKU" "Peking University" keeps a spelling of yours and applies it at once.
    """
    from aiev.cli.views import counts
    from aiev.errors import UsageError
    from aiev.store import catalog, organization_texts
    from aiev.store.reader import open_reader

    is_alias = words[:1] == ("alias",)
    if (words and (not is_alias or review)) or (
        (new or remove or source or dry_run) and not is_alias
    ):
        raise UsageError(
            "orgs takes only the word alias, and its options only with it", hint=_EXAMPLE
        )
    if words[1:] or remove or source:
        from aiev.cli import aliases

        aliases.change(
            run,
            words[1:],
            can_make=new,
            remove=remove,
            file=source,
            is_trial=dry_run,
            as_json=as_json,
        )
        return
    with open_reader(run.settings.database) as reader:
        if is_alias:
            from aiev.cli.views import alias_rows

            known = organization_texts.user_aliases(reader.connection)
            alias_rows.show(run, list(known.items())[:limit], as_json=as_json)
        elif review:
            from aiev.cli.views import organization_review
            from aiev.services import review_organizations

            unclear = review_organizations.review(reader)[:limit]
            organization_review.show(run, unclear, as_json=as_json)
        else:
            found = catalog.organizations(reader)[:limit]
            counts.show(run, found, name="organizations", as_json=as_json)
