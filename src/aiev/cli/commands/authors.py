"""`aiev authors`: the authors with their counts."""

from aiev.cli.parsing.options import Argument, AsJson, Limit, Offset
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Words = Annotated[
    tuple[str, ...], Argument("Only authors with these words in their names.", "[WORDS]...")
]


def authors(
    run: Run,
    words: Words = (),
    *,
    limit: Limit = 100,
    offset: Offset = 0,
    as_json: AsJson = False,
) -> None:
    """Show the authors with their counts, most papers first; with words, those of such names.

    A slip in a word is forgiven: without a match, the nearest names are shown.
    """
    from aiev.cli.terminal.printable import counted
    from aiev.cli.views import counts
    from aiev.store.reading import catalog
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database_path) as reader:
        if words:
            from aiev.services.search import found_names

            named = found_names.authors(reader, words)
            if named.is_near or not named.counts:
                asked = " ".join(words)
                counts.tell_near(run, named.counts, asked=asked, kind="author")
            found, total = named.counts[offset : offset + limit], len(named.counts)
        else:
            found = catalog.authors(reader, limit=limit, offset=offset)
            total = catalog.count_authors(reader)
    counts.show(run, found, name="authors", has_parents=False, as_json=as_json)
    if found and len(found) < total:
        shown = f"{offset + 1:,}–{offset + len(found):,} shown"
        run.output.message(f"{counted(total, 'author')}, {shown}")
