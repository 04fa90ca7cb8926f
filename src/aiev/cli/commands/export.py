"""`aiev export`: the knowledge base, or a part of it, in a format of other programs."""

from aiev.cli.parsing.options import (
    Argument,
    Filtering,
    First,
    Option,
    Order,
    OutputFile,
    Words,
)
from aiev.cli.run import Run
from aiev.exporters import registry
from aiev.light_typing import Annotated, Unpack

Format = Annotated[
    str,
    Argument(
        "What to write, source being the imported list to the byte",
        "FORMAT",
        choices=(*registry.names(), *registry.folder_names(), "source"),
        is_required=True,
    ),
]
Title = Annotated[str | None, Option(("--title",), "The title of a markdown list or page.", "TEXT")]
GroupBy = Annotated[
    str,
    Option(
        ("--group-by",),
        "The headings of a markdown list.",
        "WHAT",
        choices=("topic", "year", "organization"),
    ),
]
Fields = Annotated[
    str | None,
    Option(("--fields",), "What a markdown list says of a paper: date,organizations.", "NAMES"),
]
Abstracts = Annotated[bool, Option(("--abstracts",), "Fold abstracts into a markdown list.")]
Contents = Annotated[bool, Option(("--toc",), "Start a markdown list with its contents.")]
Mark = Annotated[bool, Option(("--bom",), "Start CSV with the mark that spreadsheets want.")]
FlavorName = Annotated[
    str | None,
    Option(
        ("--flavor",),
        "Whose BibTeX: of BibTeX's styles, or of biblatex.",
        "NAME",
        choices=("bibtex", "biblatex"),
    ),
]
By = Annotated[
    str | None,
    Option(
        ("--by",),
        "What makes a paper new to a feed: added, when it came; issued, its date.",
        "WHAT",
        choices=("added", "issued"),
    ),
]
Url = Annotated[str | None, Option(("--url",), "Where a feed will lie, which it then says.", "URL")]
Repository = Annotated[
    str | None,
    Option(("--repository",), "Where a page's list lives, and papers are suggested to it.", "URL"),
]
KeyPattern = Annotated[
    str | None,
    Option(
        ("--key-pattern",),
        "How citation keys are made, as JabRef or Better BibTeX write it: [auth:lower][year].",
        "PATTERN",
    ),
]
CitedIn = Annotated[
    tuple[str, ...],
    Option(
        ("--cited-in",), "Only what this .tex, .aux or .md cites, under the keys there.", "FILE"
    ),
]


def export(
    run: Run,
    format_name: Format,
    words: Words = (),
    *,
    output: OutputFile = None,
    sort: Order = None,
    limit: First = None,
    title: Title = None,
    group_by: GroupBy = "topic",
    fields: Fields = None,
    abstracts: Abstracts = False,
    toc: Contents = False,
    bom: Mark = False,
    flavor: FlavorName = None,
    key_pattern: KeyPattern = None,
    cited_in: CitedIn = (),
    by: By = None,
    url: Url = None,
    repository: Repository = None,
    **filters: Unpack[Filtering],
) -> int:
    """Write the papers that match, or all, as a list, bibliography or data."""
    from datetime import date

    from aiev.cli.jobs import exporting
    from aiev.query.filters import Filters
    from aiev.services.exchange.export import Choice

    today, is_file = date.today(), output not in (None, "-")
    text, chosen = " ".join(words), Filters(**filters)
    if "@" in text:
        from aiev.cli.jobs import saved

        text, chosen = saved.asked(run, text, chosen)
    choice = Choice(text, chosen, sort, today, limit, is_strict=is_file)
    given = exporting.Options(
        title=title,
        group_by=group_by,
        fields=fields,
        has_abstracts=abstracts,
        has_contents=toc,
        has_byte_order_mark=bom,
        flavor=flavor,
        key_pattern=key_pattern,
        cited_in=cited_in,
        by=by,
        url=url,
        repository=repository,
    )
    request = exporting.request(format_name, given)
    return exporting.export_papers(run, format_name, request, choice, output=output, given=given)
