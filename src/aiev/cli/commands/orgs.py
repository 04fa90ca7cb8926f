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

    aiev orgs alias "PKU" "Peking University" lets a spelling of yours lead to an organization;
    it is kept, and applied to what is stored already.
    """
    from aiev.cli.views import counts
    from aiev.errors import UsageError
    from aiev.store import catalog
    from aiev.store.reader import open_reader

    if words[:1] == ("alias",) and not review:
        from aiev.cli.aliases import run_alias

        run_alias(
            run,
            words[1:],
            can_make=new,
            remove=remove,
            file=source,
            is_trial=dry_run,
            as_json=as_json,
        )
        return
    if words or new or remove or source or dry_run:
        raise UsageError(
            "orgs takes only the word alias, and its options only with it",
            hint='aiev orgs alias "PKU" "Peking University"',
        )
    with open_reader(run.settings.database) as reader:
        if review:
            from aiev.cli.views import organization_review
            from aiev.services import review_organizations

            unclear = review_organizations.review(reader)
            organization_review.show(run, unclear[:limit], as_json=as_json)
            return
        found = catalog.organizations(reader)
    counts.show(run, found[:limit], name="organizations", as_json=as_json)
